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
