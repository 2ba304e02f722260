/** One person's goals of a KPI over a year: the year, its parts, theirs inside, in columns. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Grain } from "../../../dsl/ir/ir.ts";
import { UserError } from "../../model/user-error.ts";
import type { GoalPeriodsAsk, GoalPeriodsView } from "../contract-goals.ts";
import type { Engine } from "../engine.ts";
import { blank, heldBy, kpiOf, periodOf } from "./tree-view.ts";

const NESTED = ["half", "quarter", "month", "week"] as const;

/** Throws a `UserError` where no KPI, person or period is called so. */
export function goalPeriods(engine: Engine, ask: GoalPeriodsAsk): GoalPeriodsView {
  const { model, calendar, goals, program, say } = engine;
  const kpi = kpiOf(engine, ask.kpi);
  const node = model.org.nodeOf(ask.who);
  if (node === null) throw new UserError(say.goals.nobody(ask.who), "who", say.calls.checkRules);
  const year = calendar.periodOf(periodOf(engine, ask.period).end - 1, "year");
  const { track, weeks } = program.calendar;
  // In a calendar of months weeks lie across them: they are no parts, and are asked for one by one.
  const isPart = (grain: Grain) => track.includes(grain) && (grain !== "week" || weeks !== null);
  const grains = NESTED.filter(isPart);
  const within = (period: Period, level: number): { period: Period; level: number }[] => {
    const grain = grains[level];
    const parts = grain === undefined ? [] : calendar.parts(period, grain);
    return [{ period, level }, ...parts.flatMap((part) => within(part, level + 1))];
  };
  const rows = within(year, 0);
  const found = rows.map(({ period }) => goals.goal(kpi.id, node, period));
  return {
    asOf: isoOf(model.asOf),
    kpi: kpi.name,
    label: kpi.label,
    unit: kpi.unit,
    who: ask.who,
    periods: rows.map(({ period }) => period.label),
    level: rows.map(({ level }) => level),
    closed: rows.map(({ period }) => period.end - 1 <= model.asOf),
    goal: found.map(({ goal }) => blank(goal)),
    held: rows.map(({ period }, at) => heldBy(engine, kpi, node, period, found[at]!.held)),
    baseline: rows.map(({ period }) =>
      blank(engine.evaluator.at(kpi.figure, node, calendar.lastYear(period)).value),
    ),
  };
}
