import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { sampleWorkbook } from "../../examples/generate.ts";
import type { LiveRuns } from "../../src/app/live.ts";
import { type LocalServer, startServer } from "../../src/hosts/local/server.ts";
import { launch } from "./page.ts";

const FOLDER = new URL("../../dist/local", import.meta.url).pathname;

interface Sheet {
  getRange(row: number, column: number): { setValue(value: unknown): void };
  insertRowBefore(row: number): void;
}
type LivePage = Window & {
  answerableSheet: { getActiveWorkbook(): { getSheetByName(name: string): Sheet } };
  answerableLive: LiveRuns;
};

describe("the local workbook answers while it is edited", () => {
  let browser: Browser;
  let server: LocalServer;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    server = await startServer({ folder: FOLDER, path: null });
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(server.address);
    await upToDate();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const upToDate = () =>
    page
      .frameLocator("#sidebar")
      .locator(".status .grow")
      .filter({ hasText: /Up to date/ })
      .waitFor();
  const follows = () =>
    page.evaluate(() => (window as unknown as LivePage).answerableLive.follows());
  const figures = async () => {
    const bar = page.frameLocator("#sidebar");
    await bar.locator("a[href='#scorecard']").click();
    return bar.locator("main").innerText();
  };
  const { columns } = sampleWorkbook().sheets.find((s) => s.name === "Opportunities")!;
  const at = (name: string): number => columns.findIndex((c) => c[0] === name);
  const won = columns[at("Stage")]!.findIndex(
    (stage, r) =>
      stage === "Won" &&
      Number(columns[at("Amount")]![r]) > 0 &&
      Number(columns[at("Closed")]![r]) > 46_204,
  );
  const write = (row: number, column: number, value: CellValue) =>
    page.evaluate(
      ({ r, c, v }) =>
        (window as unknown as LivePage).answerableSheet
          .getActiveWorkbook()
          .getSheetByName("Opportunities")
          .getRange(r, c)
          .setValue(v),
      { r: row, c: column, v: value },
    );

  test("an edited stage shows without a run from nothing; a new row asks for one", async () => {
    const before = await figures();
    await expect.poll(() => follows()).toBe(true);
    await write(won, at("Stage"), "Lost");
    await expect.poll(() => follows()).toBe(true);
    await expect.poll(figures, { timeout: 15_000 }).not.toBe(before);
    await upToDate();
    await expect.poll(() => follows()).toBe(true);
    await page.evaluate(() =>
      (window as unknown as LivePage).answerableSheet
        .getActiveWorkbook()
        .getSheetByName("Opportunities")
        .insertRowBefore(5),
    );
    await expect.poll(() => follows()).toBe(false);
  }, 60_000);
});
