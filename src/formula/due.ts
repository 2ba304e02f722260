/** The part of a goal that is due by the as-of day: of its months, each by its days gone. */
import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import { type PeriodsSheet, partsOfPeriod } from "./periods-sheet.ts";
import { call, type Formula, iff, number, operate, product, sum } from "./text/formula.ts";

export interface DueInput {
  readonly calendar: Calendar;
  readonly days: PeriodsSheet;
  /** The first day on which the person is there. */
  readonly from: Day;
  readonly period: Period;
  /** The parts' shares of the goal, as published. */
  readonly shares: readonly number[];
  /** The own goal's cell, and those of goals and of due parts in the months; null: months have no columns. */
  readonly goal: Formula;
  readonly months: { readonly goals: Formula; readonly dues: Formula } | null;
}

/** Null of somebody who comes after the period. */
export function dueFormula(input: DueInput): Formula | null {
  const { calendar, period, from, days } = input;
  if (from >= period.end) return null;
  const parts = partsOfPeriod(calendar, period);
  const gone = parts.map((part, i): Formula => {
    if (from <= part.start) return days.gone(i);
    return from >= part.end ? number(0) : days.workdays.share(from, part.end);
  });
  if (parts.length === 1) return gone[0]!;
  const owed = input.months
    ? operate(call("SUMPRODUCT", input.months.goals, input.months.dues), "/", input.goal)
    : weighted(input.shares, gone);
  const lengths = parts.map((part) =>
    calendar.workdays(Math.min(part.end, Math.max(part.start, from)), part.end),
  );
  const all = lengths.reduce((total, length) => total + length, 0);
  const byDays = weighted(
    lengths.map((length) => (all === 0 ? 0 : length / all)),
    gone,
  );
  const isOwed = product(
    call("ISNUMBER", input.goal),
    operate(call("N", input.goal), "<>", number(0)),
  );
  return iff(isOwed, owed, byDays);
}

/** Shares of what has gone; those that are alike are added up first. */
function weighted(shares: readonly number[], gone: readonly Formula[]): Formula {
  const byShare = new Map<number, Formula[]>();
  shares.forEach((share, i) => {
    if (share !== 0) byShare.set(share, [...(byShare.get(share) ?? []), gone[i]!]);
  });
  const terms = [...byShare].map(([share, [first, ...more]]) =>
    product(number(share), sum(first!, ...more)),
  );
  return terms.length === 0 ? number(0) : sum(terms[0]!, ...terms.slice(1));
}
