/** Measures: which rows count, on which day, for whom, and what of them. */
import type { Representation } from "../types/type.ts";
import type { RowId, TableId } from "./ids.ts";

export type DayBasis =
  | { readonly at: "date"; readonly column: string }
  /** Rows alive at the end of the window's last day. */
  | { readonly at: "alive"; readonly from: string; readonly until: string }
  /** All rows whatever the period (a table without date, or `at any time`). */
  | { readonly at: "any" };

export interface Measure {
  readonly table: TableId;
  readonly day: DayBasis;
  /** False: the table has no owner, so every node sees all its rows. */
  readonly owned: boolean;
  /** What is aggregated; null counts rows. */
  readonly of: RowId | null;
  /** Rows that count; null: all. */
  readonly where: RowId | null;
  readonly as: Representation;
}
