/** How the scorecard's time grows with each of its sizes, the others standing still. */
import { load, ours } from "./ours.ts";
import { RULES, type Size, workload } from "./workload.ts";

export interface Growth {
  readonly of: string;
  /** What is doubled or stepped, and the median time of a scorecard in ms. */
  readonly points: readonly { readonly at: number; readonly ms: number }[];
}

const BASE: Size = { people: 5_000, rows: 250_000, accounts: 25_000, months: 24 };
const ROUNDS = 5;

const extra = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `kpi more${i} = sum(Deals[Amount] where [Stage] = "Won" and [Amount] > ${i * 1_000})\n`,
  ).join("");

function timed(size: Size, rules: string): number {
  const loaded = load(workload(size), size, rules);
  ours(loaded);
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    ours(loaded);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

export function growth(): Growth[] {
  const over = (
    of: string,
    steps: readonly number[],
    make: (at: number) => [Size, string],
  ): Growth => ({
    of,
    points: steps.map((at) => ({ at, ms: timed(...make(at)) })),
  });
  return [
    over("rows", [125_000, 250_000, 500_000, 1_000_000], (rows) => [{ ...BASE, rows }, RULES]),
    over("people", [1_250, 2_500, 5_000, 10_000, 20_000], (people) => [{ ...BASE, people }, RULES]),
    over("months", [6, 12, 24, 48], (months) => [{ ...BASE, months }, RULES]),
    over("KPIs", [6, 12, 24, 48], (kpis) => [BASE, RULES + extra(kpis - 6)]),
    over("depth", [4, 6, 12, 24], (depth) => [{ ...BASE, depth }, RULES]),
  ];
}
