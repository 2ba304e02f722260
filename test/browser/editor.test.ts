/** The rules editor's tools in Chromium: completion, hover, definition, rename, fixes, outline. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { PLAIN_SERVICE } from "../../src/app/service.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { launch, openSidebar } from "./page.ts";

const shots = process.env.ANSWERABLE_SHOTS;

describe("the rules editor", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  async function editor(): Promise<Page> {
    const data = sampleWorkbook();
    const workbook = memoryWorkbook(data);
    const applied = workbook.apply(saveRulesPlan(data, sampleRules, null));
    if ("then" in applied || !applied.ok) throw new Error("the rules could not be written");
    const page = await openSidebar(browser, workbook, { options: PLAIN_SERVICE });
    page.setDefaultTimeout(5_000);
    await page.click('.tabs a[href="#rules"]');
    await page.click(".cm-content");
    return page;
  }
  /** Lines out of sight aren't there: goes to a statement first, then gives the place of its KPI's name. */
  const goalRevenue = async (page: Page) => {
    await goTo(page, /^goal revenue/);
    const word = page.locator(".cm-line", { hasText: /^goal revenue/ }).first();
    const box = (await word.boundingBox({ timeout: 5000 }))!;
    return { x: box.x + 60, y: box.y + 8 };
  };
  const goTo = async (page: Page, name: RegExp) => {
    const option = page.locator(".outline option", { hasText: name }).first();
    await page.selectOption(".outline select", (await option.getAttribute("value"))!);
    await page.waitForTimeout(100);
  };
  const line = (page: Page) => page.locator(".cm-activeLine").first().textContent();
  const toEnd = (page: Page) => page.keyboard.press("Control+End");
  const shot = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `docs/images/${name}.png` });
  };

  test("completes with the workbook's own columns and values, by keyboard", async () => {
    const page = await editor();
    await toEnd(page);
    await page.keyboard.type("\nkpi won = count(");
    await page.waitForSelector(".cm-tooltip-autocomplete", { timeout: 5000 }).catch(async () => {
      await page.keyboard.press("Control+Space");
    });
    await page.waitForSelector(".cm-tooltip-autocomplete");
    await page.keyboard.type("Dea");
    await page.waitForTimeout(150);
    await shot(page, "editor-completion");
    await page.keyboard.press("Enter");
    expect(await line(page)).toContain("count(Deals");
    await page.keyboard.type(" where [sta");
    await page.waitForSelector(".cm-tooltip-autocomplete li");
    const labels = await page
      .locator(".cm-tooltip-autocomplete .cm-completionLabel")
      .allTextContents();
    expect(labels.some((l) => /stage/i.test(l))).toBe(true);
    await page.close();
  });

  test("tells what is under the pointer, goes to its definition, selects its uses", async () => {
    const page = await editor();
    const { x, y } = await goalRevenue(page);
    await page.mouse.move(x, y);
    await page.waitForSelector(".cm-tooltip-hover .tip");
    expect(await page.textContent(".cm-tooltip-hover .tip")).toMatch(/^kpi revenue/);
    await shot(page, "editor-hover");
    await page.mouse.click(x, y);
    await page.keyboard.press("F12");
    expect(await line(page)).toMatch(/^kpi revenue/);
    await page.keyboard.press("Shift+F12");
    // All uses are selected: what is typed now replaces them all, so no rule is left with a name unknown.
    await page.keyboard.type("turnover", { delay: 20 });
    await page.keyboard.press("Escape");
    await page.waitForTimeout(200);
    expect(await line(page)).toMatch(/turnover/);
    expect(await page.locator(".prob").count()).toBe(0);
    await page.close();
  });

  test("renames everywhere, and says why where it can't", async () => {
    const page = await editor();
    const { x, y } = await goalRevenue(page);
    await page.mouse.click(x, y);
    await page.keyboard.press("F2");
    await page.waitForSelector(".cm-dialog input");
    await page.fill(".cm-dialog input", "closed revenue");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document.querySelector(".cm-content")?.textContent?.includes("goal 'closed revenue'"),
    );
    expect(await page.locator(".prob").count()).toBe(0);
    await page.close();
  });

  test("mends a mistake with the squiggle's own button, and goes to a statement by its name", async () => {
    const page = await editor();
    await toEnd(page);
    await page.keyboard.type("\ngoal revenue 2017 == 5 for reps");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".prob .mini");
    await page.click(".prob .mini");
    await page.waitForFunction(() =>
      document.querySelector(".cm-content")?.textContent?.includes("2017 = 5 for reps"),
    );
    await goTo(page, /^kpi revenue/);
    expect(await line(page)).toMatch(/^kpi revenue/);
    await page.close();
  });
});
