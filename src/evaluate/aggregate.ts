/** Aggregates over nodes and windows: one pass over the rows, one over the tree. */
import type { AggregateBy } from "../../dsl/ir/ir.ts";
import type { Org, Position } from "../model/org.ts";
import type { Placement } from "./placement.ts";
import type { DayRange } from "./windows.ts";

/** What is aggregated of each row: NaN (or code 0) is left out. */
export interface RowValues {
  /** 1 where the condition keeps the row. */
  readonly keep: Uint8Array | null;
  /** Numbers for sum, min, max, median; null counts rows. */
  readonly numbers: Float64Array | null;
  /** Codes for distinct and for counting what isn't blank. */
  readonly codes: ((row: number) => number) | null;
  readonly codeCount: number;
}

export interface Job {
  readonly by: AggregateBy;
  readonly scope: "subtree" | "own";
  readonly ranges: readonly DayRange[];
  readonly placement: Placement;
  readonly values: RowValues;
  /** False: every node sees the same rows. */
  readonly owned: boolean;
}

/** `out[p * nodes + n]`; over no rows 0 for sum, count and distinct, else NaN. */
export function aggregate(org: Org, job: Job): Float64Array {
  if (!job.owned) return everywhere(org, job);
  const additive = job.by === "sum" || job.by === "count";
  if (additive && job.placement.days !== null) return sums(org, job);
  const out = new Float64Array(job.ranges.length * org.nodes.length);
  job.ranges.forEach((range, p) => {
    const slice = job.placement.inRange(range);
    const row = out.subarray(p * org.nodes.length, (p + 1) * org.nodes.length);
    oneWindow(org, job, slice, row);
  });
  return out;
}

// ── Sums and counts of dated rows: atoms of time × positions ───────────────────────────────────

/** Every boundary of every window cuts the calendar into atoms, so that a window is a run of atoms. */
function sums(org: Org, job: Job): Float64Array {
  const { ranges, placement, values } = job;
  const cuts = [...new Set(ranges.flatMap(({ start, end }) => [start, Math.max(start, end)]))].sort(
    (a, b) => a - b,
  );
  const nodes = org.nodes.length;
  const out = new Float64Array(ranges.length * nodes);
  if (cuts.length < 2) return out;
  const first = cuts[0]!;
  const atomOf = new Int32Array(cuts[cuts.length - 1]! - first).fill(-1);
  for (let a = 0; a + 1 < cuts.length; a += 1)
    atomOf.fill(a, cuts[a]! - first, cuts[a + 1]! - first);
  const width = org.positions.length;
  const own = new Float64Array((cuts.length - 1) * width);
  const rest = job.by === "sum" ? new Float64Array(own.length) : null;
  addRows(placement, values, { atomOf, first, width, own, rest });
  if (rest) for (let i = 0; i < own.length; i += 1) own[i] = own[i]! + rest[i]!;
  if (job.scope === "subtree") rollUp(org.positions, own, width);
  const nodeOf = Int32Array.from(org.positions, (position) => position.node);
  ranges.forEach(({ start, end }, p) => {
    const from = cuts.indexOf(start);
    const to = cuts.indexOf(Math.max(start, end));
    const base = p * nodes;
    for (let a = from; a < to; a += 1) {
      const offset = a * width;
      for (let at = 0; at < width; at += 1) out[base + nodeOf[at]!]! += own[offset + at]!;
    }
  });
  return out;
}

interface Cells {
  readonly atomOf: Int32Array;
  readonly first: number;
  readonly width: number;
  readonly own: Float64Array;
  /** What compensated summation carries (Neumaier); null where counts are exact. */
  readonly rest: Float64Array | null;
}

/** The row loop: small, typed, one branch a condition. */
function addRows(placement: Placement, values: RowValues, cells: Cells): void {
  const { atomOf, first, width, own, rest } = cells;
  const days = placement.days!;
  const positions = placement.positions!;
  const { keep, numbers, codes } = values;
  const span = atomOf.length;
  for (let r = 0; r < days.length; r += 1) {
    if (keep !== null && keep[r] === 0) continue;
    const day = days[r]! - first;
    if (day < 0 || day >= span) continue;
    const atom = atomOf[day]!;
    const position = positions[r]!;
    if (atom < 0 || position < 0) continue;
    const cell = atom * width + position;
    if (rest === null) {
      if (codes === null || codes(r) !== 0) own[cell]! += 1;
      continue;
    }
    const value = numbers![r]!;
    if (Number.isNaN(value)) continue;
    const sum = own[cell]!;
    const next = sum + value;
    rest[cell]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    own[cell] = next;
  }
}

