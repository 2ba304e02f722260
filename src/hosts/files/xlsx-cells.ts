/** A sheet as the file library gives it ↔ a sheet of ours. */
import type { Cell, CellValue as FileValue, Sheet } from "hucre/xlsx";
import type { CellValue } from "../../../dsl/cell.ts";
import { NOT_CALCULATED, type SheetData } from "../../model/workbook.ts";

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The 1900 system counts a 29 February 1900 that never was; earlier serials are a day behind. */
const AFTER_LEAP = Date.UTC(1900, 2, 1);

/** The serial that the file holds for a date which the library made of it. */
export function serialOfDate(date: Date, system: 1900 | 1904): number {
  const time = date.getTime();
  if (system === 1904) return (time - EPOCH_1904) / DAY_MS;
  const serial = (time - EPOCH_1900) / DAY_MS - (time < AFTER_LEAP ? 1 : 0);
  return Math.round(serial * 1e10) / 1e10;
}

const ERRORS = new Set([
  "#N/A",
  "#REF!",
  "#DIV/0!",
  "#VALUE!",
  "#NAME?",
  "#NULL!",
  "#NUM!",
  "#SPILL!",
  "#CALC!",
  "#GETTING_DATA",
]);
export const isErrorText = (text: string): boolean => ERRORS.has(text);

/** The cell's value: errors apart from texts, dates as serials, empty texts as blanks. */
export function cellValueOf(
  value: FileValue,
  cell: Cell | undefined,
  system: 1900 | 1904,
): CellValue {
  if (value === null || value === undefined) {
    return cell?.formula === undefined ? null : { error: NOT_CALCULATED };
  }
  if (value === "") return null;
  if (value instanceof Date) return serialOfDate(value, system);
  if (typeof value === "string" && cell) {
    // A formula that came to an error is saved by the library as a text of that name.
    const computed = cell.type === "formula" && isErrorText(value);
    if (cell.type === "error" || computed) return { error: value };
  }
  return value;
}

/** A sheet's values by column. */
export function sheetData(sheet: Sheet, system: 1900 | 1904): SheetData {
  const rows = sheet.rows.length;
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, () => new Array<CellValue>(rows).fill(null));
  for (const [r, row] of sheet.rows.entries()) {
    for (let c = 0; c < row.length; c += 1) {
      const value = row[c] ?? null;
      // Most cells are plain: the detail is looked up only where it can change what a value means.
      const plain = typeof value === "number" || (typeof value === "string" && value[0] !== "#");
      columns[c]![r] =
        plain && value !== "" ? value : cellValueOf(value, sheet.cells?.get(`${r},${c}`), system);
    }
  }
  return { name: sheet.name, rows, columns };
}

/** `row,column` → formula without `=`; "" of a cell that shares its neighbour's. */
export function formulasOf(sheet: Sheet): ReadonlyMap<string, string> {
  const formulas = new Map<string, string>();
  for (const [key, { formula, formulaType }] of sheet.cells ?? [])
    if (formula || formulaType === "shared") formulas.set(key, formula ?? "");
  return formulas;
}
