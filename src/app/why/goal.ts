/** Why a goal is what it is: what says it, what it is a part or a sum of, and what changed it since. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Kpi, KpiId } from "../../../dsl/ir/ir.ts";
import type { Explanation, Making } from "../../explain/explanation.ts";
import type { GoalValue } from "../goals/book.ts";
import {
  howOfReports,
  longerGoal,
  meanWeights,
  reportsOf,
  shorterGoals,
  type Together,
} from "../goals/follows.ts";
import type { Change } from "../goals/resets.ts";
import { type Asking, explained, keyOf, type Layer, once } from "./asking.ts";
import { assumedOf } from "./assumed.ts";
import { cascadeMaking } from "./cascade.ts";
import { rateMaking } from "./rate.ts";

/** Explains a goal as assigned, or without the buffers of the steps above. */
export const explainGoal = (
  asking: Asking,
  kpi: KpiId,
  node: number,
  period: Period,
  layer: Layer = "assigned",
): Explanation =>
  once(asking, keyOf(layer, kpi, node, period), () => {
    const goal: Goal = { asking, kpi: asking.engine.program.kpis[kpi]!, node, layer };
    const value = ofLayer(asking.engine.goals.goal(kpi, node, period), layer);
    const changes = asking.engine.resets.of(kpi, node);
    return { ...after(goal, changes, changes.length, period), value };
  });

interface Goal {
  readonly asking: Asking;
  readonly kpi: Kpi;
  readonly node: number;
  readonly layer: Layer;
}

const ofLayer = (goal: GoalValue, layer: Layer): number =>
  layer === "base" ? goal.base : goal.goal;

const about = ({ asking, kpi, node, layer }: Goal, period: Period, value: number, made: Making) =>
  explained(asking, node, period, {
    label: asking.engine.say.why.goalOf(kpi.label, layer),
    value,
    unit: kpi.unit,
    line: lineOf(asking, kpi, node, period),
    made,
  });

function lineOf({ engine, lines }: Asking, kpi: Kpi, node: number, period: Period): number {
  const cascade = engine.cascades.over(kpi.id, period)?.cascade;
  const said = engine.said.find(kpi.id, node, period)?.goal;
  const from = said ?? cascade;
  return from ? lines.lineOf(from.span.start) : 0;
}

// ── Resets and overrides ───────────────────────────────────────────────────────────────────────

/** The goal as the first `count` changes leave it. */
function after(goal: Goal, changes: readonly Change[], count: number, at: Period): Explanation {
  const change = changes[count - 1];
  if (!change) return plain(goal, at);
  const before = after(goal, changes, count - 1, at);
  const span = goal.asking.engine.calendar.parse(change.period);
  if (!span) return before;
  if (goal.layer === "base") return baseAfter(goal, changes, count, at, before);
  const whole = () => after(goal, changes, count - 1, span);
  const how = howOf(goal.kpi, change, span, at, whole);
  if (!how) return before;
  return about(goal, at, changedTo(how, change.to, before.value), {
    of: "changed",
    by: change.by,
    on: change.on,
    because: change.because,
    period: change.period,
    to: change.to,
    edit: change.edit ?? null,
    before,
    how,
  });
}

type How = Extract<Making, { of: "changed" }>["how"];

function howOf(
  kpi: Kpi,
  change: Change,
  span: Period,
  at: Period,
  whole: () => Explanation,
): How | null {
  const isAmount = kpi.nature.of === "additive";
  // An override accepts a goal that is owed; it never makes one.
  if (change.edit !== undefined && Number.isNaN(whole().value)) return null;
  if (at.start === span.start && at.end === span.end) return { kind: "to" };
  if (at.start >= span.start && at.end <= span.end) {
    if (!isAmount) return { kind: "to" };
    const days = (at.end - at.start) / (span.end - span.start);
    return { kind: "part", whole: whole(), days };
  }
  const holds = at.start <= span.start && at.end >= span.end;
  return holds && isAmount ? { kind: "around", whole: whole() } : null;
}

