import type { CellValue } from "../../dsl/cell.ts";
import type { Catalog } from "../../dsl/check/catalog.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import type { SheetData, WorkbookData } from "../../src/model/workbook.ts";

type Rows = readonly (readonly unknown[])[];

/** A sheet of headers and rows, column by column. */
export function sheetOf(name: string, rows: Rows): SheetData {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const cell = (value: unknown): CellValue =>
    value === undefined || value === "" ? null : (value as CellValue);
  return {
    name,
    rows: rows.length,
    columns: Array.from({ length: width }, (_, c) => rows.map((row) => cell(row[c]))),
  };
}

export const workbookOf = (sheets: Readonly<Record<string, Rows>>): WorkbookData => ({
  sheets: Object.entries(sheets).map(([name, rows]) => sheetOf(name, rows)),
  names: [],
  locale: "en-US",
  dateSystem: 1900,
});

/** Headers, and rows where a case has them; without rows no name is checked. */
export function catalogFrom(
  headers: Readonly<Record<string, readonly string[]>>,
  rows: Readonly<Record<string, Rows>> | undefined,
): Catalog {
  const sheets = Object.fromEntries(
    Object.entries(headers).map(([name, head]) => [name, [head, ...(rows?.[name] ?? [])]]),
  );
  const catalog = catalogOf(workbookOf(sheets));
  return rows ? catalog : { ...catalog, values: () => null };
}
