/** A goal down a tree by weights alone, tied both ways: a manager's months by his reports, a report's by the year. */
import { coarseToFine } from "./coarse.ts";
import { splitInto, type Tree } from "./down.ts";
import { done, type Outcome } from "./refusal.ts";
import { roomIn } from "./scratch.ts";
import type { Group } from "./spread.ts";
import { step } from "./step.ts";

export interface MonthTree extends Tree {
  readonly group: Group;
  /** Days × ramp of people, `[node * months + j]`, of managers not read; null: all are there all year. */
  readonly days: Float64Array | null;
}

/**
 * Months of every node, `[node * months + j]`, in whole increments: in every month a manager's reports add
 * up to his, and each node's months to its year. Where all reports of a manager are there all year, the
 * year is one exact split and each table a product; else A6 to A8 in full.
 */
export function monthsDown(tree: MonthTree, top: Float64Array): Outcome<Float64Array> {
  const { first, weights, group, days } = tree;
  const nodes = weights.length;
  const count = top.length;
  const out = new Float64Array(nodes * count);
  out.set(top);
  let years = new Float64Array(0);
  let rests = new Float64Array(0);
  const seeds = days && seedsUp(tree, days, count);
  for (let n = 0; n < nodes; n += 1) {
    const [from, to] = [first[n]!, first[n + 1]!];
    if (from === to) continue;
    const columns = out.subarray(n * count, (n + 1) * count);
    const cells = out.subarray(from * count, to * count);
    if (seeds?.parted[n]) {
      const outcome = parted(tree, seeds.seeds, columns, from, to);
      if (!outcome.ok) return outcome;
      cells.set(outcome.value);
      continue;
    }
    let year = 0;
    for (let j = 0; j < count; j += 1) year += columns[j]!;
    years = roomIn(years, to - from, Float64Array);
    rests = roomIn(rests, to - from, Float64Array);
    splitInto(year, weights.subarray(from, to), 0, to - from, years, rests);
    const input = {
      rows: to - from,
      columns,
      years,
      shares: null,
      isOpen: null,
      increment: 1,
      notes: null,
    };
    coarseToFine(input, group, cells);
  }
  return done(out);
}

interface Seeds {
  /** Weight × days × ramp, of managers the sum below. */
  readonly seeds: Float64Array;
  /** 1: somebody below isn't there all year. */
  readonly parted: Uint8Array;
}

function seedsUp({ first, weights }: Tree, days: Float64Array, count: number): Seeds {
  const nodes = weights.length;
  const seeds = new Float64Array(nodes * count);
  const parted = new Uint8Array(nodes);
  for (let n = nodes - 1; n >= 0; n -= 1) {
    const [from, to] = [first[n]!, first[n + 1]!];
    for (let j = 0; j < count; j += 1) {
      const at = n * count + j;
      if (from === to) {
        seeds[at] = weights[n]! * days[at]!;
        if (days[at] !== 1) parted[n] = 1;
      } else for (let c = from; c < to; c += 1) seeds[at]! += seeds[c * count + j]!;
    }
    for (let c = from; c < to; c += 1) parted[n]! |= parted[c]!;
  }
  return { seeds, parted };
}

function parted(
  { group }: MonthTree,
  seeds: Float64Array,
  columns: Float64Array,
  from: number,
  to: number,
): Outcome<Float64Array> {
  const rows = to - from;
  const own = seeds.slice(from * columns.length, to * columns.length);
  const each = <T>(value: T) => new Array<T>(rows).fill(value);
  const outcome = step({
    columns,
    group,
    increment: 1,
    rounding: "remainder",
    rows,
    weights: null,
    seeds: own,
    days: own,
    floors: each(0),
    caps: each(Infinity),
    heldYears: each(null),
    cells: null,
    seasons: each(null),
  });
  return outcome.ok ? done(outcome.value.months) : outcome;
}
