/** A9: the part of each month that a person owes for, by days in the org and ramp. */
import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import { civilOf, type Day } from "../../dsl/calendar/day.ts";

export interface Month {
  readonly start: Day;
  readonly end: Day;
}

export interface Ramp {
  /** Percentages of the units from the start on; after the list 1. */
  readonly shares: readonly number[];
  /** First days of the units, and the day after the last: one more than there are shares. */
  readonly starts: readonly Day[];
  readonly from: Day;
}

/** Working days in `[start, end)`. */
type Days = (start: Day, end: Day) => number;

export interface FactorInput {
  readonly months: readonly Month[];
  /** First day, and the day after the last. */
  readonly from: Day;
  readonly to: Day;
  readonly ramp: Ramp | null;
  readonly days: Days;
}

/**
 * A ramp in the calendar's own units (of a `weeks` calendar its periods for months) from the one that holds
 * the start on; from the next where the start comes late in its unit.
 */
export function rampFrom(
  calendar: Calendar,
  grain: Period["grain"],
  from: Day,
  shares: readonly number[],
): Ramp {
  const own = calendar.periodOf(from, grain);
  let unit = isLate(calendar, own, from) ? calendar.shift(own, 1) : own;
  const starts = [unit.start];
  for (let i = 0; i < shares.length; i += 1) {
    unit = calendar.shift(unit, 1);
    starts.push(unit.start);
  }
  return { shares, starts, from };
}

/** After the 15th of a calendar month, after the middle of anything else; a day has no middle. */
function isLate({ spec }: Calendar, { grain, start, end }: Period, day: Day): boolean {
  if (grain === "day") return false;
  if (grain === "week" || spec.weeks) return day - start + 1 > (end - start) / 2;
  const at = civilOf(day);
  if (grain === "month") return at.day > 15;
  const [first, after] = [monthIndex(start), monthIndex(end)];
  return monthIndex(day) - first + (at.day - 1) / 31 >= (after - first) / 2;
}

const monthIndex = (day: Day): number => {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
};

/**
 * A factor for each month. The days of the ramp's own start don't count again; days before it owe nothing.
 */
export function factors({ months, from, to, ramp, days }: FactorInput): number[] {
  return months.map((month) => {
    const { start, end } = month;
    if (end <= from) return 0;
    const whole = days(start, end);
    // A later place of somebody who moves while ramping counts from its own first day.
    const begins = ramp !== null && from <= ramp.from ? start : Math.max(from, start);
    const present = whole === 0 ? 0 : days(begins, Math.max(begins, Math.min(to, end))) / whole;
    return ramp === null ? present : present * rampShare(ramp, month, days);
  });
}

/** The ramp's percentage of a month; where its units are shorter than that, their mean by working days. */
function rampShare(ramp: Ramp, { start, end }: Month, days: Days): number {
  const next = ramp.starts.findIndex((day) => day > start);
  const own = next < 0 ? 1 : next === 0 ? 0 : ramp.shares[next - 1]!;
  const until = next < 0 ? end : ramp.starts[next]!;
  if (until >= end) return own;
  const [before, after] = [days(start, until), days(until, end)];
  if (before + after === 0) return own;
  return (own * before + rampShare(ramp, { start: until, end }, days) * after) / (before + after);
}

/** Whether a ramp keeps a month below its full goal. */
export const isRamping = (ramp: Ramp, month: Month): boolean =>
  month.end > ramp.from && rampShare(ramp, month, (start, end) => end - start) < 1;
