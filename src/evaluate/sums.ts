/** Sums and counts of dated rows: one pass over the rows into atoms of time × positions, one over the tree. */
import type { Org } from "../model/org.ts";
import type { Job, RowValues } from "./aggregate.ts";
import { climbOf } from "./climb.ts";
import type { Placement } from "./placement.ts";
import type { DayRange } from "./windows.ts";

/** Every boundary of every window cuts the calendar into atoms, so that a window is a run of atoms. `out[p * nodes + n]`. */
export function sums(org: Org, job: Job): Float64Array {
  const { ranges, placement, values } = job;
  const cuts = cutsOf(ranges);
  const nodes = org.nodes.length;
  const out = new Float64Array(ranges.length * nodes);
  if (cuts.length < 2) return out;
  const width = org.positions.length;
  const cells = cellsOf(placement, cuts, width);
  const own = new Float64Array((cuts.length - 1) * width);
  if (job.by === "count") count(cells, values, own);
  else if (addsExactly(values.numbers!)) add(cells, values, own);
  else addCompensated(cells, values, own);
  if (job.scope === "subtree" || hasItems(org)) rollUp(climbOf(org, job.scope), own, width);
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

const cutsOf = (ranges: readonly DayRange[]): number[] =>
  [...new Set(ranges.flatMap(({ start, end }) => [start, Math.max(start, end)]))].sort(
    (a, b) => a - b,
  );

/** Measures of one table and date are mostly asked over the same windows: where a row falls is worked out once. */
const known = new WeakMap<Placement, { readonly key: string; readonly cells: Int32Array }>();

/** `atom * width + position` of each row; -1 where it falls outside, or on nobody. */
function cellsOf(placement: Placement, cuts: readonly number[], width: number): Int32Array {
  const key = `${width} ${cuts.join(" ")}`;
  const before = known.get(placement);
  if (before?.key === key) return before.cells;
  const first = cuts[0]!;
  const offsetOf = new Int32Array(cuts[cuts.length - 1]! - first);
  for (let a = 0; a + 1 < cuts.length; a += 1)
    offsetOf.fill(a * width, cuts[a]! - first, cuts[a + 1]! - first);
  const days = placement.days!;
  const positions = placement.positions!;
  const cells = new Int32Array(days.length);
  for (let r = 0; r < cells.length; r += 1) {
    const day = days[r]! - first;
    const inside = day >= 0 && day < offsetOf.length && positions[r]! >= 0;
    cells[r] = inside ? offsetOf[day]! + positions[r]! : -1;
  }
  known.set(placement, { key, cells });
  return cells;
}

function count(cells: Int32Array, { keep, codes }: RowValues, own: Float64Array): void {
  for (let r = 0; r < cells.length; r += 1) {
    if (keep !== null && keep[r] === 0) continue;
    const cell = cells[r]!;
    if (cell >= 0 && (codes === null || codes(r) !== 0)) own[cell]! += 1;
  }
}

function add(cells: Int32Array, { keep, numbers }: RowValues, own: Float64Array): void {
  for (let r = 0; r < cells.length; r += 1) {
    if (keep !== null && keep[r] === 0) continue;
    const cell = cells[r]!;
    const value = numbers![r]!;
    if (cell >= 0 && !Number.isNaN(value)) own[cell]! += value;
  }
}

/** Neumaier's sum: what rounding loses is carried beside it, so the order of the rows doesn't show. */
function addCompensated(cells: Int32Array, { keep, numbers }: RowValues, own: Float64Array): void {
  const rest = new Float64Array(own.length);
  for (let r = 0; r < cells.length; r += 1) {
    if (keep !== null && keep[r] === 0) continue;
    const cell = cells[r]!;
    const value = numbers![r]!;
    if (cell < 0 || Number.isNaN(value)) continue;
    const sum = own[cell]!;
    const next = sum + value;
    rest[cell]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    own[cell] = next;
  }
  for (let i = 0; i < own.length; i += 1) own[i]! += rest[i]!;
}

const exact = new WeakMap<Float64Array, boolean>();

/** Whole numbers whose sizes stay below 2^53 together add up without loss in any order. */
function addsExactly(numbers: Float64Array): boolean {
  const before = exact.get(numbers);
  if (before !== undefined) return before;
  let size = 0;
  for (const value of numbers) {
    if (Number.isNaN(value)) continue;
    size += Number.isInteger(value) ? Math.abs(value) : Number.POSITIVE_INFINITY;
  }
  const found = size <= Number.MAX_SAFE_INTEGER;
  exact.set(numbers, found);
  return found;
}

const hasItems = (org: Org): boolean => climbOf(org, "own").some((parent) => parent >= 0);

/** Pre-order: a child stands after its parent, so one pass from the end adds every subtree up. */
function rollUp(parents: Int32Array, own: Float64Array, width: number): void {
  for (let offset = 0; offset < own.length; offset += width) {
    for (let at = width - 1; at > 0; at -= 1) {
      const parent = parents[at]!;
      if (parent >= 0) own[offset + parent]! += own[offset + at]!;
    }
  }
}
