/** Every goal of a run: what is said, what a cascade hands down, what follows from longer and shorter ones. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Kpi, KpiId, Program } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import { Memo } from "../memo.ts";
import type { CascadeBook } from "./cascades.ts";
import {
  howOfReports,
  longerGoal,
  meanWeights,
  reportsOf,
  shorterGoals,
  type Together,
} from "./follows.ts";
import type { RateBook } from "./rates.ts";
import type { ResetBook } from "./resets.ts";
import type { SaidGoals } from "./said.ts";
import { isAtLevel, type WhoInput } from "./who.ts";

/** A goal in the KPI's unit; NaN: none. */
export interface GoalValue {
  readonly goal: number;
  readonly base: number;
  readonly held: boolean;
  readonly from: GoalOrigin;
}
export type GoalOrigin =
  | "none"
  | "said"
  | "cascade"
  | "longer"
  | "shorter"
  | "reports"
  | "reset"
  | "override";

const NONE: GoalValue = { goal: Number.NaN, base: Number.NaN, held: false, from: "none" };
export interface GoalBook {
  goal(kpi: KpiId, node: number, period: Period): GoalValue;
  /** The goal as the rules say it, before any reset. */
  plain(kpi: KpiId, node: number, period: Period): GoalValue;
}

export interface GoalBookInput {
  readonly program: Program;
  readonly model: Model;
  readonly said: SaidGoals;
  readonly who: WhoInput;
  readonly cascades: CascadeBook;
  readonly rates: RateBook;
  readonly resets: ResetBook;
  readonly evaluator: () => Evaluator;
}

/** Goals are worked out when first asked for; a goal that is being worked out says none to itself. */
export function goalBook(input: GoalBookInput): GoalBook {
  const { program, model, said, cascades, rates, resets } = input;
  const { calendar, org } = model;
  const ground = { calendar, said };
  const memo = new Memo<GoalValue>(org.nodes.length);

  const goal = (kpi: KpiId, node: number, period: Period): GoalValue =>
    memo.once(kpi, node, period, NONE, () => {
      const rule = program.kpis[kpi]!;
      return resets.of(kpi, node).length === 0
        ? find(rule, node, period)
        : resets.applied(rule, node, period, (at) => find(rule, node, at));
    });

  const find = (kpi: Kpi, node: number, period: Period): GoalValue => {
    if (org.positionOn(node, period.end - 1) < 0 && !org.existsIn(node, period.start, period.end))
      return NONE;
    // What is owed at one level is owed nowhere else; below people only what is said or carried on there.
    if (kpi.level.of !== "people" && !isAtLevel(kpi.level, node, lastDay(node, period), input.who))
      return NONE;
    const cascaded =
      cascades.over(kpi.id, period)?.goal(node, period) ??
      rates.over(kpi.id, period)?.goals.get(node);
    if (cascaded) {
      const { goal, base, held } = cascaded;
      return { goal, base, held, from: "cascade" };
    }
    const own = said.find(kpi.id, node, period);
    if (own) return { goal: own.value, base: own.value, held: false, from: "said" };
    return (
      longer(kpi, node, period) ??
      shorter(kpi, node, period) ??
      ofReports(kpi, node, period) ??
      NONE
    );
  };

  const lastDay = (node: number, period: Period): number =>
    org.positionOn(node, period.end - 1) >= 0
      ? period.end - 1
      : (org
          .positionsOf(node)
          .map((at) => org.positions[at]!.to - 1)
          .filter((day) => day >= period.start && day < period.end)
          .pop() ?? period.end - 1);

  const longer = (kpi: Kpi, node: number, period: Period): GoalValue | null => {
    const found = longerGoal(ground, kpi, node, period);
    if (!found) return null;
    const goal = said.find(kpi.id, node, found.whole)!.value * found.share;
    return { goal, base: goal, held: false, from: "longer" };
  };

  const shorter = (kpi: Kpi, node: number, period: Period): GoalValue | null => {
    const found = shorterGoals(ground, kpi, node, period);
    if (!found) return null;
    const goals = found.parts.map((part) => said.find(kpi.id, node, part)!.value);
    const total = together(
      kpi,
      found.how,
      goals,
      found.parts.map((part) => [node, part]),
    );
    return { goal: total, base: total, held: false, from: "shorter" };
  };

  const ofReports = (kpi: Kpi, node: number, period: Period): GoalValue | null => {
    const found = reportsOf(org, node, period)
      .map((r) => ({ r, goal: goal(kpi.id, r, period).goal }))
      .filter((one) => !Number.isNaN(one.goal));
    if (found.length === 0 || kpi.nature.of === "other") return null;
    const total = together(
      kpi,
      howOfReports(kpi),
      found.map((one) => one.goal),
      found.map(({ r }) => [r, period]),
    );
    return { goal: total, base: total, held: false, from: "reports" };
  };

  const together = (
    kpi: Kpi,
    how: Together,
    goals: readonly number[],
    at: readonly (readonly [node: number, period: Period])[],
  ): number => {
    if (how === "sum") return sum(goals);
    if (how === "last") return goals[goals.length - 1]!;
    const weights = meanWeights(input.evaluator(), calendar, kpi, at);
    return sum(goals.map((g, i) => g * weights[i]!));
  };

  return { goal, plain: (kpi, node, period) => find(program.kpis[kpi]!, node, period) };
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
