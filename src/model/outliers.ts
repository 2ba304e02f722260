/** Amounts that stand alone above all others: a slipped key, or decimals that an export has lost. */

export interface Outliers {
  /** Table rows, in order. */
  readonly rows: readonly number[];
  /** How many times the next largest amount the smallest of them is. */
  readonly times: number;
}

const NONE: Outliers = { rows: [], times: 0 };
/** Fewer amounts than these have no usual size. */
const FEWEST = 20;
const FAR = 10;
/** More than one in this many is a way of selling, not a slip. */
const RARE = 100;

/**
 * Values at least ten times as large as the next largest: a gap, not a spread, so a long tail of honest deals
 * is none. Three passes at most, none of which sorts.
 */
export function outliersOf(values: Float64Array): Outliers {
  let largest = 0;
  let count = 0;
  for (const value of values) {
    if (!(value > 0)) continue;
    count += 1;
    if (value > largest) largest = value;
  }
  if (count < FEWEST) return NONE;
  const edge = largest / FAR;
  const rows: number[] = [];
  let smallest = largest;
  let next = 0;
  const most = Math.max(1, Math.floor(count / RARE));
  for (let r = 0; r < values.length; r += 1) {
    const value = values[r]!;
    if (value > edge) {
      rows.push(r);
      if (rows.length > most) return NONE;
      smallest = Math.min(smallest, value);
    } else if (value > next) next = value;
  }
  if (next === 0 || smallest < FAR * next) return NONE;
  return { rows, times: Math.floor(smallest / next) };
}
