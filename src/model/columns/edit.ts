/** One changed cell in columns that were read before: taken over where it says no more than its own value. */
import { NO_DAY } from "../../../dsl/calendar/day.ts";
import type { CellValue } from "../../../dsl/cell.ts";
import type { DayColumn, NumberColumn, TextColumn, TruthColumn } from "../table.ts";
import { type ColumnContext, textsOf } from "./context.ts";
import { dayColumn } from "./days.ts";
import { numberColumn, PERCENT_HEADER } from "./numbers.ts";
import { isPlainText } from "./texts.ts";
import { truthColumn } from "./truths.ts";

/** The ways in which a column was read so far. */
export interface ReadColumns {
  readonly numbers: NumberColumn | null;
  readonly days: DayColumn | null;
  readonly texts: TextColumn | null;
  readonly truths: TruthColumn | null;
}

/** Days between which a day may move without moving the run's own: the first and the last are not for it to change. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

/**
 * What puts the new value into the columns; null where it means more than one value: a finding told or gone,
 * an error, a text that no other row has or had, a day at the edge of all days.
 */
export function cellChange(
  context: ColumnContext,
  read: ReadColumns,
  row: number,
  cell: CellValue,
  span: DaySpan | null,
): (() => void) | null {
  const at = context.sheetRow[row]! - 1;
  const old = context.cells[at] ?? null;
  const number = numberChange(context, read, row, old, cell);
  const day = number && dayChange(context, read, row, old, cell, span);
  const text = day && textChange(context, read, row, old, cell);
  const truth = text && truthChange(context, read, row, old, cell);
  if (!number || !day || !text || !truth) return null;
  return () => {
    number();
    day();
    text();
    truth();
  };
}

type Change = (() => void) | null;
const NOTHING = () => {};

/** A column of one cell, read in the same way; null where anything had to be said of it. */
function readAlone<T>(
  context: ColumnContext,
  cell: CellValue,
  read: (context: ColumnContext) => T,
): T | null {
  const alone = {
    ...context,
    cells: [cell],
    sheetRow: Int32Array.of(1),
    errors: [],
    findings: [],
  } satisfies ColumnContext;
  const made = read(alone);
  return alone.errors.length + alone.findings.length > 0 ? null : made;
}

function numberChange(
  context: ColumnContext,
  { numbers }: ReadColumns,
  row: number,
  old: CellValue,
  cell: CellValue,
): Change {
  if (numbers === null) return NOTHING;
  // Among several currencies, or percentages, one cell decides how others are read.
  if (context.currencies !== null || mayBePercent(context, numbers)) return null;
  if (typeof old === "number" && typeof cell === "number") return () => put(numbers, row, cell);
  const before = readAlone(context, old, numberColumn);
  const after = readAlone(context, cell, numberColumn);
  return before && after && (() => put(numbers, row, after.values[0]!));
}

const put = ({ values }: NumberColumn, row: number, value: number): void => {
  values[row] = value;
};

const percent = new WeakMap<NumberColumn, boolean>();

function mayBePercent(context: ColumnContext, numbers: NumberColumn): boolean {
  const known =
    percent.get(numbers) ??
    (PERCENT_HEADER.test(context.header ?? "") ||
      [...textsOf(context)].some((text) => /[%％]/.test(text)));
  percent.set(numbers, known);
  return known;
}

function dayChange(
  context: ColumnContext,
  { days }: ReadColumns,
  row: number,
  old: CellValue,
  cell: CellValue,
  span: DaySpan | null,
): Change {
  if (days === null) return NOTHING;
  const before = dayAlone(context, days, old);
  const after = dayAlone(context, days, cell);
  if (before === null || after === null || span === null) return null;
  if (before === NO_DAY || after === NO_DAY) return before === after ? NOTHING : null;
  if (before <= span.first || before >= span.last) return before === after ? NOTHING : null;
  if (after < span.first || after > span.last) return null;
  return () => {
    days.values[row] = after;
  };
}

const daysRead = new WeakMap<DayColumn, Map<CellValue, number | null>>();

/** The day that a cell says by itself; null where anything had to be said of it. Days are few, so each is read once. */
function dayAlone(context: ColumnContext, days: DayColumn, cell: CellValue): number | null {
  const known = daysRead.get(days) ?? new Map<CellValue, number | null>();
  daysRead.set(days, known);
  let day = known.get(cell);
  if (day === undefined) {
    day = readAlone(context, cell, dayColumn)?.values[0] ?? null;
    known.set(cell, day);
  }
  return day;
}

/** The set of texts must stay as it is: the checker speaks of values that no row has. */
function textChange(
  context: ColumnContext,
  { texts }: ReadColumns,
  row: number,
  old: CellValue,
  cell: CellValue,
): Change {
  if (texts === null) return NOTHING;
  const { counts, spelt, codes } = usesOf(context, texts);
  const was = texts.codes[row]!;
  const code = codes.get(cell) ?? -1;
  const known = code >= 0 && counts[was]! > 1 && counts[code]! > 0;
  if (!known || spelt[was] !== old || spelt[code] !== cell) return null;
  if (!isPlainText(old) || !isPlainText(cell)) return null;
  return () => {
    texts.codes[row] = code;
    counts[was]! -= 1;
    counts[code]! += 1;
  };
}

function truthChange(
  context: ColumnContext,
  { truths }: ReadColumns,
  row: number,
  old: CellValue,
  cell: CellValue,
): Change {
  if (truths === null) return NOTHING;
  // Which words mean yes is the whole column's to say; true and false mean themselves.
  const plain = (value: CellValue) => value === null || typeof value === "boolean";
  if (!plain(old) || !plain(cell)) return null;
  const after = readAlone(context, cell, truthColumn);
  if (after === null) return null;
  return () => {
    truths.values[row] = after.values[0]!;
  };
}

/** How often each code stands, and how, where all its cells are spelt alike; else undefined. */
interface Uses {
  readonly counts: Uint32Array;
  readonly spelt: (CellValue | undefined)[];
  /** Of cells as they are spelt first. */
  readonly codes: ReadonlyMap<CellValue, number>;
}
const used = new WeakMap<TextColumn, Uses>();

function usesOf(context: ColumnContext, texts: TextColumn): Uses {
  const before = used.get(texts);
  if (before) return before;
  const { cells, sheetRow } = context;
  const { codes, folded } = texts;
  const counts = new Uint32Array(folded.length);
  const spelt = new Array<CellValue | undefined>(folded.length);
  for (let r = 0; r < codes.length; r += 1) {
    const code = codes[r]!;
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (counts[code] === 0) spelt[code] = cell;
    else if (spelt[code] !== cell) spelt[code] = undefined;
    counts[code]! += 1;
  }
  const made: Uses = {
    counts,
    spelt,
    codes: new Map(
      [...spelt.entries()].flatMap(([code, cell]) => (cell === undefined ? [] : [[cell, code]])),
    ),
  };
  used.set(texts, made);
  return made;
}

const coded = new WeakMap<TextColumn, ReadonlyMap<string, number>>();

/** The code of a text in matching form, -1 where no row has had it. */
export function codeOf(texts: TextColumn, folded: string): number {
  const known = coded.get(texts) ?? new Map(texts.folded.map((text, code) => [text, code]));
  coded.set(texts, known);
  return known.get(folded) ?? -1;
}
