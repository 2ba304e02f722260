/** A9: the part of each month that a person owes for, by days in the org and ramp. */
import { civilOf, type Day } from "../../dsl/calendar/day.ts";

export interface Month {
  readonly start: Day;
  readonly end: Day;
}

export interface Ramp {
  /** Percentages of the months from the start on; after the list 1. */
  readonly shares: readonly number[];
  /** Months that one percentage holds for. */
  readonly months: number;
  readonly from: Day;
}

export interface FactorInput {
  readonly months: readonly Month[];
  /** First day, and the day after the last. */
  readonly from: Day;
  readonly to: Day;
  readonly ramp: Ramp | null;
  /** Working days in `[start, end)`. */
  readonly days: (start: Day, end: Day) => number;
}

/**
 * A factor for each month. The days of the ramp's own start don't count again; months before it
 * owe nothing. A start after the 15th (of longer units: in their second half) ramps from the next.
 */
export function factors({ months, from, to, ramp, days }: FactorInput): number[] {
  const first = ramp ? rampStart(ramp) : 0;
  const until = ramp ? first + ramp.shares.length * ramp.months : 0;
  return months.map(({ start, end }) => {
    if (end <= from) return 0;
    const whole = days(start, end);
    const index = monthIndex(start);
    // A later place of somebody who moves while ramping counts from its own first day.
    const begins = ramp !== null && from <= ramp.from ? start : Math.max(from, start);
    const present = whole === 0 ? 0 : days(begins, Math.max(begins, Math.min(to, end))) / whole;
    if (ramp === null) return present;
    if (index < first) return 0;
    const share = index >= until ? 1 : ramp.shares[Math.floor((index - first) / ramp.months)]!;
    return present * share;
  });
}

const monthIndex = (day: Day): number => {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
};

/** The month in which the ramp begins, or the next where the start comes late in its unit. */
function rampStart({ from, months }: Ramp): number {
  const { month, day } = civilOf(from);
  const index = monthIndex(from);
  if (months === 1) return day > 15 ? index + 1 : index;
  const into = (month - 1) % months;
  const late = into + (day - 1) / 31 >= months / 2;
  return index - into + (late ? months : 0);
}

/** Whether a ramp keeps a month below its full goal. */
export const isRamping = (ramp: Ramp, month: Month): boolean => {
  const at = monthIndex(month.start) - rampStart(ramp);
  if (at < 0) return month.end > ramp.from;
  const share = ramp.shares[Math.floor(at / ramp.months)];
  return share !== undefined && share < 1;
};
