import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { Grain, TimeStep, Window } from "../../dsl/ir/ir.ts";

/** The days a figure looks at, half-open, and the last day it may know: already cut at the as-of day. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
  /** The period reached by the steps: where its org and its goals are taken. */
  readonly period: Period;
}

const UNITS: Readonly<Record<"year" | "quarter" | "month", Grain>> = {
  year: "year",
  quarter: "quarter",
  month: "month",
};

/**
 * Applies a window's steps to a period and cuts the result at the as-of day. Steps in time are taken left to
 * right; the last of `ytd` and `trailing` then says how far before the period reached it starts, so that
 * `ytd(x last year)` is `ytd(x) last year`.
 */
export function rangeOf(calendar: Calendar, window: Window, period: Period, asOf: Day): DayRange {
  let at = period;
  let widened: TimeStep | null = null;
  for (const step of window.steps) {
    at = moved(calendar, step, at);
    if (step.op === "toDate" || step.op === "trailing") widened = step;
    if (step.op === "fixed") widened = null;
  }
  const start = widened === null ? at.start : startOf(calendar, widened, at);
  return { start, end: Math.min(at.end, asOf + 1), period: at };
}

function moved(calendar: Calendar, step: TimeStep, at: Period): Period {
  switch (step.op) {
    case "lastYear":
      return calendar.lastYear(at);
    case "lastPeriod":
      return calendar.shift(at, -1);
    case "fixed":
      return calendar.parse(step.period) ?? at;
    case "toDate":
    case "trailing":
      return at;
  }
}

function startOf(calendar: Calendar, step: TimeStep, at: Period): Day {
  if (step.op === "toDate") return calendar.periodOf(at.end - 1, UNITS[step.of]).start;
  if (step.op !== "trailing") return at.start;
  const last = calendar.periodOf(at.end - 1, step.grain);
  return calendar.shift(last, 1 - step.n).start;
}
