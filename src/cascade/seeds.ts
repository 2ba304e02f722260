/** A1, the weights of a manager's reports: sums of what is below, per month times days and ramp. */
import { wholeWeights } from "./exact.ts";
import type { CascadeInput } from "./node.ts";
import { blendShares } from "./weights.ts";

/** What every node weighs, summed up from the people; `[node]`, by month `[node * months + j]`. */
export interface Below {
  readonly children: readonly (readonly number[])[];
  /** By alternative and part of the blend, without days and ramp. */
  readonly totals: readonly (readonly Float64Array[])[];
  /** The same by month, times days and ramp. */
  readonly monthly: readonly (readonly Float64Array[])[];
  /** The most days × ramp of anybody below. */
  readonly days: Float64Array;
  /** Which list of days × ramp all below have in common; -1: they differ. */
  readonly daysOf: Int32Array;
  /** 1: a person whose weight is negative. */
  readonly negative: Uint8Array;
  /** By manager none of whose reports is held: another goal divides by the same seeds. */
  readonly known: Map<number, Seeds>;
}

/** Sums of weights and days from the people up, once for the whole tree. */
export function sumUp(
  { nodes, alternatives, months, heads }: CascadeInput,
  children: readonly (readonly number[])[],
): Below {
  const made = (size: number) =>
    alternatives.map((parts) => parts.map(() => new Float64Array(size)));
  const totals = made(nodes.length);
  const monthly = made(nodes.length * months);
  const days = new Float64Array(nodes.length * months);
  const daysOf = new Int32Array(nodes.length);
  const negative = new Uint8Array(nodes.length);
  const known = new Map<string, number>();
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const list = children[at]!;
    if (list.length === 0) {
      const { presence, weights, there = presence } = nodes[at]!;
      const key = there === presence ? presence.join() : `${presence.join()} ${there.join()}`;
      if (!known.has(key)) known.set(key, known.size);
      daysOf[at] = known.get(key)!;
      days.set(presence, at * months);
      weights.forEach((parts, a) => {
        parts.forEach((value, p) => {
          if (value < 0) negative[at] = 1;
          if (!(value > 0) || !totals[a]?.[p]) return;
          totals[a][p][at] = value;
          const owed = heads?.[a]?.[p] ? there : presence;
          for (let j = 0; j < months; j += 1) monthly[a]![p]![at * months + j] = value * owed[j]!;
        });
      });
      continue;
    }
    daysOf[at] = daysOf[list[0]!]!;
    for (const child of list) {
      if (daysOf[child] !== daysOf[at]) daysOf[at] = -1;
      for (let j = 0; j < months; j += 1)
        days[at * months + j] = Math.max(days[at * months + j]!, days[child * months + j]!);
      totals.forEach((parts, a) => {
        parts.forEach((total, p) => {
          total[at]! += total[child]!;
          const month = monthly[a]![p]!;
          for (let j = 0; j < months; j += 1) month[at * months + j]! += month[child * months + j]!;
        });
      });
    }
  }
  return { children, totals, monthly, days, daysOf, negative, known: new Map() };
}

export interface Seeds {
  /** Row by row. */
  readonly seeds: Float64Array;
  readonly days: Float64Array;
  /** Whole weights, where all reports are there in the same days and ramp. */
  readonly weights: readonly number[] | null;
  readonly alternative: number;
  readonly droppedParts: readonly number[];
}

/** Seeds of the reports of the manager at `at`, from before where nobody among them is held. */
export function seedsAt(
  input: CascadeInput,
  below: Below,
  at: number,
  isHeld: (report: number) => boolean,
): Seeds {
  const reports = below.children[at]!;
  if (reports.some(isHeld)) return seedsOf(input, below, reports, isHeld);
  const seeds = below.known.get(at) ?? seedsOf(input, below, reports, isHeld);
  below.known.set(at, seeds);
  return seeds;
}

/**
 * Seeds of a manager's reports by the first weights that aren't all zero for those who aren't held; by none,
 * evenly. Each part of a blend is first a share among these reports; one that is all zero drops out.
 */
function seedsOf(
  { alternatives, months }: CascadeInput,
  below: Below,
  reports: readonly number[],
  isHeld: (report: number) => boolean,
): Seeds {
  const days = rowsOf(below.days, reports, months);
  const isAlike =
    below.daysOf[reports[0]!]! >= 0 &&
    reports.every((r) => below.daysOf[r] === below.daysOf[reports[0]!]);
  const all = reports.every(isHeld);
  for (const [a, shares] of alternatives.entries()) {
    const totals = shares.map((_, p) => reports.map((r) => below.totals[a]![p]![r]!));
    const sums = totals.map((list) => list.reduce((sum, v) => sum + v, 0));
    const isEmpty = reports.every((r, i) => (!all && isHeld(r)) || totals.every((t) => t[i] === 0));
    if (isEmpty) continue;
    const droppedParts = sums.flatMap((sum, p) => (sum === 0 ? [p] : []));
    const kept = shares.reduce((sum, share, p) => (sums[p] === 0 ? sum : sum + share), 0);
    const seeds = new Float64Array(reports.length * months);
    shares.forEach((share, p) => {
      if (sums[p] === 0) return;
      const scale = shares.length === 1 ? 1 : share / kept / sums[p]!;
      const own = rowsOf(below.monthly[a]![p]!, reports, months);
      for (let at = 0; at < seeds.length; at += 1) seeds[at]! += own[at]! * scale;
    });
    if (seeds.every((s) => s === 0) && days.some((d) => d > 0)) continue;
    const weights =
      shares.length === 1
        ? totals[0]!
        : blendShares(shares.map((share, p) => ({ share, values: totals[p]! }))).shares;
    return {
      seeds,
      days,
      weights: isAlike ? wholeWeights(weights) : null,
      alternative: a,
      droppedParts,
    };
  }
  const weights = isAlike ? reports.map(() => 1) : null;
  return { seeds: days, days, weights, alternative: -1, droppedParts: [] };
}

function rowsOf(list: Float64Array, nodes: readonly number[], months: number): Float64Array {
  const out = new Float64Array(nodes.length * months);
  nodes.forEach((node, i) => {
    out.set(list.subarray(node * months, (node + 1) * months), i * months);
  });
  return out;
}
