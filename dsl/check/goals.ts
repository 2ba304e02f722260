/** goal, cascade and reset statements. */
import { foldText } from "../fold.ts";
import {
  ANYBODY,
  type Bound,
  type Cascade,
  type Goal,
  type GoalPeriod,
  type Kpi,
  type KpiId,
  type LevelId,
  type StepShare,
  type Weight,
  type Who,
} from "../ir/ir.ts";
import { figuresUnder } from "../ir/walk.ts";
import type { Span } from "../span.ts";
import type {
  CascadeClause,
  GoalStatement,
  Place,
  StatementOf,
  Weight as WeightNode,
} from "../syntax/ast.ts";
import { unitName } from "../types/type.ts";
import type { Context } from "./context.ts";
import { scopeOf } from "./figure-scope.ts";
import { lowerFigure } from "./figures.ts";
import { kpiNamed } from "./kpi-ref.ts";
import { levelBelow } from "./levels.ts";
import { forgotPercent } from "./mixed-units.ts";
import { lowerCondition, lowerRow } from "./rows.ts";
import { periodLabel } from "./selectors.ts";
import { clauseOf } from "./sources.ts";
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
  // No row at all says no goal; a row that says 0 does.
  const figure = context.pools.figure({
    node: { kind: "choose", test: some, whenTrue: sum, whenFalse: blank },
    as: "number",
    unit,
    span,
  });
  return {
    kpi,
    period,
    value: { of: "table", figure, measure, table: table.id, column },
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

// ── Cascades ───────────────────────────────────────────────────────────────────────────────────

export function checkCascades(context: Context): Cascade[] {
  const cascades: Cascade[] = [];
  for (const statement of context.statements) {
    if (statement.kind !== "cascade") continue;
    const made = context.guard(() => checkCascade(context, statement, cascades));
    if (made) cascades.push(made);
  }
  return cascades;
}

function checkCascade(
  context: Context,
  statement: StatementOf<"cascade">,
  before: readonly Cascade[],
): Cascade {
  const { clauses } = statement;
  const kpi = kpiNamed(context, statement.kpi);
  if (before.some((c) => c.kpi === kpi.id))
    context.stop("KPI403", statement.kpi.span, { kpi: kpi.name });
  const by = clauseOf(clauses, "by")!;
  refuseMethod(context, kpi, by.weights);
  if (kpi.nature.of === "other") {
    context.stop("KPI404", statement.kpi.span, {
      kpi: kpi.name,
      nature: "its figures don't add up to their manager's",
    });
  }
  const ramp = clauseOf(clauses, "ramp");
  const spread = clauseOf(clauses, "spread");
  const people = context.people ? context.tables[context.people.table]! : null;
  if (!people) context.stop("KPI210", statement.kpi.span, { needs: "a `people`" });
  if (ramp) people!.days.add(foldText(ramp.column.name));
  const cascade: Cascade = {
    kpi: kpi.id,
    by: by.weights.map((w) => lowerWeight(context, w)),
    keepBack: steps(context, clauses, "keepBack"),
    overAssign: steps(context, clauses, "overAssign"),
    ramp: ramp
      ? {
          shares: ramp.shares.map((s) => s.value),
          grain: ramp.grain,
          from: context.column(people!, ramp.column.name, ramp.column.span),
        }
      : null,
    atLeast: bounds(context, clauses, "atLeast"),
    atMost: bounds(context, clauses, "atMost"),
    roundTo: clauseOf(clauses, "roundTo")?.value.value ?? null,
    rounding: clauseOf(clauses, "rounding")?.rule ?? "remainder",
    spread: spread
      ? (spread.weights?.map((w) => lowerWeight(context, w)) ?? {
          shares: spread.shares!.map((s) => s.value),
        })
      : null,
    to: levelsBelow(context, clauses),
    span: statement.span,
  };
  adviseCompounding(context, clauses);
  warnOfZeroWeights(context, by);
  return cascade;
}

/** Rates go down by a method of their own, amounts by weights: each with the other is an error. */
function refuseMethod(context: Context, kpi: Kpi, weights: readonly WeightNode[]): void {
  const isRatio = kpi.nature.of === "ratio";
  for (const weight of weights) {
    if (weight.kind === "ratio" && !isRatio)
      context.stop("KPI408", weight.span, { kpi: kpi.name, method: weight.method });
    if (weight.kind !== "ratio" && weight.kind !== "evenly" && isRatio)
      context.stop("KPI409", weight.span, { kpi: kpi.name });
  }
}

/** The levels that `to` names, each with those above it. */
function levelsBelow(context: Context, clauses: readonly CascadeClause[]): LevelId[] {
  const wanted = new Set<LevelId>();
  for (const clause of clauses) {
    if (clause.kind !== "to") continue;
    let at: LevelId | null = levelBelow(context, clause.column);
    while (at !== null) {
      wanted.add(at);
      at = context.levels.asked[at]!.above;
    }
  }
  return [...wanted].sort((a, b) => a - b);
}

function lowerWeight(context: Context, weight: WeightNode): Weight {
  if (weight.kind === "evenly") return { of: "evenly" };
  if (weight.kind === "ratio") return { of: "ratio", method: weight.method };
  const scope = scopeOf(context, { inGoal: true });
  if (weight.kind === "value") return { of: "figure", figure: lowerFigure(scope, weight.value).id };
  const sum = weight.parts.reduce((total, part) => total + part.share.value, 0);
  if (Math.abs(sum - 1) > 1e-9) {
    context.stop("KPI405", weight.span, { sum: `${Math.round(sum * 1e4) / 100} %` });
  }
  return {
    of: "blend",
    parts: weight.parts.map((part) => ({
      share: part.share.value,
      figure: lowerFigure(scope, part.of).id,
    })),
  };
}

function steps(
  context: Context,
  clauses: readonly CascadeClause[],
  kind: "keepBack" | "overAssign",
): StepShare[] {
  return clauses.flatMap((clause) =>
    clause.kind === kind
      ? [{ share: clause.share.value, below: placeOf(context, clause.below) }]
      : [],
  );
}

function placeOf(context: Context, place: Place | null): StepShare["below"] {
  if (!place) return null;
  if (place.kind === "person")
    return { of: "person", name: context.person(place.name.value, place.name.span) };
  const people = context.tables[context.people!.table]!;
  return { of: "level", column: context.column(people, place.column.name, place.column.span) };
}

function bounds(
  context: Context,
  clauses: readonly CascadeClause[],
  kind: "atLeast" | "atMost",
): Bound[] {
  return clauses.flatMap((clause): Bound[] => {
    if (clause.kind !== kind) return [];
    const figure = lowerFigure(scopeOf(context, { inGoal: true }), clause.value).id;
    if (!clause.who) return [{ figure, who: null, where: ANYBODY }];
    const who = lowerWho(context, clause.who, false);
    return [{ figure, who, where: lowerWhoWhere(context, clause.who, who) }];
  });
}

/** A weight by one column of people that is 0 or blank for all reports of somebody: they would share evenly, unsaid. */
function warnOfZeroWeights(
  context: Context,
  { weights, span }: Extract<CascadeClause, { kind: "by" }>,
): void {
  const { catalog, people } = context;
  const [only] = weights;
  if (!catalog?.byRow || !people || weights.length !== 1 || only?.kind !== "value") return;
  if (only.value.kind !== "column") return;
  const column = only.value.column.name;
  const values = catalog.values(people.source, column);
  const managers = catalog.values(people.source, people.reportsTo[0] ?? "");
  if (!values || !managers) return;
  const totals = new Map<string, { name: string; some: boolean }>();
  managers.forEach((manager, row) => {
    if (typeof manager !== "string" || manager.trim() === "") return;
    const key = foldText(manager);
    const value = values[row] ?? null;
    const some = value !== null && value !== 0 && value !== "" && value !== "0";
    totals.set(key, { name: manager.trim(), some: some || (totals.get(key)?.some ?? false) });
  });
  for (const { name, some } of totals.values()) {
    if (some) continue;
    const fix = { span, text: `${context.source(span)} else evenly` };
    context.say("KPI501", only.value.span, { manager: name, column }, { fix });
    return;
  }
}

/** A buffer on every step compounds: three times 5 % is 15.76 %. */
function adviseCompounding(context: Context, clauses: readonly CascadeClause[]): void {
  const clause = clauses.find((c) => c.kind === "overAssign" && c.below === null);
  if (clause?.kind !== "overAssign" || !context.people) return;
  const levels = context.people.reportsTo.length + (context.people.top === null ? 0 : 1);
  if (levels < 2) return;
  const percent = (x: number) => `${Math.round(x * 1e4) / 100} %`;
  const share = clause.share.value;
  const top = context.people.top;
  const write = top === null ? "" : `${context.source(clause.span)} below "${top}"`;
  const params = {
    share: percent(share),
    levels,
    total: percent((1 + share) ** levels - 1),
    write,
  };
  context.say(
    "KPI600",
    clause.span,
    params,
    write === "" ? {} : { fix: { span: clause.span, text: write } },
  );
}
