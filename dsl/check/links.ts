import type { LinkStep, TableId } from "../ir/ir.ts";
import type { Context } from "./context.ts";

/** The links that lead from one table to another, shortest first; people are linked by the owner's name. */
export function pathTo(context: Context, from: TableId, to: TableId): readonly LinkStep[] | null {
  const queue: { at: TableId; path: LinkStep[] }[] = [{ at: from, path: [] }];
  const seen = new Set<TableId>([from]);
  for (const { at, path } of queue) {
    if (at === to) return path;
    const table = context.tables[at]!;
    const { people } = context;
    const owner = table.owner[0];
    const steps = [...table.links];
    if (people && owner !== undefined) steps.push({ table: at, column: owner, to: people.table });
    for (const step of steps) {
      if (seen.has(step.to)) continue;
      seen.add(step.to);
      queue.push({ at: step.to, path: [...path, step] });
    }
  }
  return null;
}
