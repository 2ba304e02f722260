/** A goal down a million people: the product's kernel, and the same arithmetic written out in one function. */
import { seeded } from "../examples/random.ts";
import type { Tree } from "../src/cascade/down.ts";

/** 5 to 11 reports a manager, breadth first; whole weights of people, of managers the sums below. */
export function bigTree(nodes: number, seed = 11): Tree {
  const { next } = seeded(seed);
  const first = new Int32Array(nodes + 1);
  let child = 1;
  for (let n = 0; n < nodes; n += 1) {
    first[n] = child;
    child = Math.min(nodes, child + 5 + Math.floor(next() * 7));
  }
  first[nodes] = nodes;
  const weights = new Float64Array(nodes);
  for (let n = nodes - 1; n >= 0; n -= 1) {
    const [from, to] = [first[n]!, first[n + 1]!];
    if (from === to) weights[n] = 1 + Math.floor(next() * 1_000_000);
    for (let c = from; c < to; c += 1) weights[n]! += weights[c]!;
  }
  return { first, weights };
}

const SPLITTER = 134217729;

/** Dekker's product, floors, and largest remainders in one body: what the kernel is measured against. */
export function onePass({ first, weights }: Tree, goal: number): Float64Array {
  const out = new Float64Array(weights.length);
  const rest = new Float64Array(64);
  out[0] = goal;
  for (let n = 0; n < weights.length; n += 1) {
    const from = first[n]!;
    const to = first[n + 1]!;
    if (from === to) continue;
    const a = out[n]!;
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += weights[i]!;
    let left = a;
    const ca = SPLITTER * a;
    const ah = ca - (ca - a);
    const al = a - ah;
    const cs = SPLITTER * sum;
    const sh = cs - (cs - sum);
    const sl = sum - sh;
    for (let i = from; i < to; i += 1) {
      const w = weights[i]!;
      const p = a * w;
      let q = Math.floor(p / sum);
      const b = q * sum;
      let r = p - b;
      if (p > Number.MAX_SAFE_INTEGER) {
        const cw = SPLITTER * w;
        const wh = cw - (cw - w);
        const wl = w - wh;
        const cq = SPLITTER * q;
        const qh = cq - (cq - q);
        const ql = q - qh;
        r += al * wl - (p - ah * wh - al * wh - ah * wl);
        r -= ql * sl - (b - qh * sh - ql * sh - qh * sl);
      }
      for (; r < 0; r += sum) q -= 1;
      for (; r >= sum; r -= sum) q += 1;
      out[i] = q;
      rest[i - from] = r;
      left -= q;
    }
    for (; left > 0; left -= 1) {
      let best = 0;
      for (let i = 1; i < to - from; i += 1) if (rest[i]! > rest[best]!) best = i;
      out[from + best]! += 1;
      rest[best] = -1;
    }
  }
  return out;
}
