import type { Calendar } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { LinkStep } from "../../dsl/ir/ir.ts";
import type { CellFigure } from "./cell-figure.ts";
import type { Finding } from "./finding.ts";
import type { Org } from "./org.ts";
import type { UnknownOwner } from "./owners.ts";
import type { Table } from "./table.ts";

/** Everything the engine knows of a workbook, for one program. Built once per run by `buildModel`. */
export interface Model {
  readonly calendar: Calendar;
  /** By TableId; null where the sheet is missing or has no header (a finding says so). */
  readonly tables: readonly (Table | null)[];
  readonly org: Org;
  /** Row of the linked table for each row (many to one), -1 where none; resolved once per link. */
  link(step: LinkStep): Int32Array;
  /** Node that owns each row of a table, -1 for blank or unknown names (findings say how many). */
  owners(table: Table): Int32Array;
  /** Names in the table's owner column that nobody bears, with their rows: in nobody's total. */
  unknownOwners(table: Table): readonly UnknownOwner[];
  /** What gives an edited row to its new owner, if both are known to the letter; else null. */
  ownerEdit(table: Table, row: number, cell: CellValue): (() => void) | null;
  readonly errorTexts: readonly string[];
  /** A single cell as a number; NaN where it is blank or none, an error where it holds one or a text that is no number. */
  cell(sheet: string, cell: string): CellFigure;
  /** First and last day on which any bound table has a dated row; null without any. */
  readonly span: { readonly first: Day; readonly last: Day } | null;
  readonly asOf: Day;
  readonly asOfFrom: "given" | "cell" | "data";
  readonly findings: Finding[];
}
