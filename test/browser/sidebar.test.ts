/** The way through the views: who answers, a broken rule, publishing, an empty workbook, a hostile name. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { sidebars } from "./page.ts";
import { TEAM_RULES, teamData, teamWorkbook } from "./team.ts";

const open = (page: Page, view: string) => page.click(`.tabs a[href="#${view}"]`);

async function beCalled(page: Page, who: string): Promise<void> {
  await page.click(".me .pick");
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
}

describe("the sidebar in Chromium", () => {
  const sidebar = sidebars({
    clock: () => 0,
    sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
  });

  test("opens on Answers: who meets every leading KPI and misses revenue is on top", async () => {
    const page = await sidebar.open(teamWorkbook());
    await beCalled(page, "Priya Nair");
    await page.waitForSelector(".flag");
    const first = await page.textContent(".flag:first-of-type");
    expect(first).toContain("Ben Cole meets every leading KPI");
    expect(first).toContain("Coach, or reset the goal");
    await page.click(".flag:first-of-type .why");
    await page.waitForSelector(".kpi");
    await expect
      .poll(() => page.textContent(".verdict h2"))
      .toBe("Leading met, Closed revenue missed");
    await page.click(".kpi .why");
    await page.waitForSelector(".steps li");
    await expect.poll(() => page.locator(".steps li").count()).toBeGreaterThan(2);
  });

  test("a broken rule shows one message at its line, the others still run, the fix mends it", async () => {
    const page = await sidebar.open(teamWorkbook());
    await beCalled(page, "Ana Duarte");
    await open(page, "rules");
    await page.click(".cm-content");
    await page.keyboard.press("Control+Home");
    await page.locator(".cm-line", { hasText: /^\s*lagging$/ }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".prob");
    await expect.poll(() => page.locator(".prob .bad").count()).toBe(1);
    await expect.poll(() => page.textContent(".prob")).toContain("laggingx is no clause of a kpi");
    await page.click("button:has-text('Run')");
    await page.waitForFunction(() =>
      /mistake/.test(document.querySelector(".status")?.textContent ?? ""),
    );
    await open(page, "scorecard");
    await page.locator(".kpi", { hasText: "New opportunities" }).waitFor();
    await open(page, "rules");
    await page.click(".prob .mini");
    await page.waitForFunction(() => document.querySelectorAll(".prob .bad").length === 0);
    await page.click("button:has-text('Run')");
    await page.waitForFunction(() =>
      /Up to date/.test(document.querySelector(".status")?.textContent ?? ""),
    );
  });

  test("publish shows what it will write, writes it, and takes it back", async () => {
    const workbook = teamWorkbook();
    const names = async () => (await workbook.describe()).sheets.map((s) => s.name);
    const page = await sidebar.open(workbook);
    await open(page, "publish");
    await page.click("button:has-text('Preview')");
    await page.waitForSelector("text=KPI Results");
    await expect.poll(() => names()).not.toContain("KPI Results");
    await page.click("button:has-text('Write')");
    await page.waitForSelector(".toast");
    await expect
      .poll(() => names())
      .toEqual(expect.arrayContaining(["KPI Results", "KPI Goals", "KPI Flags"]));
    await page.click(".toast button:has-text('Undo')");
    await page.waitForFunction(() =>
      /Taken back/.test(document.querySelector(".toast")?.textContent ?? ""),
    );
    await expect.poll(() => names()).not.toContain("KPI Results");
  });

  test("an empty workbook gets the sample from one button", async () => {
    const empty = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 as const };
    const page = await sidebar.open(memoryWorkbook(empty));
    await expect.poll(() => page.textContent(".empty h2")).toContain("Set goals that cascade");
    await page.click("button:has-text('Sample team')");
    await page.waitForSelector(".me");
  });

  test("markup in a name stays a name", async () => {
    const data = teamData();
    const hostile = '<img src=x onerror="window.hacked=1">';
    const sheets = data.sheets.map((sheet) => ({
      ...sheet,
      columns: sheet.columns.map((cells) =>
        cells.map((cell) => (cell === "Ben Cole" ? hostile : cell)),
      ),
    }));
    const page = await sidebar.open(teamWorkbook(TEAM_RULES, { ...data, sheets }));
    for (const view of ["start", "goals", "scorecard", "answers"]) await open(page, view);
    await page.click(".seg button:has-text('All')");
    await page.waitForSelector(".answer-line");
    await expect.poll(() => page.content()).toContain("&lt;img src=x");
    expect(
      await page.evaluate(() => (window as unknown as { hacked?: number }).hacked),
    ).toBeUndefined();
  });
});
