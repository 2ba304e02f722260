/** Rows of totals under the data: known by their label; the sums above only say whether they are right. */
import { columnLetter } from "./address.ts";
import type { FoundSource } from "./source.ts";

/** What spreadsheets call a row of totals, in the languages of the workbooks we know. */
const TOTALS =
  /^(?:(?:grand|sub|overall)?[ -]?totals?|sum|summe|gesamt|gesamtsumme|gesamtergebnis|zwischensumme|ergebnis|somme|sous[ -]total|totale?|total g[ée]n[ée]ral|suma|合計|総計|小計|集計|総合計)(?: \d{4}(?:-\w{1,3})?)?\s*[:：]?$/iu;
/** A spreadsheet's own subtotals: `East Total`, `Ost Ergebnis`, `東 集計`. */
const SUBTOTAL = /\S (?:(?:sub)?total|ergebnis|集計)$/iu;

/**
 * Whether a row's first filled cell calls it a total. Where the table has an owner (which names nobody in this
 * row) a subtotal's label does too; without one, `Capital Total` may be a customer.
 */
export const isTotalsLabel = (text: string, owned: boolean): boolean => {
  const ends = owned && !RULED_OUT.end[text.charCodeAt(text.length - 1)];
  if (RULED_OUT.begin[text.charCodeAt(0)] && !ends) return false;
  const label = text.trim();
  return TOTALS.test(label) || (owned && SUBTOTAL.test(label));
};

/** By sign: whether no label of totals begins with that letter or digit, no subtotal's ends with it; most names show by these that they are none. */
const RULED_OUT = { begin: withoutLetters("gsotez"), end: withoutLetters("ls") };

function withoutLetters(letters: string): Uint8Array {
  const out = new Uint8Array(128);
  for (const sign of "0123456789abcdefghijklmnopqrstuvwxyz") {
    if (letters.includes(sign)) continue;
    out[sign.charCodeAt(0)] = 1;
    out[sign.toUpperCase().charCodeAt(0)] = 1;
  }
  return out;
}

export interface OtherTotal {
  readonly place: string;
  readonly row: number;
  readonly says: number;
  readonly adds: number;
}

/** Binary fractions don't add up to the digit. */
const DUST = 1e-6;

/**
 * The first grand total that its rows contradict: the last row of totals, against the sum of the data above it
 * in each column of plain numbers. Only checked where one row of totals stands under all of the data, for what a
 * subtotal covers isn't written in the sheet.
 */
export function otherTotals(
  { sheet, left, right }: FoundSource,
  rows: Int32Array,
  totals: readonly number[],
): OtherTotal | null {
  const [row] = totals;
  if (totals.length !== 1 || row === undefined || rows.some((r) => r > row)) return null;
  for (let c = left; c < right; c += 1) {
    const column = sheet.columns[c] ?? [];
    const says = column[row - 1];
    if (typeof says !== "number") continue;
    let adds = 0;
    let plain = true;
    let largest = Number.NEGATIVE_INFINITY;
    for (const r of rows) {
      const cell = column[r - 1] ?? null;
      if (typeof cell === "number") {
        adds += cell;
        largest = Math.max(largest, cell);
      } else if (cell !== null) plain = false;
    }
    // A total below its largest part is an average or a count, not a sum that went wrong.
    if (!plain || says < largest) continue;
    const near = Math.abs(says - adds) <= DUST * Math.max(1, Math.abs(adds));
    if (!near) return { place: `${sheet.name}!${columnLetter(c)}${row}`, row, says, adds };
  }
  return null;
}
