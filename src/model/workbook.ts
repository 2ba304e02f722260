import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";

/**
 * A snapshot of what was read from a host, in the one form all hosts deliver. Plain data.
 * Sheets are column-major (a column is what the engine reads); row 0 is the sheet's row 1.
 */
export interface SheetData {
  readonly name: string;
  readonly rows: number;
  /** `columns[c][r]`; shorter columns end in blanks. */
  readonly columns: readonly (readonly CellValue[])[];
  /**
   * Of a host that knows the cells' formats: columns (from zero) whose formats are of several currencies, and
   * the sign of each row's, null for none.
   */
  readonly currencies?: Readonly<Record<number, readonly (string | null)[]>>;
  /**
   * Of a sheet of ours, where the host tells: `row,column` from zero → the cell's formula, without `=`; "" where only
   * that there is one is known. Left out: nothing is known of formulas.
   */
  readonly formulaCells?: Readonly<Record<string, string>>;
  /** The only table of the rules that it is for, where several are made from a sheet of this name. */
  readonly table?: string;
  /** Of a table whose rows a database keeps; the cells are then only who owns them, each owner once. */
  readonly elsewhere?: RowsElsewhere;
}

/** What is known of rows that are not in memory. Columns by header in matching form. */
export interface RowsElsewhere {
  readonly rows: number;
  /** How many rows each of the sheet's rows below the header stands for. */
  readonly counts: readonly number[];
  /** Rows without an owner. */
  readonly ownerless: number;
  /** First and last day (the open one aside), null without any; how many rows have none. */
  readonly days: ReadonlyMap<
    string,
    { readonly first: number | null; readonly last: number | null; readonly undated: number }
  >;
  /** The distinct values of a column, where they are few. */
  readonly values: ReadonlyMap<string, readonly CellValue[]>;
}

/** A named range or an Excel table: a rectangle of a sheet, zero-based, ends exclusive (`null`: to the last used). */
export interface NamedRange {
  readonly name: string;
  readonly sheet: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number | null;
  readonly right: number | null;
}

/** What stands for a formula that no program has calculated yet: it is not blank, so no figure may pass over it. */
export const NOT_CALCULATED = "#NOT_CALCULATED";

export interface WorkbookData {
  readonly sheets: readonly SheetData[];
  readonly names: readonly NamedRange[];
  /** BCP 47, decides how number and date texts are read (`de-DE`: `1.234,56`). */
  readonly locale: string;
  /** What serial 1 is: 1900-01-01 or (old Mac files) 1904-01-02. */
  readonly dateSystem: 1900 | 1904;
}

/** A sheet from rows of cells: texts that are empty become blanks, short rows are filled with blanks. */
export function sheetOf(name: string, rows: readonly (readonly CellValue[])[]): SheetData {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, c) =>
    rows.map((row) => (row[c] === "" ? null : (row[c] ?? null))),
  );
  return { name, rows: rows.length, columns };
}

/** Sheets of ours are called `KPI …`. Of no other are formulas told: a user's data is read for its values. */
export const isOurs = (sheet: string): boolean => foldText(sheet).startsWith("kpi ");