/** Pre-order: a child stands after its parent, so one pass from the end adds every subtree up. */
function rollUp(positions: readonly Position[], own: Float64Array, width: number): void {
  const parents = Int32Array.from(positions, (position) => position.parent);
  for (let offset = 0; offset < own.length; offset += width) {
    for (let at = width - 1; at > 0; at -= 1) {
      const parent = parents[at]!;
      if (parent >= 0) own[offset + parent]! += own[offset + at]!;
    }
  }
}

// ── One window at a time: what does not add up ─────────────────────────────────────────────────

interface Slice {
  readonly rows: Int32Array;
  readonly positions: Int32Array;
}

function oneWindow(org: Org, job: Job, slice: Slice, out: Float64Array): void {
  switch (job.by) {
    case "sum":
    case "count":
      addSlice(org, job, slice, out);
      break;
    case "distinct":
      distinct(org, job, slice, out);
      break;
    default:
      collect(org, job, slice, out);
  }
}

/** Ancestors of a position, itself first; only itself in `own` scope. */
function walk(org: Org, job: Job, position: number, visit: (at: number) => boolean): void {
  for (let at = position; at >= 0; at = org.positions[at]!.parent) {
    if (!visit(at) || job.scope === "own") return;
  }
}

function addSlice(org: Org, job: Job, { rows, positions }: Slice, out: Float64Array): void {
  const { keep, numbers, codes } = job.values;
  const rest = new Float64Array(out.length);
  rows.forEach((r, i) => {
    if ((keep !== null && keep[r] === 0) || positions[i]! < 0) return;
    const value = job.by === "count" ? (codes === null || codes(r) !== 0 ? 1 : 0) : numbers![r]!;
    if (Number.isNaN(value)) return;
    walk(org, job, positions[i]!, (at) => {
      const node = org.positions[at]!.node;
      const sum = out[node]!;
      const next = sum + value;
      rest[node]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      out[node] = next;
      return true;
    });
  });
  for (let n = 0; n < out.length; n += 1) out[n]! += rest[n]!;
}

/**
 * Distinct over subtrees without sets: rows are chained by code, and each chain walks up from its
 * positions until it meets a position that this chain has stamped. O(rows × depth), exact.
 */
function distinct(org: Org, job: Job, { rows, positions }: Slice, out: Float64Array): void {
  const { keep, codes, codeCount } = job.values;
  const head = new Int32Array(codeCount).fill(-1);
  const next = new Int32Array(rows.length);
  const touched: number[] = [];
  rows.forEach((r, i) => {
    const code = codes === null ? 0 : codes(r);
    if (code === 0 || positions[i]! < 0 || (keep !== null && keep[r] === 0)) return;
    if (head[code] === -1) touched.push(code);
    next[i] = head[code]!;
    head[code] = i;
  });
  const seenPosition = new Int32Array(org.positions.length).fill(-1);
  const seenNode = new Int32Array(org.nodes.length).fill(-1);
  for (const code of touched) {
    for (let i = head[code]!; i >= 0; i = next[i]!) {
      walk(org, job, positions[i]!, (at) => {
        if (seenPosition[at] === code) return false;
        seenPosition[at] = code;
        const { node } = org.positions[at]!;
        if (seenNode[node] !== code) {
          seenNode[node] = code;
          out[node]! += 1;
        }
        return true;
      });
    }
  }
}

function collect(org: Org, job: Job, { rows, positions }: Slice, out: Float64Array): void {
  const { keep, numbers } = job.values;
  const found: number[][] = org.nodes.map(() => []);
  rows.forEach((r, i) => {
    const value = numbers === null ? Number.NaN : numbers[r]!;
    if (Number.isNaN(value) || positions[i]! < 0 || (keep !== null && keep[r] === 0)) return;
    walk(org, job, positions[i]!, (at) => {
      found[org.positions[at]!.node]!.push(value);
      return true;
    });
  });
  found.forEach((values, node) => {
    out[node] = ofAll(job.by, values);
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

/** A table without owner: the top's figure is everyone's. */
function everywhere(org: Org, job: Job): Float64Array {
  const nodes = org.nodes.length;
  const out = new Float64Array(job.ranges.length * nodes);
  const alone: Org = {
    ...org,
    nodes: org.nodes.slice(0, 1),
    positions: [{ node: 0, parent: -1, depth: 0, last: 0, from: 0, to: 0, row: -1 }],
  };
  job.ranges.forEach((range, p) => {
    const { rows } = job.placement.inRange(range);
    const one = new Float64Array(1);
    oneWindow(
      alone,
      { ...job, scope: "own" },
      { rows, positions: new Int32Array(rows.length) },
      one,
    );
    out.fill(one[0]!, p * nodes, (p + 1) * nodes);
  });
  return out;
}
