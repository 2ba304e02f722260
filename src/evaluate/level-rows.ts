import { foldText } from "../../dsl/fold.ts";
import type { Program, TableId } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";

/** The rows of a table that speak of each node below people: by owner, else by its key. */
export function indexRows(
  program: Program,
  model: Model,
  id: TableId,
): ReadonlyMap<number, readonly number[]> {
  const table = model.tables[id];
  const index = new Map<number, number[]>();
  if (!table) return index;
  const { nodes } = model.org;
  const add = (node: number, row: number) => {
    const rows = index.get(node);
    if (rows) rows.push(row);
    else index.set(node, [row]);
  };
  const source = program.tables[id]!;
  if (source.owner.length > 1) {
    model.owners(table).forEach((owner, row) => {
      for (let at = owner; at >= 0 && nodes[at]!.level !== null; at = nodes[at]!.above)
        add(at, row);
    });
    return index;
  }
  const key = source.key === null ? null : table.find(source.key);
  if (key === null) return index;
  const { codes, folded } = table.texts(key);
  const byName = new Map<string, number[]>();
  for (const node of nodes) {
    if (node.level === null || !program.levels[node.level]!.keyed.includes(id)) continue;
    byName.set(node.folded, [...(byName.get(node.folded) ?? []), node.id]);
  }
  codes.forEach((code, row) => {
    for (const node of byName.get(foldText(folded[code]!)) ?? []) add(node, row);
  });
  return index;
}
