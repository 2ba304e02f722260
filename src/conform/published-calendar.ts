/** Published examples of fiscal calendars, asked as forms of the language. */
import type { Example, Part, Translation } from "./published.ts";

/** The calendars that publishers describe, in the language's words. */
const RETAIL = "weeks 4-5-4 ending nearest Saturday of January\n  year named by start";
const LAST_SATURDAY = "weeks 5-4-4 ending last Saturday of July";
const STITCHFIX = "weeks 4-5-4 ending nearest Saturday of July";
const AUGUST = "year starts August";

const DAY = 86_400_000;
/** A day so many days on, ISO to ISO. */
const on = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const asked = (
  calendar: string,
  ask: string,
  answer: string,
  name: string,
  dates: readonly string[] = [],
): Part => ({
  name,
  about: ask,
  kind: "forms",
  input: {
    sheets: {
      Team: [
        ["Name", "Boss"],
        ["Ann", null],
      ],
      Deals: [["Rep", "Day"], ...dates.map((day) => ["Ann", day])],
    },
    rules: [
      "calendar",
      `  ${calendar}`,
      "  track weekly, monthly, quarterly, yearly",
      "people from Team",
      "  name [Name]",
      "  reports to [Boss]",
      "table Deals from Deals",
      "  owner [Rep]",
      "  date [Day]",
      "kpi deals = count(Deals)",
      "",
    ].join("\n"),
    as_of: "2026-12-31",
    ask,
  },
  wanted: { answer },
  option: calendar.replace(/\n\s*/g, ", "),
});
const days = (calendar: string, label: string, first: string, last: string): Part =>
  asked(calendar, `days ${label}`, `${first} to ${last}`, label);

/** Rows on these days, each of the year it is said to be in: how many a year has. */
function yearsOf(
  calendar: string,
  dates: readonly string[],
  years: readonly number[],
): readonly Part[] {
  return [...new Set(years)].map((year) => {
    const count = years.filter((y) => y === year).length;
    return asked(calendar, `deals of "Ann" in ${year}`, String(count), `in-${year}`, dates);
  });
}

export const CALENDARS: Readonly<Record<string, Translation>> = {
  "nrf-2014-month-starts": ({ inputs, expected }: Example<{ year: number }, readonly string[]>) =>
    expected
      .slice(1)
      .map((next, i) =>
        days(
          RETAIL,
          `${inputs.year}-P${String(i + 1).padStart(2, "0")}`,
          expected[i]!,
          on(next, -1),
        ),
      ),
  "nrf-2023-53w": ({
    inputs,
    expected: { weeks, end },
  }: Example<{ year: number }, { weeks: number; end: string }>) => [
    days(RETAIL, `${inputs.year}`, on(end, 1 - 7 * weeks), end),
    days(RETAIL, `${inputs.year}-W${weeks}`, on(end, -6), end),
  ],
  "nrf-year-starts": ({
    expected: { start, end },
  }: Example<unknown, { start: Record<string, string>; end: Record<string, string> }>) =>
    Object.keys(start).map((year) => days(RETAIL, year, start[year]!, end[year]!)),
  "nrf-year-of-date": ({ inputs, expected }: Example<{ dates: string[] }, readonly number[]>) =>
    yearsOf(RETAIL, inputs.dates, expected),
  "retail-last-saturday-starts": ({
    inputs,
    expected,
  }: Example<{ fiscal_years: string }, readonly string[]>) => {
    const first = Number(inputs.fiscal_years.slice(0, 4));
    return expected
      .slice(1)
      .map((next, i) => days(LAST_SATURDAY, String(first + i), expected[i]!, on(next, -1)));
  },
  "retail-2004-quarters": ({
    inputs,
    expected,
  }: Example<{ fiscal_year: number }, Record<string, readonly string[]>>) =>
    Object.entries(expected).map(([quarter, [first, last]]) =>
      days(LAST_SATURDAY, `${inputs.fiscal_year}-${quarter}`, first!, last!),
    ),
  "fiscal-aug": ({
    inputs,
    expected: { fy, ...quarters },
  }: Example<{ dates: string[] }, { fy: number[] } & Record<string, never>>) => [
    ...yearsOf(AUGUST, inputs.dates, fy),
    ...[
      ["quarter_of_2015-09-02", "2016-Q1"] as const,
      ["quarter_of_2015-01-01", "2015-Q2"] as const,
    ].map(([name, label]) => {
      const [first, last] = (quarters as Record<string, readonly string[]>)[name]!;
      return days(AUGUST, label, first!, last!);
    }),
  ],
  "stitchfix-fiscal-53": ({ expected: e }: Example<unknown, Stitchfix>) => [
    days(STITCHFIX, "2018", e.start_2018, on(e.start_2019, -1)),
    days(STITCHFIX, "2019", e.start_2019, on(e.start_2020, -1)),
    days(STITCHFIX, "2020", e.start_2020, e.end_2020),
    ...e["53"].map((year) => asked(STITCHFIX, `deals of "Ann" in ${year}-W53`, "0", `${year}-W53`)),
  ],
};

interface Stitchfix {
  readonly "53": readonly number[];
  readonly start_2018: string;
  readonly start_2019: string;
  readonly start_2020: string;
  readonly end_2020: string;
}
