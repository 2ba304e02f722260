import type { CalendarSpec, Grain } from "../ir/ir.ts";
import { type Day, weekdayOf } from "./day.ts";
import { monthYears } from "./month-year.ts";
import { weekYears } from "./week-year.ts";

/** Half-open `[start, end)` on calendar days; `label` is how the language writes it (`2017`, `2017-Q1`, `2017-03`). */
export interface Period {
  readonly grain: Grain;
  readonly start: Day;
  readonly end: Day;
  readonly label: string;
}

/** Calendar arithmetic of one rule book. The only place that knows when a fiscal period starts. */
export interface Calendar {
  readonly spec: CalendarSpec;
  periodOf(day: Day, grain: Grain): Period;
  /** A label of the language, or null where the calendar has no such period. A ten-character date is a period of grain `day`. */
  parse(label: string): Period | null;
  /** The period `by` places later (negative: earlier) of the same grain. */
  shift(period: Period, by: number): Period;
  /** The same period of the year before; a 53rd week takes the week 52 weeks earlier. */
  lastYear(period: Period): Period;
  /** The parts of a period at a finer grain, in order. Parts that only overlap (weeks of a month) are those that start inside. */
  parts(period: Period, grain: Grain): readonly Period[];
  /** Periods of a grain from the one that holds `from` to the one that holds `to`, both included. */
  between(from: Day, to: Day, grain: Grain): readonly Period[];
  /** Working days in `[start, end)`: the work week less holidays; all days where the calendar says none. */
  workdays(start: Day, end: Day): number;
  /** Holidays that fall on days of the work week, in time order, each once. */
  readonly holidays: readonly Day[];
}

export interface CalendarInput {
  readonly spec: CalendarSpec;
  readonly holidays: readonly Day[];
}

/**
 * The periods of one kind of calendar: of months, or of weeks (4-4-5 and its like). `parse` takes a label
 * in upper case.
 */
export interface PeriodRules {
  periodOf(day: Day, grain: Grain): Period;
  parse(label: string): Period | null;
  lastYear(period: Period): Period;
}

/** A calendar for a checked spec; holidays are calendar days, in any order. */
export function makeCalendar({ spec, holidays }: CalendarInput): Calendar {
  const rules = spec.weeks ? weekYears(spec.weeks, spec.namedBy) : monthYears(spec);
  const memo = new Map<Grain, Map<Day, Period>>();

  const periodOf = (day: Day, grain: Grain): Period => {
    let known = memo.get(grain);
    if (!known) {
      known = new Map();
      memo.set(grain, known);
    }
    let period = known.get(day);
    if (!period) {
      const made = rules.periodOf(day, grain);
      period = known.get(made.start) ?? made;
      known.set(made.start, period);
      known.set(day, period);
    }
    return period;
  };

  const shift = (period: Period, by: number): Period => {
    let at = period;
    for (let i = 0; i < by; i += 1) at = periodOf(at.end, at.grain);
    for (let i = 0; i > by; i -= 1) at = periodOf(at.start - 1, at.grain);
    return at;
  };

  const between = (from: Day, to: Day, grain: Grain): Period[] => {
    const periods: Period[] = [];
    for (let at = periodOf(from, grain); at.start <= to; at = periodOf(at.end, grain)) {
      periods.push(at);
    }
    return periods;
  };

  /** Equal periods are one object, so that they can be keys. */
  const same = (period: Period): Period => periodOf(period.start, period.grain);
  const yearBefore = new Map<Period, Period>();
  const lastYear = (period: Period): Period => {
    const own = same(period);
    const known = yearBefore.get(own) ?? same(rules.lastYear(own));
    yearBefore.set(own, known);
    return known;
  };

  const off = holidaysOff(spec, holidays);
  return {
    spec,
    holidays: off,
    periodOf,
    shift,
    between,
    parse: (label) => {
      const period = rules.parse(label.trim().toUpperCase());
      return period && same(period);
    },
    lastYear,
    parts: (period, grain) =>
      between(period.start, period.end - 1, grain).filter((part) => part.start >= period.start),
    workdays: workdayCounter(spec, off),
  };
}

const holidaysOff = ({ workWeek }: CalendarSpec, holidays: readonly Day[]): Day[] =>
  [...new Set(holidays)].filter((day) => isWorking(weekdayOf(day), workWeek)).sort((a, b) => a - b);

/** Counts working days by arithmetic on weeks; `off`, which fall on working days, are taken off. */
function workdayCounter({ workWeek }: CalendarSpec, off: readonly Day[]) {
  if (!workWeek && off.length === 0) return (start: Day, end: Day) => Math.max(0, end - start);
  const working = Array.from({ length: 7 }, (_, i) => isWorking(i + 1, workWeek));
  const perWeek = working.filter(Boolean).length;
  return (start: Day, end: Day) => {
    if (end <= start) return 0;
    const weeks = Math.floor((end - start) / 7);
    let count = weeks * perWeek;
    for (let day = start + weeks * 7; day < end; day += 1) {
      if (working[weekdayOf(day) - 1]) count += 1;
    }
    return count - off.filter((day) => day >= start && day < end).length;
  };
}

/** A work week may wrap (Sunday to Thursday). */
const isWorking = (weekday: number, week: CalendarSpec["workWeek"]): boolean =>
  week === null ||
  (week.from <= week.to
    ? weekday >= week.from && weekday <= week.to
    : weekday >= week.from || weekday <= week.to);
