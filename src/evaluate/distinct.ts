/**
 * Distinct over subtrees without sets: the rows of a window are chained by code, and each chain walks up
 * from its positions until it meets a position that this chain has stamped. O(rows × depth), exact.
 */
import type { Org } from "../model/org.ts";
import type { Job } from "./aggregate.ts";
import { climbOf } from "./climb.ts";
import { eachKept } from "./kept.ts";
import { type RowsInRange, windowByDay } from "./placement.ts";

/** The rows of one window that count: code and position of each, side by side. */
interface Slice {
  readonly codes: Uint32Array;
  readonly positions: Int32Array;
}

/** Fills each window's figures, by node. */
export function distinct(org: Org, job: Job, out: (window: number) => Float64Array): void {
  const count = counter(org, job);
  const slices = slicesOf(job);
  job.ranges.forEach((range, p) => {
    count(slices?.[p] ?? sliceOf(job, job.placement.inRange(range)), out(p));
  });
}

/** The figures of one window. */
export function distinctIn(org: Org, job: Job): (rows: RowsInRange, out: Float64Array) => void {
  const count = counter(org, job);
  return (rows, out) => count(sliceOf(job, rows), out);
}

/** The rows of a window picked one by one: windows that overlap, or rows without a day of their own. */
function sliceOf({ values }: Job, { rows, positions }: RowsInRange): Slice {
  const { keep, codes } = values;
  const counts = rows.filter(
    (r) => (keep === null || keep[r] !== 0) && positions[r]! >= 0 && codes?.[r] !== 0,
  );
  return {
    codes: Uint32Array.from(counts, (r) => (codes === null ? 0 : codes[r]!)),
    positions: Int32Array.from(counts, (r) => positions[r]!),
  };
}

/** The rows of all windows in two passes: for dated rows and windows that don't overlap, which most are. Null else. */
function slicesOf({ placement, ranges, values }: Job): readonly Slice[] | null {
  const { days, positions } = placement;
  const { keep, codes } = values;
  const byDay = windowByDay(ranges);
  if (days === null || positions === null || codes === null || byDay === null) return null;
  const { first, windows } = byDay;
  // First the window of every row that counts, in the order of the rows; then each into its window's place.
  const ends = new Int32Array(ranges.length + 1);
  const rows = new Int32Array(keep === null ? days.length : countOf(keep));
  const windowOf = new Int16Array(rows.length);
  let found = 0;
  eachKept(keep, days.length, (list, kept) => {
    for (let i = 0; i < kept; i += 1) {
      const r = list[i]!;
      const day = days[r]! - first;
      if (day < 0 || day >= windows.length || positions[r]! < 0 || codes[r] === 0) continue;
      const p = windows[day]!;
      if (p < 0) continue;
      rows[found] = r;
      windowOf[found] = p;
      found += 1;
      ends[p + 1]! += 1;
    }
  });
  for (let p = 1; p < ends.length; p += 1) ends[p]! += ends[p - 1]!;
  const starts = ends.slice();
  const all = { codes: new Uint32Array(found), positions: new Int32Array(found) };
  for (let i = 0; i < found; i += 1) {
    const p = windowOf[i]!;
    const at = ends[p]!;
    all.codes[at] = codes[rows[i]!]!;
    all.positions[at] = positions[rows[i]!]!;
    ends[p] = at + 1;
  }
  return ranges.map((_, p) => ({
    codes: all.codes.subarray(starts[p], starts[p + 1]),
    positions: all.positions.subarray(starts[p], starts[p + 1]),
  }));
}

function countOf(keep: Uint8Array): number {
  let count = 0;
  for (let r = 0; r < keep.length; r += 1) count += keep[r]!;
  return count;
}

/** Counts windows one after the other; what it needs beside them is made once. */
function counter(org: Org, job: Job): (slice: Slice, out: Float64Array) => void {
  const parent = climbOf(org, job.scope);
  const node = Int32Array.from(org.positions, (position) => position.node);
  /** A mover stands at several positions and counts once at each node above. */
  const single = org.nodes.length >= node.length && new Set(node).size === node.length;
  const heads = new Int32Array(job.values.codeCount).fill(-1);
  const seenPosition = new Int32Array(node.length).fill(-1);
  const seenNode = single ? null : new Int32Array(org.nodes.length).fill(-1);
  /** Stamps rise from window to window, so that nothing need be cleared but the chains' heads. */
  let stamp = 0;
  return (slice, out) => {
    const { codes, positions } = slice;
    const { next, touched } = chained(codes, heads);
    for (const code of touched) {
      stamp += 1;
      for (let i = heads[code]!; i >= 0; i = next[i]!) {
        for (let at = positions[i]!; at >= 0 && seenPosition[at] !== stamp; at = parent[at]!) {
          seenPosition[at] = stamp;
          const to = node[at]!;
          if (seenNode !== null) {
            if (seenNode[to] === stamp) continue;
            seenNode[to] = stamp;
          }
          out[to]! += 1;
        }
      }
      heads[code] = -1;
    }
  };
}

/** `heads[code]`: its last row, `next[row]`: the row of its code before it. `touched`: the codes there are. */
function chained(codes: Uint32Array, heads: Int32Array) {
  const next = new Int32Array(codes.length);
  const touched = new Uint32Array(codes.length);
  let count = 0;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i]!;
    const head = heads[code]!;
    if (head < 0) {
      touched[count] = code;
      count += 1;
    }
    next[i] = head;
    heads[code] = i;
  }
  return { next, touched: touched.subarray(0, count) };
}
