import type { CellValue } from "../../../dsl/cell.ts";
import { isOurs, type SheetData } from "../../model/workbook.ts";
import type { SheetFormat, WriteCell } from "../port/index.ts";
import { isFormula } from "../port/plan.ts";

/** A sheet in memory: a grid of values by column, the formulas beside it, and its look. */
export interface MemorySheet {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly (readonly CellValue[])[];
  /** `row,column` (from zero) → formula without `=`; "" where its text isn't known. */
  readonly formulas: ReadonlyMap<string, string>;
  readonly tabColour: string | null;
  readonly format: SheetFormat | null;
  /** Currencies of the cells' own formats, as they were read. */
  readonly currencies?: SheetData["currencies"];
}

export const emptySheet = (name: string, tabColour: string | null): MemorySheet => ({
  name,
  rows: 0,
  columns: [],
  formulas: new Map(),
  tabColour,
  format: null,
});

/** The used range: blank rows and columns at the end are not part of it, as in the live hosts. */
export function usedRange(sheet: MemorySheet): SheetData {
  const columns = sheet.columns.map((column) => column.slice(0, lastFilled(column) + 1));
  while (columns.length > 0 && columns[columns.length - 1]!.length === 0) columns.pop();
  const rows = columns.reduce((most, column) => Math.max(most, column.length), 0);
  const { name, currencies, formulas } = sheet;
  return {
    name,
    rows,
    columns,
    ...(currencies && { currencies }),
    ...(isOurs(name) && { formulaCells: Object.fromEntries(formulas) }),
  };
}

function lastFilled(column: readonly CellValue[]): number {
  let last = column.length - 1;
  while (last >= 0 && (column[last] ?? null) === null) last -= 1;
  return last;
}

/** The sheet with a block written: it grows as needed; a formula holds the result it came with: memory doesn't calculate. */
export function written(
  sheet: MemorySheet,
  top: number,
  left: number,
  cells: readonly (readonly WriteCell[])[],
): MemorySheet {
  const columns = sheet.columns.map((column) => [...column]);
  const formulas = new Map(sheet.formulas);
  for (const [r, row] of cells.entries()) {
    for (const [c, cell] of row.entries()) {
      while (columns.length <= left + c) columns.push([]);
      const column = columns[left + c]!;
      while (column.length <= top + r) column.push(null);
      const key = `${top + r},${left + c}`;
      formulas.delete(key);
      if (isFormula(cell)) formulas.set(key, cell.formula.replace(/^=/, ""));
      const value = isFormula(cell) ? (cell.result ?? null) : cell;
      column[top + r] = value === "" ? null : value;
    }
  }
  const rows = Math.max(sheet.rows, top + cells.length);
  return { ...sheet, rows, columns, formulas };
}
