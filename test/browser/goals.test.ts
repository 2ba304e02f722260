import { describe, expect, test } from "vitest";
import { apply, goalOf, goalsPanes, ready, row, rowsIn, said, walkTo } from "./goals-pane.ts";
import { TEAM_RULES, teamData, teamTypedOver, teamWorkbook } from "./team.ts";

describe("goals in Chromium", () => {
  const { open, openGoals } = goalsPanes();

  test("keys: arrows walk, open and close; letters find; Esc drops; H holds, then frees; W says why", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    const at = () => page.locator("tr[aria-selected=true] td").first().innerText();
    await page.focus("[role=treegrid]");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => at()).toBe("Elena Sokol");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => row(page, "Goran Vuk").count()).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => at()).toBe("Goran Vuk");
    await page.keyboard.press("End");
    await expect.poll(() => at()).toBe("Chidi Eze");
    await page.keyboard.press("F2");
    await page.keyboard.type("oops");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#goal-wrong").textContent()).toContain("Not a number");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".tree input").count()).toBe(0);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")))
      .toBe("treegrid");

    await page.keyboard.press("h");
    await page.locator(".asks", { hasText: "Hold Chidi Eze at 121,000" }).waitFor();
    await ready(page);
    await apply(page).click();
    await row(page, "Chidi Eze").locator(".mk").waitFor();
    await page.focus("[role=treegrid]");
    await page.keyboard.press("h");
    await page.locator(".asks", { hasText: "Free Chidi Eze" }).waitFor();
    await ready(page);
    await apply(page).click();
    await page.waitForFunction(() => !document.querySelector(".mk"));
    expect(
      rowsIn(workbook, "KPI Edits")
        .slice(1)
        .map((r) => r.split(" | ")[1]),
    ).toEqual(["hold", "release"]);
    await page.focus("[role=treegrid]");
    await page.keyboard.press("w");
    await page.locator(".steps li").first().waitFor();
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=treegrid]");
  });

  test("a published goal that was typed over is marked, taken back, or accepted with a reason", async () => {
    const { workbook, published, there, typeOver } = teamTypedOver();
    const page = await openGoals(workbook);
    await page.locator(".note", { hasText: "Erik Holm’s goal was typed over" }).waitFor();
    await row(page, "Erik Holm").locator(".mk.watch").waitFor();
    await page.click("button:has-text('Review')");
    await page.click("button:has-text('Take back')");
    await page.locator("[role=status]", { hasText: "Nothing is written yet" }).first().waitFor();
    expect(there()).toBe(200_000);
    await page.click("button:has-text('Write')");
    await said(page, /Taken back/);
    expect(there()).toBe(published);
    await page.locator(".empty", { hasText: "Nothing was typed over" }).waitFor();

    typeOver();
    await page.click(".context button[aria-label='Back']");
    await page.click(".status button:has-text('Run')");
    await page.locator(".note", { hasText: "Erik Holm" }).waitFor();
    await page.click("button:has-text('Review')");
    await page.click("button:has-text('Accept')");
    await page.locator(".diff").first().waitFor();
    await ready(page);
    await expect.poll(() => apply(page).isDisabled()).toBe(true);
    await page.fill("#goal-reason", "Agreed in the review");
    await apply(page).click();
    await said(page, /1 edit is on record/);
    await expect.poll(() => goalOf(page, "Erik Holm")).toBe("200,000");
  });

  test("another period, another KPI, another column; how it adds up; the edits on record", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    const pick = async (label: string, text: string) => {
      await page.click(`.pick[aria-label^='${label}']`);
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await ready(page);
    };
    await page.selectOption(".third", "share");
    await expect.poll(() => row(page, "Ana Duarte").innerText()).toContain("36.7%");
    await page.selectOption(".third", "base");
    await expect.poll(() => row(page, "Priya Nair").innerText()).toMatch(/395,100\s+376,/);
    const sums = (await page.locator(".adds-up table").innerText()).replace(/\s+/g, " ");
    expect(sums).toBe(
      "Mara Lindqvist: goal 960,000 Over-assigned below 48,000 Reports together 1,008,000",
    );
    await pick("Period", "2026-Q4");
    await page.waitForFunction(() =>
      /240,000/.test(document.querySelector(".tree")?.textContent ?? ""),
    );
    await pick("KPI", "New opp");
    await page.waitForFunction(
      () => !/USD/.test(document.querySelector(".tree")?.textContent ?? "USD"),
    );
    await page.click(".bar button:has-text('Edits')");
    await page.locator(".empty", { hasText: "No edit on record" }).waitFor();
  });

  test("goals go down to accounts where the rules say so", async () => {
    const rules = TEAM_RULES.replace(
      "owner [Owner]",
      "owner [Owner] then [Account]\n  link [Account] to Accounts",
    )
      .replace("cascade revenue\n", "cascade revenue\n  to [Account]\n")
      .replace(
        "kpi revenue",
        "table Accounts from Accounts\n  owner [Owner] then [Account]\n  key [Account]\n\nkpi revenue",
      );
    const plain = teamData({
      Accounts: [
        ["Account", "Owner"],
        ["Acme", "Ana Duarte"],
        ["Birch", "Ana Duarte"],
      ],
    });
    const deals = plain.sheets.find((s) => s.name === "Deals")!;
    const accounts = deals.columns[0]!.map((owner, r) =>
      r === 0 ? "Account" : owner === "Ana Duarte" ? (r % 2 ? "Acme" : "Birch") : null,
    );
    const sheets = plain.sheets.map((s) =>
      s.name === "Deals" ? { ...s, columns: [...s.columns, accounts] } : s,
    );
    const page = await openGoals(teamWorkbook(rules, { ...plain, sheets }));
    await walkTo(page, "Ana Duarte");
    if ((await row(page, "Acme").count()) === 0) await page.keyboard.press("ArrowRight");
    const figure = async (who: string) => Number((await goalOf(page, who))!.replaceAll(",", ""));
    expect((await figure("Acme")) + (await figure("Birch"))).toBe(await figure("Ana Duarte"));
  });

  test("empty: without a goal the first one is a click, and opens the rules with it", async () => {
    const rules = TEAM_RULES.slice(0, TEAM_RULES.indexOf("goal revenue"));
    const page = await open(teamWorkbook(rules));
    await page.click("#tab-goals");
    await page.locator(".empty", { hasText: "No goal yet" }).waitFor();
    await page.click("button:has-text('Add a goal for Mara Lindqvist')");
    await page.waitForSelector(".cm-content");
    await expect.poll(() => page.textContent(".cm-content")).toContain('for "Mara Lindqvist"');
  });

  test("loading shows bars, a fault says what is safe, and trying again brings the tree", async () => {
    const workbook = teamWorkbook();
    let wait = Promise.resolve();
    let broken = false;
    const read = workbook.read.bind(workbook);
    const slow = {
      ...workbook,
      read: async (sheets?: readonly string[]) => {
        await wait;
        if (broken) throw new Error("The line is down.");
        return read(sheets);
      },
    };
    const page = await open(slow);
    let go = (): void => {};
    wait = new Promise((resolve) => {
      go = resolve;
    });
    await page.click("#tab-goals");
    await page.waitForSelector(".skel");
    broken = true;
    go();
    await page.locator("[role=alert]", { hasText: "The line is down." }).waitFor();
    await expect
      .poll(() => page.locator("[role=alert]").textContent())
      .toContain("Nothing was written");
    broken = false;
    await page.click("button:has-text('Try again')");
    await page.waitForSelector("[role=treegrid]");
  });

  test("in German", async () => {
    const german = teamWorkbook(TEAM_RULES, { ...teamData(), locale: "de-DE" });
    const page = await openGoals(german);
    await expect.poll(() => goalOf(page, "Mara Lindqvist")).toBe("960.000");
    await row(page, "Ana Duarte").click();
    await page.keyboard.press("F2");
    await page.keyboard.type("160.000,50");
    await page.keyboard.press("Enter");
    await page.locator(".diff").first().waitFor();
    await expect
      .poll(() => page.locator(".asks").textContent())
      .toContain("Ana Duarte bei 160.000,5 halten");
    await expect
      .poll(() => page.locator(".status").textContent())
      .toContain("Noch ist nichts geschrieben");
  });
});
