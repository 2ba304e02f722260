/** WHO of goals and bounds: whom a statement means. */
import { foldText } from "../fold.ts";
import { ANYBODY, type RowId, type TableId, type Who, type WhoWhere } from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Expr, Who as WhoNode } from "../syntax/ast.ts";
import { expressionsIn } from "../syntax/walk.ts";
import { type Context, fixTo, type TableInfo } from "./context.ts";
import { levelNamed } from "./levels.ts";
import { pathTo } from "./links.ts";
import { lowerCondition } from "./rows.ts";

/** Resolves WHO; `given`: inside a test, where people may be made up. */
export function lowerWho(context: Context, who: WhoNode, given: boolean): Who {
  const person = () => {
    const name = who.name!;
    return given ? name.value : context.person(name.value, name.span);
  };
  switch (who.kind) {
    case "person":
      return { of: "person", name: person() };
    case "reports":
      return { of: "reports", name: person() };
    case "team":
      return { of: "team", name: person() };
    case "level":
      return levelNamed(context, who.column!);
    default:
      return { of: who.kind };
  }
}

/** `where` of WHO: conditions on people's columns, and, for a level below them, on a table that carries it. */
export function lowerWhoWhere(context: Context, node: WhoNode, who: Who): WhoWhere {
  if (!node.where) return ANYBODY;
  const people = context.people ? context.tables[context.people.table]! : null;
  if (!people) return context.stop("KPI210", node.span, { statement: "people" });
  if (who.of !== "level") {
    return { people: lowerCondition({ context, table: people }, node.where), level: null };
  }
  const parts = conjuncts(node.where).map((part) => ({ part, table: tableIn(context, part) }));
  const ofPeople = parts.filter(({ table }) => table === null || table === people);
  const ofLevel = parts.filter(({ table }) => table !== null && table !== people);
  const all = (list: readonly { part: Expr }[], table: TableInfo): RowId => {
    const rows = list.map(({ part }) => lowerCondition({ context, table }, part));
    return rows.length === 1 ? rows[0]! : context.pools.row({ kind: "and", parts: rows });
  };
  const base = ofLevel.map(({ table }) => table!).find((t) => carries(context, who.level, t.id));
  const stray = ofLevel.find(({ table }) => !base || pathTo(context, base.id, table!.id) === null);
  if (stray) {
    const column = context.levels.asked[who.level]!.column;
    return context.stop("KPI216", stray.part.span, { table: stray.table!.name, column });
  }
  return {
    people: ofPeople.length > 0 ? all(ofPeople, people) : null,
    level: base ? { table: base.id, row: all(ofLevel, base) } : null,
  };
}

function carries(context: Context, level: number, table: TableId): boolean {
  const { columns, keyed } = context.levels.asked[level]!;
  return keyed.includes(table) || columns.some((c) => c.table === table);
}

const conjuncts = (expr: Expr): Expr[] =>
  expr.kind === "and" ? [...conjuncts(expr.left), ...conjuncts(expr.right)] : [expr];

/** The first table that a condition names; null: only bare columns, which are people's. */
function tableIn(context: Context, condition: Expr): TableInfo | null {
  for (const expr of expressionsIn(condition)) {
    if (expr.kind === "column" && expr.table !== null)
      return context.table(expr.table.text, expr.table.span);
  }
  return null;
}

/** `where [Region] = "Nrth"` that no value of the column meets: a goal that nobody owes. */
export function refuseNobody(context: Context, who: WhoNode): void {
  const { where } = who;
  if (
    where?.kind !== "compare" ||
    where.op !== "=" ||
    where.left.kind !== "column" ||
    where.right.kind !== "text" ||
    where.left.table !== null
  )
    return;
  const { people } = context;
  const values = people ? context.catalog?.values(people.source, where.left.column.name) : null;
  if (!values || values.length === 0) return;
  const wanted = foldText(where.right.value);
  const texts = [
    ...new Set(
      values.filter((v) => v !== null && typeof v !== "object").map((v) => String(v).trim()),
    ),
  ];
  if (texts.some((t) => foldText(t) === wanted)) return;
  const kind = who.kind === "reps" ? "rep" : who.kind === "managers" ? "manager" : "person";
  const candidates = nearest(where.right.value, texts);
  const text = candidates[0] === undefined ? undefined : `"${candidates[0]}"`;
  const params = {
    kind,
    column: where.left.column.name,
    value: where.right.value,
    candidates,
  } as const;
  context.stop("KPI402", who.span, params, fixTo(where.right.span, text));
}
