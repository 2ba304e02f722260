import { foldText } from "../fold.ts";
import { ANYBODY, type Goal, type GoalPeriod, type Kpi, type KpiId, type Who } from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import type { Span } from "../span.ts";
import type { Expr, GoalStatement } from "../syntax/ast.ts";
import { expressionsIn } from "../syntax/walk.ts";
import type { Context } from "./context.ts";
import type { GoalFacts } from "./facts.ts";
import { scopeOf } from "./figure-scope.ts";
import { lowerFigure } from "./figures.ts";
import { kpiNamed } from "./kpi-ref.ts";
import { refuseLookupGoal } from "./lookups.ts";
import { forgotPercent } from "./mixed-units.ts";
import { Rings } from "./rings.ts";
import { lowerCondition, lowerRow } from "./rows.ts";
import { periodLabel } from "./selectors.ts";
import { joinUnits } from "./units.ts";
import { lowerWho, lowerWhoWhere, refuseNobody } from "./who.ts";

/** Checks every goal statement; goals of a ring are left out, with one error. */
export function checkGoals(context: Context): { goals: Goal[]; facts: GoalFacts[] } {
  const goals: Goal[] = [];
  const rings = new Rings();
  const kept: GoalFacts[] = [];
  for (const statement of context.statements) {
    if (statement.kind !== "goal") continue;
    const made: Goal[] = [];
    const facts = context.examine("goal", statement, () => {
      const goal = checkGoal(context, statement, false);
      made.push(goal);
      return factsOf(context, statement, goal);
    });
    if (!facts) continue;
    const ring = rings.add(facts);
    if (ring) context.say("KPI400", ring.at, { ring: ring.names });
    else {
      goals.push(...made);
      kept.push(facts);
    }
  }
  return { goals, facts: kept };
}

function factsOf(context: Context, statement: GoalStatement, goal: Goal): GoalFacts {
  const { pools, kpis } = context;
  const kpi = kpis[goal.kpi]!;
  const figure = goal.value.of === "figure" ? goal.value.figure : null;
  const isWritten = figure !== null && pools.figureNode(figure).kind === "literal";
  return {
    kpi: kpi.name,
    needs: needsOf(context, statement, figure),
    isSameForAll: goal.who.of === "everyone" && kpi.nature.of === "additive" && isWritten,
    at: statement.span,
  };
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
  refuseLookupGoal(context, statement);
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
    const params = { declared: kpi.unit, gives: lowered.unit };
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

/** KPIs whose goal of the same period and node a goal is worked out from. */
function needsOf(
  context: Context,
  { value }: GoalStatement,
  root: number | null,
): GoalFacts["needs"] {
  if (root === null || value.kind !== "value") return [];
  const { pools } = context;
  return figuresUnder(root, (f) => pools.figureNode(f)).flatMap((id) => {
    const node = pools.figureNode(id);
    const isGoal = node.kind === "standing" && node.what === "goal" && node.node.who === "self";
    if (!isGoal || pools.windowAt(node.window).steps.length > 0) return [];
    const kpi = context.kpis[node.kpi]!.name;
    return [{ kpi, at: goalCall(value.value, kpi) ?? value.value.span }];
  });
}

/** Where an expression says `goal(kpi)`. */
function goalCall(whole: Expr, kpi: string): Span | null {
  for (const expr of expressionsIn(whole)) {
    if (expr.kind !== "call" || foldText(expr.fn.text) !== "goal") continue;
    const [of] = expr.args;
    if (of?.kind === "name" && foldText(of.name) === foldText(kpi)) return expr.span;
  }
  return null;
}
