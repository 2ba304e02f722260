/** In a process of its own: what a scorecard takes beyond the cells it is given. */
import { load, ours } from "./ours.ts";
import { LARGE, workload } from "./workload.ts";

export interface Memory {
  /** MB that stay: columns, placements and figures, after a collection. */
  readonly kept: number;
  /** MB at the highest point of the process, garbage included. */
  readonly peak: number;
}

const MB = 2 ** 20;

export function memory(): Memory {
  const workbook = workload(LARGE);
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error("start with --expose-gc");
  collect();
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / MB;
  };
  const before = used();
  const peakBefore = process.resourceUsage().maxRSS / 1024;
  const loaded = load(workbook, LARGE);
  const figures = ours(loaded);
  const peak = process.resourceUsage().maxRSS / 1024 - peakBefore;
  collect();
  const kept = used() - before;
  if (figures.length === 0 || workbook.sheets.length === 0) throw new Error("nothing was made");
  return { kept, peak };
}
