/** Splits by weights alone, in place on typed arrays: the kernel of one split, and a whole tree in one pass. */
import { mulDivInto } from "./exact.ts";

/** Children of node `n` are the nodes `first[n]` to `first[n + 1]`, breadth first: parents stand before their children. */
export interface Tree {
  readonly first: Int32Array;
  /** Whole, at least 0; of a manager the sum below, or whatever he is weighed by. */
  readonly weights: Float64Array;
}

/** Remainders of the split at hand; as long as the most children of one node. */
export type Scratch = Float64Array;

/**
 * Splits `total` whole increments over `weights[from…to)` into `out[from…to)`: floors of the exact shares,
 * then one more to the largest remainders, the first on ties (Hamilton; A3 without bounds). All weights
 * zero: evenly. What anyone gets is exact while total × weight stays below 2^106.
 */
export function splitInto(
  total: number,
  weights: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  rests: Scratch,
): void {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += weights[i]!;
  const even = sum === 0;
  const whole = even ? to - from : sum;
  let left = total;
  for (let i = from; i < to; i += 1) {
    const floor = mulDivInto(total, even ? 1 : weights[i]!, whole, rests, i - from);
    out[i] = floor;
    left -= floor;
  }
  for (; left > 0; left -= 1) {
    let best = 0;
    for (let i = 1; i < to - from; i += 1) if (rests[i]! > rests[best]!) best = i;
    out[from + best]! += 1;
    rests[best] = -1;
  }
}

/** A goal of whole increments down a tree by weights alone; `[node]`, the root first. Every manager's reports add up to his goal. */
export function splitDown({ first, weights }: Tree, goal: number): Float64Array {
  const nodes = weights.length;
  const out = new Float64Array(nodes);
  let most = 0;
  for (let n = 0; n < nodes; n += 1) most = Math.max(most, first[n + 1]! - first[n]!);
  const rests = new Float64Array(most);
  out[0] = goal;
  for (let n = 0; n < nodes; n += 1) {
    const from = first[n]!;
    const to = first[n + 1]!;
    if (to > from) splitInto(out[n]!, weights, from, to, out, rests);
  }
  return out;
}
