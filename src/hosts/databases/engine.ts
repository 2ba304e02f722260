/** A database as this program sees it: what it holds, and one statement at a time. */
import type { Cast, ColumnType, Dialect } from "../../sql/index.ts";
import type { Sql } from "../../sql/text.ts";

export interface ColumnInfo {
  readonly name: string;
  readonly type: ColumnType;
  /** Why it must be cast to be a plain text; null: it is one. */
  readonly cast: Cast;
  /** As the engine calls it, for messages. */
  readonly typeName: string;
}
export interface RelationInfo {
  /** Catalogue and schema as far as they are needed, and the name. */
  readonly path: readonly string[];
  readonly columns: readonly ColumnInfo[];
  /** Whether the search path leads to it, so that its bare name means it. */
  readonly named: boolean;
}

/** A value of a result: whole numbers may come as bigint. */
export type Value = string | number | bigint | boolean | null;

export interface Engine {
  readonly dialect: Dialect;
  /** For messages: `duckdb:crm.duckdb`. Never a password. */
  readonly called: string;
  /** What may be read, first those of the search path. */
  relations(): Promise<readonly RelationInfo[]>;
  /** Paths of relations that are there, and that this user may not read. */
  hidden(): Promise<readonly (readonly string[])[]>;
  /** A result column by column. Faults are `UserError`s. */
  query(statement: Sql): Promise<readonly (readonly Value[])[]>;
  /** A result of numbers column by column, as fast as the client can; NaN is null. */
  numbers(statement: Sql): Promise<readonly Float64Array[]>;
  /** Part of the running statement that is done, 0 to 1; null where the engine doesn't say. */
  progress(): number | null;
  /** Stops the running statement on the server. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}
