/** DuckDB: the same columns as integers in memory, the tree as a closure table, one query for all six KPIs. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { Encoded } from "./loop.ts";

export interface Duck {
  /** `[kpi][month * people + person]`, fetched. */
  query(): Promise<Float64Array[]>;
  close(): void;
}

const ROWS_A_TIME = 2048;

export const QUERY = `
with own as (
  select month, owner, sum(won)::double as won, sum(won_new)::double as won_new,
    sum(wins)::bigint as wins, sum(decided)::bigint as decided, sum(created)::bigint as created
  from (
    select closed as month, owner,
      case when stage = 1 then amount else 0 end as won,
      case when stage = 1 and type = 1 then amount else 0 end as won_new,
      case when stage = 1 then 1 else 0 end as wins,
      case when stage <= 2 then 1 else 0 end as decided, 0 as created
    from deals
    union all select created as month, owner, 0, 0, 0, 0, 1 from deals
  ) group by month, owner
), rolled as (
  select o.month, t.above as who, sum(won) as won, sum(won_new) as won_new,
    sum(wins)::double as wins, sum(decided)::double as decided, sum(created)::double as created
  from own o join tree t on t.below = o.owner group by all
), spread as (
  select d.closed as month, t.above as who, count(distinct d.account)::double as accounts
  from deals d join tree t on t.below = d.owner where d.stage = 1 group by all
)
select r.month, r.who, won, won_new, wins, created, decided, coalesce(accounts, 0)
from rolled r left join spread s on s.month = r.month and s.who = r.who`;

/** Loads the columns; loading is not timed. */
export async function duckdb(data: Encoded, threads: number): Promise<Duck> {
  const { size, parent } = data;
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(
    "create table deals(owner int, account int, stage tinyint, type tinyint, amount double, created tinyint, closed tinyint)",
  );
  const deals = await connection.createAppender("deals");
  for (let r = 0; r < size.rows; r += 1) {
    deals.appendInteger(data.owner[r]!);
    deals.appendInteger(data.account[r]!);
    deals.appendTinyInt(data.stage[r]!);
    deals.appendTinyInt(data.type[r]!);
    deals.appendDouble(data.amount[r]!);
    deals.appendTinyInt(data.monthOf[data.created[r]! - data.firstDay]!);
    deals.appendTinyInt(data.monthOf[data.closed[r]! - data.firstDay]!);
    deals.endRow();
    if (r % ROWS_A_TIME === 0) deals.flushSync();
  }
  deals.closeSync();
  await connection.run("create table tree(above int, below int)");
  const tree = await connection.createAppender("tree");
  for (let n = 0; n < size.people; n += 1) {
    for (let at = n; at >= 0; at = parent[at]!) {
      tree.appendInteger(at);
      tree.appendInteger(n);
      tree.endRow();
    }
  }
  tree.closeSync();
  return {
    query: async () => {
      const result = await connection.runAndReadAll(QUERY);
      return matrices(result.getColumnsJS() as number[][], size.people, size.months);
    },
    close: () => connection.closeSync(),
  };
}

/** Columns of the query's rows → `[kpi][month * people + person]`. */
export function matrices(
  columns: readonly number[][],
  people: number,
  months: number,
): Float64Array[] {
  const [month, who, won, wonNew, wins, created, decided, accounts] = columns as number[][];
  const out = Array.from({ length: 6 }, () => new Float64Array(people * months));
  out[4]!.fill(Number.NaN);
  month!.forEach((m, i) => {
    const cell = m * people + who![i]!;
    out[0]![cell] = won![i]!;
    out[1]![cell] = wonNew![i]!;
    out[2]![cell] = wins![i]!;
    out[3]![cell] = created![i]!;
    if (decided![i]! > 0) out[4]![cell] = wins![i]! / decided![i]!;
    out[5]![cell] = accounts![i]!;
  });
  return out;
}
