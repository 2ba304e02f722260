/** Functions of periods: the period of a day, its first and last day. */

import { makeCalendar } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import { compile } from "../../dsl/index.ts";
import { GRAINS } from "../../dsl/ir/ids.ts";
import { serialOf } from "../model/serial.ts";
import { UserError } from "../model/user-error.ts";
import { type AnyFunction, sheetFunction } from "./spec.ts";

/** A calendar as the rules write it: `year starts February`. */
function calendarOf(text: string | null) {
  if (text === null)
    return makeCalendar({ spec: compile("", null).program.calendar, holidays: [] });
  const { program, diagnostics } = compile(`calendar\n  ${text}\n  track monthly`, null);
  const [fault] = diagnostics;
  if (fault)
    throw new UserError(
      fault.message,
      "calendar",
      fault.hint ?? "Write it as in the rules: year starts February.",
    );
  return makeCalendar({ spec: program.calendar, holidays: [] });
}

function periodOf(label: string, calendar: string | null) {
  const period = calendarOf(calendar).parse(label);
  if (period) return period;
  throw new UserError(
    `\`${label}\` is no period.`,
    "period",
    "Write 2026, 2026-Q1, 2026-03 or 2026-W07.",
  );
}

const CALENDAR = {
  name: "calendar",
  type: "text",
  optional: true,
  help: 'As in the rules, for example "year starts February".',
} as const;

const period = sheetFunction({
  id: "PERIOD",
  summary: "The period that holds a day.",
  params: [
    { name: "date", type: "date", help: "The day." },
    {
      name: "grain",
      type: "text",
      optional: true,
      help: '"month", "quarter" (default), "half", "year", "week" or "day".',
    },
    CALENDAR,
  ],
  returns: "scalar",
  examples: [
    { args: ["2026-02-10"], result: "2026-Q1" },
    { args: ["2026-01-31", "quarter", "year starts February"], result: "2026-Q4" },
  ],
  run: (date, grain, calendar) => {
    const wanted = GRAINS.find((g) => g === (grain ?? "quarter").trim().toLowerCase());
    if (!wanted)
      throw new UserError(
        `\`${grain}\` is no length of time.`,
        "grain",
        `Write one of ${GRAINS.join(", ")}.`,
      );
    return calendarOf(calendar).periodOf(date, wanted).label;
  },
});

const PERIOD = { name: "period", type: "text", help: "2026, 2026-Q1, 2026-03, 2026-W07." } as const;

const periodStart = sheetFunction({
  id: "PERIODSTART",
  summary: "The first day of a period, as a date.",
  params: [PERIOD, CALENDAR],
  returns: "scalar",
  examples: [{ args: ["2026-Q1"], result: 46023 }],
  run: (label, calendar) => serialOf(isoOf(periodOf(label, calendar).start), 1900),
});

const periodEnd = sheetFunction({
  id: "PERIODEND",
  summary: "The last day of a period, as a date.",
  params: [PERIOD, CALENDAR],
  returns: "scalar",
  examples: [{ args: ["2026-Q1"], result: 46112 }],
  run: (label, calendar) => serialOf(isoOf(periodOf(label, calendar).end - 1), 1900),
});

export const PERIODS: readonly AnyFunction[] = [period, periodStart, periodEnd];
