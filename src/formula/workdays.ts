/**
 * Working days as formulas. One cell of `KPI Periods` counts those from a day before all periods to the as-of day; what has
 * gone of a span is that count less what lies before the span, at least none of it and at most all. So one cell knows
 * the work week and the holidays, and no function is needed that programs name or count otherwise (decisions/0094).
 */
import type { Calendar } from "../../dsl/calendar/calendar.ts";
import { type Day, weekdayOf } from "../../dsl/calendar/day.ts";
import { dayLiteral } from "./rows.ts";
import { plain, SHEETS, type SheetCell } from "./sheet.ts";
import {
  area,
  call,
  cell,
  type Formula,
  fixed,
  letting,
  named,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

/** Neither a work week nor holidays: days count alike. */
export const isPlainCalendar = ({ spec }: Calendar): boolean =>
  spec.workWeek === null && spec.holidays.length === 0;

export interface Workdays {
  /** How many of a span's have gone. */
  gone(from: Day, to: Day): Formula;
  /** Which part of a span has gone, 0 to 1; of a span without any, 0. */
  share(from: Day, to: Day): Formula;
  /** What it stands on, rows of `KPI Periods` below the others; none where days count alike. */
  readonly rows: readonly (readonly SheetCell[])[];
  /** Those of the rows, from 0, that hold days. */
  readonly dayRows: readonly number[];
}

export interface WorkdaysInput {
  readonly calendar: Calendar;
  /** No span begins before this day. */
  readonly first: Day;
  readonly asOf: { readonly day: Day; readonly cell: Formula };
  /** Of `KPI Periods`: where its rows begin. */
  readonly row: number;
  readonly serial: (day: Day) => number;
}

export function workdaysOf(input: WorkdaysInput): Workdays {
  const { calendar, asOf, row } = input;
  const isPlain = isPlainCalendar(calendar);
  const anchor = isPlain ? input.first : weekBefore(calendar, input.first);
  const counted = cell(SHEETS.periods, fixed(row), fixed(1));
  /** From a day on, the as-of day included; below 0 where that comes first. */
  const elapsed = (from: Day): Formula =>
    isPlain
      ? operate(sum(asOf.cell, number(1)), "-", dayLiteral(from))
      : operate(counted, "-", number(calendar.workdays(anchor, from)));
  const none = number(0);
  const off = calendar.holidays.filter((day) => day >= anchor);
  return {
    gone: (from, to) => {
      const all = calendar.workdays(from, to);
      return all === 0 ? none : call("MAX", none, call("MIN", number(all), elapsed(from)));
    },
    share: (from, to) => {
      const all = calendar.workdays(from, to);
      if (all === 0) return none;
      const part = operate(elapsed(from), "/", number(all));
      return call("MAX", none, call("MIN", number(1), part));
    },
    rows: isPlain
      ? []
      : [
          [
            "Working days",
            plain(counter(input, anchor, off.length), calendar.workdays(anchor, asOf.day + 1)),
          ],
          ...off.map((day): SheetCell[] => ["Holiday", input.serial(day)]),
        ],
    dayRows: off.map((_, i) => 1 + i),
  };
}

const weekOf = ({ spec }: Calendar) => spec.workWeek ?? { from: 1, to: 7 };

/** The first day of the work week in which a day lies, or which went before it. */
const weekBefore = (calendar: Calendar, day: Day): Day =>
  day - ((weekdayOf(day) - weekOf(calendar).from + 7) % 7);

/** Whole weeks, the days of the last one, and the holidays before the day after the as-of day. */
function counter({ calendar, asOf, row }: WorkdaysInput, anchor: Day, holidays: number): Formula {
  const { from, to } = weekOf(calendar);
  const perWeek = ((to - from + 7) % 7) + 1;
  const [days, weeks] = [named("days_"), named("weeks_")];
  const rest = operate(days, "-", product(number(7), weeks));
  const worked = sum(product(number(perWeek), weeks), call("MIN", number(perWeek), rest));
  const column = [fixed(1), fixed(1)] as const;
  const off = area(SHEETS.periods, [fixed(row + 1), fixed(row + holidays)], column);
  const before = operate(text("<="), "&", asOf.cell);
  return letting(
    [
      ["days_", operate(sum(asOf.cell, number(1)), "-", dayLiteral(anchor))],
      ["weeks_", call("INT", operate(days, "/", number(7)))],
    ],
    holidays === 0 ? worked : operate(worked, "-", call("COUNTIFS", off, before)),
  );
}
