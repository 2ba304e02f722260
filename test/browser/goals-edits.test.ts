import { describe, expect, test } from "vitest";
import {
  apply,
  beCalled,
  goalOf,
  goalsPanes,
  names,
  ready,
  row,
  rowsIn,
  said,
  walkTo,
} from "./goals-pane.ts";
import { teamWorkbook } from "./team.ts";

describe("edits of goals", () => {
  const { openGoals } = goalsPanes();

  test("a goal is edited in place by keys: looked at with what else moves, applied, marked as held, taken back", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await expect.poll(() => goalOf(page, "Mara Lindqvist")).toBe("960,000");
    await expect.poll(() => goalOf(page, "Priya Nair")).toBe("395,100");
    await walkTo(page, "Ana Duarte");
    await page.keyboard.press("Enter");
    const field = page.locator(".tree input");
    await expect.poll(() => field.inputValue()).toBe("145,100");
    await page.keyboard.type("200k");
    await page.keyboard.press("Enter");
    await page.locator(".diff").first().waitFor();
    await ready(page);
    await expect.poll(() => page.locator(".status").textContent()).toContain("Nothing written yet");
    const changes = await page.locator(".diff").first().locator("tbody tr").allInnerTexts();
    expect(changes.map((text) => text.replace(/\s+/g, " ").trim())).toEqual([
      "Ana Duarte asked for 145,100 200,000 +54,900",
      "Ben Cole takes up 129,000 100,700 −28,300",
      "Chidi Eze takes up 121,000 94,400 −26,600",
    ]);
    const sum = await page.locator(".diff tfoot").first().innerText();
    expect(sum.replace(/\s+/g, " ").trim()).toBe("Priya Nair 395,100 0");
    await page.locator(".grp", { hasText: "New opportunities owed in 2026" }).first().waitFor();
    await expect.poll(() => names(workbook)).not.toContain("KPI Edits");
    await page.fill("#goal-reason", "Took over two accounts");
    await apply(page).click();
    await said(page, /1 edit is on record/);
    await row(page, "Ana Duarte").locator(".mk").waitFor();
    await expect.poll(() => goalOf(page, "Ana Duarte")).toBe("200,000");
    await expect.poll(() => goalOf(page, "Ben Cole")).toBe("100,700");
    expect(rowsIn(workbook, "KPI Edits")[1]).toContain("Took over two accounts");
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    await page.waitForFunction(() => !document.querySelector(".mk"));
    await expect.poll(() => goalOf(page, "Ana Duarte")).toBe("145,100");
    expect(rowsIn(workbook, "KPI Edits").slice(1).join("")).not.toContain("hold");
  });

  test("several edits are one block: an amount moved, a goal held; one is left out again", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await row(page, "Dana Kim").click();
    await page.click(".picked button:has-text('Move')");
    await page.fill(".move input", "10000");
    await page.selectOption(".move select", "Erik Holm");
    await page.click(".move button[type=submit]");
    await page.locator(".diff").first().waitFor();
    await page.click(".context button[aria-label='Back']");
    await page.locator(".note", { hasText: "1 edit looked at" }).waitFor();
    await row(page, "Hana Mori").click();
    await page.click(".picked button:has-text('Hold')");
    await page.waitForFunction(() => document.querySelectorAll(".asks li").length === 2);
    await ready(page);
    await page.click("button[aria-label^='Leave out: Hold Hana Mori']");
    await page.waitForFunction(() => document.querySelectorAll(".asks li").length === 1);
    await page.locator(".diff").first().waitFor();
    await ready(page);
    await apply(page).click();
    await said(page, /1 edit is on record/);
    await expect.poll(() => goalOf(page, "Dana Kim")).toBe("127,100");
    await expect.poll(() => goalOf(page, "Erik Holm")).toBe("130,900");
    await expect.poll(() => goalOf(page, "Farah Aziz")).toBe("96,800");
  });

  test("who changes the workbook between preview and Apply is seen: nothing is written, the new figures are shown", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await row(page, "Ana Duarte").click();
    await page.keyboard.press("F2");
    await page.keyboard.type("160000");
    await page.keyboard.press("Enter");
    await page.locator(".diff").first().waitFor();
    await ready(page);
    workbook.edit("Deals", 1, 1, 90_000);
    await apply(page).click();
    await page.locator(".note", { hasText: "The workbook changed meanwhile" }).waitFor();
    await expect.poll(() => names(workbook)).not.toContain("KPI Edits");
    await ready(page);
    await apply(page).click();
    await said(page, /1 edit is on record/);
    // Somebody writes over the row: Undo says so, and writes nothing.
    workbook.edit("KPI Edits", 1, 9, "Mine now");
    await page.click(".toast button:has-text('Undo')");
    await said(page, /was changed meanwhile/);
    expect(rowsIn(workbook, "KPI Edits")[1]).toContain("Mine now");
  });

  test("a reset says why and by whom before it can be applied, and becomes a statement of the rules", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await row(page, "Ben Cole").click();
    await page.click(".picked button:has-text('Reset')");
    await page.selectOption("label:has-text('From') select", "2026-Q4");
    await page.fill(".reset-line .new input", "25,000");
    await page.keyboard.press("Enter");
    await page.locator(".diff").first().waitFor();
    await ready(page);
    await expect.poll(() => apply(page).isDisabled()).toBe(true);
    await expect.poll(() => page.locator(".lacks").textContent()).toContain("Say why");
    await page.fill("#reset-because", "Small accounts");
    await expect.poll(() => page.locator(".lacks").textContent()).toContain("pick your name");
    await beCalled(page, "Priya Nair");
    await expect
      .poll(() => page.locator(".grp", { hasText: "Who takes up" }).textContent())
      .toContain("7,200");
    await apply(page).click();
    await said(page, /is reset/);
    const rules = rowsIn(workbook, "KPI Rules").join("\n");
    expect(rules).toMatch(/reset revenue 2026-Q4 for "Ben Cole"\s+from 32200 to 25000/);
    expect(rules).toContain('by "Priya Nair"');
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    expect(rowsIn(workbook, "KPI Rules").join("\n")).not.toContain("reset revenue");
  });

  test("by period: the year over its quarters; one is typed over, looked at, applied, and held there", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await row(page, "Ana Duarte").click();
    await page.click("button:has-text('By period')");
    const line = (period: string) => page.locator(".periods tr", { hasText: period });
    await expect.poll(() => line("Parts together").innerText()).toMatch(/145,100\s+ties/);
    await expect.poll(() => line("2026-Q3").innerText()).toContain("closed");
    await line("2026-Q4")
      .getByRole("button", { name: /edit 2026-Q4/ })
      .click();
    await page.keyboard.type("much");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#goal-wrong");
    await page.keyboard.press("Escape");
    await line("2026-Q4")
      .getByRole("button", { name: /edit 2026-Q4/ })
      .click();
    await page.keyboard.type("50k");
    await page.keyboard.press("Enter");
    await page.locator(".diff", { hasText: "50,000" }).first().waitFor();
    await ready(page);
    await apply(page).click();
    await said(page, /on record/);
    await expect.poll(() => line("2026-Q4").innerText()).toContain("50,000");
    const free = line("2026-Q4").getByRole("button", { name: "Free 2026-Q4" });
    await expect.poll(() => free.getAttribute("aria-pressed")).toBe("true");
    await free.click();
    await page.waitForSelector(".asks >> text=Free Ana Duarte");
    // Back leads to the periods, and from there to the tree of the year.
    await page.keyboard.press("Escape");
    await page.waitForSelector(".periods");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".context .pick:has-text('2026'):not(:has-text('Q'))");
  });

  test("an override leaves a rest open; shared out from here on, the others take it up", async () => {
    const workbook = teamWorkbook();
    const page = await openGoals(workbook);
    await row(page, "Ana Duarte").click();
    await page.click(".picked button:has-text('Override')");
    await page.fill(".move input", "165,100");
    await page.keyboard.press("Enter");
    await page.locator(".diff", { hasText: "165,100" }).first().waitFor();
    await expect.poll(() => page.locator("main").innerText()).not.toContain("takes up");
    await expect.poll(() => page.textContent("#goal-lacks")).not.toBe("");
    await page.fill("#goal-reason", "Took over two accounts");
    await apply(page).click();
    await said(page, /on record/);
    await expect.poll(() => goalOf(page, "Ana Duarte")).toBe("165,100");
    await expect.poll(() => goalOf(page, "Ben Cole")).toBe("129,000");
    await page.click("button:has-text('Share out from here on')");
    await page.locator(".diff", { hasText: "Ben Cole" }).first().waitFor();
    await ready(page);
    await apply(page).click();
    await said(page, /on record/);
    await expect.poll(() => goalOf(page, "Ben Cole")).not.toBe("129,000");
  });

  test("holds that can't be met are named, and Apply stays shut", async () => {
    const page = await openGoals(teamWorkbook());
    await row(page, "Ana Duarte").click();
    await page.keyboard.press("F2");
    await page.keyboard.type("2m");
    await page.keyboard.press("Enter");
    await page.locator(".note.bad", { hasText: "992,000 too little" }).waitFor();
    await expect.poll(() => apply(page).isDisabled()).toBe(true);
    await page.click("button:has-text('Discard')");
    await page.waitForSelector("[role=treegrid]");
  });
});
