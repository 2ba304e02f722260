/**
 * The analyst's ten minutes as a person takes them: from raw sheets to flags through the page alone, on three
 * workbooks nobody has set up. Every step presses what the page shows; the times are the page's, not a reader's.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { quotaWorkbook } from "../support/quotas.ts";
import { retailWorkbook } from "../support/retail.ts";
import { saasWorkbook } from "../support/saas.ts";
import { launch, openSidebar } from "./page.ts";

const options = { clock: () => 0, sample: null };
/** A step is a breath, not a wait: what a person endures without looking away. */
const MOST_SECONDS = 30;

const WORKBOOKS: readonly (readonly [string, () => WorkbookData])[] = [
  ["new business", saasWorkbook],
  ["retail weeks", retailWorkbook],
  ["goals in the workbook", quotaWorkbook],
];

describe("ten minutes with an unknown workbook", () => {
  let browser: Browser;
  const told: string[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    console.log(told.join("\n"));
  });

  test.each(WORKBOOKS)(
    "%s",
    async (name, make) => {
      const workbook = memoryWorkbook(make());
      const steps: (readonly [string, number])[] = [];
      const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
        const start = performance.now();
        const done = await work();
        steps.push([what, (performance.now() - start) / 1000]);
        return done;
      };
      const idle = (page: Page) => page.waitForSelector('main[aria-busy="false"]');
      const press = (page: Page, button: string | RegExp) =>
        page.getByRole("button", { name: button }).first().click();

      const page = await step("opens the pane", () => openSidebar(browser, workbook, { options }));
      await step("reads the workbook", async () => {
        await press(page, "Read this workbook");
        await page.waitForSelector(".checks");
        await idle(page);
      });
      await step("settles every name that matches nobody, one click each", async () => {
        for (let open = await page.locator(".note.watch").count(); open > 0; open -= 1) {
          const note = page.locator(".note.watch").first();
          const as = note.getByRole("button", { name: /^Count as/ });
          await ((await as.count()) > 0
            ? as
            : note.getByRole("button", { name: "Leave out" })
          ).click();
          await page.waitForFunction(
            (n) => document.querySelectorAll(".note.watch").length < n,
            open,
          );
          await idle(page);
        }
        await expect.poll(() => page.textContent(".context")).toContain("Nothing to decide");
      });
      await step("compares the KPIs with figures that are known", async () => {
        const figures = await page.locator(".checks .num").allTextContents();
        expect(figures.length).toBeGreaterThan(2);
        expect(figures.filter((figure) => /\d/.test(figure)).length).toBe(figures.length);
      });
      await step("looks at what is written, and writes it", async () => {
        await press(page, "Preview");
        await page.waitForSelector("pre.code");
        await press(page, "Write these rules");
        await page.waitForSelector(".toast:has-text('Wrote the rules')");
        await idle(page);
      });
      await step("reads who answers, for what, and what to do", async () => {
        await page.click("#tab-answers");
        await page.locator(".scopes button").last().click();
        await page.waitForSelector(".answer-line");
        await expect.poll(() => page.locator(".answer-line").first().textContent()).toMatch(/\d/);
      });
      await step("opens a scorecard, and why a figure is what it is", async () => {
        await page.click("#tab-scorecard");
        await page.locator(".kpi .why").first().click();
        await page.waitForSelector(".steps li");
        await page.keyboard.press("Escape");
      });
      await step("publishes", async () => {
        await page.click("#tab-publish");
        await press(page, "Preview");
        await page.waitForSelector("text=KPI Results");
        await press(page, /^Write \d/);
        await page.waitForSelector(".toast");
      });
      const sheets = (await workbook.describe()).sheets.map((sheet) => sheet.name);
      expect(sheets).toEqual(
        expect.arrayContaining(["KPI Rules", "KPI Results", "KPI Goals", "KPI Flags"]),
      );
      const status = (await page.textContent(".status")) ?? "";
      expect(status).toMatch(/Up to date/);
      await page.close();
      told.push(
        name,
        ...steps.map(([what, seconds]) => `  ${seconds.toFixed(1).padStart(5)} s  ${what}`),
      );
      for (const [what, seconds] of steps) expect(seconds, what).toBeLessThan(MOST_SECONDS);
    },
    180_000,
  );
});
