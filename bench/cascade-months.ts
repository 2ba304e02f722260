/** The two-way tie down a tree beside twelve one-way splits. */
import { seeded } from "../examples/random.ts";
import { splitInto, type Tree } from "../src/cascade/down.ts";
import { type MonthTree, monthsDown } from "../src/cascade/months-down.ts";
import { groupOf } from "../src/cascade/spread.ts";

const MONTHS = 12;
/** A season, so that no two months owe alike. */
const SEASON = [70, 75, 95, 80, 85, 100, 60, 65, 110, 90, 95, 125];

/** The top's year by the season, in whole increments that add up. */
export function topMonths(goal: number): Float64Array {
  const out = new Float64Array(MONTHS);
  splitInto(goal, Float64Array.from(SEASON), 0, MONTHS, out, new Float64Array(MONTHS));
  return out;
}

/** At every `each`-th manager somebody ramps and somebody joins in July; 0: nowhere. */
export function monthTree(tree: Tree, each: number, seed = 5): MonthTree {
  const nodes = tree.weights.length;
  if (each === 0) return { ...tree, group: groupOf(MONTHS), days: null };
  const { next } = seeded(seed);
  const days = new Float64Array(nodes * MONTHS).fill(1);
  let manager = 0;
  for (let n = 0; n < nodes; n += 1) {
    const [from, to] = [tree.first[n]!, tree.first[n + 1]!];
    if (from === to || tree.first[from]! !== tree.first[from + 1]!) continue;
    manager += 1;
    if (manager % each !== 0) continue;
    const ramp = from + Math.floor(next() * (to - from));
    for (let j = 0; j < 3; j += 1) days[ramp * MONTHS + j] = (j + 1) / 4;
    const joiner = from + ((ramp - from + 1) % (to - from));
    if (joiner !== ramp) days.fill(0, joiner * MONTHS, joiner * MONTHS + 6);
  }
  return { ...tree, group: groupOf(MONTHS), days };
}

/** Each month alone, by weights: adds up down the tree, and not along the year. */
export function twelveSplits({ first, weights }: Tree, months: Float64Array): Float64Array[] {
  const nodes = weights.length;
  let most = 0;
  for (let n = 0; n < nodes; n += 1) most = Math.max(most, first[n + 1]! - first[n]!);
  const rests = new Float64Array(most);
  return Array.from(months, (goal) => {
    const out = new Float64Array(nodes);
    out[0] = goal;
    for (let n = 0; n < nodes; n += 1)
      if (first[n + 1]! > first[n]!)
        splitInto(out[n]!, weights, first[n]!, first[n + 1]!, out, rests);
    return out;
  });
}

export function monthsOf(tree: MonthTree, top: Float64Array): Float64Array {
  const outcome = monthsDown(tree, top);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

/** Sums that don't tie: a manager's month against his reports', exactly. */
export function untied({ first, weights }: Tree, months: Float64Array): number {
  let wrong = 0;
  for (let n = 0; n < weights.length; n += 1) {
    if (first[n] === first[n + 1]) continue;
    for (let j = 0; j < MONTHS; j += 1) {
      let sum = 0;
      for (let c = first[n]!; c < first[n + 1]!; c += 1) sum += months[c * MONTHS + j]!;
      if (sum !== months[n * MONTHS + j]) wrong += 1;
    }
  }
  return wrong;
}
