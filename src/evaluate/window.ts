/** Aggregates one window at a time: what doesn't add up over time, and rows whose day the window decides. */
import type { AggregateBy } from "../../dsl/ir/ir.ts";
import type { Org } from "../model/org.ts";
import type { Job } from "./aggregate.ts";
import { climbOf } from "./climb.ts";
import { distinctIn } from "./distinct.ts";
import { binsFor, roundedSum } from "./exact-sum.ts";
import type { RowsInRange } from "./placement.ts";

/** Fills one window's figures, by node; what it needs beside them is made once for all windows. */
export type WindowFiller = (slice: RowsInRange, out: Float64Array) => void;

export function windowFiller(org: Org, job: Job): WindowFiller {
  switch (job.by) {
    case "sum":
    case "count":
      return summing(org, job);
    case "distinct":
      return distinctIn(org, job);
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

/** Parts of numbers add up exactly along every path; they are put together and rounded at the end. */
function addSlice(
  { parent, node }: Climb,
  job: Job,
  { rows, positions }: RowsInRange,
  out: Float64Array,
): void {
  const { keep, numbers, codes } = job.values;
  const cuts = job.by === "sum" ? (binsFor(numbers!)?.cuts ?? []) : [];
  const parts = Array.from({ length: cuts.length + 1 }, () => new Float64Array(out.length));
  for (const r of rows) {
    if ((keep !== null && keep[r] === 0) || positions[r]! < 0) continue;
    if (codes !== null && codes[r] === 0) continue;
    let rest = numbers === null ? 1 : numbers[r]!;
    if (Number.isNaN(rest)) continue;
    if (job.by === "count") rest = 1;
    for (const [c, sums] of parts.entries()) {
      const cut = cuts[c];
      const part = cut === undefined ? rest : rest + cut - cut;
      rest -= part;
      for (let at = positions[r]!; at >= 0; at = parent[at]!) sums[node[at]!]! += part;
    }
  }
  for (let n = 0; n < out.length; n += 1) out[n] = roundedSum(parts.map((sums) => sums[n]!));
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
