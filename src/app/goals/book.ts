/** Every goal of a run: what is said, what a cascade hands down, what follows from longer and shorter ones. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import type { Grain, Kpi, KpiId, Program } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import { Memo } from "../memo.ts";
import type { CascadeBook } from "./cascades.ts";
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
/** Coarse to fine. */
export const GRAINS: readonly Grain[] = ["year", "half", "quarter", "month", "week", "day"];

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
  const memo = new Memo<GoalValue>(org.nodes.length);
  const busy = new Set<string>();

  const goal = (kpi: KpiId, node: number, period: Period): GoalValue => {
    const known = memo.peek(kpi, node, period);
    if (known) return known;
    const key = `${kpi} ${node} ${period.grain}${period.start}`;
    if (busy.has(key)) return NONE;
    busy.add(key);
    try {
      const rule = program.kpis[kpi]!;
      return memo.get(kpi, node, period, () =>
        resets.of(kpi, node).length === 0
          ? find(rule, node, period)
          : resets.applied(rule, node, period, (at) => find(rule, node, at)),
      );
    } finally {
      busy.delete(key);
    }
  };

  const find = (kpi: Kpi, node: number, period: Period): GoalValue => {
    if (org.positionOn(node, period.end - 1) < 0 && !org.existsIn(node, period.start, period.end))
      return NONE;
    // What is owed at one level is owed nowhere else; below people only what is said or carried on there.
    if (kpi.level.of !== "people" && !isAtLevel(kpi.level, node, lastDay(node, period), input.who))
      return NONE;
    const cascaded =
      cascades.over(kpi.id, period)?.goal(node, period) ??
      rates.over(kpi.id, period)?.goals.get(node);
    if (cascaded) return { ...cascaded, from: "cascade" };
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

  /** The node's own longer goal gives its part, evenly by months; of a rate or stock every part owes the same. */
  const longer = (kpi: Kpi, node: number, period: Period): GoalValue | null => {
    const at = GRAINS.indexOf(period.grain);
    for (let g = at - 1; g >= 0; g -= 1) {
      const grain = GRAINS[g]!;
      if (grain === "half" && !said.grainsOf(kpi.id).includes("half")) continue;
      const whole = calendar.periodOf(period.end - 1, grain);
      const own = said.find(kpi.id, node, whole);
      if (!own) continue;
      const part = kpi.nature.of === "additive" ? partOf(calendar, period, whole) : 1;
      return { goal: own.value * part, base: own.value * part, held: false, from: "longer" };
    }
    return null;
  };

  /** The node's shorter goals together, the coarsest first. */
  const shorter = (kpi: Kpi, node: number, period: Period): GoalValue | null => {
    const at = GRAINS.indexOf(period.grain);
    for (const grain of GRAINS.slice(at + 1)) {
      if (!said.grainsOf(kpi.id).includes(grain)) continue;
      const parts = calendar
        .parts(period, grain)
        .map((part) => ({ part, said: said.find(kpi.id, node, part) }));
      const values = parts.filter((p) => p.said !== null);
      if (values.length === 0) continue;
      const goals = values.map((p) => p.said!.value);
      // A stock of a longer period is that of its last day.
      const last = goals[goals.length - 1]!;
      const total =
        kpi.nature.of === "additive"
          ? sum(goals)
          : kpi.nature.of === "stock"
            ? last
            : weighted(
                kpi,
                goals,
                values.map((p) => [node, p.part] as const),
              );
      return { goal: total, base: total, held: false, from: "shorter" };
    }
    return null;
  };

  /** The reports' goals together; of a ratio the mean by denominator. */
  const ofReports = (kpi: Kpi, node: number, period: Period): GoalValue | null => {
    const day = period.end - 1;
    const reports = [...org.reportsOn(node, day), ...org.itemsOn(node, day)];
    const found = reports
      .map((r) => ({ r, goal: goal(kpi.id, r, period) }))
      .filter(({ goal: g }) => !Number.isNaN(g.goal));
    if (found.length === 0 || kpi.nature.of === "other") return null;
    const goals = found.map(({ goal: g }) => g.goal);
    const total =
      kpi.nature.of === "ratio"
        ? weighted(
            kpi,
            goals,
            found.map(({ r }) => [r, period] as const),
          )
        : sum(goals);
    return { goal: total, base: total, held: false, from: "reports" };
  };

  /** Weighted by the denominators of a year earlier, which are known; evenly where there are none. */
  const weighted = (
    kpi: Kpi,
    goals: readonly number[],
    at: readonly (readonly [number, Period])[],
  ): number => {
    const { nature } = kpi;
    if (nature.of !== "ratio") return sum(goals) / goals.length;
    const evaluator = input.evaluator();
    const weights = at.map(([node, period]) => {
      const value = evaluator.at(nature.denominator, node, calendar.lastYear(period)).value;
      return value > 0 ? value : 0;
    });
    const total = sum(weights);
    if (total === 0) return sum(goals) / goals.length;
    return sum(goals.map((g, i) => (g * weights[i]!) / total));
  };

  return { goal, plain: (kpi, node, period) => find(program.kpis[kpi]!, node, period) };
}

/** What part of a longer goal falls on a shorter period: by months, of weeks and days by working days. */
export function partOf(calendar: Calendar, part: Period, whole: Period): number {
  if (part.grain === "day" || part.grain === "week") {
    return (
      calendar.workdays(part.start, part.end) /
      Math.max(1, calendar.workdays(whole.start, whole.end))
    );
  }
  return calendar.parts(part, "month").length / calendar.parts(whole, "month").length;
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
