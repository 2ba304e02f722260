/** Cells → typed arrays. What a text means is worked out once per distinct text, never once per row. */
import type { Calendar } from "../../dsl/calendar/calendar.ts";
import { NO_DAY } from "../../dsl/calendar/day.ts";
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { type DateReading, localeOrder, orderFromTexts, parseDateText } from "./cells/date.ts";
import { parseNumberText } from "./cells/number.ts";
import type { Finding } from "./finding.ts";
import { type FindingCode, finding } from "./findings.ts";
import { dayOfSerial } from "./serial.ts";
import type { DayColumn, NumberColumn, TextColumn, TruthColumn } from "./table.ts";

export interface ColumnContext {
  readonly cells: readonly CellValue[];
  readonly sheetRow: Int32Array;
  /** `Deals!G`. */
  readonly place: string;
  readonly locale: string;
  readonly dateSystem: 1900 | 1904;
  readonly calendar: Calendar | null;
  /** Error texts of the whole model, added to here. */
  readonly errors: string[];
  readonly findings: Finding[];
}

/** Counts what was repaired or unreadable, and keeps the first cell as the example. */
function tally(context: ColumnContext) {
  const seen = new Map<FindingCode, { count: number; example: string; address: string }>();
  const column = context.place.slice(context.place.indexOf("!") + 1);
  return {
    note: (code: FindingCode, row: number, cell: CellValue) => {
      const entry = seen.get(code);
      if (entry) entry.count += 1;
      else {
        const address = `${column}${context.sheetRow[row]}`;
        seen.set(code, { count: 1, example: `${address}: ${String(cell)}`, address });
      }
    },
    done: () => {
      for (const [code, { count, example }] of seen) {
        context.findings.push(finding(code as "DATA10", context.place, { count, example }));
      }
    },
  };
}

/** Marks error cells; the array is made when the first one is met. */
function errorMarks(context: ColumnContext, rows: number) {
  let marks: Uint16Array | null = null;
  return {
    mark: (row: number, text: string) => {
      marks ??= new Uint16Array(rows);
      let at = context.errors.indexOf(text);
      if (at < 0) at = context.errors.push(text) - 1;
      marks[row] = at + 1;
    },
    get: () => marks,
  };
}

const isBlankText = (text: string): boolean => text.trim() === "";
/** What people write for "none": blank, never 0. */
const NONE = /^(?:-|–|—|n\/?a|null|tbd|\?)$/i;

export function numberColumn(context: ColumnContext): NumberColumn {
  const { cells, sheetRow } = context;
  const values = new Float64Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  const parsed = new Map<string, number | null>();
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (typeof cell === "number") {
      values[r] = cell;
      continue;
    }
    values[r] = Number.NaN;
    if (cell === null) continue;
    if (isCellError(cell)) errors.mark(r, cell.error);
    else if (typeof cell === "string") {
      if (isBlankText(cell) || NONE.test(cell.trim())) continue;
      let value = parsed.get(cell);
      if (value === undefined) {
        value = parseNumberText(cell, context.locale);
        parsed.set(cell, value);
      }
      if (value === null) counts.note("DATA11", r, cell);
      else {
        values[r] = value;
        counts.note("DATA10", r, cell);
      }
    } else counts.note("DATA11", r, cell);
  }
  counts.done();
  return { values, errors: errors.get() };
}

export function dayColumn(context: ColumnContext): DayColumn {
  const { cells, sheetRow, dateSystem } = context;
  const values = new Int32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  const read = textReader(context);
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    values[r] = NO_DAY;
    if (typeof cell === "number") {
      values[r] = dayOfSerial(cell, dateSystem);
      if (values[r] === NO_DAY) counts.note("DATA13", r, cell);
    } else if (cell === null) continue;
    else if (isCellError(cell)) errors.mark(r, cell.error);
    else if (typeof cell === "string") {
      if (isBlankText(cell) || NONE.test(cell.trim())) continue;
      const reading = read(cell);
      if (reading.as === "day" || reading.as === "period") values[r] = reading.day;
      counts.note(DATE_CODES[reading.as], r, cell);
    } else counts.note("DATA13", r, cell);
  }
  counts.done();
  return { values, errors: errors.get() };
}

const DATE_CODES: Readonly<Record<DateReading["as"], FindingCode>> = {
  day: "DATA12",
  period: "DATA15",
  ambiguous: "DATA14",
  unreadable: "DATA13",
};

/** The column's own evidence decides the order of day and month; the locale only where it is silent. */
function textReader(context: ColumnContext): (text: string) => DateReading {
  let order: ReturnType<typeof orderFromTexts> | undefined;
  const known = new Map<string, DateReading>();
  return (text) => {
    if (order === undefined) {
      const texts = context.cells.filter((cell): cell is string => typeof cell === "string");
      order = orderFromTexts(texts) ?? localeOrder(context.locale);
    }
    let reading = known.get(text);
    if (!reading) {
      reading = parseDateText(text, order, context.locale, context.calendar);
      known.set(text, reading);
    }
    return reading;
  };
}

export function textColumn(context: ColumnContext): TextColumn {
  const { cells, sheetRow } = context;
  const codes = new Uint32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const byCell = new Map<CellValue, number>();
  const byFolded = new Map<string, number>([["", 0]]);
  const folded = [""];
  const shown = [""];
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (cell === null) continue;
    if (isCellError(cell)) {
      errors.mark(r, cell.error);
      continue;
    }
    let code = byCell.get(cell);
    if (code === undefined) {
      const text = typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
      const key = foldText(text);
      code = byFolded.get(key);
      if (code === undefined) {
        code = folded.push(key) - 1;
        shown.push(text.trim());
        byFolded.set(key, code);
      }
      byCell.set(cell, code);
    }
    codes[r] = code;
  }
  return { codes, folded, shown, errors: errors.get() };
}

const YES = new Set(["true", "yes", "y", "1", "x", "✓", "wahr", "ja", "vrai", "oui"]);
const NO = new Set(["false", "no", "n", "0", "", "falsch", "nein", "faux", "non"]);

export function truthColumn(context: ColumnContext): TruthColumn {
  const { cells, sheetRow } = context;
  const values = new Uint8Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (cell === null || cell === false) continue;
    if (isCellError(cell)) errors.mark(r, cell.error);
    else if (cell === true || YES.has(foldText(String(cell)))) values[r] = 1;
    else if (!NO.has(foldText(String(cell)))) counts.note("DATA16", r, cell);
  }
  counts.done();
  return { values, errors: errors.get() };
}
