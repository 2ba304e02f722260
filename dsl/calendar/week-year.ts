import type { Grain, WeeksSpec } from "../ir/ir.ts";
import type { Period, PeriodRules } from "./calendar.ts";
import { civilOf, type Day, dayOf, daysInMonth, isoOf, parseIso, weekdayOf } from "./day.ts";
import {
  halfLabel,
  quarterLabel,
  readLabel,
  weekLabel,
  weekPeriodLabel,
  YEAR_PARTS,
  yearLabel,
} from "./labels.ts";

/**
 * Retail years of 52 or 53 whole weeks (4-4-5 and its like). A year ends on the last given weekday of a
 * month, or on the one nearest to the month's last day; a 53rd week belongs to the last period.
 * Source: the National Retail Federation's 4-5-4 calendar; IRS publication 538, "52-53-week tax year".
 */
export function weekYears(spec: WeeksSpec, namedBy: "start" | "end"): PeriodRules {
  const pattern = spec.pattern.split("-").map(Number);
  const weeksBefore: number[] = [0];
  for (let p = 0; p < 12; p += 1) weeksBefore.push(weeksBefore[p]! + pattern[p % 3]!);

  /** The day after the year that ends in (or near the end of) `spec.month` of a calendar year. */
  const endIn = (year: number): Day => {
    const last = dayOf(year, spec.month, daysInMonth(year, spec.month));
    const back = (weekdayOf(last) - spec.weekday + 7) % 7;
    const ends = spec.ending === "nearest" && back > 3 ? last - back + 7 : last - back;
    return ends + 1;
  };

  // A year that ends near 31 December nominally starts on 1 January: both names agree. Going by the
  // actual first day would give two years one name where that day slips over New Year.
  const nameOffset = namedBy === "start" && spec.month !== 12 ? 1 : 0;
  const nameOf = (ending: number): number => ending - nameOffset;
  const endingOf = (name: number): number => name + nameOffset;
  const endingWith = (day: Day): number => {
    let ending = civilOf(day).year - 1;
    while (endIn(ending) <= day) ending += 1;
    return ending;
  };

  const make = (ending: number, grain: Grain, fromWeek: number, toWeek: number, label: string) => {
    const start = endIn(ending - 1);
    const end = toWeek >= 52 ? endIn(ending) : start + toWeek * 7;
    return { grain, start: start + fromWeek * 7, end, label };
  };

  const part = (ending: number, grain: Grain, n: number): Period => {
    const name = nameOf(ending);
    if (grain === "year") return make(ending, "year", 0, 52, yearLabel(name));
    if (grain === "half") return make(ending, "half", (n - 1) * 26, n * 26, halfLabel(name, n));
    if (grain === "quarter") {
      return make(ending, "quarter", (n - 1) * 13, n * 13, quarterLabel(name, n));
    }
    const [from, to] = [weeksBefore[n - 1]!, weeksBefore[n]!];
    return make(ending, "month", from, to, weekPeriodLabel(name, n));
  };

  const week = (ending: number, n: number): Period => {
    const start = endIn(ending - 1) + (n - 1) * 7;
    return { grain: "week", start, end: start + 7, label: weekLabel(nameOf(ending), n) };
  };

  const periodOf = (day: Day, grain: Grain): Period => {
    if (grain === "day") return { grain, start: day, end: day + 1, label: isoOf(day) };
    const ending = endingWith(day);
    const weekNo = Math.floor((day - endIn(ending - 1)) / 7);
    if (grain === "week") return week(ending, weekNo + 1);
    const within = Math.min(weekNo, 51);
    if (grain === "year") return part(ending, grain, 1);
    if (grain === "half") return part(ending, grain, Math.floor(within / 26) + 1);
    if (grain === "quarter") return part(ending, grain, Math.floor(within / 13) + 1);
    let p = 1;
    while (weeksBefore[p]! <= within) p += 1;
    return part(ending, "month", p);
  };

  const parse = (label: string): Period | null => {
    const day = parseIso(label);
    if (day !== null) return periodOf(day, "day");
    const read = readLabel(label);
    if (!read) return null;
    const { year, letter, n } = read;
    const ending = endingOf(year);
    if (letter === "") return part(ending, "year", 1);
    if (letter === "H" || letter === "Q" || letter === "P") {
      const { grain, count } = YEAR_PARTS[letter];
      return n >= 1 && n <= count ? part(ending, grain, n) : null;
    }
    if (letter !== "W" || n < 1) return null;
    const found = week(ending, n);
    return found.end <= endIn(ending) ? found : null;
  };

  const lastYear = (period: Period): Period => {
    if (period.grain === "day") return periodOf(period.start - 364, "day");
    const read = readLabel(period.label)!;
    const letter = read.letter === "" ? "" : `-${read.letter}`;
    const digits = read.letter === "P" || read.letter === "W" ? 2 : 1;
    const n = letter === "" ? "" : String(read.n).padStart(digits, "0");
    return parse(`${read.year - 1}${letter}${n}`) ?? periodOf(period.start - 364, period.grain);
  };

  return { periodOf, parse, lastYear };
}
