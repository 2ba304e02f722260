/** Sums and counts of dated rows: one pass over the rows into atoms of time × positions, one over the tree. */
import type { Org } from "../model/org.ts";
import type { Job, RowValues } from "./aggregate.ts";
import { climbOf } from "./climb.ts";
import { binsFor, roundedSum, roundedSumOfThree } from "./exact-sum.ts";
import { eachKept } from "./kept.ts";
import { cellsOf } from "./placement.ts";
import { type Slots, slotsOf } from "./slots.ts";
import type { DayRange } from "./windows.ts";

/** Every boundary of every window cuts the calendar into atoms, so that a window is a run of atoms. `out[p * nodes + n]`. */
export function sums(org: Org, job: Job): Float64Array {
  const parts = sumParts(org, job);
  const [out] = parts as [Float64Array, ...Float64Array[]];
  if (parts.length > 1) for (let i = 0; i < out.length; i += 1) out[i] = together(parts, i);
  return out;
}

/** The parts of a sum put together and rounded once. */
export function together(parts: readonly Float64Array[], at: number): number {
  const [a, b, c] = parts;
  if (parts.length === 1) return a![at]!;
  if (parts.length === 2) return a![at]! + b![at]!;
  if (parts.length === 3) return roundedSumOfThree(a![at]!, b![at]!, c![at]!);
  return roundedSum(parts.map((part) => part[at]!));
}

/** The same before the parts of a sum are put together and rounded, an array each. */
export function sumParts(org: Org, job: Job): Float64Array[] {
  const { ranges, placement, values } = job;
  const cuts = cutsOf(ranges);
  const slots = slotsOf(org);
  const atoms = Math.max(0, cuts.length - 1);
  const sumCuts = job.by === "sum" ? (binsFor(values.numbers!)?.cuts ?? []) : [];
  const own = Array.from(
    { length: sumCuts.length + 1 },
    () => new Float64Array(atoms * slots.width),
  );
  if (atoms > 0) {
    const cells = cellsOf(placement, cuts, slots);
    if (job.by === "count") count(cells, values, own[0]!);
    else if (sumCuts.length === 0) add(cells, values, own[0]!);
    else addInParts(cells, values, sumCuts, own);
  }
  const climbs = job.scope === "subtree" || climbOf(org, "own").some((parent) => parent >= 0);
  return own.map((part) => {
    if (climbs) rollUp(climbOf(org, job.scope), part, slots);
    return byWindow(org, ranges, cuts, part);
  });
}

function byWindow(
  org: Org,
  ranges: readonly DayRange[],
  cuts: readonly number[],
  own: Float64Array,
): Float64Array {
  const nodes = org.nodes.length;
  const { width, nodeOf } = slotsOf(org);
  const isWindow = ({ start, end }: DayRange, p: number): boolean =>
    cuts[p] === start && cuts[p + 1] === end;
  if (nodeOf === null && ranges.length === cuts.length - 1 && ranges.every(isWindow)) return own;
  const out = new Float64Array(ranges.length * nodes);
  for (let p = 0; p < ranges.length; p += 1) {
    const { start, end } = ranges[p]!;
    const to = cuts.indexOf(Math.max(start, end));
    const base = p * nodes;
    for (let a = cuts.indexOf(start); a < to; a += 1) {
      const offset = a * width;
      if (nodeOf === null)
        for (let at = 0; at < width; at += 1) out[base + at]! += own[offset + at]!;
      else for (let at = 0; at < width; at += 1) out[base + nodeOf[at]!]! += own[offset + at]!;
    }
  }
  return out;
}

const cutsOf = (ranges: readonly DayRange[]): number[] =>
  [...new Set(ranges.flatMap(({ start, end }) => [start, Math.max(start, end)]))].sort(
    (a, b) => a - b,
  );

function count(cells: Int32Array, { keep, codes, numbers }: RowValues, own: Float64Array): void {
  eachKept(keep, cells.length, (list, kept) => {
    for (let i = 0; i < kept; i += 1) {
      const r = list[i]!;
      const cell = cells[r]!;
      if (cell < 0 || (codes !== null && codes[r] === 0)) continue;
      if (numbers === null || !Number.isNaN(numbers[r]!)) own[cell]! += 1;
    }
  });
}

function add(cells: Int32Array, { keep, numbers }: RowValues, own: Float64Array): void {
  eachKept(keep, cells.length, (list, kept) => {
    for (let i = 0; i < kept; i += 1) {
      const cell = cells[list[i]!]!;
      const value = numbers![list[i]!]!;
      if (cell >= 0 && !Number.isNaN(value)) own[cell]! += value;
    }
  });
}

function addInParts(
  cells: Int32Array,
  { keep, numbers }: RowValues,
  cuts: readonly number[],
  own: readonly Float64Array[],
): void {
  const last = own[cuts.length]!;
  eachKept(keep, cells.length, (list, kept) => {
    for (let i = 0; i < kept; i += 1) {
      const cell = cells[list[i]!]!;
      let rest = numbers![list[i]!]!;
      if (cell < 0 || Number.isNaN(rest)) continue;
      for (let c = 0; c < cuts.length; c += 1) {
        const part = rest + cuts[c]! - cuts[c]!;
        own[c]![cell]! += part;
        rest -= part;
      }
      last[cell]! += rest;
    }
  });
}

/** Pre-order: a child stands after its parent, so one pass from the end adds every subtree up. */
function rollUp(parents: Int32Array, own: Float64Array, { width, of }: Slots): void {
  for (let offset = 0; offset < own.length; offset += width) {
    for (let at = parents.length - 1; at > 0; at -= 1) {
      const parent = parents[at]!;
      if (parent >= 0) own[offset + of[parent]!]! += own[offset + of[at]!]!;
    }
  }
}
