import type { CalendarSpec, Grain } from "../ir/ir.ts";
import type { Period, PeriodRules } from "./calendar.ts";
import { civilOf, type Day, dayOf, isoOf, parseIso, weekdayOf } from "./day.ts";
import {
  halfLabel,
  monthLabel,
  quarterLabel,
  readLabel,
  weekLabel,
  YEAR_PARTS,
  yearLabel,
} from "./labels.ts";

/** A fiscal year of twelve calendar months from any month; halves and quarters count from its start. */
export function monthYears(spec: CalendarSpec): PeriodRules {
  const first = spec.yearStarts;
  // A year that starts in January ends in the same year: both names agree.
  const nameOffset = first > 1 && spec.namedBy === "end" ? 1 : 0;

  /** Months since year 0, so that arithmetic on months is arithmetic on one number. */
  const monthStart = (index: number): Day => dayOf(Math.floor(index / 12), (index % 12) + 1, 1);
  const yearStart = (name: number): number => (name - nameOffset) * 12 + first - 1;

  const span = (grain: Grain, from: number, months: number, label: string): Period => ({
    grain,
    start: monthStart(from),
    end: monthStart(from + months),
    label,
  });

  const named = (name: number, grain: Grain, part: number): Period => {
    const from = yearStart(name);
    if (grain === "year") return span("year", from, 12, yearLabel(name));
    if (grain === "half") return span("half", from + (part - 1) * 6, 6, halfLabel(name, part));
    return span("quarter", from + (part - 1) * 3, 3, quarterLabel(name, part));
  };

  const periodOf = (day: Day, grain: Grain): Period => {
    if (grain === "day") return { grain, start: day, end: day + 1, label: isoOf(day) };
    if (grain === "week") return isoWeek(day);
    const { year, month } = civilOf(day);
    const index = year * 12 + month - 1;
    if (grain === "month") return span("month", index, 1, monthLabel(year, month));
    const name = Math.floor((index - first + 1) / 12) + nameOffset;
    const into = index - yearStart(name);
    const part = grain === "half" ? Math.floor(into / 6) + 1 : Math.floor(into / 3) + 1;
    return named(name, grain, part);
  };

  const parse = (label: string): Period | null => {
    const day = parseIso(label);
    if (day !== null) return periodOf(day, "day");
    const read = readLabel(label);
    if (!read) return null;
    const { year, letter, n } = read;
    if (letter === "") return named(year, "year", 1);
    if (letter === "H" || letter === "Q") {
      const { grain, count } = YEAR_PARTS[letter];
      return n >= 1 && n <= count ? named(year, grain, n) : null;
    }
    if (letter === "M") return n >= 1 && n <= 12 ? periodOf(dayOf(year, n, 1), "month") : null;
    return letter === "W" ? weekNamed(label, year, n) : null;
  };

  return { periodOf, parse, lastYear: (period) => yearBefore(period, periodOf, parse) };
}

/** ISO 8601: the week belongs to the year that holds its Thursday. */
function isoWeek(day: Day): Period {
  const start = day - weekdayOf(day) + 1;
  const { year } = civilOf(start + 3);
  const first = dayOf(year, 1, 4);
  const week = Math.floor((start - (first - weekdayOf(first) + 1)) / 7) + 1;
  return { grain: "week", start, end: start + 7, label: weekLabel(year, week) };
}

function weekNamed(label: string, year: number, n: number): Period | null {
  const week = isoWeek(dayOf(year, 1, 4) + (n - 1) * 7);
  return week.label === label ? week : null;
}

function yearBefore(
  period: Period,
  periodOf: (day: Day, grain: Grain) => Period,
  parse: (label: string) => Period | null,
): Period {
  if (period.grain === "week") {
    const { year, n } = readLabel(period.label)!;
    return parse(weekLabel(year - 1, n)) ?? periodOf(period.start - 364, "week");
  }
  const { year, month, day } = civilOf(period.start);
  // 29 February has no day a year before: 28 February.
  const start = month === 2 && day === 29 ? dayOf(year - 1, 2, 28) : dayOf(year - 1, month, day);
  return periodOf(start, period.grain);
}
