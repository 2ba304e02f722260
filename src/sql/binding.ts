/** What stands for the sheets of a rule book: relations of a database, and what is known of their columns. */
import type { LinkStep, TableId } from "../../dsl/ir/ir.ts";
import type { ColumnType, Dialect } from "./dialect.ts";

/** `type`: `char(5)`, `citext`, an enum; `collation`: one of its own, which may hold texts equal that aren't. */
export type Cast = "type" | "collation" | null;

export interface BoundColumn {
  readonly identifier: string;
  readonly type: ColumnType;
  /** Why it must be cast to be a plain text; null: it is one. */
  readonly cast?: Cast;
  /** As the engine calls the type, for messages. */
  readonly typeName?: string;
  /** What was asked of the column's texts; null: nothing. */
  readonly texts?: KnownTexts | null;
}

/** What our own fold makes of a column's texts, so that no engine's has to. */
export interface KnownTexts {
  /** Every distinct text, null among them where some row holds none; null: too many to list. */
  readonly all: readonly (string | null)[] | null;
  /** Texts with a sign beyond printable ASCII, and their matching form. */
  readonly odd: ReadonlyMap<string, string>;
  /** No two of the texts match each other and none is blank: then each tells itself apart, as it is written. */
  readonly apart: boolean;
}

export interface BoundTable {
  /** Schema and relation, as the catalogue has them. */
  readonly relation: readonly string[];
  /** A column by the name that the rules use; null where there is none. */
  column(header: string): BoundColumn | null;
  /** Whether each key is known to stand once; else a key that stands twice is none. */
  readonly keysApart: boolean;
  /** The rules' owner columns as they stand in the rows, and whose positions they are. */
  readonly owners: Owners | null;
}

/** Who owns a row: texts of the owner columns → positions of the tree. */
export interface Owners {
  /** `as written`: raw texts, resolved beforehand; `folded`: one column, in matching form. */
  readonly by: "as written" | "folded";
  /** A list for each owner column, a row for each position; deeper columns hold '' where there is nothing. */
  readonly keys: readonly (readonly string[])[];
  readonly positions: readonly number[];
  /** Half-open days of the position; null: everybody always stands where he stands. */
  readonly days: { readonly from: readonly number[]; readonly to: readonly number[] } | null;
}

export interface Binding {
  readonly dialect: Dialect;
  /** Where a day begins, for instants: `Europe/Berlin`. */
  readonly zone: string;
  /** Null: the table is not in the database. */
  table(id: TableId): BoundTable | null;
  /** Ids of a link whose leading zeros one side has lost: matching form → the key's; null: none are known. */
  aliases(step: LinkStep): ReadonlyMap<string, string> | null;
}
