/** From the names of the rules to those of the catalogue. */
import { foldText } from "../../../dsl/fold.ts";
import type { Program, TableSource } from "../../../dsl/ir/ir.ts";
import { nearest } from "../../../dsl/nearest.ts";
import { UserError } from "../../model/user-error.ts";
import type { ColumnInfo, RelationInfo } from "./engine.ts";
import { mapped, mappedColumn, pathOf, type SqlMap } from "./map.ts";

/** `close_date` and `Close Date` are one name; what differs else, the map says. */
const loose = (name: string): string => foldText(name.replace(/_+/g, " "));

export interface Named {
  readonly source: TableSource;
  readonly relation: RelationInfo;
  /** Columns by the name that the rules use, in matching form. */
  readonly columns: ReadonlyMap<string, ColumnInfo>;
  /** How the rules write the name of a column of the relation, where that is another one. */
  readonly written: ReadonlyMap<string, string>;
}

/** The relation of a table and the columns that the rules name; null where the database has none of that name. */
export function named(
  program: Program,
  source: TableSource,
  relations: readonly RelationInfo[],
  map: SqlMap,
): Named | null {
  const said = mapped(map, [source.name, source.source.name]);
  const path = said?.relation ? pathOf(said.relation) : [source.source.name];
  const relation = findRelation(relations, path, said?.relation !== undefined);
  if (!relation) {
    if (said?.relation === undefined) return null;
    const known = relations.map((each) => each.path.slice(-path.length).join("."));
    throw missing(
      `There is no relation ${path.join(".")}, or no right to read it.`,
      path.join("."),
      path.join("."),
      known,
    );
  }
  const columns = new Map<string, ColumnInfo>();
  const written = new Map<string, string>();
  for (const header of headersOf(program, source)) {
    const wanted = mappedColumn(said, header);
    const column = wanted
      ? relation.columns.find(({ name }) => name === wanted.name)
      : (relation.columns.find(({ name }) => foldText(name) === foldText(header)) ??
        relation.columns.find(({ name }) => loose(name) === loose(header)));
    if (!column && wanted) {
      const known = relation.columns.map(({ name }) => name);
      throw missing(
        `${relation.path.join(".")} has no column ${wanted.name}.`,
        `--map, ${source.name}`,
        wanted.name,
        known,
      );
    }
    if (!column) continue;
    columns.set(foldText(header), column);
    if (foldText(column.name) !== foldText(header)) written.set(column.name, header);
  }
  return { source, relation, columns, written };
}

function missing(
  message: string,
  where: string,
  wanted: string,
  known: readonly string[],
): UserError {
  const near = nearest(wanted, new Set(known), 3);
  const todo =
    near.length > 0
      ? `Did you mean ${near.join(" or ")}?`
      : `There are ${known.slice(0, 8).join(", ")}.`;
  return new UserError(message, where, todo);
}

function findRelation(
  relations: readonly RelationInfo[],
  path: readonly string[],
  exact: boolean,
): RelationInfo | null {
  const ends = (same: (a: string, b: string) => boolean) =>
    relations.find((each) => {
      const tail = each.path.slice(-path.length);
      return tail.length === path.length && tail.every((part, i) => same(part, path[i]!));
    });
  const found = ends((a, b) => a === b) ?? (exact ? null : ends((a, b) => loose(a) === loose(b)));
  return found ?? null;
}

/** Every column of a table that the rules name, each once. */
function headersOf(program: Program, source: TableSource): readonly string[] {
  const { people } = program;
  const own =
    people?.table === source.id
      ? [people.name, ...people.reportsTo, people.since, people.until, people.email]
      : [];
  const days = program.measures.flatMap(({ table, day }) => {
    if (table !== source.id || day.at === "any") return [];
    return day.at === "date" ? [day.column] : [day.from, day.until];
  });
  const rows = program.rows.flatMap((row) =>
    row.kind === "column" && row.table === source.id ? [row.column] : [],
  );
  const holidays = program.calendar.holidays.flatMap((h) =>
    h.table === source.id ? [h.column] : [],
  );
  const links = source.links.map(({ column }) => column);
  const all = [
    ...own,
    ...source.owner,
    source.date,
    source.key,
    ...links,
    ...days,
    ...rows,
    ...holidays,
  ];
  const seen = new Map(all.flatMap((one) => (one === null ? [] : [[foldText(one), one] as const])));
  return [...seen.values()];
}
