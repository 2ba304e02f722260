import { ANYBODY, type Goal, type GoalPeriod, type Kpi, type KpiId, type Who } from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import type { Span } from "../span.ts";
import type { GoalStatement } from "../syntax/ast.ts";
import { unitName } from "../types/type.ts";
import type { Context } from "./context.ts";
import { scopeOf } from "./figure-scope.ts";
import { lowerFigure } from "./figures.ts";
import { kpiNamed } from "./kpi-ref.ts";
import { forgotPercent } from "./mixed-units.ts";
import { lowerCondition, lowerRow } from "./rows.ts";
import { periodLabel } from "./selectors.ts";
import { joinUnits } from "./units.ts";
import { lowerWho, lowerWhoWhere, refuseNobody } from "./who.ts";

/** Checks every goal statement; goals of a ring are left out, with one error. */
export function checkGoals(context: Context): Goal[] {
  const goals: Goal[] = [];
  for (const statement of context.statements) {
    if (statement.kind !== "goal") continue;
    const goal = context.guard(() => checkGoal(context, statement, false));
    if (goal && !closesRing(context, goals, goal)) goals.push(goal);
  }
  return goals;
}

/** `given`: inside a test, where people may be made up. */
export function checkGoal(context: Context, statement: GoalStatement, given: boolean): Goal {
  const kpi = kpiNamed(context, statement.kpi);
  const period: GoalPeriod =
    statement.when.kind === "each"
      ? { of: "each", grain: statement.when.grain }
      : { of: "fixed", period: periodLabel(context, statement.when.label, statement.when.span) };
  const { value } = statement;
  if (value.kind === "table") return tableGoal(context, statement, kpi.id, period);
  const who = lowerWho(context, value.who, given);
  const lowered = lowerFigure(scopeOf(context, { cells: true, inGoal: true }), value.value);
  if (lowered.as !== "number") {
    const what = context.source(value.value.span);
    return context.stop("KPI306", value.value.span, { what, needs: "number" });
  }
  if (
    kpi.unit.of === "percent" &&
    value.value.kind === "number" &&
    !value.value.percent &&
    ![0, 1].includes(value.value.value)
  ) {
    return forgotPercent(context, `\`${kpi.name}\``, value.value);
  }
  if (
    joinUnits(kpi.unit, lowered.unit) === null &&
    !(kpi.unit.of === "count" && lowered.unit.of === "percent")
  ) {
    const params = { declared: unitName(kpi.unit), gives: unitName(lowered.unit) };
    return context.stop("KPI309", value.value.span, params);
  }
  refuseMoving(context, lowered.id, value.value.span);
  if (!given) refuseNobody(context, value.who);
  const where = lowerWhoWhere(context, value.who, who);
  return {
    kpi: kpi.id,
    period,
    value: { of: "figure", figure: lowered.id },
    who: owedAt(kpi, who),
    where,
    span: statement.span,
  };
}

