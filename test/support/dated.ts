/** What the generated workbooks share: days as serials, sheets under their chapter's own headers. */
import { type Day, isoOf, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { serialOf } from "../../src/model/serial.ts";
import { type SheetData, sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { readChapter } from "../language/chapters.ts";

export type Row = readonly CellValue[];

export const day = (iso: string): Day => parseIso(iso)!;
export const cell = (at: Day | null): CellValue => (at === null ? null : serialOf(isoOf(at), 1900));

/** A sheet with the titles and headers that a chapter of the cookbook shows, over other rows. */
export function chapterSheet(
  chapter: string,
  sheet: string,
  headerRow: number,
  rows: readonly Row[],
): SheetData {
  const shown = readChapter(chapter).sheets[sheet]?.slice(0, headerRow);
  if (!shown) throw new Error(`${chapter} shows no sheet ${sheet}`);
  return sheetOf(sheet, [...shown, ...rows]);
}

export const workbook = (sheets: readonly SheetData[], locale = "en-US"): WorkbookData => ({
  sheets,
  names: [],
  locale,
  dateSystem: 1900,
});
