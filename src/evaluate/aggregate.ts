/** Aggregates over nodes and windows: one pass over the rows, one over the tree. */
import type { AggregateBy } from "../../dsl/ir/ir.ts";
import type { Org } from "../model/org.ts";
import { distinct } from "./distinct.ts";
import type { Placement } from "./placement.ts";
import { sums } from "./sums.ts";
import { windowFiller } from "./window.ts";
import type { DayRange } from "./windows.ts";

/** What is aggregated of each row: NaN (or code 0) is left out. */
export interface RowValues {
  /** 1 where the condition keeps the row. */
  readonly keep: Uint8Array | null;
  /** Numbers for sum, min, max, median, and for counting those that aren't blank. */
  readonly numbers: Float64Array | null;
  /** Codes of texts for distinct, and for counting those that aren't blank; without either rows are counted. */
  readonly codes: Uint32Array | null;
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
  const ofWindow = (p: number) => out.subarray(p * org.nodes.length, (p + 1) * org.nodes.length);
  if (job.by === "distinct") {
    distinct(org, job, ofWindow);
    return out;
  }
  const fill = windowFiller(org, job);
  for (const [p, range] of job.ranges.entries()) fill(job.placement.inRange(range), ofWindow(p));
  return out;
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
  const fill = windowFiller(alone, { ...job, scope: "own" });
  const positions = new Int32Array(job.placement.rows);
  job.ranges.forEach((range, p) => {
    const { rows } = job.placement.inRange(range);
    const one = new Float64Array(1);
    fill({ rows, positions }, one);
    out.fill(one[0]!, p * nodes, (p + 1) * nodes);
  });
  return out;
}
