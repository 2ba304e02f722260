/** A2, the water level: shares in proportion to weights, each within its bounds. */
import { mulDiv } from "./exact.ts";

export interface Level {
  /** Clamped at its floor or cap, in units; null: shares what is left. */
  readonly clamped: readonly (number | null)[];
  /** Units shared by those not clamped, in proportion to their weights. */
  readonly rest: number;
  /** Sum of their weights. */
  readonly weight: number;
}

/**
 * Finds who stands at a bound when `total` is shared. Both sides are never clamped at once: the side with
 * the larger violation goes first, then the others share anew (water-filling; the loop that CSS flexible
 * boxes use). Expects Σ floors ≤ total ≤ Σ caps. Whole weights; all in whole units. O(n²) at worst.
 */
export function waterLevel(
  total: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
): Level {
  const clamped: (number | null)[] = weights.map(() => null);
  for (;;) {
    let rest = total;
    let weight = 0;
    weights.forEach((w, i) => {
      if (clamped[i] === null) weight += w;
      else rest -= clamped[i]!;
    });
    const under: number[] = [];
    const over: number[] = [];
    let lacking = 0;
    let exceeding = 0;
    weights.forEach((w, i) => {
      if (clamped[i] !== null) return;
      const share = weight === 0 ? { floor: 0, rest: 0 } : mulDiv(rest, w, weight);
      const value = share.floor + (weight === 0 ? 0 : share.rest / weight);
      if (value < floors[i]!) {
        under.push(i);
        lacking += floors[i]! - value;
      } else if (share.floor > caps[i]! || (share.floor === caps[i]! && share.rest > 0)) {
        over.push(i);
        exceeding += value - caps[i]!;
      }
    });
    if (under.length === 0 && over.length === 0) return { clamped, rest, weight };
    if (exceeding > lacking) for (const i of over) clamped[i] = caps[i]!;
    else for (const i of under) clamped[i] = floors[i]!;
  }
}
