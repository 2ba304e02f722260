import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { Grain, Program } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";

/** The days a run reports on: from the first to the last that holds a dated row or a goal. */
export interface Horizon {
  readonly first: Day;
  readonly last: Day;
}

/** A stray date (2071 for 2017) must not make fifty years of empty rows: data outside these years is not reported on. */
const YEARS_BEFORE = 15;
const YEARS_AFTER = 5;
const DAYS_A_YEAR = 366;

/** `first > last` where neither a row nor a goal has a date. */
export function horizonOf(program: Program, model: Model): Horizon {
  const earliest = model.asOf - YEARS_BEFORE * DAYS_A_YEAR;
  const latest = model.asOf + YEARS_AFTER * DAYS_A_YEAR;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const take = (from: Day, to: Day) => {
    if (to < earliest || from > latest) return;
    first = Math.min(first, Math.max(from, earliest));
    last = Math.max(last, Math.min(to, latest));
  };
  if (model.span) take(model.span.first, model.span.last);
  for (const goal of program.goals) {
    if (goal.period.of !== "fixed") continue;
    const period = model.calendar.parse(goal.period.period);
    if (period) take(period.start, period.end - 1);
  }
  return { first, last };
}

/** The periods of a grain inside a horizon, in time order; none where the horizon is empty. */
export const periodsIn = (calendar: Calendar, horizon: Horizon, grain: Grain): readonly Period[] =>
  horizon.first > horizon.last ? [] : calendar.between(horizon.first, horizon.last, grain);
