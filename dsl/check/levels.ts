/** Levels of the tree: units that a column of people names, and what owners carry on to below people. */
import { foldText } from "../fold.ts";
import type { LevelId, LevelSource, TableId } from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Column } from "../syntax/ast.ts";
import { isWhole } from "./catalog.ts";
import { type Context, fixTo } from "./context.ts";

interface LevelColumn {
  readonly table: TableId;
  readonly column: string;
  /** The column before it in `owner [a] then [b]`, as a place in `columns`; -1: the person. */
  readonly above: number;
  /** Which level it belongs to: the place of the first column joined with it. */
  joined: number;
}

/** The levels below people that the tables' owners carry, and those of them that a statement asked for. */
export interface Levels {
  readonly columns: readonly LevelColumn[];
  readonly asked: LevelSource[];
}

/** Gathers the columns after `then` in every `owner` clause; those of one name, or joined by a link, are one level. */
export function gatherLevels(context: Context): Levels {
  const columns: LevelColumn[] = [];
  for (const table of context.tables) {
    let above = -1;
    for (const column of table.owner.slice(1)) {
      const at = columns.length;
      columns.push({ table: table.id, column, above, joined: at });
      above = at;
    }
  }
  columns.forEach((one, i) => {
    const other = columns.findIndex((c, j) => j < i && isOneLevel(context, one, c));
    if (other < 0) return;
    const [keep, gone] = [columns[other]!.joined, one.joined];
    for (const c of columns) if (c.joined === gone) c.joined = keep;
  });
  return { columns, asked: [] };
}

function isOneLevel(context: Context, a: LevelColumn, b: LevelColumn): boolean {
  if (foldText(a.column) === foldText(b.column)) return true;
  const keyOf = (c: LevelColumn): string => {
    const link = context.tables[c.table]!.links.find(
      (l) => foldText(l.column) === foldText(c.column),
    );
    if (link) return `${link.to}`;
    const { key } = context.tables[c.table]!;
    return key !== null && foldText(key) === foldText(c.column)
      ? `${c.table}`
      : `${c.table} ${foldText(c.column)}`;
  };
  return keyOf(a) === keyOf(b);
}

/** What `[column]` names: a level below people, else units of the people's sheet; an unknown one is an error. */
export function levelNamed(
  context: Context,
  column: Column,
):
  | { readonly of: "level"; readonly level: LevelId }
  | { readonly of: "unit"; readonly column: string } {
  const { columns } = context.levels;
  const wanted = foldText(column.name);
  const at = columns.findIndex((c) => foldText(c.column) === wanted);
  const keyed = context.tables.find((t) => t.key !== null && foldText(t.key) === wanted);
  const linked = keyed
    ? columns.findIndex((c) =>
        context.tables[c.table]!.links.some(
          (l) => l.to === keyed.id && foldText(l.column) === foldText(c.column),
        ),
      )
    : -1;
  const found = at >= 0 ? at : linked;
  if (found >= 0) return { of: "level", level: askFor(context, columns[found]!.joined) };
  const people = context.people ? context.tables[context.people.table]! : null;
  const isUnit =
    people !== null &&
    (people.headers === null || people.headers.some((h) => h !== null && foldText(h) === wanted));
  if (isUnit) {
    const name = context.column(people, column.name, column.span);
    refuseNoNodes(context, name, column);
    return { of: "unit", column: name };
  }
  const known = [...columns.map((c) => c.column), ...(people?.headers ?? [])];
  const candidates = nearest(
    column.name,
    known.filter((name): name is string => name !== null),
  );
  const text = candidates[0] === undefined ? undefined : `[${candidates[0]}]`;
  return context.stop(
    "KPI214",
    column.span,
    { column: column.name, candidates },
    fixTo(column.span, text),
  );
}

/** A column of people that names no node: neither on the way up, nor by any of its values. */
function refuseNoNodes(context: Context, name: string, { span }: Column): void {
  const { people, names, catalog } = context;
  if (!people || !names || people.reportsTo.some((c) => foldText(c) === foldText(name))) return;
  const values = catalog?.values(people.source, name) ?? null;
  if (values === null || !isWhole(catalog!, values)) return;
  const isNode = values.some(
    (v) => v !== null && typeof v !== "object" && names.has(foldText(String(v))),
  );
  if (!isNode) context.stop("KPI219", span, { column: name });
}

/** A level below people by its column; units of the people's sheet won't do here. */
export function levelBelow(context: Context, column: Column): LevelId {
  const found = levelNamed(context, column);
  if (found.of === "level") return found.level;
  return context.stop("KPI215", column.span, { column: column.name });
}

/**
 * Whether a name, or a path from a person (`Ann / Acme`), is a node below people by the workbook's values;
 * if so its level is entered into the program.
 */
export function isNamedBelow(context: Context, name: string): boolean {
  const parts = name.split(" / ").map(foldText);
  const last = parts[parts.length - 1]!;
  if (parts.length > 1 && !context.names?.has(parts[0]!)) return false;
  const found = context.levels.columns.find((c) => {
    const { source } = context.tables[c.table]!;
    const values = context.catalog?.values(source, c.column) ?? [];
    return values.some((v) => v !== null && typeof v !== "object" && foldText(String(v)) === last);
  });
  if (!found) return false;
  askFor(context, found.joined);
  return true;
}

/** Enters a level, and those above it, into the program. */
function askFor(context: Context, joined: number): LevelId {
  const { columns, asked } = context.levels;
  const own = columns.filter((c) => c.joined === joined);
  const first = own[0]!;
  const known = asked.find((level) =>
    level.columns.some((c) => c.table === first.table && c.column === first.column),
  );
  if (known) return known.id;
  const above = first.above < 0 ? null : askFor(context, columns[first.above]!.joined);
  const sameDepth = own.filter((c) => c.above < 0 === first.above < 0);
  const level: LevelSource = {
    id: asked.length,
    column: first.column,
    above,
    columns: sameDepth.map(({ table, column }) => ({ table, column })),
    keyed: keyedBy(context, own),
  };
  asked.push(level);
  return level.id;
}

/** Tables whose key is a column of the level, or to which one of its columns links. */
function keyedBy(context: Context, columns: readonly LevelColumn[]): TableId[] {
  const found = new Set<TableId>();
  for (const { table, column } of columns) {
    const { key, links } = context.tables[table]!;
    if (key !== null && foldText(key) === foldText(column)) found.add(table);
    for (const link of links) if (foldText(link.column) === foldText(column)) found.add(link.to);
  }
  return [...found];
}
