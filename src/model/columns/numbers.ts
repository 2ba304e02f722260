import { isCellError } from "../../../dsl/cell.ts";
import {
  decimalFromTexts,
  localeDecimal,
  type NumberReading,
  readNumberText,
} from "../cells/number.ts";
import type { NumberColumn } from "../table.ts";
import { type ColumnContext, errorMarks, isNone, tally, textsOf } from "./context.ts";

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
      if (isNone(cell)) continue;
      const reading = read(cell);
      if (reading.as === "number") {
        values[r] = reading.value;
        counts.note("DATA10", r, cell, String(reading.value));
      } else counts.note(NUMBER_CODES[reading.as], r, cell);
    } else counts.note("DATA11", r, cell);
  }
  if (read.percents() || PERCENT_HEADER.test(context.header ?? ""))
    doubtPoints(context, values, counts);
  if (context.currencies) stopCurrencies(context, context.currencies, values, counts);
  counts.done();
  return { values, errors: errors.get() };
}

/** Numbers formatted in several currencies: no sum may hold two of them, so none is read. */
function stopCurrencies(
  { sheetRow, cells }: ColumnContext,
  currencies: readonly (string | null)[],
  values: Float64Array,
  counts: ReturnType<typeof tally>,
): void {
  const rows = [...values.keys()].filter(
    (r) => !Number.isNaN(values[r]!) && values[r] !== 0 && currencies[sheetRow[r]! - 1],
  );
  if (new Set(rows.map((r) => currencies[sheetRow[r]! - 1])).size < 2) return;
  for (const r of rows) {
    values[r] = Number.NaN;
    counts.note("DATA18", r, cells[sheetRow[r]! - 1] ?? null, `in ${currencies[sheetRow[r]! - 1]}`);
  }
}

export const PERCENT_HEADER = /%|\bpct\b|per ?cent|prozent|pourcent|パーセント/i;
/** A fraction beyond this is rather meant as points: 95, not 9,500 %. */
const LARGEST_FRACTION = 1.5;

/**
 * In a column of percentages that holds fractions (0.95, or "95%"), a plain 95 may be either: it is asked for,
 * never mixed in. A column that is all points (95, 80) is one way of writing, and read as it stands.
 */
function doubtPoints(
  { cells, sheetRow }: ColumnContext,
  values: Float64Array,
  counts: ReturnType<typeof tally>,
): void {
  const isFraction = (x: number) => x !== 0 && Math.abs(x) <= LARGEST_FRACTION;
  if (!values.some(isFraction)) return;
  for (let r = 0; r < values.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1];
    if (typeof cell !== "number" || Math.abs(cell) <= LARGEST_FRACTION) continue;
    values[r] = Number.NaN;
    counts.note("DATA50", r, cell);
  }
}

const NUMBER_CODES = {
  suffix: "DATA51",
  ambiguous: "DATA17",
  currency: "DATA18",
  unreadable: "DATA11",
} as const;

/** Texts that are never read: in one of several currencies (no sum may hold both), or with a multiplier. */
interface Unread {
  readonly as: "currency" | "suffix";
}

/** `1.2M`, `450k`, `USD 5k`, `3 Mio.`: how many that is, a person should say. */
const SUFFIX =
  /\d\s*(?:k|m|mm|mn|bn|b|t|mln|mio|mrd|tsd|md|千|万|億|thousand|million|billion)\.?\s*\p{Sc}?$/iu;

/** The column's own evidence decides the decimal sign; the locale only where it is silent. */
function numberReader(context: ColumnContext): Reader {
  const known = new Map<string, NumberReading | Unread>();
  let percents = false;
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
      const suffix = reading.as === "unreadable" && SUFFIX.test(text.trim());
      if (reading.as === "number" && /[%％]/.test(text)) percents = true;
      known.set(text, mixed ? { as: "currency" } : suffix ? { as: "suffix" } : reading);
    }
  };
  const read = (text: string) => {
    if (known.size === 0) prepare();
    return known.get(text)!;
  };
  return Object.assign(read, { percents: () => percents });
}

interface Reader {
  (text: string): NumberReading | Unread;
  /** Whether some text read so far was a percentage. */
  percents(): boolean;
}
