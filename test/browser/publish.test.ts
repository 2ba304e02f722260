/** The Publish view as a person uses it: chosen, looked at, written as one block, taken back. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { FUNCTION_DESK } from "../../src/functions/desk.ts";
import type { MemoryWorkbook } from "../../src/hosts/memory/index.ts";
import { sidebars } from "./page.ts";
import { TEAM_RULES, teamData, teamWorkbook } from "./team.ts";

const sidebar = sidebars({ clock: () => 0, sample: null, functions: FUNCTION_DESK });
const ready = (page: Page) => page.waitForSelector('main[aria-busy="false"]');
const namesIn = (workbook: MemoryWorkbook) => workbook.read().sheets.map((s) => s.name);
const primary = (page: Page) => page.locator(".bar .primary");
const choice = (page: Page, name: string) =>
  page.locator("label.check", { hasText: new RegExp(`^${name}`) }).locator("input");
const said = (page: Page, text: RegExp) =>
  page.locator(".toast").filter({ hasText: text }).waitFor();

async function openPublish(workbook: MemoryWorkbook): Promise<Page> {
  const page = await sidebar.open(workbook);
  await page.click("#tab-publish");
  await page.waitForSelector("label.check");
  await ready(page);
  return page;
}

describe("publish in Chromium", () => {
  test("what is chosen is shown with its cells, written at once, and taken back", async () => {
    const workbook = teamWorkbook();
    const before = namesIn(workbook);
    const page = await openPublish(workbook);
    await expect.poll(() => page.textContent("main")).toMatch(/\d+ of \d+ tie/);
    await choice(page, "A sheet for each person").check();
    await choice(page, "Results").uncheck();
    await choice(page, "Goals and flags").uncheck();
    await primary(page).click();
    await page.waitForSelector(".row");
    await ready(page);
    await expect.poll(() => page.textContent(".status")).toContain("Nothing written yet");
    const rows = await page.locator("main .row").allTextContents();
    expect(rows.join("\n")).toContain("KPI Scorecard");
    expect(rows.join("\n")).not.toContain("KPI Results");
    expect(namesIn(workbook)).toEqual(before);
    await primary(page).click();
    await said(page, /Wrote \d+ sheets/);
    const after = namesIn(workbook);
    expect(after).toContain("KPI Scorecard");
    expect(after).toContain("KPI Ana Duarte");
    expect(after).not.toContain("KPI Results");
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    expect(namesIn(workbook)).toEqual(before);
  });

  test("a frozen copy names its day and holds no formula", async () => {
    const workbook = teamWorkbook();
    const page = await openPublish(workbook);
    await choice(page, "Values, frozen at").check();
    await primary(page).click();
    await page.waitForSelector(".row");
    await ready(page);
    await primary(page).click();
    await said(page, /Wrote/);
    const sheet = workbook.read().sheets.find((s) => s.name === "KPI Scorecard")!;
    expect(sheet.columns[0]![1]).toMatch(/^Frozen \d{4}-\d{2}-\d{2}\. /);
    for (let row = 0; row < sheet.rows; row += 1)
      for (let column = 0; column < sheet.columns.length; column += 1)
        expect(workbook.formulaAt("KPI Scorecard", row, column)).toBe(null);
  });

  test("somebody edits meanwhile: nothing is written, the new preview stands there with the reason", async () => {
    const workbook = teamWorkbook();
    const page = await openPublish(workbook);
    await primary(page).click();
    await page.waitForSelector(".row");
    await ready(page);
    const deals = workbook.read().sheets.find((s) => s.columns.some((c) => c[0] === "Amount"))!;
    const amount = deals.columns.findIndex((c) => c[0] === "Amount");
    workbook.edit(deals.name, 1, amount, 987_654);
    const before = namesIn(workbook);
    await primary(page).click();
    await page.waitForSelector("main .note.watch");
    await ready(page);
    await expect
      .poll(() => page.textContent("main .note.watch"))
      .toMatch(/changed since the preview/);
    expect(namesIn(workbook)).toEqual(before);
    await primary(page).click();
    await said(page, /Wrote/);
    expect(namesIn(workbook)).toContain("KPI Results");
  });

  test("a published goal that was typed over is counted, shown before and after, and leads to the review", async () => {
    const workbook = teamWorkbook();
    const page = await openPublish(workbook);
    await primary(page).click();
    await page.waitForSelector(".row");
    await ready(page);
    await primary(page).click();
    await said(page, /Wrote/);
    const sheet = workbook.read().sheets.find((s) => s.name === "KPI Goals")!;
    const goal = sheet.columns.findIndex((c) => c[0] === "goal");
    const row = sheet.columns[goal]!.findIndex((cell) => typeof cell === "number" && cell > 0);
    workbook.edit("KPI Goals", row, goal, 12_345);
    await page.click(".status button:has-text('Run')");
    await page.waitForSelector("main .note.watch");
    await expect
      .poll(() => page.textContent("main .note.watch"))
      .toContain("1 published cell was changed");
    await ready(page);
    await primary(page).click();
    await page.waitForSelector("text=1 goal changes");
    await expect.poll(() => page.textContent("main")).toContain("12,345");
    await page.keyboard.press("Escape");
    await page.click("main .note.watch .why");
    await page.waitForSelector(`#tab-goals[aria-selected="true"]`);
    await page.waitForSelector("text=Take back");
  });

  test("a function goes into the selected cell: its formula and result are shown before", async () => {
    const workbook = teamWorkbook();
    workbook.apply({
      title: "A sheet of one's own",
      steps: [{ kind: "addSheet", sheet: "Mine", tabColour: null }],
    });
    workbook.select({ sheet: "Mine", range: "B2" });
    const page = await openPublish(workbook);
    await page.click("button:has-text('Insert a function…')");
    await page.selectOption("select", "SCORECARD");
    await page.locator("#function input").nth(0).fill("Ana Duarte");
    await page.locator("#function input").nth(1).fill("2026-Q3");
    await primary(page).click();
    await page.waitForSelector(".formula");
    await expect.poll(() => page.textContent(".formula")).toContain("KPI.SCORECARD(");
    await expect.poll(() => page.textContent(".result")).toContain("revenue");
    expect(workbook.formulaAt("Mine", 1, 1)).toBe(null);
    await ready(page);
    await page.click("button:has-text('Insert in B2')");
    await said(page, /Wrote Mine!B2/);
    expect(workbook.formulaAt("Mine", 1, 1)).toContain('KPI.SCORECARD("Ana Duarte"');
  });

  test("KPI.WHY goes beside a figure from its why: refused where a cell is in use, put where one is free, taken back", async () => {
    const workbook = teamWorkbook();
    const steps = [{ kind: "addSheet", sheet: "Mine", tabColour: null }] as const;
    workbook.apply({ title: "A sheet of one's own", steps });
    workbook.edit("Mine", 0, 0, "My notes");
    workbook.select({ sheet: "Mine", range: "A1" });
    const page = await sidebar.open(workbook);
    await page.click("#tab-scorecard");
    await page.locator(".kpi .why").first().click();
    await page.click(".bar button:has-text('Insert KPI.WHY')");
    await page.waitForSelector("text=Mine!A1 is in use, and nothing is written over it.");
    expect(await page.locator(".bar button:has-text('Insert in')").count()).toBe(0);
    await ready(page);
    await page.click("button:has-text('Use A2')");
    await expect.poll(() => page.textContent(".result")).toContain("why");
    await expect.poll(() => page.textContent(".status")).toContain("Nothing written yet");
    await ready(page);
    await page.click("button:has-text('Insert in A2')");
    await said(page, /Wrote Mine!A2/);
    expect(workbook.formulaAt("Mine", 1, 0)).toMatch(/^KPI\.WHY\(KPI_Rules,KPI_AsOf,"/);
    await page.waitForSelector(".steps li");
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    expect(workbook.formulaAt("Mine", 1, 0)).toBe(null);
  });

  test("sheets are frozen: an edit meanwhile is said, then they hold values; Undo makes them formulas again", async () => {
    const workbook = teamWorkbook();
    const page = await openPublish(workbook);
    await page.click("main section button:has-text('Freeze to values')");
    await page.waitForSelector("text=No published sheet holds a formula.");
    await page.keyboard.press("Escape");
    await primary(page).click();
    await page.waitForSelector(".row");
    await ready(page);
    await primary(page).click();
    await said(page, /Wrote/);
    await page.click("main section button:has-text('Freeze to values')");
    await choice(page, "KPI Scorecard").uncheck();
    await ready(page);
    workbook.edit("KPI Tie-out", 4, 3, 1);
    await page.click("button:has-text('Freeze 1 sheet')");
    await page.waitForSelector("main .note.watch");
    await expect.poll(() => page.textContent("main .note.watch")).toMatch(/changed since/);
    await ready(page);
    const formulas = workbook.formulas();
    await page.click("button:has-text('Freeze 1 sheet')");
    await said(page, /1 sheet holds values now/);
    expect(workbook.formulas().map(({ sheet }) => sheet)).toEqual(["KPI Scorecard"]);
    await page.click(".toast button:has-text('Undo')");
    await said(page, /Taken back/);
    expect(workbook.formulas()).toEqual(formulas);
  });

  test("a German workbook's preview says in German what can't be formulas and why, Start what is wrong with the rules", async () => {
    const rules = `${TEAM_RULES.replace(
      "\nkpi ",
      "\nkpi age = sum(Deals, today - [Closed])\n\nkpi ",
    )}goal opps 2025-Q5 = 3 for reps\n`;
    const page = await openPublish(teamWorkbook(rules, { ...teamData(), locale: "de-DE" }));
    await choice(page, "Zahlen und eigene Formeln").check();
    await primary(page).click();
    await expect
      .poll(() => page.textContent("main"))
      .toMatch(/age verwendet today in Zeilen, und dafür gibt es keine Formel/);
    expect(await page.textContent("main")).not.toMatch(/published as values|has no sheet formula/);
    await page.click("#tab-start");
    await expect
      .poll(() => page.textContent("main"))
      .toMatch(/2025-Q5 gibt es nicht: ein Jahr hat vier Quartale\.Zeile \d+ der Regeln/);
  });

  test("nothing chosen says so; the choice is kept on this computer", async () => {
    const workbook = teamWorkbook();
    const page = await openPublish(workbook);
    for (const name of ["Results", "Scorecard", "Goals and flags", "Tie-out certificate"])
      await choice(page, name).uncheck();
    await expect.poll(() => primary(page).isDisabled()).toBe(true);
    await expect.poll(() => page.textContent(".bar")).toContain("Choose what to write");
    await choice(page, "Scorecard").check();
    await page.reload();
    await ready(page);
    await page.click("#tab-publish");
    await page.waitForSelector("label.check");
    await expect.poll(() => choice(page, "Scorecard").isChecked()).toBe(true);
    await expect.poll(() => choice(page, "Results").isChecked()).toBe(false);
  });
});
