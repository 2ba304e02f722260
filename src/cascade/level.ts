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
    if (isReached(total, bends[middle]!, all)) low = middle + 1;
    else high = middle;
  }
  return levelAbove(low === 0 ? null : bends[low - 1]!, total, all);
}

const compare = (a: Bend, b: Bend): number =>
  compareProducts(a.amount, b.weight, b.amount, a.weight);

function bendsOf({ weights, floors, caps }: Bounded): Bend[] {
  const bends: Bend[] = [];
  weights.forEach((weight, i) => {
    if (weight <= 0) return;
    if (floors[i]! > 0) bends.push({ amount: floors[i]!, weight });
    if (Number.isFinite(caps[i]!)) bends.push({ amount: caps[i]!, weight });
  });
  return bends.sort(compare);
}

/** Whether the shares at a bend add up to no more than the total. */
function isReached(total: number, bend: Bend, { weights, floors, caps }: Bounded): boolean {
  let rest = total;
  let weight = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const own: Bend = { amount: floors[i]!, weight: weights[i]! };
    if (own.weight <= 0 || compare(own, bend) >= 0) rest -= floors[i]!;
    else if (
      caps[i]! < Number.POSITIVE_INFINITY &&
      compare({ ...own, amount: caps[i]! }, bend) <= 0
    )
      rest -= caps[i]!;
    else weight += own.weight;
  }
  return rest >= 0 && compareProducts(bend.amount, weight, rest, bend.weight) <= 0;
}

/** Who is clamped just above a bend; below the first of them all who have a floor stand at it. */
function levelAbove(bend: Bend | null, total: number, all: Bounded): Level {
  const { weights, floors, caps } = all;
  const clamped = weights.map((weight, i): number | null => {
    const own: Bend = { amount: floors[i]!, weight };
    if (weight <= 0) return floors[i]!;
    if (bend === null) return floors[i]! > 0 ? floors[i]! : null;
    if (compare(own, bend) > 0) return floors[i]!;
    const isFull =
      caps[i]! < Number.POSITIVE_INFINITY && compare({ weight, amount: caps[i]! }, bend) <= 0;
    return isFull ? caps[i]! : null;
  });
  let rest = total;
  let weight = 0;
  clamped.forEach((at, i) => {
    if (at === null) weight += weights[i]!;
    else rest -= at;
  });
  return { clamped, rest, weight };
}
