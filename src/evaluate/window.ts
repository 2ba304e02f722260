/** Aggregates one window at a time: what doesn't add up over time, and rows whose day the window decides. */
import type { AggregateBy } from "../../dsl/ir/ir.ts";
import type { Org } from "../model/org.ts";
import type { Job } from "./aggregate.ts";
import { climbOf } from "./climb.ts";
import type { RowsInRange } from "./placement.ts";

/** Fills one window's figures, by node; what it needs beside them is made once for all windows. */
export type WindowFiller = (slice: RowsInRange, out: Float64Array) => void;

export function windowFiller(org: Org, job: Job): WindowFiller {
  switch (job.by) {
    case "sum":
    case "count":
      return summing(org, job);
    case "distinct":
      return counting(org, job);
    default:
      return collecting(org, job);
  }
}

/** Every position by itself in `own` scope, else below its parent; as arrays, for the row loops. */
interface Climb {
  readonly parent: Int32Array;
  readonly node: Int32Array;
}

const climbFor = (org: Org, job: Job): Climb => ({
  parent: climbOf(org, job.scope),
  node: Int32Array.from(org.positions, ({ node }) => node),
});

function summing(org: Org, job: Job): WindowFiller {
  const climb = climbFor(org, job);
  return (slice, out) => addSlice(climb, job, slice, out);
}

function addSlice(
  { parent, node }: Climb,
  job: Job,
  { rows, positions }: RowsInRange,
  out: Float64Array,
): void {
  const { keep, numbers, codes } = job.values;
  const rest = new Float64Array(out.length);
  for (const r of rows) {
    if ((keep !== null && keep[r] === 0) || positions[r]! < 0) continue;
    const value = job.by === "count" ? (codes === null || codes(r) !== 0 ? 1 : 0) : numbers![r]!;
    if (Number.isNaN(value)) continue;
    for (let at = positions[r]!; at >= 0; at = parent[at]!) {
      const to = node[at]!;
      const sum = out[to]!;
      const next = sum + value;
      rest[to]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      out[to] = next;
    }
  }
  for (let n = 0; n < out.length; n += 1) out[n]! += rest[n]!;
}

/**
 * Distinct over subtrees without sets: rows are chained by code, and each chain walks up from its
 * positions until it meets a position that this chain has stamped. O(rows × depth), exact.
 */
function counting(org: Org, job: Job): WindowFiller {
  const { parent, node } = climbFor(org, job);
  const { codeCount } = job.values;
  const chains = new Int32Array(codeCount).fill(-1);
  const touched = new Int32Array(codeCount);
  const next = new Int32Array(job.placement.rows);
  /** Stamps rise from window to window, so that nothing need be cleared but the chains' heads. */
  const seenPosition = new Int32Array(parent.length).fill(-1);
  const seenNode = new Int32Array(org.nodes.length).fill(-1);
  let stamp = 0;
  return (slice, out) => {
    const { positions } = slice;
    const count = chain(job, slice, { chains, touched, next });
    for (let t = 0; t < count; t += 1) {
      const code = touched[t]!;
      stamp += 1;
      for (let r = chains[code]!; r >= 0; r = next[r]!) {
        for (let at = positions[r]!; at >= 0 && seenPosition[at] !== stamp; at = parent[at]!) {
          seenPosition[at] = stamp;
          const to = node[at]!;
          if (seenNode[to] === stamp) continue;
          seenNode[to] = stamp;
          out[to]! += 1;
        }
      }
      chains[code] = -1;
    }
  };
}

interface Chains {
  /** By code: its last row, -1 for none. */
  readonly chains: Int32Array;
  readonly touched: Int32Array;
  /** By row: the row of its code before it. */
  readonly next: Int32Array;
}

/** Chains the rows that count by their codes; gives how many codes there are. */
function chain(
  { values }: Job,
  { rows, positions }: RowsInRange,
  { chains, touched, next }: Chains,
): number {
  const { keep, codes } = values;
  let count = 0;
  for (const r of rows) {
    if ((keep !== null && keep[r] === 0) || positions[r]! < 0) continue;
    const code = codes === null ? 0 : codes(r);
    if (code === 0) continue;
    if (chains[code] === -1) {
      touched[count] = code;
      count += 1;
    }
    next[r] = chains[code]!;
    chains[code] = r;
  }
  return count;
}

function collecting(org: Org, job: Job): WindowFiller {
  const climb = climbFor(org, job);
  return (slice, out) => collect(climb, job, slice, out);
}

function collect(
  { parent, node }: Climb,
  job: Job,
  { rows, positions }: RowsInRange,
  out: Float64Array,
): void {
  const { keep, numbers } = job.values;
  const found = Array.from(out, (): number[] => []);
  for (const r of rows) {
    const value = numbers === null ? Number.NaN : numbers[r]!;
    if (Number.isNaN(value) || positions[r]! < 0 || (keep !== null && keep[r] === 0)) continue;
    for (let at = positions[r]!; at >= 0; at = parent[at]!) found[node[at]!]!.push(value);
  }
  found.forEach((values, to) => {
    out[to] = ofAll(job.by, values);
  });
}

/** Smallest, largest, or the one in the middle (of an even number the mean of the two). */
function ofAll(by: AggregateBy, values: number[]): number {
  if (values.length === 0) return Number.NaN;
  if (by === "min") return values.reduce((a, b) => Math.min(a, b));
  if (by === "max") return values.reduce((a, b) => Math.max(a, b));
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
