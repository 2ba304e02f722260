/** `KPI Periods`: the days of every period as each window of time sees it, a column a period. */
import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { Program, Window, WindowId } from "../../dsl/ir/ir.ts";
import { rangeOf } from "../evaluate/windows.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import { call, cell, type Formula, fixed, number, off, sum } from "./text/formula.ts";
import { type Workdays, workdaysOf } from "./workdays.ts";

/** The first column of a period on all sheets that have one: names stand before. */
export const FIRST_PERIOD = 3;
const AS_OF = { row: 0, column: 1 } as const;
const HEADER_ROW = 1;

export interface PeriodsSheet {
  readonly sheet: FormulaSheet;
  readonly asOf: Formula;
  /** The period itself, not moved. */
  readonly own: WindowDays;
  /** Of the own column's period: the first day, the day after the last that may be known, the day after the last. */
  days(window: WindowId): WindowDays;
  /** How much of the own period's n-th part, from 0, has gone: 0 to 1. */
  gone(part: number): Formula;
  /** Of a window that was asked for: its working days gone. */
  worked(window: WindowId): Formula;
  readonly workdays: Workdays;
}

export interface WindowDays {
  readonly start: Formula;
  readonly end: Formula;
  readonly whole: Formula;
}

export interface PeriodsInput {
  readonly program: Program;
  readonly calendar: Calendar;
  readonly periods: readonly Period[];
  readonly windows: readonly WindowId[];
  /** Windows whose working days gone are asked for. */
  readonly worked: readonly WindowId[];
  readonly asOf: Day;
  readonly serial: (day: Day) => number;
}

/** The parts whose goals make a period's: its months; of a month, or less, itself. */
export const partsOfPeriod = (calendar: Calendar, period: Period): readonly Period[] =>
  period.grain === "year" || period.grain === "half" || period.grain === "quarter"
    ? calendar.parts(period, "month")
    : [period];

export function periodsSheet(input: PeriodsInput): PeriodsSheet {
  const { program, calendar, periods, windows, asOf, serial } = input;
  const asOfCell = cell(SHEETS.periods, fixed(AS_OF.row), fixed(AS_OF.column));
  const moved = windows.filter((id) => program.windows[id]!.steps.length > 0);
  const rowOf = new Map(moved.map((id, i) => [id, HEADER_ROW + 4 + 3 * i]));
  const shown = [OWN, ...moved.map((id) => program.windows[id]!)];
  const lines = shown.flatMap((window): SheetCell[][] => {
    const ranges = periods.map((p) => rangeOf(calendar, window, p, asOf));
    const name = windowName(window);
    const known = sum(cell(null, fixed(AS_OF.row), fixed(AS_OF.column)), number(1));
    const end = call("MIN", cell(null, off(1), off(0)), known);
    return [
      [name, "from", null, ...ranges.map((r) => serial(r.start))],
      [name, "known before", null, ...ranges.map((r) => plain(end, serial(r.end)))],
      [name, "before", null, ...ranges.map((r) => serial(r.period.end))],
    ];
  });
  const goneRow = HEADER_ROW + 1 + lines.length;
  const parts = periods.map((period) => partsOfPeriod(calendar, period));
  const most = Math.max(...parts.map((list) => list.length));
  const workedRow = goneRow + most;
  const below = workedRow + input.worked.length;
  const worked = input.worked.map((id) => {
    const window = program.windows[id]!;
    const ranges = periods.map((p) => rangeOf(calendar, window, p, asOf));
    return { window, ranges };
  });
  const starts = [...periods, ...worked.flatMap(({ ranges }) => ranges)].map(({ start }) => start);
  const workdays = workdaysOf({
    calendar,
    first: Math.min(...starts),
    asOf: { day: asOf, cell: asOfCell },
    row: below,
    serial,
  });
  const at = (row: number): Formula => cell(SHEETS.periods, fixed(row), off(0));
  const days = (row: number) => ({ start: at(row), end: at(row + 1), whole: at(row + 2) });
  return {
    sheet: {
      name: SHEETS.periods,
      what: "the days of each period",
      rows: [
        ["As of", serial(asOf)],
        ["Window", "Days", null, ...periods.map(({ label }) => label)],
        ...lines,
        ...goneRows(input, parts, workdays),
        ...worked.map(({ window, ranges }): SheetCell[] => [
          windowName(window),
          "working days gone",
          null,
          ...ranges.map(({ start, end, period }) =>
            plain(workdays.gone(start, period.end), calendar.workdays(start, end)),
          ),
        ]),
        ...workdays.rows,
      ],
      headerRow: HEADER_ROW,
      frozenColumns: 2,
      dayColumns: [],
      dayRows: [
        AS_OF.row,
        ...lines.map((_, i) => HEADER_ROW + 1 + i),
        ...workdays.dayRows.map((row) => below + row),
      ],
    },
    asOf: asOfCell,
    own: days(HEADER_ROW + 1),
    days: (window) => days(rowOf.get(window) ?? HEADER_ROW + 1),
    gone: (part) => at(goneRow + part),
    worked: (window) => at(workedRow + input.worked.indexOf(window)),
    workdays,
  };
}

function goneRows(
  { calendar, asOf }: PeriodsInput,
  parts: readonly (readonly Period[])[],
  workdays: Workdays,
): SheetCell[][] {
  const count = Math.max(...parts.map((list) => list.length));
  return Array.from({ length: count }, (_, i): SheetCell[] => [
    `part ${i + 1}`,
    "gone",
    null,
    ...parts.map((list): SheetCell => {
      const part = list[i];
      if (!part) return null;
      const { start, end } = part;
      const days = calendar.workdays(start, end);
      const gone = calendar.workdays(start, Math.max(start, Math.min(end, asOf + 1)));
      return plain(workdays.share(start, end), days === 0 ? 0 : gone / days);
    }),
  ]);
}

const OWN: Window = { steps: [] };
const WORDS = { lastYear: "last year", lastPeriod: "last period" } as const;
function windowName({ steps }: Window): string {
  const words = steps.map((step) => {
    switch (step.op) {
      case "toDate":
        return `${step.of} to date`;
      case "trailing":
        return `trailing ${step.n} ${step.grain}`;
      case "fixed":
        return step.period;
      default:
        return WORDS[step.op];
    }
  });
  return words.length === 0 ? "period" : words.join(", ");
}
