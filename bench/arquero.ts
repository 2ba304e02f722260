/** Arquero: the same columns encoded, one roll-up a KPI over the rows joined to everybody above their owner. */
import type { Encoded } from "./loop.ts";
import { peer } from "./peers.ts";

type Columns = Record<string, ArrayLike<number>>;
interface Table {
  filter(test: (d: Record<string, number>) => boolean): Table;
  groupby(...names: string[]): Table;
  rollup(values: Record<string, unknown>): Table;
  join(other: Table, on: [string, string]): Table;
  dedupe(...names: string[]): Table;
  column(name: string): { at(row: number): number };
  numRows(): number;
  reify(): Table;
}
interface Arquero {
  table(columns: Columns): Table;
  op: { sum(name: string): unknown; count(): unknown };
}

/** Rolls up own figures first, then along the tree: the cheapest way it has. Null where it is not to be had here. */
export function arquero(data: Encoded): (() => Float64Array[]) | null {
  const aq = peer<Arquero>("arquero");
  if (!aq) return null;
  const { size, parent } = data;
  const month = (days: Int32Array) =>
    Uint8Array.from(days, (d) => data.monthOf[d - data.firstDay]!);
  const { owner, account, stage, type, amount } = data;
  const deals = aq.table({
    owner,
    account,
    stage,
    type,
    amount,
    closed: month(data.closed),
    created: month(data.created),
  });
  const pairs = Array.from({ length: size.people }, (_, n) => pathOf(parent, n));
  const tree = aq.table({
    above: Int32Array.from(pairs.flat()),
    below: Int32Array.from(pairs.flatMap((path, n) => path.map(() => n))),
  });
  const rolled = (rows: Table, when: string, value: unknown): Float64Array => {
    const own = rows.groupby(when, "owner").rollup({ own: value }).reify();
    const all = own
      .join(tree, ["owner", "below"])
      .groupby(when, "above")
      .rollup({ all: aq.op.sum("own") });
    return filled(all, when);
  };
  const filled = (table: Table, when: string): Float64Array => {
    const out = new Float64Array(size.people * size.months);
    const [whens, who, values] = [table.column(when), table.column("above"), table.column("all")];
    for (let i = 0; i < table.numRows(); i += 1)
      out[whens.at(i) * size.people + who.at(i)] = values.at(i);
    return out;
  };
  return () => {
    const won = deals.filter((d) => d.stage === 1).reify();
    const wins = rolled(won, "closed", aq.op.count());
    const decided = rolled(
      deals.filter((d) => d.stage! <= 2),
      "closed",
      aq.op.count(),
    );
    const spread = won.dedupe("closed", "account", "owner").join(tree, ["owner", "below"]);
    const accounts = spread
      .dedupe("closed", "account", "above")
      .groupby("closed", "above")
      .rollup({ all: aq.op.count() });
    return [
      rolled(won, "closed", aq.op.sum("amount")),
      rolled(
        won.filter((d) => d.type === 1),
        "closed",
        aq.op.sum("amount"),
      ),
      wins,
      rolled(deals, "created", aq.op.count()),
      wins.map((count, i) => (decided[i] === 0 ? Number.NaN : count / decided[i]!)),
      filled(accounts, "closed"),
    ];
  };
}

function pathOf(parent: Int32Array, node: number): number[] {
  const path: number[] = [];
  for (let at = node; at >= 0; at = parent[at]!) path.push(at);
  return path;
}
