/** A binding without a database: names by the map, types as the rules use them, texts folded by the engine. */
import { foldText } from "../../../dsl/fold.ts";
import type { Program, TableId } from "../../../dsl/ir/ir.ts";
import type { Representation } from "../../../dsl/types/type.ts";
import type { Model } from "../../model/model.ts";
import type { Binding, BoundColumn, BoundTable, ColumnType, Dialect } from "../../sql/index.ts";
import { ownersAt } from "../../sql/index.ts";
import { mapped, mappedColumn, pathOf, type SqlMap } from "./map.ts";

const TYPES: Readonly<Record<Representation, ColumnType>> = {
  number: "float",
  text: "text",
  day: "date",
  truth: "truth",
};

export function printedBinding(
  dialect: Dialect,
  program: Program,
  model: Model,
  map: SqlMap,
): Binding {
  const tables = program.tables.map(({ id }) => tableOf(program, model, map, id));
  return { dialect, zone: map.timeZone, table: (id) => tables[id] ?? null, aliases: () => null };
}

function tableOf(program: Program, model: Model, map: SqlMap, id: TableId): BoundTable {
  const source = program.tables[id]!;
  const said = mapped(map, [source.name, source.source.name]);
  const { org } = model;
  const people = org.nodes.filter(({ level }) => level === null);
  const keys = people.map(({ id: node, folded }) => ({ node, keys: [folded] }));
  return {
    relation: said?.relation ? pathOf(said.relation) : [source.source.name],
    column: (header): BoundColumn => {
      const column = mappedColumn(said, header);
      const type = column?.type ?? usedAs(program, id, header);
      return { identifier: column?.name ?? header, type, texts: null };
    },
    keysApart: false,
    owners: source.owner.length > 0 ? ownersAt(org, "folded", keys, 1) : null,
  };
}

/** A type from the first use of a column: a date where it places rows in time, else as it is read. */
function usedAs(program: Program, id: TableId, header: string): ColumnType {
  const is = (name: string | null) => name !== null && foldText(name) === foldText(header);
  const dated = program.measures.some(({ table, day }) => {
    if (table !== id || day.at === "any") return false;
    return day.at === "date" ? is(day.column) : is(day.from) || is(day.until);
  });
  if (dated) return "date";
  const uses = program.rows.flatMap((row) =>
    row.kind === "column" && row.table === id && is(row.column) ? [row.as] : [],
  );
  // A number that is also compared as a text is a number still.
  const use = uses.find((as) => as !== "text") ?? uses[0] ?? "text";
  return TYPES[use];
}
