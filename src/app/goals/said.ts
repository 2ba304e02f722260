import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import type { Goal, Grain, KpiId } from "../../../dsl/ir/ir.ts";
import { isAmong, rankOf, type WhoInput } from "./who.ts";

/** A goal that a statement says for one node and one period. */
export interface Said {
  readonly goal: Goal;
  readonly rank: number;
  /** In the KPI's unit, as worked out: not rounded. */
  readonly value: number;
}

/** Two statements of one rank for the same node and period. */
export interface Conflict {
  readonly first: Goal;
  readonly second: Goal;
  readonly node: number;
  readonly period: Period;
}

export interface SaidGoals {
  /** The most particular statement's goal, or null where none says one (or its value is blank). */
  find(kpi: KpiId, node: number, period: Period): Said | null;
  /** Statements that speak of the node in the period, the most particular first, whatever their values. */
  candidates(kpi: KpiId, node: number, period: Period): readonly Goal[];
  /** Grains in which statements speak of a KPI in a fiscal year: a fixed period's own, or `each`'s. */
  grainsOf(kpi: KpiId): readonly Grain[];
  /** Whether a statement speaks of the KPI in any part of the period. */
  speaksOf(kpi: KpiId, period: Period): boolean;
  readonly conflicts: readonly Conflict[];
}

export interface SaidInput {
  readonly goals: readonly Goal[];
  readonly calendar: Calendar;
  readonly who: WhoInput;
  /** The value of a goal statement for a node and period; NaN is blank. */
  readonly value: (goal: Goal, node: number, period: Period) => number;
}

/** Finds which statement says a node's goal: the most particular one wins, a tie is a conflict. */
export function saidGoals(input: SaidInput): SaidGoals {
  const { calendar, who } = input;
  const byKpi = new Map<KpiId, { goal: Goal; fixed: Period | null; rank: number }[]>();
  for (const goal of input.goals) {
    const list = byKpi.get(goal.kpi) ?? [];
    const fixed = goal.period.of === "fixed" ? calendar.parse(goal.period.period) : null;
    list.push({ goal, fixed, rank: rankOf(goal.who, goal.where, goal.value.of === "table") });
    byKpi.set(goal.kpi, list);
  }
  for (const list of byKpi.values()) list.sort((a, b) => a.rank - b.rank);
  const conflicts = new Map<string, Conflict>();

  const covers = (entry: { goal: Goal; fixed: Period | null }, period: Period) =>
    entry.goal.period.of === "each"
      ? entry.goal.period.grain === period.grain
      : entry.fixed?.grain === period.grain && entry.fixed.start === period.start;

  const find = (kpi: KpiId, node: number, period: Period): Said | null => {
    let found: Said | null = null;
    for (const entry of byKpi.get(kpi) ?? []) {
      if (found && entry.rank > found.rank) break;
      if (!covers(entry, period)) continue;
      if (!isAmong(entry.goal.who, entry.goal.where, node, period, who)) continue;
      const value = input.value(entry.goal, node, period);
      if (Number.isNaN(value)) continue;
      if (found) {
        const key = `${found.goal.span.start} ${entry.goal.span.start}`;
        if (!conflicts.has(key)) {
          conflicts.set(key, { first: found.goal, second: entry.goal, node, period });
        }
        continue;
      }
      found = { goal: entry.goal, rank: entry.rank, value };
    }
    return found;
  };

  return {
    find,
    candidates: (kpi, node, period) =>
      (byKpi.get(kpi) ?? [])
        .filter(
          (entry) =>
            covers(entry, period) && isAmong(entry.goal.who, entry.goal.where, node, period, who),
        )
        .map(({ goal }) => goal),
    grainsOf: (kpi) => {
      const grains = new Set<Grain>();
      for (const { goal, fixed } of byKpi.get(kpi) ?? []) {
        if (goal.period.of === "each") grains.add(goal.period.grain);
        else if (fixed) grains.add(fixed.grain);
      }
      return [...grains];
    },
    speaksOf: (kpi, period) =>
      (byKpi.get(kpi) ?? []).some(({ goal, fixed }) =>
        goal.period.of === "each"
          ? true
          : !!fixed && fixed.start < period.end && fixed.end > period.start,
      ),
    get conflicts() {
      return [...conflicts.values()];
    },
  };
}
