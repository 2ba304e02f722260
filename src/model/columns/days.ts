import { NO_DAY } from "../../../dsl/calendar/day.ts";
import { isCellError } from "../../../dsl/cell.ts";
import {
  type DateOrder,
  type DateReading,
  isNumericDate,
  localeOrder,
  orderFromTexts,
  parseDateText,
} from "../cells/date.ts";
import { dayOfSerial } from "../serial.ts";
import type { DayColumn } from "../table.ts";
import { type ColumnContext, errorMarks, isNone, tally, textsOf } from "./context.ts";

export function dayColumn(context: ColumnContext): DayColumn {
  const { cells, sheetRow, dateSystem } = context;
  const values = new Int32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  const read = dateReader(context);
  const ofYear = yearReader(context);
  let dates = 0;
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    values[r] = NO_DAY;
    if (typeof cell === "number") {
      const year = ofYear(cell);
      values[r] = year ?? dayOfSerial(cell, dateSystem);
      if (year !== null) counts.note("DATA15", r, cell);
      else if (values[r] === NO_DAY) counts.note("DATA13", r, cell);
      else dates += 1;
    } else if (cell === null) continue;
    else if (isCellError(cell)) errors.mark(r, cell.error);
    else if (typeof cell === "string") {
      if (isNone(cell)) continue;
      const reading = read(cell);
      if (reading.as === "day" || reading.as === "period") values[r] = reading.day;
      counts.note(DATE_CODES[reading.as], r, cell);
    } else counts.note("DATA13", r, cell);
  }
  if (dates > 0 && counts.count("DATA12") > 0) noteSwapped(context, counts);
  counts.done();
  return { values, errors: errors.get() };
}

/** Texts whose day and month an import may have read as dates the wrong way round elsewhere. */
function noteSwapped({ cells, sheetRow }: ColumnContext, counts: ReturnType<typeof tally>): void {
  for (const [r, row] of sheetRow.entries()) {
    const cell = cells[row - 1];
    if (typeof cell === "string" && isNumericDate(cell)) counts.note("DATA19", r, cell);
  }
}

const DATE_CODES = {
  day: "DATA12",
  period: "DATA15",
  ambiguous: "DATA14",
  unreadable: "DATA13",
} as const;

/** A whole number from 1900 to 2199 in a column of dates is a year, not a day of 1905. */
function yearReader({ calendar }: ColumnContext): (cell: number) => number | null {
  return (cell) =>
    cell >= 1900 && cell < 2200 && Number.isInteger(cell)
      ? (calendar?.parse(String(cell))?.start ?? null)
      : null;
}

/** The column's own evidence decides the order of day and month; the locale only where it is silent. */
function dateReader(context: ColumnContext): (text: string) => DateReading {
  let order: DateOrder | null | undefined;
  const known = new Map<string, DateReading>();
  return (text) => {
    if (order === undefined) {
      const proven = orderFromTexts(textsOf(context));
      order = proven === "mixed" ? null : (proven ?? localeOrder(context.locale));
    }
    let reading = known.get(text);
    if (!reading) {
      reading = parseDateText(text, order, context.locale, context.calendar);
      known.set(text, reading);
    }
    return reading;
  };
}
