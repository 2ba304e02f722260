/** The Goals view in Chromium: opened over a workbook in memory, and what a person does in it. */
import type { Page } from "playwright-core";
import type { MemoryWorkbook } from "../../src/hosts/memory/index.ts";
import { sidebars } from "./page.ts";

export const ready = (page: Page) => page.waitForSelector('main[aria-busy="false"]');
export const said = (page: Page, text: RegExp) =>
  page.locator(".toast").filter({ hasText: text }).waitFor();
export const names = async (workbook: MemoryWorkbook) =>
  (await workbook.describe()).sheets.map((s) => s.name);
export const row = (page: Page, who: string) => page.locator("tr[aria-level]", { hasText: who });
export const goalOf = async (page: Page, who: string) =>
  (await row(page, who).locator("td").nth(1).textContent())?.trim();
export const apply = (page: Page) => page.locator(".bar .primary");

/** The rows of a sheet as text, one a line; empty where there is none. */
export function rowsIn(workbook: MemoryWorkbook, name: string): string[] {
  const sheet = workbook.read().sheets.find((s) => s.name === name);
  if (!sheet) return [];
  return Array.from({ length: sheet.rows }, (_, r) =>
    sheet.columns.map((column) => column[r] ?? "").join(" | "),
  );
}

/** The sidebar for the tests of one `describe`, at the Goals view or where it opens. */
export function goalsPanes() {
  const { open } = sidebars({ clock: () => 0, sample: null });
  const openGoals = async (workbook: MemoryWorkbook, width?: number): Promise<Page> => {
    const page = await open(workbook, width);
    await page.click("#tab-goals");
    await page.waitForSelector("[role=treegrid]");
    await ready(page);
    return page;
  };
  return { open, openGoals };
}

/** Walks to somebody by typing the name. */
export async function walkTo(page: Page, who: string): Promise<void> {
  await page.focus("[role=treegrid]");
  await page.keyboard.type(who.slice(0, 3));
  await page.waitForFunction(
    (name) => document.querySelector("tr[aria-selected=true]")?.textContent?.includes(name),
    who,
  );
}

export async function beCalled(page: Page, who: string): Promise<void> {
  await page.locator("main .pick").click();
  await page.keyboard.type(who);
  await page.keyboard.press("Enter");
  await ready(page);
}
