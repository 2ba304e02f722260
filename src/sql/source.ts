/** The FROM of a statement while it grows: a table, and what is joined to it once its columns are asked for. */
import { foldText } from "../../dsl/fold.ts";
import type { LinkStep, Program, RowNode, TableId } from "../../dsl/ir/ir.ts";
import type { Binding, BoundColumn, BoundTable } from "./binding.ts";
import type { Dialect, Relation } from "./dialect.ts";
import { listed, name, type Sql, sql, text } from "./text.ts";

type ColumnNode = Extract<RowNode, { kind: "column" }>;

/** Relations that a statement brings along, by name, in the order of use. */
export class Relations {
  private readonly list: Relation[] = [];
  private readonly derived = new Map<string, { readonly from: string; readonly sql: Sql }>();

  /** A step that rests on a relation alone; its name. */
  derive(stem: string, from: string, step: Sql): string {
    const made = `${stem}_of_${from}`;
    this.derived.set(made, { from, sql: step });
    return made;
  }

  /** All of them, for a WITH. */
  steps(dialect: Dialect): readonly Sql[] {
    return this.list.flatMap((relation) => [
      dialect.relation(relation),
      ...[...this.derived].flatMap(([made, { from, sql: step }]) =>
        from === relation.name ? [sql`${name(made)} AS (${step})`] : [],
      ),
    ]);
  }

  /** Takes a relation in once; equal content has one name. */
  add(stem: string, columns: Relation["columns"]): string {
    const known = this.list.find(
      (each) => each.name.startsWith(stem) && sameColumns(each.columns, columns),
    );
    if (known) return known.name;
    const made = `${stem}_${this.list.filter((each) => each.name.startsWith(`${stem}_`)).length + 1}`;
    this.list.push({ name: made, columns });
    return made;
  }
}

const sameColumns = (a: Relation["columns"], b: Relation["columns"]): boolean =>
  a.length === b.length &&
  a.every(
    (column, c) =>
      column.name === b[c]!.name &&
      column.values.length === b[c]!.values.length &&
      Array.from<number | string | null>(column.values).every(
        (value, i) => value === b[c]!.values[i],
      ),
  );

export interface Read {
  readonly sql: Sql;
  readonly bound: BoundColumn;
}

export class Source {
  private readonly joins: Sql[] = [];
  private readonly linked = new Map<string, string>();
  private readonly folds = new Map<string, Sql>();
  readonly alias: string;

  readonly program: Program;
  readonly binding: Binding;
  readonly relations: Relations;
  readonly base: TableId;
  private readonly prefix: string;

  constructor(
    program: Program,
    binding: Binding,
    relations: Relations,
    base: TableId,
    prefix = "",
  ) {
    this.program = program;
    this.binding = binding;
    this.relations = relations;
    this.base = base;
    this.prefix = prefix;
    this.alias = `${prefix}t`;
  }

  get dialect(): Dialect {
    return this.binding.dialect;
  }

  table(id = this.base): BoundTable {
    const bound = this.binding.table(id);
    if (!bound) throw new Error(`table ${this.program.tables[id]!.name} is not bound`);
    return bound;
  }

  join(joined: Sql): void {
    this.joins.push(joined);
  }

  /** Everything behind FROM. */
  from(): Sql {
    const base = sql`${name(...this.table().relation)} AS ${name(this.alias)}`;
    return listed([base, ...this.joins], "\n    ");
  }

  /** A column, through links where it is another table's. */
  read(node: ColumnNode): Read {
    const bound = this.table(node.table).column(node.column)!;
    const alias = node.via.length === 0 ? this.alias : this.link(node.via);
    return { sql: this.raw(alias, bound), bound };
  }

  /** A column of the base table. */
  own(header: string): Read {
    const bound = this.table().column(header)!;
    return { sql: this.raw(this.alias, bound), bound };
  }

  private raw(alias: string, bound: BoundColumn): Sql {
    const column = name(alias, bound.identifier);
    return bound.cast ? this.dialect.plainText(column, bound.cast) : column;
  }

  /** The matching form of a column read as text; '' for blank. */
  folded({ sql: column, bound }: Read): Sql {
    const key = JSON.stringify(column.parts);
    const known = this.folds.get(key) ?? this.foldedOf(column, bound);
    this.folds.set(key, known);
    return known;
  }

  private foldedOf(column: Sql, { type, texts }: BoundColumn): Sql {
    const { dialect } = this;
    if (type === "whole") return sql`COALESCE(CAST(${column} AS ${dialect.types.text}), '')`;
    if (type === "truth")
      return sql`CASE WHEN ${column} THEN 'true' WHEN NOT ${column} THEN 'false' ELSE '' END`;
    if (!texts) return dialect.fold(column);
    const plain = dialect.foldPlain(column);
    if (texts.odd.size === 0) return sql`COALESCE(${plain}, '')`;
    const relation = this.relations.add("odd_text", [
      { name: "raw", of: "text", values: [...texts.odd.keys()] },
      { name: "folded", of: "text", values: [...texts.odd.values()] },
    ]);
    const alias = `${this.prefix}odd${this.folds.size + 1}`;
    this.join(
      sql`LEFT JOIN ${name(relation)} AS ${name(alias)} ON ${name(alias, "raw")} = ${column}`,
    );
    return sql`COALESCE(${name(alias, "folded")}, ${plain}, '')`;
  }

  /** The alias of a linked table's rows: by key in matching form, and only where one row bears it. */
  private link(via: readonly LinkStep[]): string {
    const key = via.map((step) => `${step.table} ${step.to} ${foldText(step.column)}`).join(" / ");
    const known = this.linked.get(key);
    if (known) return known;
    const step = via[via.length - 1]!;
    const before = via.length === 1 ? this.alias : this.link(via.slice(0, -1));
    const from = this.table(step.table).column(step.column)!;
    const written = this.folded({ sql: this.raw(before, from), bound: from });
    const wanted = aliased(written, this.binding.aliases(step));
    const alias = `${this.prefix}l${this.linked.size + 1}`;
    this.linked.set(key, alias);
    const inner = new Source(this.program, this.binding, this.relations, step.to, `${alias}_`);
    const folded = inner.folded(inner.own(this.program.tables[step.to]!.key!));
    const apart = inner.table().keysApart;
    const bearers = apart
      ? sql``
      : sql`, COUNT(*) OVER (PARTITION BY ${folded}) AS ${name(BEARERS)}`;
    const rows = sql`SELECT ${name(inner.alias)}.*, ${folded} AS ${name(KEY)}${bearers} FROM ${inner.from()}`;
    const single = apart ? sql`` : sql` AND ${name(alias, BEARERS)} = 1`;
    this.join(
      sql`LEFT JOIN (${rows}) AS ${name(alias)} ON ${name(alias, KEY)} = NULLIF(${wanted}, '')${single}`,
    );
    return alias;
  }
}

/** A lost zero is put back where it is known whose it was. */
function aliased(folded: Sql, aliases: ReadonlyMap<string, string> | null): Sql {
  if (!aliases || aliases.size === 0) return folded;
  const cases = [...aliases].map(([from, to]) => sql`WHEN ${text(from)} THEN ${text(to)}`);
  return sql`CASE ${folded} ${listed(cases, " ")} ELSE ${folded} END`;
}

/** No column of a relation is called so. */
const KEY = "answerable key";
const BEARERS = "answerable bearers";
