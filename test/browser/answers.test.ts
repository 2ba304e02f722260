/** The Answers view: whom to talk to and why, at a glance; what is done about it said first, written, taken back. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { MemoryWorkbook } from "../../src/hosts/memory/index.ts";
import { sidebars } from "./page.ts";
import { TEAM_RULES, teamData, teamWorkbook } from "./team.ts";

const sidebar = sidebars({ clock: () => 0, sample: null });

const ready = (page: Page) => page.waitForSelector('main[aria-busy="false"]');
const said = (page: Page, text: RegExp) =>
  page.locator(".toast").filter({ hasText: text }).waitFor();
const card = (page: Page, who: string) => page.locator("article.flag", { hasText: who });
const scope = (page: Page, name: string) => page.click(`.seg button:has-text('${name}')`);
const actions = (workbook: MemoryWorkbook): string => {
  const sheet = workbook.read().sheets.find((s) => s.name === "KPI Actions");
  return sheet ? sheet.columns.map((column) => column.join(" | ")).join("\n") : "";
};

async function answerAs(page: Page, who: string): Promise<void> {
  await page.click(".me .pick, .context .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
  await ready(page);
}

describe("answers in Chromium", () => {
  test("a manager's ten seconds: two clicks the first time, none from then on, to whom and why", async () => {
    const page = await sidebar.open(teamWorkbook());
    let clicks = 0;
    const click = async (selector: string) => {
      clicks += 1;
      await page.click(selector);
    };
    await expect.poll(() => page.textContent(".empty h2")).toBe("Who are you?");
    await click(".me .pick");
    await click("[role=option]:has-text('Priya Nair')");
    await card(page, "Ben Cole").waitFor();
    expect(clicks).toBeLessThanOrEqual(2);

    // The next day: the same computer opens on whom to talk to.
    await page.reload();
    const first = page.locator("article.flag").first();
    await first.waitFor();
    await expect.poll(() => first.locator("h2").innerText()).toBe("Ben Cole");
    await expect
      .poll(() => first.locator(".say").innerText())
      .toBe("Ben Cole meets every leading KPI and is at 77.4% of revenue");
    await expect
      .poll(() => first.locator(".hint").innerText())
      .toBe(
        "Coach, or reset the goal. Average deal came at $5,000; the goal of New opportunities assumes $10K.",
      );
    await expect
      .poll(() => first.locator(".quad").getAttribute("aria-label"))
      .toContain("Leading met");
    await expect.poll(() => first.locator(".primary").innerText()).toBe("Log coaching");
    await expect.poll(() => first.locator(".since").innerText()).toContain("Open 44 days.");
    await expect
      .poll(() => first.locator(".since").innerText())
      .toMatch(/Mara Lindqvist answers too after .*31/);
    await first.locator(".story summary").click();
    const events = first.locator(".events li");
    await expect
      .poll(() => events.first().innerText())
      .toMatch(/30.*2026\s+Raised for 2026-Q3\. Priya Nair answers\./);
    await expect.poll(() => events.last().innerText()).toMatch(/After .*31.*Mara Lindqvist/s);
    await expect
      .poll(() => page.locator("#tab-answers sup").innerText())
      .toContain("2 flags to answer");
  });

  test("coaching is said first, put on record, closes the flag; Undo opens it again", async () => {
    const workbook = teamWorkbook();
    const page = await sidebar.open(workbook);
    await answerAs(page, "Priya Nair");
    await card(page, "Ben Cole").locator("button:has-text('Log coaching')").click();
    await page.keyboard.type("Two outbound mornings a week");
    await card(page, "Ben Cole").locator("text=Goes to KPI Actions").waitFor();
    await ready(page);
    expect(actions(workbook)).toBe("");
    await page.keyboard.press("Enter");
    await said(page, /On record: coached Ben Cole/);
    expect(actions(workbook)).toContain("Two outbound mornings a week");
    expect(actions(workbook)).toContain("Priya Nair");
    await page.waitForFunction(() => document.querySelectorAll("article.flag").length === 1);
    const record = page.locator(".row", { hasText: "Ben Cole, 2026-Q3: coached" });
    await record.locator("summary").click();
    await expect
      .poll(() => record.locator(".events li").last().innerText())
      .toContain("Closed: coached by Priya Nair. Two outbound mornings a week");
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    await card(page, "Ben Cole").waitFor();
    expect(actions(workbook)).not.toContain("Ben Cole");
  });

  test("accepting needs a note; Esc puts the card back as it was", async () => {
    const page = await sidebar.open(teamWorkbook());
    await answerAs(page, "Priya Nair");
    const ana = card(page, "Ana Duarte");
    await ana.locator("button:has-text('Accept')").click();
    await ana.locator("text=Say why").waitFor();
    await ready(page);
    await expect.poll(() => ana.locator(".primary").isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await ana.locator("button:has-text('Log coaching')").waitFor();
    await ana.locator("button:has-text('Accept')").click();
    await page.keyboard.type("New in the region");
    await ready(page);
    await ana.locator(".primary").click();
    await said(page, /On record: accepted Ana Duarte/);
  });

  test("Reset opens Goals with the person, writes the goal and the action as one, and Undo takes both back", async () => {
    const workbook = teamWorkbook();
    const page = await sidebar.open(workbook);
    await answerAs(page, "Priya Nair");
    await card(page, "Ben Cole").locator("button:has-text('Reset goal')").click();
    await page.locator(".context", { hasText: "Reset a goal Ben Cole" }).waitFor();
    await expect.poll(() => page.inputValue("label:has-text('From') select")).toBe("2026-Q4");
    await expect
      .poll(() => page.inputValue("#reset-because"))
      .toContain("Average deal came at $5,000");
    await page.fill(".reset-line .new input", "25k");
    await page.keyboard.press("Enter");
    await page.locator(".diff").first().waitFor();
    await ready(page);
    await page.click(".bar .primary");
    await said(page, /The goal of Ben Cole is reset/);
    expect(actions(workbook)).toContain("goal reset");
    const rules = () =>
      workbook
        .read()
        .sheets.find((s) => s.name === "KPI Rules")!
        .columns.join();
    expect(rules()).toContain('reset revenue 2026-Q4 for "Ben Cole"');
    await page.waitForFunction(() => document.querySelectorAll("article.flag").length === 1);
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    await card(page, "Ben Cole").waitFor();
    expect(rules()).not.toContain("reset revenue");
    expect(actions(workbook)).not.toContain("goal reset");
  });

  test("what a reset leaves open: with the manager, or taken up by the siblings", async () => {
    const page = await sidebar.open(teamWorkbook());
    await answerAs(page, "Priya Nair");
    await card(page, "Ben Cole").locator("button:has-text('Reset goal')").click();
    await page.fill(".reset-line .new input", "25k");
    await page.keyboard.press("Enter");
    await page.locator(".diff").first().waitFor();
    await ready(page);
    const changed = () => page.locator(".diff").first().locator("tbody tr").count();
    await expect.poll(() => changed()).toBe(1);
    await page.check("label:has-text('Siblings') input");
    await page.waitForFunction(
      () => document.querySelector(".diff tbody")?.querySelectorAll("tr").length === 3,
    );
  });

  test("my team, and all: the four cases with the names inside, who answers, the list, the evidence", async () => {
    const page = await sidebar.open(teamWorkbook());
    await answerAs(page, "Priya Nair");
    await scope(page, "My team");
    await expect
      .poll(() => page.locator("article.flag h2").allInnerTexts())
      .toEqual(["Ben Cole", "Ana Duarte", "Chidi Eze"]);
    await scope(page, "All");
    const cases = await page.locator(".cases td.cell").allInnerTexts();
    expect(cases.map((text) => text.split("\n"))).toEqual([
      ["manager answers", "Ben Cole", "Hana Mori"],
      ["nobody to answer", "Goran Vuk", "Dana Kim"],
      ["seller answers", "Farah Aziz", "Chidi Eze"],
      ["manager answers", "Ana Duarte", "Erik Holm"],
    ]);
    await expect
      .poll(() => page.locator(".who-name.mine").allInnerTexts())
      .toEqual(["Ben Cole", "Ana Duarte"]);
    const hana = page.locator(".answer-line", { hasText: "Hana Mori" });
    await expect.poll(() => hana.innerText()).toContain("Elena Sokol answers");
    await expect.poll(() => hana.innerText()).toContain("92.2%");
    await hana.locator("summary").click();
    await hana.locator("article.flag button:has-text('Log coaching')").waitFor();
    await page.click("button:has-text('Show the evidence')");
    await page.locator("text=person-quarters").first().waitFor();
    await page.click(".who-name:has-text('Goran Vuk')");
    await page.waitForSelector("#tab-scorecard[aria-selected=true]");
    await expect.poll(() => page.locator(".context").innerText()).toContain("Goran Vuk");
  });

  test("an escalated flag is marked, and comes first among its kind", async () => {
    const data = teamData();
    const deals = data.sheets.find((s) => s.name === "Deals")!;
    // Ben's second quarter was as small as the third: the first raise is older than a quarter.
    const amounts = deals.columns[1]!.map((amount, r) =>
      deals.columns[0]![r] === "Ben Cole" && amount === 9_000 ? 5_000 : amount,
    );
    const columns = deals.columns.map((column, c) => (c === 1 ? amounts : column));
    const sheets = data.sheets.map((s) => (s.name === "Deals" ? { ...s, columns } : s));
    const page = await sidebar.open(teamWorkbook(TEAM_RULES, { ...data, sheets }));
    await answerAs(page, "Mara Lindqvist");
    const first = page.locator("article.flag").first();
    await first.waitFor();
    await expect
      .poll(() => first.locator(".since .watch").innerText())
      .toContain("Escalated to Mara Lindqvist");
    await scope(page, "All");
    await expect
      .poll(() => page.locator(".answer-line").first().innerText())
      .toContain("you answer");
  });

  test("empty: nothing to answer says what is open elsewhere", async () => {
    const page = await sidebar.open(teamWorkbook());
    await answerAs(page, "Goran Vuk");
    await expect.poll(() => page.textContent(".empty h2")).toBe("Nothing for you to answer");
    await expect.poll(() => page.textContent(".empty p")).toContain("6 flags are open elsewhere");
  });

  test("a name that is gone is asked for again", async () => {
    const page = await sidebar.open(teamWorkbook());
    await page.evaluate(() => localStorage.setItem("answerable me Workbook", "Somebody Else"));
    await page.reload();
    await ready(page);
    await page.click("#tab-answers");
    await page.locator(".empty", { hasText: "Somebody Else is not in this workbook" }).waitFor();
    await answerAs(page, "Priya Nair");
    await card(page, "Ben Cole").waitFor();
  });

  test("somebody writes the same row meanwhile: theirs stays, ours goes below; a flag closed meanwhile is said", async () => {
    const workbook = teamWorkbook();
    const page = await sidebar.open(workbook);
    await answerAs(page, "Priya Nair");
    const ben = card(page, "Ben Cole");
    await ben.locator("button:has-text('Log coaching')").click();
    await ben.locator("text=Goes to KPI Actions!A2").waitFor();
    await ready(page);
    const made = workbook.apply({
      title: "",
      steps: [
        { kind: "addSheet", sheet: "KPI Actions", tabColour: null },
        {
          kind: "write",
          sheet: "KPI Actions",
          top: 0,
          left: 0,
          old: null,
          why: "",
          cells: [
            ["flag", "who", "period", "action", "by", "on", "note"],
            ["coach", "Hana Mori", "2026-Q3", "coached", "Elena Sokol", "2026-10-02", "Hers"],
          ],
        },
      ],
    });
    expect(made.ok).toBe(true);
    await ben.locator(".primary").click();
    await said(page, /On record: coached Ben Cole/);
    const rows = actions(workbook);
    expect(rows).toContain("Hana Mori | Ben Cole");
    expect(rows).toContain("Hers");
  });

  test("a fault says what is safe, keeps the note, and trying again brings the cards", async () => {
    const workbook = teamWorkbook();
    let broken = false;
    const read = workbook.read.bind(workbook);
    const frail = {
      ...workbook,
      read: async (sheets?: readonly string[]) => {
        if (broken) throw new Error("The line is down.");
        return read(sheets);
      },
    };
    const page = await sidebar.open(frail);
    await answerAs(page, "Priya Nair");
    const ben = card(page, "Ben Cole");
    await ben.locator("button:has-text('Log coaching')").click();
    await page.keyboard.type("Agreed");
    await ben.locator("text=Goes to").waitFor();
    await ready(page);
    broken = true;
    await ben.locator(".primary").click();
    await page.locator("[role=alert]", { hasText: "The line is down." }).waitFor();
    await expect.poll(() => ben.locator("input").inputValue()).toBe("Agreed");
    broken = false;
    await ben.locator(".primary").click();
    await said(page, /On record/);
  });

  test("in German", async () => {
    const german = teamWorkbook(TEAM_RULES, { ...teamData(), locale: "de-DE" });
    const page = await sidebar.open(german);
    await answerAs(page, "Priya Nair");
    const hint = await page.locator("article.flag .hint").first().innerText();
    expect(hint.replace(/\s/g, " ")).toContain("Average deal: gekommen sind 5.000 $");
    await page.locator("article.flag button:has-text('Coaching')").first().waitFor();
    // Names that don't fit become icons; the one that is open keeps its name, and nothing moves sideways.
    await page.setViewportSize({ width: 300, height: 720 });
    await page.addStyleTag({ content: ".tabs a { letter-spacing: 1px }" });
    await page.click("#tab-goals");
    await page.waitForSelector(".tabs.tight #tab-goals .tl");
    await page.setViewportSize({ width: 600, height: 720 });
    await page.waitForSelector(".tabs:not(.tight)");
  });
});
