/** An aggregate that follows edits: a row is taken out and put back in O(depth), and every figure stays exact. */
import type { Org } from "../../model/org.ts";
import type { Job } from "../aggregate.ts";
import { climbOf } from "../climb.ts";
import { binsFor, fits, widened } from "../exact-sum.ts";
import { windowByDay } from "../placement.ts";
import { sumParts, together } from "../sums.ts";
import { Counts } from "./counts.ts";

export interface LiveAggregate {
  /** Takes the row as it stands now out of all figures (-1) or puts it in (+1). False: only a full run can. */
  move(row: number, by: 1 | -1): boolean;
}

/** Applies a change of what a row adds at a cell of the figures. */
type Change = (cell: number, row: number, by: 1 | -1) => void;

/** Sums, counts and distinct texts of dated rows with an owner can follow; the rest is worked out anew when asked. */
export const canFollow = ({ by, owned, placement, values }: Job): boolean =>
  owned &&
  placement.days !== null &&
  (by === "count" ||
    (by === "sum" && values.numbers !== null && binsFor(values.numbers) !== null) ||
    (by === "distinct" && values.codes !== null));

/** The windows that hold a day. */
export function windowsOn({ ranges }: Job): (day: number) => readonly number[] {
  const none: readonly number[] = [];
  const byDay = windowByDay(ranges);
  if (byDay) {
    const lists = ranges.map((_, p) => [p]);
    const { first, windows } = byDay;
    return (day) => lists[windows[day - first] ?? -1] ?? none;
  }
  return (day) => ranges.flatMap(({ start, end }, p) => (day >= start && day < end ? [p] : []));
}

/** `out[p * nodes + n]` as the full run made it, kept right from here on; NaN (no figure there) stays. */
export function liveAggregate(org: Org, job: Job, out: Float64Array): LiveAggregate {
  const { days, positions } = job.placement;
  const { keep, codes, numbers } = job.values;
  const on = windowsOn(job);
  const climb = climbOf(org, job.scope);
  const node = Int32Array.from(org.positions, (position) => position.node);
  const nodes = org.nodes.length;
  const each = (change: Change, row: number, by: 1 | -1): void => {
    if ((keep !== null && keep[row] === 0) || positions![row]! < 0) return;
    if ((codes !== null && codes[row] === 0) || Number.isNaN(numbers?.[row])) return;
    for (const p of on(days![row]!)) {
      for (let at = positions![row]!; at >= 0; at = climb[at]!)
        change(p * nodes + node[at]!, row, by);
    }
  };
  if (job.by === "distinct") return distinctLive(job, out, each);
  return job.by === "count" ? counting(org, job, out, each) : summing(org, job, out, each);
}

type Each = (change: Change, row: number, by: 1 | -1) => void;

function distinctLive(job: Job, out: Float64Array, each: Each): LiveAggregate {
  const { codes, codeCount } = job.values;
  const counts = new Counts();
  const fill: Change = (cell, row) => counts.add(cell * codeCount + codes![row]!, 1);
  for (let row = 0; row < job.placement.rows; row += 1) each(fill, row, 1);
  const change: Change = (cell, row, by) => {
    const count = counts.add(cell * codeCount + codes![row]!, by);
    // NaN, where there is no figure, stays NaN.
    if (count === 0) out[cell]! -= 1;
    else if (count === 1 && by === 1) out[cell]! += 1;
  };
  return {
    move: (row, by) => {
      each(change, row, by);
      return true;
    },
  };
}

function counting(org: Org, job: Job, out: Float64Array, each: Each): LiveAggregate {
  const [counts] = sumParts(org, job) as [Float64Array];
  const change: Change = (cell, _row, by) => {
    counts[cell]! += by;
    if (!Number.isNaN(out[cell]!)) out[cell] = counts[cell]!;
  };
  return {
    move: (row, by) => {
      each(change, row, by);
      return true;
    },
  };
}

function summing(org: Org, job: Job, out: Float64Array, each: Each): LiveAggregate {
  const { numbers } = job.values;
  const bins = widened(binsFor(numbers!)!, job.placement.rows);
  const { cuts } = bins;
  const parts = sumParts(org, job);
  while (parts.length <= cuts.length) parts.push(new Float64Array(out.length));
  const last = parts[cuts.length]!;
  let { size } = bins;
  const change: Change = (cell, row, by) => {
    let rest = numbers![row]! * by;
    for (let c = 0; c < cuts.length; c += 1) {
      const part = rest + cuts[c]! - cuts[c]!;
      parts[c]![cell]! += part;
      rest -= part;
    }
    last[cell]! += rest;
    if (!Number.isNaN(out[cell]!)) out[cell] = together(parts, cell);
  };
  return {
    move: (row, by) => {
      const value = numbers![row]!;
      if (Number.isNaN(value)) return true;
      size += by * Math.abs(value);
      if (by === 1 && (size >= bins.limit || !fits(bins, value))) return false;
      each(change, row, by);
      return true;
    },
  };
}
