/** Where rows, people and days come from. */
import type { Span } from "../span.ts";
import type { Grain, LevelId, TableId } from "./ids.ts";

export interface CalendarSpec {
  /** Month 1–12 in which the fiscal year starts (1 for a `weeks` calendar, which says its own start). */
  readonly yearStarts: number;
  readonly namedBy: "start" | "end";
  readonly weeks: WeeksSpec | null;
  /** The grains that are scored; flags are judged in the first one. */
  readonly track: readonly Grain[];
  /** ISO weekdays, 1 = Monday … 7 = Sunday, both included; null: every day counts. */
  readonly workWeek: { readonly from: number; readonly to: number } | null;
  readonly holidays: readonly { readonly table: TableId; readonly column: string }[];
}

export interface WeeksSpec {
  readonly pattern: "4-4-5" | "4-5-4" | "5-4-4";
  readonly ending: "last" | "nearest";
  /** ISO weekday on which the year ends. */
  readonly weekday: number;
  /** Month 1–12 in or near whose end the year ends. */
  readonly month: number;
}

/** A sheet, an Excel table, a named range, or an A1 range of a sheet. */
export interface SourceRef {
  readonly name: string;
  /** `A1:H` and the like, null for the whole sheet, table or named range. */
  readonly range: string | null;
  /** Row of the header inside the source, from 1. */
  readonly headerRow: number;
}

export interface PeopleSource {
  readonly source: SourceRef;
  readonly name: string;
  /** Columns after `reports to`, nearest first; a column that holds managers' names or units. */
  readonly reportsTo: readonly string[];
  /** The named top (`then "Company"`), if any. */
  readonly top: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly email: string | null;
  /** The people's sheet as a table, so that conditions and attributes can read its columns. */
  readonly table: TableId;
}

export interface TableSource {
  readonly id: TableId;
  /** Name in the rules; `people` for the people's own. */
  readonly name: string;
  readonly source: SourceRef;
  /** Columns of `owner [a] then [b]`: the person first, then the levels below people. */
  readonly owner: readonly string[];
  readonly date: string | null;
  readonly key: string | null;
  readonly links: readonly LinkStep[];
  readonly span: Span;
}

/**
 * A level below people (`owner [rep] then [account]`): under each owner a node for each name in the column.
 * Columns of the same name, or joined by a link, are one level.
 */
export interface LevelSource {
  readonly id: LevelId;
  /** The column by which the rules call it. */
  readonly column: string;
  /** The level above; null: people. */
  readonly above: LevelId | null;
  /** The columns that name its nodes, a table each. */
  readonly columns: readonly { readonly table: TableId; readonly column: string }[];
  /** Tables keyed by it. Where one has an owner, its rows say which nodes exist. */
  readonly keyed: readonly TableId[];
}

/** Many to one: `table`'s `column` holds the key of table `to`. */
export interface LinkStep {
  readonly table: TableId;
  readonly column: string;
  readonly to: TableId;
}