function tableGoal(
  context: Context,
  statement: GoalStatement,
  kpi: KpiId,
  period: GoalPeriod,
): Goal {
  const { value } = statement;
  if (value.kind !== "table") throw new Error("a goal from a table");
  const table = context.table(value.table.text, value.table.span);
  const column = context.column(table, value.column.name, value.column.span);
  if (period.of === "each" && table.date === null) {
    context.stop("KPI407", statement.when.span, {
      given: `each ${period.grain}`,
      table: table.name,
    });
  }
  const scope = { context, table };
  const of = lowerRow(
    scope,
    { kind: "column", table: null, column: value.column, span: value.column.span },
    "number",
  ).id;
  const where = value.where ? lowerCondition(scope, value.where) : null;
  const day =
    period.of === "each"
      ? ({ at: "date", column: table.date! } as const)
      : ({ at: "any" } as const);
  const measure = context.pools.measure({
    table: table.id,
    day,
    owned: table.owner.length > 0,
    of,
    where,
    as: "number",
  });
  const unit = context.kpis[kpi]!.unit;
  const aggregate = {
    kind: "aggregate",
    measure,
    window: 0,
    node: { who: "self" },
    scope: "own",
    empty: "zero",
  } as const;
  const { span } = statement;
  const sum = context.pools.figure({ node: { ...aggregate, by: "sum" }, as: "number", unit, span });
  const count = context.pools.figure({
    node: { ...aggregate, by: "count" },
    as: "number",
    unit,
    span,
  });
  const zero = context.pools.figure({
    node: { kind: "literal", value: 0, as: "number" },
    as: "number",
    unit,
    span,
  });
  const blank = context.pools.figure({ node: { kind: "blank" }, as: "number", unit, span });
  const some = context.pools.figure({
    node: { kind: "compare", op: ">", by: "number", left: count, right: zero },
    as: "truth",
    unit,
    span,
  });
  // Several rows add up where the KPI does; a rate said twice is no goal, and the run says so.
  const one = context.pools.figure({
    node: { kind: "literal", value: 1, as: "number" },
    as: "number",
    unit,
    span,
  });
  const several = context.pools.figure({
    node: { kind: "compare", op: ">", by: "number", left: count, right: one },
    as: "truth",
    unit,
    span,
  });
  const addsUp = context.kpis[kpi]!.nature.of === "additive";
  const single = context.pools.figure({
    node: { kind: "choose", test: several, whenTrue: blank, whenFalse: sum },
    as: "number",
    unit,
    span,
  });
  // No row at all says no goal; a row that says 0 does.
  const figure = context.pools.figure({
    node: { kind: "choose", test: some, whenTrue: addsUp ? sum : single, whenFalse: blank },
    as: "number",
    unit,
    span,
  });
  return {
    kpi,
    period,
    value: {
      of: "table",
      figure,
      several: addsUp ? null : several,
      measure,
      table: table.id,
      column,
    },
    who: { of: "everyone" },
    where: ANYBODY,
    span,
  };
}

/** `for everyone` of a KPI that is owed at one level means everyone there. */
function owedAt({ level }: Kpi, who: Who): Who {
  if (who.of !== "everyone" || level.of === "people") return who;
  return level;
}

/** An actual of the goal's own period would make the goal move with what comes in. */
function refuseMoving(context: Context, root: number, span: Span): void {
  const { pools } = context;
  for (const id of figuresUnder(root, (f) => pools.figureNode(f))) {
    const { node } = pools.figureAt(id);
    const moving =
      (node.kind === "aggregate" &&
        pools.windowAt(node.window).steps.length === 0 &&
        pools.measureAt(node.measure).day.at === "date") ||
      (node.kind === "standing" &&
        node.what !== "goal" &&
        pools.windowAt(node.window).steps.length === 0);
    if (moving) context.stop("KPI401", span, {});
  }
}

/** KPIs whose goal of the same period a goal is worked out from. */
function needs(context: Context, goal: Goal): { kpi: KpiId; span: Span }[] {
  if (goal.value.of !== "figure") return [];
  const { pools } = context;
  return figuresUnder(goal.value.figure, (f) => pools.figureNode(f)).flatMap((id) => {
    const { node, span } = pools.figureAt(id);
    const isGoal = node.kind === "standing" && node.what === "goal" && node.node.who === "self";
    return isGoal && pools.windowAt(node.window).steps.length === 0
      ? [{ kpi: node.kpi, span }]
      : [];
  });
}

function closesRing(context: Context, goals: readonly Goal[], goal: Goal): boolean {
  const name = (kpi: KpiId) => `\`${context.kpis[kpi]!.name}\``;
  const leadsBack = (from: KpiId, path: readonly KpiId[]): readonly KpiId[] | null => {
    if (from === goal.kpi) return path;
    if (path.includes(from)) return null;
    for (const other of goals) {
      if (other.kpi !== from) continue;
      for (const { kpi } of needs(context, other)) {
        const found = leadsBack(kpi, [...path, from]);
        if (found) return found;
      }
    }
    return null;
  };
  for (const { kpi, span } of needs(context, goal)) {
    const path = leadsBack(kpi, []);
    if (!path) continue;
    const ring = [goal.kpi, ...path, goal.kpi].map(name).join(" needs ");
    context.say("KPI400", span, { ring });
    return true;
  }
  return false;
}
