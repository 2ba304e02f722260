/** Names in figures: KPIs, scores, given figures. */
import { write } from "../diagnostics/phrases.ts";
import { foldText } from "../fold.ts";
import { nearest } from "../nearest.ts";
import type { Expr } from "../syntax/ast.ts";
import { COUNT, DAYS, PERCENT, PLAIN } from "../types/type.ts";
import { fixTo, type KpiInfo, Stop } from "./context.ts";
import { type FigureScope, make, standingPlace, type Typed } from "./figure-scope.ts";
import { kpiOf } from "./kpi-ref.ts";

const GIVENS = { today: DAYS, workdays: DAYS, headcount: COUNT } as const;

/** What others call a goal. */
const OWED = /^(?:target|quota|budget|plan)$/;

export function lowerName(scope: FigureScope, expr: Extract<Expr, { kind: "name" }>): Typed {
  const { context } = scope;
  const name = foldText(expr.name);
  const info = context.kpiByName.get(name);
  if (info) return lowerKpi(scope, info, expr);
  if (name === "today" || name === "workdays" || name === "headcount") {
    const window = context.pools.window(scope.steps);
    const as = name === "today" ? "day" : "number";
    return make(
      scope,
      expr,
      { kind: "given", what: name, days: daysOf(scope), window, node: scope.node },
      as,
      name === "today" ? PLAIN : GIVENS[name],
    );
  }
  if (context.scoreByName.has(name)) return lowerScore(scope, expr.name, expr);
  const candidates = nearest(
    expr.name,
    [...context.kpiByName.values()].map((k) => k.name),
  );
  if (candidates.length === 0 && OWED.test(name)) {
    const says = { key: "owed", word: expr.name } as const;
    return context.stop("KPI116", expr.span, { says, write: write("goal(kpi)") });
  }
  return context.stop(
    "KPI200",
    expr.span,
    { name: expr.name, candidates },
    fixTo(expr.span, candidates[0]),
  );
}

const daysOf = ({ inGoal, inCascade, steps, node }: FigureScope) =>
  inCascade && steps.length === 0 && node.who === "self" ? "everybody's" : inGoal ? "all" : "gone";

/** A KPI's actual here: its own figure, or, moved in time or tree, its expression lowered anew. */
export function lowerKpi(scope: FigureScope, info: KpiInfo, at: Expr): Typed {
  const { context } = scope;
  const moved = scope.steps.length > 0 || scope.node.who !== "self" || scope.own;
  const kpi = kpiOf(context, info, at.span);
  if (!moved) return { id: kpi.figure, as: "number", unit: kpi.unit };
  // Each way of moving it once: two moves of two moves would double with every KPI between.
  const key = JSON.stringify([
    kpi.id,
    scope.steps,
    scope.node,
    scope.own,
    scope.cells,
    scope.inGoal,
    scope.inCascade,
  ]);
  const known = context.movedKpis.get(key);
  if (known !== undefined) return { id: known, as: "number", unit: kpi.unit };
  const outer = context.movedAt;
  context.movedAt ??= at.span;
  try {
    const { id } = context.lower.figure({ ...scope, within: null }, info.statement!.value);
    context.movedKpis.set(key, id);
    return { id, as: "number", unit: kpi.unit };
  } finally {
    context.movedAt = outer;
  }
}

export function kpiArgument(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): KpiInfo {
  const { context } = scope;
  const [arg] = expr.args;
  if (arg?.kind !== "name")
    return context.stop("KPI310", expr.span, { fn: expr.fn.text, takes: "KPI" });
  const info = context.kpiByName.get(foldText(arg.name));
  if (info) return info;
  const candidates = nearest(
    arg.name,
    [...context.kpiByName.values()].map((k) => k.name),
  );
  return context.stop(
    "KPI200",
    arg.span,
    { name: arg.name, candidates },
    fixTo(arg.span, candidates[0]),
  );
}

export function lowerScore(scope: FigureScope, name: string, at: Expr): Typed {
  const { context } = scope;
  const score = context.scoreByName.get(foldText(name));
  if (score === undefined) {
    const candidates = nearest(
      name,
      context.scores.map((s) => s.name),
    );
    return context.stop("KPI212", at.span, { name, candidates }, fixTo(at.span, candidates[0]));
  }
  if (score === null) throw new Stop();
  const place = standingPlace(scope, at);
  return make(scope, at, { kind: "score", score: score.id, ...place }, "number", PERCENT);
}
