/**
 * The one-way split by its definition: shares are found by trying who stands at which bound, and the goals
 * are the best of all whole splits there are. Exact, and for a handful of reports only.
 */
import type { Rounding } from "../../src/cascade/rounding.ts";
import { add, compare, type Fraction, floorOf, fraction, minus, times, ZERO } from "./fraction.ts";

/** Free reports; everything in units, bounds in whole increments, `caps` null: none. */
export interface ExactSplit {
  readonly left: number;
  readonly weights: readonly number[];
  readonly floors: readonly number[];
  readonly caps: readonly (number | null)[];
  readonly increment: number;
  readonly rounding: Rounding;
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const most = ({ weights, floors, caps }: ExactSplit, i: number): number =>
  weights[i] === 0 ? floors[i]! : (caps[i] ?? Number.POSITIVE_INFINITY);

export const isFeasible = (input: ExactSplit): boolean =>
  input.left >= sum(input.floors) && input.left <= sum(input.weights.map((_, i) => most(input, i)));

/** `x[i] = clamp(L·w[i], f[i], u[i])` with the total as their sum: the level by which this holds for everybody. */
export function exactShares(input: ExactSplit): Fraction[] {
  const { weights, floors, caps, left } = input;
  const marks = weights.flatMap((w, i) =>
    w === 0 ? [] : [floors[i]!, caps[i]].flatMap((b) => (b == null ? [] : [fraction(b, w)])),
  );
  marks.sort(compare);
  const at = (level: Fraction) =>
    weights.map((w, i) => {
      const own = times(level, fraction(w));
      const [low, high] = [fraction(floors[i]!), most(input, i)];
      if (compare(own, low) <= 0) return low;
      return Number.isFinite(high) && compare(own, fraction(high)) >= 0 ? fraction(high) : own;
    });
  const totalAt = (level: Fraction) => at(level).reduce(add, ZERO);
  // Between two marks the sum is a line: the level on it that gives the total.
  const below = [ZERO, ...marks].filter((m) => compare(totalAt(m), fraction(left)) <= 0).pop()!;
  const next = add(below, fraction(1, 1_000_000));
  const above = marks.find((m) => compare(m, below) > 0) ?? next;
  const rise = minus(totalAt(above), totalAt(below));
  const lacking = minus(fraction(left), totalAt(below));
  if (rise.n === 0n || lacking.n === 0n) return at(below);
  const part = times(lacking, { n: rise.d, d: rise.n });
  return at(add(below, times(part, minus(above, below))));
}

export interface ExactGoals {
  readonly goals: readonly number[];
  readonly taker: number;
}

/** The goals; null: nobody can take what is no whole increment. */
export function exactSplit(input: ExactSplit): ExactGoals | null {
  const { increment: q, left, weights } = input;
  const odd = left % q;
  const shares = exactShares(input);
  if (odd === 0) return { goals: whole(input, shares, left), taker: -1 };
  const taken = takeOdd(input, shares, odd);
  if (!taken) return null;
  const { taker } = taken;
  const caps = input.caps.map((cap, i) => (i === taker && cap !== null ? cap - q : cap));
  const goals = whole({ ...input, caps, weights }, taken.shares, left - odd);
  return { goals: goals.map((x, i) => (i === taker ? x + odd : x)), taker };
}

/** Who takes the odd part, and everybody's shares without it. */
function takeOdd(input: ExactSplit, shares: readonly Fraction[], odd: number) {
  const { increment: q, weights, floors, caps } = input;
  const bySize = weights
    .flatMap((w, i) => (w > 0 ? [i] : []))
    .sort((a, b) => compare(shares[b]!, shares[a]!) || a - b);
  const rest = (i: number) => minus(shares[i]!, fraction(odd));
  const isLow = (i: number) => compare(rest(i), fraction(floors[i]!)) < 0;
  const isHigh = (i: number) => caps[i] != null && compare(rest(i), fraction(caps[i] - q)) > 0;
  const taker = bySize.find((i) => !isLow(i) && !isHigh(i));
  if (taker !== undefined)
    return { taker, shares: shares.map((s, i) => (i === taker ? rest(i) : s)) };
  for (const i of bySize.sort((a, b) => a - b)) {
    const bound = isLow(i) ? floors[i]! : caps[i]! - q;
    if (bound < floors[i]! || (caps[i] != null && bound > caps[i] - q)) continue;
    const others: ExactSplit = {
      ...input,
      left: input.left - odd - bound,
      weights: weights.map((w, at) => (at === i ? 0 : w)),
      floors: floors.map((f, at) => (at === i ? 0 : f)),
    };
    if (!isFeasible(others)) continue;
    const anew = exactShares(others);
    return { taker: i, shares: anew.map((s, at) => (at === i ? fraction(bound) : s)) };
  }
  return null;
}

/** Whole increments by the house's rule, in units. */
function whole(input: ExactSplit, shares: readonly Fraction[], left: number): number[] {
  const { rounding, increment: q, weights } = input;
  if (rounding === "remainder" || rounding === "webster") {
    const cost = (x: number, i: number): Fraction => {
      if (rounding === "webster") return weights[i] === 0 ? ZERO : fraction(x * x, weights[i]!);
      const apart = minus(fraction(x), shares[i]!);
      return times(apart, apart);
    };
    return nearest(input, left, cost);
  }
  const goals = shares.map((s) => floorOf(times(s, fraction(1, q))) * q);
  const order = goals.flatMap((x, i) => (weights[i]! > 0 && x + q <= most(input, i) ? [i] : []));
  if (rounding === "largest") order.sort((a, b) => compare(shares[b]!, shares[a]!) || a - b);
  for (const i of order) if (sum(goals) < left) goals[i]! += q;
  return goals;
}

/** The whole split of least cost among all within the bounds; of equal ones that which reads larger first. */
function nearest(
  input: ExactSplit,
  left: number,
  cost: (x: number, i: number) => Fraction,
): number[] {
  let best: { goals: number[]; cost: Fraction } | null = null;
  const go = (goals: number[], rest: number, so: Fraction): void => {
    const i = goals.length;
    if (i === input.weights.length) {
      if (rest === 0 && (best === null || compare(so, best.cost) < 0)) best = { goals, cost: so };
      return;
    }
    const q = input.increment;
    for (let x = Math.floor(Math.min(rest, most(input, i)) / q) * q; x >= input.floors[i]!; x -= q)
      go([...goals, x], rest - x, add(so, cost(x, i)));
  };
  go([], left, ZERO);
  return best!.goals;
}
