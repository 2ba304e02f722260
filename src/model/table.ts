import type { Day } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { TableId } from "../../dsl/ir/ir.ts";
import type { DaySpan } from "./columns/edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import type { RowsElsewhere } from "./workbook.ts";

/**
 * A bound table: one sheet's rows as typed columns, made on demand and kept.
 * All arrays have `rows` entries; row r of the table is sheet row `firstRow + r` (from 1).
 */
export interface Table {
  readonly id: TableId;
  readonly name: string;
  readonly sheet: string;
  readonly rows: number;
  /** Sheet row (from 1) of each table row: totals rows and blank rows are left out. */
  readonly sheetRow: Int32Array;
  /** Rows that hold something but count nowhere, and why: `rows` and these make up all rows found. */
  readonly setAside: readonly SetAside[];
  readonly headers: readonly (string | null)[];
  /** A column by header in matching form, or by letter (`$D`); null where there is none, or more than one (a finding). */
  find(column: string): number | null;
  /** Cell address, for findings and `why` (`Deals!G212`). */
  address(column: number, row: number): string;
  /** A cell as the host gave it. */
  cell(column: number, row: number): CellValue;
  /** Whether two rows say the same in every column, texts in matching form. */
  sameRow(a: number, b: number): boolean;
  numbers(column: number): NumberColumn;
  days(column: number): DayColumn;
  texts(column: number): TextColumn;
  truths(column: number): TruthColumn;
  /** Null: the rows are here. Else a database keeps them, and what is here says who owns them. */
  readonly elsewhere: RowsElsewhere | null;
  /** Zero-based sheet column of the table's first. */
  readonly left: number;
  /**
   * What puts a changed cell into the sheet and the columns read so far; null where it says more than its own
   * value (columns/edit.ts), or where the row might be none any more.
   */
  edit(column: number, row: number, cell: CellValue, span: DaySpan | null): (() => void) | null;
}

/** Why a row counts nowhere: a row of totals, the headers again, a doubled row, an id whose rows contradict each other. */
export interface SetAside {
  readonly why: "totals" | "headers" | "doubled" | "contradicted";
  /** Sheet rows, from 1. */
  readonly sheetRows: readonly number[];
}

/** NaN is blank. `errors[r]` is 0 or 1 + the index of the error's text in `errorTexts`; null: no error in the column. */
export interface NumberColumn {
  readonly values: Float64Array;
  readonly errors: Uint16Array | null;
}

/** `NO_DAY` is blank. */
export interface DayColumn {
  readonly values: Int32Array;
  readonly errors: Uint16Array | null;
}

/**
 * Dictionary-encoded in matching form (see fold.ts): equal texts share a code; code 0 is blank.
 * `folded[code]` is the matching form, `shown[code]` the first spelling seen.
 */
export interface TextColumn {
  readonly codes: Uint32Array;
  readonly folded: readonly string[];
  readonly shown: readonly string[];
  readonly errors: Uint16Array | null;
}

/** 1 true, 0 false or blank. */
export interface TruthColumn {
  readonly values: Uint8Array;
  readonly errors: Uint16Array | null;
}

/** The error texts (`#N/A`) that `errors` columns refer to, shared by all tables of a model. */
export interface ErrorTexts {
  readonly texts: readonly string[];
}

/** The day a row is dated, or `NO_DAY`. */
export type RowDay = (row: number) => Day;

/** As many cells are named as a person would look at. */
const MOST_CELLS = 3;

/** Tells the error cells of a column that says whose a row is, or when: without it the row counts nowhere. */
export function errorCells(
  table: Table,
  column: number,
  errors: Uint16Array | null,
  findings: Finding[],
): void {
  if (errors === null) return;
  const rows = [...errors.keys()].filter((r) => errors[r] !== 0);
  if (rows.length === 0) return;
  const cells = rows.slice(0, MOST_CELLS).map((r) => table.address(column, r));
  const example = cells.join(", ") + (rows.length > MOST_CELLS ? " …" : "");
  const name = table.headers[column] ?? "";
  const params = { count: rows.length, table: table.name, column: name, example };
  findings.push(finding("DATA41", cells[0]!, params));
}

/** `Deals!G`: the place of a finding about a whole column. */
export const columnPlace = (table: Table, column: number): string =>
  table.address(column, -1).replace(/\d+$/, "");
