/** A small team whose goals were published: what the tests of drift damage. */
import { expect } from "vitest";
import type { CellValue } from "../../../dsl/cell.ts";
import { publishPlan } from "../../../src/app/publish.ts";
import { run } from "../../../src/app/run.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../../src/hosts/memory/index.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { workbookOf } from "../../language/catalogs.ts";

export const RULES = `people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi revenue = sum(Deals[Amount])
  unit USD
goal revenue 2025 = 1200 for "Zoe"
cascade revenue
  evenly
flag short
  when revenue is missed
  hold person
`;
export const DATA = workbookOf({
  Team: [
    ["Name", "Boss"],
    ["Ann", "Mia"],
    ["Ben", "Mia"],
    ["Mia", "Zoe"],
    ["Zoe", null],
  ],
  Deals: [
    ["Rep", "Day", "Amount"],
    ["Ann", 45_672, 100],
    ["Ben", 45_690, 250.5],
  ],
});
export const runOn = (workbook: WorkbookData) =>
  run({ rules: RULES, workbook, asOf: 20_178, today: null });
export const PUBLISHED = publishPlan(runOn(DATA), DATA, "2025-03-31");

export type Grid = CellValue[][];
export const SHEETS = ["KPI Results", "KPI Goals", "KPI Flags", "KPI Tie-out"];

export function published(): MemoryWorkbook {
  const book = memoryWorkbook(DATA);
  expect(book.apply(PUBLISHED).ok).toBe(true);
  return book;
}

export const gridIn = (data: WorkbookData, name: string): Grid => {
  const sheet = data.sheets.find((s) => s.name === name)!;
  return Array.from({ length: sheet.rows }, (_, r) => sheet.columns.map((c) => c[r] ?? null));
};
