/** Sheets in the making: rows of values and formulas. */
import type { CellValue } from "../../dsl/cell.ts";
import type { Formula } from "./text/formula.ts";

export interface FormulaCell {
  readonly formula: Formula;
  /** What it comes to now: hosts that don't calculate show it. */
  readonly result: CellValue;
  /** Rows and columns of a block that it fills; an array worked out inside one cell is 1 by 1; null: a plain formula. */
  readonly fills: { readonly rows: number; readonly columns: number } | null;
}
export type SheetCell = CellValue | FormulaCell;

export interface FormulaSheet {
  readonly name: string;
  readonly what: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly headerRow: number;
  readonly frozenColumns: number;
  /** Zero-based columns, or rows, that hold days. */
  readonly dayColumns: readonly number[];
  readonly dayRows: readonly number[];
}

export const isFormulaCell = (cell: SheetCell | undefined): cell is FormulaCell =>
  typeof cell === "object" && cell !== null && "fills" in cell;

export const plain = (formula: Formula, result: CellValue): FormulaCell => ({
  formula,
  result,
  fills: null,
});
/** An array inside one cell: its formula has to be marked in files, and wrapped in Google Sheets. */
export const inOneCell = (formula: Formula, result: CellValue): FormulaCell => ({
  formula,
  result,
  fills: { rows: 1, columns: 1 },
});

/** The names of our sheets of formulas. */
export const SHEETS = {
  periods: "KPI Periods",
  people: "KPI People",
  peopleRows: "KPI People Rows",
  org: "KPI Org",
  rows: "KPI Rows",
  parts: "KPI Parts",
  live: "KPI Live",
  readings: "KPI Readings",
  checks: "KPI Checks",
  flags: "KPI Live Flags",
  reports: "KPI Live Reports",
  goals: "KPI Live Goals",
  splits: "KPI Live Splits",
} as const;
