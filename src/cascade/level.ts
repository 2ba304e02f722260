/** A2, the water level: shares in proportion to weights, each within its bounds. */
import { compareProducts } from "./exact.ts";

export interface Level {
  /** Stands at its floor or cap, in units; null: shares what is left. */
  readonly clamped: readonly (number | null)[];
  /** Units shared by those not clamped, in proportion to their weights. */
  readonly rest: number;
  /** Sum of their weights. */
  readonly weight: number;
}

/** Bounds of everybody, in whole units; a cap may be infinite. */
interface Bounded {
  readonly weights: readonly number[];
  readonly floors: readonly number[];
  readonly caps: readonly number[];
}

/** A level at which somebody leaves his floor or reaches his cap: `amount / weight`. */
interface Bend {
  readonly amount: number;
  readonly weight: number;
}

/**
 * Finds who stands at a bound when `total` is shared: `x[i] = clamp(L·w[i], f[i], u[i])` with `Σ x = total`.
 * The sum rises with the level `L` and bends only where somebody leaves the floor or reaches the cap: the
 * bends are sorted, the piece that holds the total is found by bisection, and inside it the free ones share
 * in proportion (water-filling; proportional allocation with bounds). Bends are compared as fractions,
 * exactly. Expects Σ floors ≤ total ≤ Σ caps, a weight of 0 counting with its floor. O(n log n).
 */
export function waterLevel(
  total: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
): Level {
  const all: Bounded = { weights, floors, caps };
  const bends = bendsOf(all);
  let low = 0;
  let high = bends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(bends[middle]!, levelAbove(bends[middle]!, total, all))) low = middle + 1;
    else high = middle;
  }
  return levelAbove(low === 0 ? NOTHING : bends[low - 1]!, total, all);
}

/** Below the first bend all who have a floor stand at it. */
const NOTHING: Bend = { amount: 0, weight: 1 };

function bendsOf({ weights, floors, caps }: Bounded): Bend[] {
  const bends: Bend[] = [];
  weights.forEach((weight, i) => {
    if (weight <= 0) return;
    bends.push({ amount: floors[i]!, weight });
    if (Number.isFinite(caps[i]!)) bends.push({ amount: caps[i]!, weight });
  });
  return bends.sort((a, b) => compareProducts(a.amount, b.weight, b.amount, a.weight));
}

/** Who is clamped just above a bend, and what is left for the others. */
function levelAbove(bend: Bend, total: number, { weights, floors, caps }: Bounded): Level {
  let rest = total;
  let weight = 0;
  const clamped = weights.map((own, i): number | null => {
    const at = standsAt(bend, own, floors[i]!, caps[i]!);
    if (at === null) weight += own;
    else rest -= at;
    return at;
  });
  return { clamped, rest, weight };
}

/** The floor or the cap that somebody stands at just above a bend; null: he shares what is left. */
function standsAt(bend: Bend, own: number, floor: number, cap: number): number | null {
  if (compareProducts(floor, bend.weight, bend.amount, own) > 0) return floor;
  const isFull = Number.isFinite(cap) && compareProducts(cap, bend.weight, bend.amount, own) <= 0;
  return isFull ? cap : null;
}

/** Whether the shares at a bend add up to no more than the total. */
const isReached = (bend: Bend, { rest, weight }: Level): boolean =>
  compareProducts(bend.amount, weight, rest, bend.weight) <= 0;
