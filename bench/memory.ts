/** In a process of its own: what a scorecard takes beyond the cells it is given. */
import { evaluatorOf, load, matricesOf } from "./ours.ts";
import { LARGE, workload } from "./workload.ts";

export interface Memory {
  /** MB that stay: columns, placements, conditions and figures, after a collection. */
  readonly kept: number;
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
  const loaded = load(workbook, LARGE);
  const evaluator = evaluatorOf(loaded);
  matricesOf(loaded, evaluator);
  collect();
  const kept = used() - before;
  // All of it is still held here.
  if (evaluator.nodes !== LARGE.people || workbook.sheets.length === 0)
    throw new Error("nothing was made");
  return { kept };
}
