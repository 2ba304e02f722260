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

/** What there is, and what is there for others only. */
export interface Catalogue {
  readonly relations: readonly RelationInfo[];
  readonly hidden: () => Promise<readonly (readonly string[])[]>;
}

/** The relation of a table and the columns that the rules name; a `UserError` where the database has none of that name. */
export async function named(
  program: Program,
  source: TableSource,
  { relations, hidden }: Catalogue,
  map: SqlMap,
): Promise<Named> {
  const said = mapped(map, [source.name, source.source.name]);
  const path = said?.relation ? pathOf(said.relation) : [source.source.name];
  const isMapped = said?.relation !== undefined;
  const relation = findRelation(relations, path, isMapped, map.searchPath);
  if (!relation) throw absent(source, path, isMapped, relations, await hidden());
  const columns = new Map<string, ColumnInfo>();
  const written = new Map<string, string>();
  for (const header of headersOf(program, source)) {
    const wanted = mappedColumn(said, header);
    const column = wanted
      ? relation.columns.find(({ name }) => name === wanted.name)
      : (relation.columns.find(({ name }) => name === header) ??
        relation.columns.find(({ name }) => foldText(name) === foldText(header)) ??
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

function absent(
  source: TableSource,
  path: readonly string[],
  isMapped: boolean,
  relations: readonly RelationInfo[],
  hidden: readonly (readonly string[])[],
): UserError {
  const wanted = path.join(".");
  const there = hidden.find((each) => ends(each, path, isMapped ? same : alike));
  if (there)
    return new UserError(
      `There is no right to read ${there.join(".")}.`,
      source.source.name,
      "Ask its owner for GRANT SELECT.",
    );
  if (isMapped) {
    const known = relations.map((each) => each.path.slice(-path.length).join("."));
    return missing(`There is no relation ${wanted}.`, wanted, wanted, known);
  }
  const near = nearest(wanted, new Set(relations.map((each) => each.path.at(-1)!)), 3);
  const full = relations.flatMap(({ path: of }) => {
    const bare = of.at(-1)!;
    return alike(bare, wanted) || near.includes(bare) ? [of.join(".")] : [];
  });
  const first = full.length > 0 ? `Did you mean ${full.join(" or ")}? ` : "";
  return new UserError(
    `The database has no table ${wanted}.`,
    source.source.name,
    `${first}Name its relation in --map, or a workbook that holds it with --sheets.`,
  );
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
      : `There are ${[...new Set(known)].slice(0, 8).join(", ")}.`;
  return new UserError(message, where, todo);
}

type Same = (a: string, b: string) => boolean;
const same: Same = (a, b) => a === b;
const alike: Same = (a, b) => loose(a) === loose(b);

/** Whether a relation's path ends in these names. */
const ends = (of: readonly string[], path: readonly string[], equal: Same): boolean =>
  of.length >= path.length &&
  path.every((part, i) => equal(of[of.length - path.length + i]!, part));

/**
 * By its name as it is written, else in another case or with `_`; the search path before all else. One that the map
 * gives is all there is: another schema's table of that name would be another table.
 */
function findRelation(
  relations: readonly RelationInfo[],
  path: readonly string[],
  isMapped: boolean,
  searchPath: readonly string[],
): RelationInfo | null {
  const isBare = path.length === 1;
  const places: readonly ((of: RelationInfo) => boolean)[] =
    isBare && searchPath.length > 0
      ? searchPath.map((schema) => (of) => of.path.at(-2) === schema)
      : [({ named }) => named, ({ named }) => !named];
  for (const place of places) {
    for (const equal of isMapped ? [same] : [same, alike]) {
      const found = relations.filter((each) => place(each) && ends(each.path, path, equal));
      if (isBare && found.length > 1 && new Set(found.map((of) => of.path.at(-2))).size > 1)
        if (!found[0]!.named) throw ambiguous(path[0]!, found);
      if (found.length > 0) return found[0]!;
    }
  }
  return null;
}

const ambiguous = (wanted: string, found: readonly RelationInfo[]): UserError =>
  new UserError(
    `${wanted} could be ${found.map((each) => each.path.join(".")).join(" or ")}.`,
    wanted,
    "Say which in --map, or name its schema as searchPath there.",
  );

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
