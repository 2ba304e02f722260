/** What differs between engines, one record each. */
import type { Constant, Spelling, Sql } from "./text.ts";

export type DialectName = "duckdb" | "postgres" | "bigquery";

/** What a column of a relation holds. `other`: lists, intervals and the like, which no rule reads. */
export type ColumnType =
  | "whole"
  | "decimal"
  | "float"
  | "text"
  | "truth"
  | "date"
  /** A time of day without a zone. */
  | "timestamp"
  /** An instant: its day is the zone's to say. */
  | "instant"
  | "other";

/** A sum that doesn't depend on order: added up from parts, level by level, and put together at the end. */
export interface ExactSum {
  /** Aggregates over rows. */
  readonly parts: readonly Sql[];
  /** From the merged parts to a double. */
  together(parts: readonly Sql[]): Sql;
}

/** One of our own small relations (calendar, positions), written into the statement. */
export interface Relation {
  readonly name: string;
  readonly columns: readonly RelationColumn[];
}
export type RelationColumn =
  | { readonly name: string; readonly of: "whole"; readonly values: ArrayLike<number> }
  | { readonly name: string; readonly of: "text"; readonly values: readonly (string | null)[] };

export interface Dialect extends Spelling {
  readonly name: DialectName;
  /** In full, for messages. */
  readonly title: string;
  /** How long a statement may be, in bytes; null: as long as it gets. */
  readonly mostBytes: number | null;
  readonly types: { readonly double: Sql; readonly whole: Sql; readonly text: Sql };
  /** A column of texts that is compared as it is written, byte by byte. */
  plainText(column: Sql, cast: "type" | "collation"): Sql;
  /** The matching form of a text (dsl/fold.ts), as near as the engine has it; null and blank texts are ''. */
  fold(text: Sql): Sql;
  /** The matching form of a text of printable ASCII: the same in every engine. */
  foldPlain(text: Sql): Sql;
  /** Whether a text holds anything but printable ASCII. */
  isOdd(text: Sql): Sql;
  contains(text: Sql, part: Sql): Sql;
  startsWith(text: Sql, part: Sql): Sql;
  isFinite(float: Sql): Sql;
  /** A decimal column, null where it holds no number. */
  decimal(column: Sql): Sql;
  /** The calendar day of a date, or of a time in a zone, as the engine's own date. */
  dateOf(column: Sql, type: ColumnType, zone: string): Sql;
  /** Days since 1970-01-01 of the engine's date, and back. */
  dayNumber(date: Sql): Sql;
  dateAt(day: Sql): Sql;
  /** `SELECT atom, day` for every day of a relation of atoms with `first` and `past`. */
  daysIn(atoms: Sql): Sql;
  /** The part of its day that is gone, 0 to 1, of a time. */
  partOfDay(column: Sql, type: ColumnType, zone: string): Sql;
  /** A number as something that rows can be told apart by in a window function. */
  partedBy(value: Sql): Sql;
  sum(value: Sql, type: "exact" | "float"): ExactSum;
  /** The value in the middle, of an even number the mean of the two. */
  median(value: Sql): Sql;
  /** The decimal value of 15 digits of a double that isn't negative. */
  digits15(value: Sql): Sql;
  power(base: Sql, exponent: Sql): Sql;
  /** `name (columns) AS (…)` for a WITH. */
  relation(relation: Relation): Sql;
}

export const isList = (
  constant: Constant,
): constant is Extract<Constant, { of: `${string} list` }> => constant.of.endsWith(" list");
