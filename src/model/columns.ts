/** Cells → typed arrays. What a text means is worked out once per distinct text, never once per row. */
import type { Calendar } from "../../dsl/calendar/calendar.ts";
import { NO_DAY } from "../../dsl/calendar/day.ts";
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import {
  type DateOrder,
  type DateReading,
  isNumericDate,
  localeOrder,
  orderFromTexts,
  parseDateText,
} from "./cells/date.ts";
import {
  decimalFromTexts,
  localeDecimal,
  type NumberReading,
  readNumberText,
} from "./cells/number.ts";
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

/** As many cells are named as a person would look at. */
const MOST_EXAMPLES = 3;

/** Counts what was repaired or unreadable, and names the first cells: `G12: 1.234,56, G19, G44`. */
function tally(context: ColumnContext) {
  const seen = new Map<CellCode, { count: number; example: string }>();
  const column = context.place.slice(context.place.lastIndexOf("!") + 1);
  return {
    note: (code: CellCode, row: number, cell: CellValue) => {
      const address = `${column}${context.sheetRow[row]}`;
      const entry = seen.get(code);
      if (!entry) seen.set(code, { count: 1, example: `${address}: ${shortened(cell)}` });
      else {
        entry.count += 1;
        if (entry.count <= MOST_EXAMPLES) entry.example += `, ${address}`;
      }
    },
    count: (code: CellCode) => seen.get(code)?.count ?? 0,
    done: () => {
      for (const [code, params] of seen) {
        context.findings.push(finding(code, context.place, params));
      }
    },
  };
}

/** Findings about cells: all take a count and an example. */
type CellCode = Extract<FindingCode, `DATA1${string}`>;

function shortened(cell: CellValue): string {
  const text = String(cell);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
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
  const read = numberReader(context);
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
      const reading = read(cell);
      if (reading.as === "number") values[r] = reading.value;
      counts.note(NUMBER_CODES[reading.as], r, cell);
    } else counts.note("DATA11", r, cell);
  }
  counts.done();
  return { values, errors: errors.get() };
}

const NUMBER_CODES = {
  number: "DATA10",
  ambiguous: "DATA17",
  currency: "DATA18",
  unreadable: "DATA11",
} as const;

/** A text in one of several currencies: no sum may hold both, so neither is read. */
interface OtherCurrency {
  readonly as: "currency";
}

/** The column's own evidence decides the decimal sign; the locale only where it is silent. */
function numberReader(context: ColumnContext): (text: string) => NumberReading | OtherCurrency {
  const known = new Map<string, NumberReading | OtherCurrency>();
  const prepare = () => {
    const texts = textsOf(context);
    const proven = decimalFromTexts(texts);
    const decimal = proven === "mixed" ? null : (proven ?? localeDecimal(context.locale));
    const readings = [...texts].map((text) => [text, readNumberText(text, decimal)] as const);
    const currencies = new Set(
      readings.flatMap(([, r]) => (r.as === "number" && r.currency ? [r.currency] : [])),
    );
    for (const [text, reading] of readings) {
      const mixed = currencies.size > 1 && reading.as === "number" && reading.currency !== null;
      known.set(text, mixed ? { as: "currency" } : reading);
    }
  };
  return (text) => {
    if (known.size === 0) prepare();
    return known.get(text)!;
  };
}

/** The column's distinct texts in rows that count. */
function textsOf({ cells, sheetRow }: ColumnContext): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const row of sheetRow) {
    const cell = cells[row - 1];
    if (typeof cell === "string") texts.add(cell);
  }
  return texts;
}

export function dayColumn(context: ColumnContext): DayColumn {
  const { cells, sheetRow, dateSystem } = context;
  const values = new Int32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  const read = dateReader(context);
  const ofYear = yearReader(context);
  let dates = 0;
  const numeric: { row: number; cell: string }[] = [];
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
      if (isBlankText(cell) || NONE.test(cell.trim())) continue;
      const reading = read(cell);
      if (reading.as === "day" || reading.as === "period") values[r] = reading.day;
      counts.note(DATE_CODES[reading.as], r, cell);
      if (isNumericDate(cell)) numeric.push({ row: r, cell });
    } else counts.note("DATA13", r, cell);
  }
  if (dates > 0) for (const { row, cell } of numeric) counts.note("DATA19", row, cell);
  counts.done();
  return { values, errors: errors.get() };
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

/** What people write for yes and no; a column keeps to one pair. `x` and `✓` leave the no blank. */
const PAIRS: readonly (readonly [yes: string, no: string | null])[] = [
  ["true", "false"],
  ["yes", "no"],
  ["y", "n"],
  ["1", "0"],
  ["x", null],
  ["✓", null],
  ["wahr", "falsch"],
  ["ja", "nein"],
  ["vrai", "faux"],
  ["oui", "non"],
];
const PAIR_OF = new Map(
  PAIRS.flatMap(([yes, no], pair) => [
    [yes, { pair, yes: true }] as const,
    ...(no === null ? [] : [[no, { pair, yes: false }] as const]),
  ]),
);

export function truthColumn(context: ColumnContext): TruthColumn {
  const { cells, sheetRow } = context;
  const values = new Uint8Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  const known = new Map<CellValue, { pair: number; yes: boolean } | null>();
  const wordOf = (cell: string | number) => {
    let word = known.get(cell);
    if (word === undefined) {
      word = PAIR_OF.get(foldText(String(cell))) ?? null;
      known.set(cell, word);
    }
    return word;
  };
  const main = mainPair(context, wordOf);
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (cell === null || cell === false) continue;
    if (cell === true) values[r] = 1;
    else if (isCellError(cell)) errors.mark(r, cell.error);
    else if (typeof cell === "string" && isBlankText(cell)) continue;
    else {
      const word = wordOf(cell);
      if (word?.pair === main || word?.pair === 0) values[r] = word.yes ? 1 : 0;
      else counts.note("DATA16", r, cell);
    }
  }
  counts.done();
  return { values, errors: errors.get() };
}

/** The pair that most of the column's words are of; the first of equals. */
function mainPair(
  { cells, sheetRow }: ColumnContext,
  wordOf: (cell: string | number) => { readonly pair: number } | null,
): number {
  const counts = PAIRS.map(() => 0);
  for (const row of sheetRow) {
    const cell = cells[row - 1];
    const word = typeof cell === "string" || typeof cell === "number" ? wordOf(cell) : null;
    if (word) counts[word.pair]! += 1;
  }
  return counts.indexOf(Math.max(...counts));
}
