import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { launch, openSidebar } from "./page.ts";

const options = {
  clock: () => 0,
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
};
const shots = process.env.ANSWERABLE_SHOTS;

function sample() {
  const data = sampleWorkbook();
  const workbook = memoryWorkbook(data);
  const applied = workbook.apply(saveRulesPlan(data, sampleRules, null));
  if ("then" in applied || !applied.ok) throw new Error("the rules could not be written");
  return workbook;
}

const open = (page: Page, view: string) => page.click(`.tabs a[href="#${view}"]`);
const shot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `docs/images/${name}.png` });
};
const noSidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

describe("the sidebar in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test("opens on Answers: who meets every leading KPI and misses revenue is on top", async () => {
    const page = await openSidebar(browser, sample(), { options });
    await page.click(".me .pick");
    await page.keyboard.type("Jonas Lind");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".flag");
    const first = await page.textContent(".flag:first-of-type");
    expect(first).toContain("meets every leading KPI");
    expect(first).toContain("Coach, or reset the goal");
    await shot(page, "sidebar-answers");
    await page.click(".flag:first-of-type .why");
    await page.waitForSelector(".kpi");
    await expect.poll(() => page.textContent(".verdict h2")).toBe("Leading met, Revenue missed");
    await shot(page, "sidebar-scorecard");
    await page.click(".kpi .why");
    await page.waitForSelector(".steps li");
    await expect.poll(() => page.locator(".steps li").count()).toBeGreaterThan(2);
    await shot(page, "sidebar-why");
  });

  test("every view opens without a fault, without scrolling sideways, and clean under axe", async () => {
    const page = await openSidebar(browser, sample(), { options });
    await page.addScriptTag({ content: readFileSync("node_modules/axe-core/axe.min.js", "utf8") });
    for (const view of ["start", "rules", "goals", "scorecard", "answers", "publish"]) {
      await open(page, view);
      await page.waitForTimeout(60);
      expect(await page.locator(".note.bad").count(), view).toBe(0);
      expect(await noSidewaysScroll(page), view).toBe(true);
      const serious = await page.evaluate(async () => {
        const axe = (
          window as unknown as {
            axe: {
              run(): Promise<{
                violations: { id: string; impact: string; nodes: { html: string }[] }[];
              }>;
            };
          }
        ).axe;
        const { violations } = await axe.run();
        return violations
          .filter((v) => v.impact === "serious" || v.impact === "critical")
          .map((v) => `${v.id}: ${v.nodes[0]?.html}`);
      });
      expect(serious, view).toEqual([]);
      await shot(page, `sidebar-${view}`);
    }
  });

  test("a broken rule shows one message at its line, the others still run, the fix mends it", async () => {
    const page = await openSidebar(browser, sample(), { options });
    await open(page, "rules");
    await page.click(".cm-content");
    await page.keyboard.press("Control+Home");
    await page.locator(".cm-line", { hasText: /^\s*lagging$/ }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".prob");
    await expect.poll(() => page.locator(".prob .bad").count()).toBe(1);
    await expect
      .poll(() => page.textContent(".prob"))
      .toContain("`laggingx` is no clause of a kpi");
    await page.click("button:has-text('Run')");
    await page.waitForFunction(() =>
      /mistake/.test(document.querySelector(".status")?.textContent ?? ""),
    );
    await open(page, "scorecard");
    await expect.poll(() => page.locator(".kpi").count()).toBeGreaterThan(3);
    await open(page, "rules");
    await page.click(".prob .mini");
    await page.waitForFunction(() => document.querySelectorAll(".prob .bad").length === 0);
    await page.click("button:has-text('Run')");
    await page.waitForFunction(() =>
      /Up to date/.test(document.querySelector(".status")?.textContent ?? ""),
    );
  });

  test("publish shows what it will write, writes it, and takes it back", async () => {
    const workbook = sample();
    const names = async () => (await workbook.describe()).sheets.map((s) => s.name);
    const page = await openSidebar(browser, workbook, { options });
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
    const workbook = memoryWorkbook({ sheets: [], names: [], locale: "en-US", dateSystem: 1900 });
    const page = await openSidebar(browser, workbook, { options });
    await expect.poll(() => page.textContent(".empty h2")).toContain("Set goals that cascade");
    await page.click("button:has-text('Sample team')");
    await page.waitForSelector(".me");
  });

  test("markup in a name stays a name", async () => {
    const data = sampleWorkbook();
    const hostile = '<img src=x onerror="window.hacked=1">';
    const rename = (cell: unknown) => (cell === "Ines Rocha" ? hostile : cell);
    const sheets = data.sheets.map((s) => ({
      ...s,
      columns: s.columns.map((c) => c.map((x) => rename(x) as never)),
    }));
    const workbook = memoryWorkbook({ ...data, sheets });
    const applied = workbook.apply(saveRulesPlan(data, sampleRules, null));
    expect("ok" in applied && applied.ok).toBe(true);
    const page = await openSidebar(browser, workbook, { options });
    for (const view of ["start", "goals", "scorecard", "answers"]) await open(page, view);
    await page.click(".seg button:has-text('All')");
    await page.waitForSelector(".answer-line");
    await expect.poll(() => page.content()).toContain("&lt;img src=x");
    expect(
      await page.evaluate(() => (window as unknown as { hacked?: number }).hacked),
    ).toBeUndefined();
  });
});
