/** SQLite (libsql's build of it, prebuilt on npm): the same columns as integers in memory, the tree as a closure table. */
import { matrices, QUERY } from "./duckdb.ts";
import type { Encoded } from "./loop.ts";
import { peer } from "./peers.ts";

interface Statement {
  run(...values: number[]): unknown;
  raw(): { all(): number[][] };
}
interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
export interface Loaded {
  query(): Float64Array[];
  close(): void;
}

/** SQLite has no `::` casts and groups by names only; else the query is DuckDB's. */
const SQL = QUERY.replaceAll(/::(?:double|bigint)/g, "").replaceAll(
  "group by all",
  "group by 1, 2",
);

/** Loads the columns; loading is not timed. Null where SQLite is not to be had here. */
export function sqlite(data: Encoded): Loaded | null {
  const Database = peer<new (path: string) => Sqlite>("libsql");
  if (!Database) return null;
  const { size, parent } = data;
  const db = new Database(":memory:");
  db.exec(
    "create table deals(owner int, account int, stage int, type int, amount real, created int, closed int); create table tree(above int, below int); begin",
  );
  const deal = db.prepare("insert into deals values (?, ?, ?, ?, ?, ?, ?)");
  for (let r = 0; r < size.rows; r += 1) {
    deal.run(
      data.owner[r]!,
      data.account[r]!,
      data.stage[r]!,
      data.type[r]!,
      data.amount[r]!,
      data.monthOf[data.created[r]! - data.firstDay]!,
      data.monthOf[data.closed[r]! - data.firstDay]!,
    );
  }
  const below = db.prepare("insert into tree values (?, ?)");
  for (let n = 0; n < size.people; n += 1)
    for (let at = n; at >= 0; at = parent[at]!) below.run(at, n);
  db.exec("commit; create index tree_below on tree(below, above); analyze");
  const query = db.prepare(SQL).raw();
  return {
    query: () => {
      const rows = query.all();
      const columns = Array.from({ length: 8 }, (_, c) => rows.map((row) => row[c]!));
      return matrices(columns, size.people, size.months);
    },
    close: () => db.close(),
  };
}
