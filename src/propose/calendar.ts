/** When the year starts: from sheets that are named by a fiscal year, and from plans by the week. */
import { civilOf, type Day, weekdayOf } from "../../dsl/calendar/day.ts";
import { type Guesses, reason } from "./guess.ts";
import type { Reason } from "./proposal.ts";
import type { FoundTable } from "./sheets.ts";
import { says } from "./words.ts";

export interface FoundCalendar {
  /** Clauses below `calendar`. */
  readonly clauses: readonly string[];
  readonly weeks: boolean;
}

export const MONTH_NAMES =
  "January February March April May June July August September October November December".split(
    " ",
  );
const WEEKS = "weeks";
/** A plan of so many weeks is a year's, not a campaign's. */
const LEAST_WEEKS = 26;

export function findCalendar(tables: readonly FoundTable[], guesses: Guesses): FoundCalendar {
  const weeks = weeklyPlan(tables);
  const fiscal = fiscalYear(tables) ?? wholeYears(tables);
  const months = MONTH_NAMES.map((_month, at) => {
    const told = fiscal?.month === at + 1;
    const reasons: Reason[] = told
      ? [reason(fiscal.named ? "fiscal name" : "whole years", fiscal.sheet)]
      : at === 0
        ? [reason("usual")]
        : [];
    return {
      value: String(at + 1),
      label: String(at + 1),
      of: at + 1,
      points: told ? (fiscal.named ? 2 : 1.5) : at === 0 ? 1 : 0,
      reasons,
    };
  });
  const retail = {
    value: WEEKS,
    label: WEEKS,
    of: 0,
    points: weeks ? 3 : 0,
    reasons: weeks ? [reason("weekly dates", weeks.sheet)] : [],
  };
  const start = guesses.pick(
    { id: "calendar.start", part: "calendar", sheet: "", what: "year starts" },
    [...months, retail],
  )!;
  const track = "track quarterly, monthly";
  if (start === 0)
    return {
      weeks: true,
      clauses: [
        `weeks 4-5-4 ending nearest ${weeks?.day ?? "Saturday"} of January`,
        "year named by start",
        track,
      ],
    };
  const named = start === 1 ? [] : ["year named by end"];
  return { weeks: false, clauses: [`year starts ${MONTH_NAMES[start - 1]}`, ...named, track] };
}

/** A table of goals by weeks that all end on one weekday. */
function weeklyPlan(
  tables: readonly FoundTable[],
): { readonly sheet: string; readonly day: string } | null {
  for (const table of tables) {
    if (!table.columns.some(({ header }) => says(header, "target"))) continue;
    for (const { profile } of table.columns) {
      if (profile.holds !== "days") continue;
      const days = [...new Set(profile.days)];
      const weekdays = new Set(days.map(weekdayOf));
      if (weekdays.size === 1 && days.length >= LEAST_WEEKS)
        return { sheet: table.sheet.name, day: WEEKDAYS[[...weekdays][0]! - 1]! };
    }
  }
  return null;
}
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** A sheet named by one fiscal year whose months are that year's, from its first month on. */
function fiscalYear(tables: readonly FoundTable[]): FiscalStart | null {
  for (const table of tables) {
    const { name } = table.sheet;
    if (!/\b(?:FY|GJ) ?\d{2}(?:\d{2})?\b/i.test(name)) continue;
    for (const { profile } of table.columns) {
      if (profile.holds !== "days") continue;
      const months = monthsOf(profile.days);
      if (months.length !== 12) continue;
      return { sheet: name, month: (months[0]! % 12) + 1, named: true };
    }
  }
  return null;
}

/** The longest table, where it begins with one month and ends with the one before, some years later. */
function wholeYears(tables: readonly FoundTable[]): FiscalStart | null {
  const dated = tables
    .map((table) => {
      const spans = table.columns.flatMap(({ profile: { holds, days } }) =>
        holds === "days" ? [{ first: days[0]!, last: days[days.length - 1]! }] : [],
      );
      return { table, spans };
    })
    .filter(({ spans }) => spans.length > 0)
    .sort((a, b) => b.table.rows - a.table.rows)[0];
  if (!dated) return null;
  const first = civilOf(Math.min(...dated.spans.map((span) => span.first)));
  const last = civilOf(Math.max(...dated.spans.map((span) => span.last)) + EDGE);
  const isWhole = first.day <= EDGE && last.day <= EDGE && last.month === first.month;
  return isWhole && last.year > first.year
    ? { sheet: dated.table.sheet.name, month: first.month, named: false }
    : null;
}

interface FiscalStart {
  readonly sheet: string;
  readonly month: number;
  /** Whether a sheet's name says so; else only its days. */
  readonly named: boolean;
}
/** A sheet may begin and end some days within its months. */
const EDGE = 7;

/** Months since year 0 that days fall in, in order. */
const monthsOf = (days: readonly Day[]): readonly number[] => {
  const months = days.map((day) => {
    const { year, month } = civilOf(day);
    return year * 12 + month - 1;
  });
  return [...new Set(months)].sort((a, b) => a - b);
};
