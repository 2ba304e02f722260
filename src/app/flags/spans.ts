/** How long a flag may stand without an action: spans of the rule's own units, counted in the calendar. */
import type { Calendar } from "../../../dsl/calendar/calendar.ts";
import { civilOf, type Day, dayOf, daysInMonth } from "../../../dsl/calendar/day.ts";
import type { Flag, Grain } from "../../../dsl/ir/ir.ts";

type Span = NonNullable<Flag["escalateAfter"]>;

const MONTHS: Readonly<Partial<Record<Grain, number>>> = {
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
};

/**
 * The last day of the `count`th span after a day: whole days and weeks, or months of the calendar, where
 * the last day of a month stays one. A calendar of weeks counts its own periods.
 */
export function spanEnd(calendar: Calendar, span: Span, from: Day, count: number): Day {
  const months = MONTHS[span.grain];
  if (months === undefined) return from + count * span.n * (span.grain === "week" ? 7 : 1);
  const by = count * span.n * months;
  const first = from + 1;
  if (calendar.spec.weeks) {
    const period = calendar.periodOf(first, "month");
    const then = calendar.shift(period, by);
    return then.start + Math.min(first - period.start, then.end - then.start) - 1;
  }
  const { year, month, day } = civilOf(first);
  const at = year * 12 + month - 1 + by;
  const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
  return dayOf(y, m, Math.min(day, daysInMonth(y, m))) - 1;
}

/** How many whole spans have passed between two days. */
export function spansPassed(calendar: Calendar, span: Span, from: Day, to: Day): number {
  let passed = 0;
  while (spanEnd(calendar, span, from, passed + 1) <= to) passed += 1;
  return passed;
}
