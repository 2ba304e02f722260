import { type Day, isoOf, NO_DAY } from "../../../dsl/calendar/day.ts";
import { isCellError } from "../../../dsl/cell.ts";
import {
  type DateOrder,
  type DateReading,
  isNumericDate,
  orderMeant,
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
      values[r] = told(read(cell), cell, r, counts, read.mixed());
    } else counts.note("DATA13", r, cell);
  }
  if (dates > 0 && counts.count("DATA12") > 0) noteSwapped(context, counts);
  counts.done();
  return { values, errors: errors.get() };
}

/** The day of a text's reading, noted with how it was read. */
function told(
  reading: DateReading,
  cell: string,
  row: number,
  counts: ReturnType<typeof tally>,
  mixed: boolean,
): Day {
  if (reading.as === "day" || reading.as === "period") {
    counts.note(reading.as === "day" ? "DATA12" : "DATA15", row, cell, isoOf(reading.day));
    return reading.day;
  }
  if (reading.as === "unreadable") counts.note("DATA13", row, cell);
  else counts.note(mixed ? "DATA52" : "DATA14", row, cell, reading.days.map(isoOf).join(" or "));
  return NO_DAY;
}

/** Texts whose day and month an import may have read as dates the wrong way round elsewhere. */
function noteSwapped({ cells, sheetRow }: ColumnContext, counts: ReturnType<typeof tally>): void {
  for (const [r, row] of sheetRow.entries()) {
    const cell = cells[row - 1];
    if (typeof cell === "string" && isNumericDate(cell)) counts.note("DATA19", r, cell);
  }
}

/** A whole number from 1900 to 2199 in a column of dates is a year, not a day of 1905. */
function yearReader({ calendar }: ColumnContext): (cell: number) => number | null {
  return (cell) =>
    cell >= 1900 && cell < 2200 && Number.isInteger(cell)
      ? (calendar?.parse(String(cell))?.start ?? null)
      : null;
}

/** The column's own evidence decides the order of day and month; the locale only where it is silent. */
function dateReader(context: ColumnContext): Reader {
  let order: DateOrder | null | undefined;
  let mixed = false;
  const known = new Map<string, DateReading>();
  const read = (text: string) => {
    if (order === undefined) {
      const meant = orderMeant(textsOf(context), context.locale);
      mixed = meant === "mixed";
      order = meant === "mixed" ? null : meant;
    }
    let reading = known.get(text);
    if (!reading) {
      reading = parseDateText(text, order, context.locale, context.calendar);
      known.set(text, reading);
    }
    return reading;
  };
  return Object.assign(read, { mixed: () => mixed });
}

interface Reader {
  (text: string): DateReading;
  /** Whether the column's texts prove two orders of day and month. */
  mixed(): boolean;
}
