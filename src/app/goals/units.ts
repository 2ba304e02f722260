import type { Program } from "../../../dsl/ir/ir.ts";
import type { Model } from "../../model/model.ts";
import type { IsUnit } from "./who.ts";

/** A node is of a unit if the people's column names it (`below [Region]`, `each [Region]`). */
export function unitsOf(program: Program, model: Model): IsUnit {
  const names = new Map<string, ReadonlySet<string>>();
  const table = program.people ? model.tables[program.people.table] : null;
  return (column, node) => {
    let known = names.get(column);
    if (!known) {
      const at = table?.find(column) ?? null;
      known = new Set(table && at !== null ? table.texts(at).folded : []);
      names.set(column, known);
    }
    const { folded } = model.org.nodes[node]!;
    return folded !== "" && known.has(folded);
  };
}