function changedTo(how: How, to: number, before: number): number {
  if (how.kind === "to") return to;
  const { value } = how.whole;
  if (how.kind === "around") return (before || 0) + to - (value || 0);
  return value ? before * (to / value) : to * how.days;
}

/** The base moves with the goal. */
function baseAfter(
  goal: Goal,
  changes: readonly Change[],
  count: number,
  at: Period,
  base: Explanation,
): Explanation {
  const assigned: Goal = { ...goal, layer: "assigned" };
  const was = after(assigned, changes, count - 1, at);
  const is = after(assigned, changes, count, at);
  if (is.made === was.made) return base;
  if (!was.value) return is;
  const factor = about(goal, at, is.value / was.value, {
    of: "formula",
    op: { kind: "arithmetic", sign: "/" },
    parts: [is, was],
  });
  return about(goal, at, base.value * factor.value, {
    of: "formula",
    op: { kind: "arithmetic", sign: "*" },
    parts: [base, factor],
  });
}

// ── What the rules say ─────────────────────────────────────────────────────────────────────────

function plain(goal: Goal, period: Period): Explanation {
  const { asking, kpi, node, layer } = goal;
  const found = asking.engine.goals.plain(kpi.id, node, period);
  return about(goal, period, ofLayer(found, layer), makingOf(goal, period, found));
}

function makingOf(goal: Goal, period: Period, found: GoalValue): Making {
  const { asking, kpi, node, layer } = goal;
  const { because } = asking.engine.say.why;
  switch (found.from) {
    case "none":
      return { of: "blank", because: because.noGoal(asking.engine.nameOf(node)) };
    case "said":
      return saidMaking(goal, period);
    case "cascade":
      return (
        cascadeMaking(asking, kpi, node, period, layer) ??
        rateMaking(asking, kpi, node, period, layer)
      );
    case "longer":
      return longer(goal, period);
    case "shorter":
      return shorter(goal, period);
    case "reports":
      return reports(goal, period);
    case "reset":
    case "override":
      return { of: "blank", because: because.noRule };
  }
}

function saidMaking({ asking, kpi, node }: Goal, period: Period): Making {
  const said = asking.engine.said.find(kpi.id, node, period)!;
  const value = asking.explain.figure(asking, said.goal.value.figure, node, period);
  return { of: "said", value, assumed: assumedOf(asking, said.goal, node, period) };
}

const saidGoal = (goal: Goal, period: Period): Explanation =>
  about(
    goal,
    period,
    goal.asking.engine.said.find(goal.kpi.id, goal.node, period)!.value,
    saidMaking(goal, period),
  );

function longer(goal: Goal, period: Period): Making {
  const { asking, kpi, node } = goal;
  const { whole, share } = longerGoal(asking.engine, kpi, node, period)!;
  return { of: "part", whole: saidGoal(goal, whole), share };
}

function shorter(goal: Goal, period: Period): Making {
  const { asking, kpi, node } = goal;
  const { parts, how } = shorterGoals(asking.engine, kpi, node, period)!;
  const weights = weightsOf(
    goal,
    how,
    parts.map((part) => [node, part]),
  );
  return {
    of: "together",
    what: "shorter goals",
    how,
    parts: parts.map((part, i) => ({ goal: saidGoal(goal, part), weight: weights[i]! })),
  };
}

function reports(goal: Goal, period: Period): Making {
  const { asking, kpi, node } = goal;
  const { goals, model } = asking.engine;
  const owing = reportsOf(model.org, node, period).filter(
    (r) => !Number.isNaN(goals.goal(kpi.id, r, period).goal),
  );
  const how = howOfReports(kpi);
  const weights = weightsOf(
    goal,
    how,
    owing.map((r) => [r, period]),
  );
  return {
    of: "together",
    what: "reports’ goals",
    how,
    parts: owing.map((r, i) => ({
      goal: explainGoal(asking, kpi.id, r, period),
      weight: weights[i]!,
    })),
  };
}

const weightsOf = (
  { asking: { engine }, kpi }: Goal,
  how: Together,
  at: readonly (readonly [node: number, period: Period])[],
): readonly number[] =>
  how === "mean" ? meanWeights(engine.evaluator, engine.calendar, kpi, at) : at.map(() => 1);
