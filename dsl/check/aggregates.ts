/** `sum(…)` and its kin: which table's rows, which of them, on which day. */
import { foldText } from "../fold.ts";
import type { AggregateBy, DayBasis, FigureNode, Measure, RowId } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import { COUNT, PLAIN, type Unit } from "../types/type.ts";
import { type Context, fixTo, type TableInfo } from "./context.ts";
import { type FigureScope, make, standingPlace, type Typed } from "./figure-scope.ts";
import { pathTo } from "./links.ts";
import { lowerCondition, lowerRow } from "./rows.ts";

type Call = Extract<Expr, { kind: "call" }>;
const NAMES = ["sum", "count", "average", "min", "max", "median", "distinct", "share"] as const;
export type AggregateName = (typeof NAMES)[number];
export const isAggregate = (name: string): name is AggregateName => NAMES.some((n) => n === name);

/** Lowers an aggregate: `average` as sum over count, `share` as count over count. */
export function aggregate(scope: FigureScope, expr: Call, name: AggregateName): Typed {
  const { context } = scope;
  if (isReports(expr)) return reports(scope, expr, name);
  const { table, of } = subject(context, expr, name);
  const basis = dayBasis(context, table, expr);
  const where = expr.words.where ? lowerCondition({ context, table }, expr.words.where) : null;
  const measure = (keep: Pick<Measure, "of" | "where" | "as">): number =>
    context.pools.measure({ table: table.id, day: basis, owned: table.owner.length > 0, ...keep });
  const leaf = (by: AggregateBy, id: number, as: Measure["as"], unit: Unit): Typed => {
    const empty = by === "sum" || by === "count" || by === "distinct" ? "zero" : "blank";
    const window = context.pools.window(scope.steps);
    const node: FigureNode = {
      kind: "aggregate",
      by,
      measure: id,
      window,
      node: scope.node,
      scope: scope.own ? "own" : "subtree",
      empty,
    };
    return make(scope, expr, node, as === "day" ? "day" : "number", unit);
  };
  const counted = (rows: RowId | null, kept: RowId | null) =>
    leaf(
      "count",
      measure({ of: rows, where: kept, as: rows === null ? "number" : "text" }),
      "number",
      COUNT,
    );
  if (name === "share") {
    if (where === null)
      return context.stop("KPI310", expr.span, { fn: "share", takes: "table and where" });
    return ratio(scope, expr, counted(null, where), counted(null, null));
  }
  if (name === "count") {
    if (of === null) return counted(null, where);
    return counted(lowerRow({ context, table }, of, "text").id, where);
  }
  if (of === null)
    return context.stop("KPI310", expr.span, {
      fn: name,
      takes: { key: "column", text: `${name}(${table.name}[…])` },
    });
  if (name === "distinct") {
    const row = lowerRow({ context, table }, of, "text");
    return leaf("distinct", measure({ of: row.id, where, as: "text" }), "number", COUNT);
  }
  const row = lowerRow({ context, table }, of, "number");
  if (row.as !== "number" && !(row.as === "day" && (name === "min" || name === "max"))) {
    return context.stop("KPI306", of.span, { what: context.source(of.span), needs: "number" });
  }
  const id = measure({ of: row.id, where, as: row.as });
  if (name !== "average") return leaf(name, id, row.as, row.unit);
  const sum = leaf("sum", id, "number", row.unit);
  const count = leaf("count", id, "number", COUNT);
  return make(scope, expr, { kind: "divide", left: sum.id, right: count.id }, "number", row.unit);
}

const ratio = (scope: FigureScope, expr: Expr, left: Typed, right: Typed): Typed =>
  make(scope, expr, { kind: "divide", left: left.id, right: right.id }, "number", PLAIN);

/** The table whose rows count, and what of them. */
function subject(
  context: Context,
  expr: Call,
  name: string,
): { table: TableInfo; of: Expr | null } {
  const [first, second] = expr.args;
  if (!first || first.kind === "duration") {
    return context.stop("KPI310", expr.span, { fn: name, takes: "table or column" });
  }
  if (first.kind === "name") {
    const known = context.tableByName.has(foldText(first.name));
    if (!known && context.kpiByName.has(foldText(first.name))) {
      return context.stop("KPI310", first.span, { fn: name, takes: "column of rows" });
    }
    const table = context.table(first.name, first.span);
    refuseMore(context, expr, name, expr.args[2]);
    return { table, of: second && second.kind !== "duration" ? second : null };
  }
  refuseMore(context, expr, name, second);
  return { table: baseTable(context, first, expr), of: first };
}

/** What an aggregate would leave out unsaid. */
function refuseMore(
  context: Context,
  expr: Call,
  fn: string,
  more: Call["args"][number] | undefined,
) {
  if (!more) return;
  const takes = { key: "one expression", more: context.source(more.span) } as const;
  context.stop("KPI310", expr.span, { fn, takes });
}

/** Of the tables an expression names, the one from which links lead to all others. */
function baseTable(context: Context, of: Expr, call: Call): TableInfo {
  const named = tablesIn(context, of);
  const first = named[0];
  if (!first) {
    const condition = call.words.where ? tablesIn(context, call.words.where) : [];
    if (condition[0]) return condition[0];
    const known = of.kind === "column" ? context.columnAnywhere(of.column.name) : null;
    if (known) {
      const params = { fn: call.fn.text, takes: "column with its table" } as const;
      return context.stop("KPI310", of.span, params, fixTo(of.span, known));
    }
    return context.stop("KPI310", of.span, {
      fn: call.fn.text,
      takes: "column with its table, so",
    });
  }
  const base = named.find((t) => named.every((other) => pathTo(context, t.id, other.id) !== null));
  if (base) return base;
  const other = named.find((t) => t !== first) ?? first;
  return context.stop("KPI308", of.span, { one: first.name, other: other.name });
}

function tablesIn(context: Context, expr: Expr): TableInfo[] {
  const found: TableInfo[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as { kind?: string; table?: { text: string; span: Expr["span"] } | null };
    if (node.kind === "column" && node.table)
      found.push(context.table(node.table.text, node.table.span));
    for (const child of Object.values(value)) visit(child);
  };
  visit(expr);
  return [...new Set(found)];
}

function dayBasis(context: Context, table: TableInfo, expr: Call): DayBasis {
  const { on, active, anyTime } = expr.words;
  if (anyTime) return { at: "any" };
  if (active) {
    const from = context.column(table, active.from.name, active.from.span);
    const until = context.column(table, active.until.name, active.until.span);
    return { at: "alive", from, until };
  }
  if (on) return { at: "date", column: context.column(table, on.name, on.span) };
  return table.date === null ? { at: "any" } : { at: "date", column: table.date };
}

const isReports = (expr: Call): boolean => {
  const [first] = expr.args;
  return first?.kind === "name" && foldText(first.name) === "reports";
};

function reports(scope: FigureScope, expr: Call, name: AggregateName): Typed {
  if (name !== "share" && name !== "count") {
    return scope.context.stop("KPI310", expr.span, {
      fn: name,
      takes: "no reports",
    });
  }
  const where = expr.words.where
    ? scope.context.lower.condition(
        { ...scope, steps: [], node: { who: "self" } },
        expr.words.where,
      )
    : null;
  return make(
    scope,
    expr,
    { kind: "reports", give: name, where, ...standingPlace(scope, expr) },
    "number",
    name === "count" ? COUNT : PLAIN,
  );
}
