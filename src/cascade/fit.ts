/** Tables of real shares scaled to margins. */
import { roomIn } from "./scratch.ts";

const MOST_ROUNDS = 10_000;
const STILL = 1e-13;
/** A fit that hasn't come half as near again in so many rounds won't, or not soon. */
const PATIENCE = 128;

/** What a row is scaled by, by what its sum is without it. */
type RowFactor = (row: number, sum: number) => number;

/** Scratch: tables are fitted one after the other. */
let alpha = new Float64Array(0);
let beta = new Float64Array(0);

/**
 * Iterative proportional fitting (Deming and Stephan 1940; RAS, Bacharach 1970), in place: `a[i][j]` becomes
 * `α[i]·β[j]·a[i][j]` with the given row and column sums, columns last. In a fixed order of operations;
 * rows or columns without anything stay so. `factor` gives a row's factor, by what its sum is without one.
 * False where factors still moved when it was given up.
 */
export function fitTable(
  a: Float64Array,
  columnSums: Float64Array,
  rows: number,
  columns: number,
  factor: RowFactor,
): boolean {
  alpha = roomIn(alpha, rows, Float64Array);
  beta = roomIn(beta, columns, Float64Array);
  alpha.fill(1, 0, rows);
  let before = 1;
  let moved = 1;
  for (let round = 0; round < MOST_ROUNDS && moved > STILL; round += 1) {
    fitColumnFactors(a, columnSums, rows, columns);
    moved = 0;
    for (let i = 0, at = 0; i < rows; i += 1) {
      let sum = 0;
      for (let j = 0; j < columns; j += 1, at += 1) sum += beta[j]! * a[at]!;
      const next = factor(i, sum);
      const by = Math.abs(next - alpha[i]!) / Math.max(1, next);
      if (by > moved) moved = by;
      alpha[i] = next;
    }
    if (round % PATIENCE !== PATIENCE - 1) continue;
    if (moved > before / 2) break;
    before = moved;
  }
  fitColumnFactors(a, columnSums, rows, columns);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) a[at] = alpha[i]! * beta[j]! * a[at]!;
  return moved <= STILL;
}

function fitColumnFactors(
  a: Float64Array,
  columnSums: Float64Array,
  rows: number,
  columns: number,
): void {
  beta.fill(0, 0, columns);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) beta[j]! += alpha[i]! * a[at]!;
  for (let j = 0; j < columns; j += 1) beta[j] = beta[j] === 0 ? 0 : columnSums[j]! / beta[j]!;
}

/** Rows to the sums themselves. */
export const toRows =
  (rowSums: ArrayLike<number>): RowFactor =>
  (row, sum) =>
    sum === 0 ? 1 : rowSums[row]! / sum;

/** Rows between bounds; a factor of 1 unless one binds. */
export const between =
  (floors: ArrayLike<number>, caps: ArrayLike<number>): RowFactor =>
  (row, sum) =>
    sum === 0 ? 1 : Math.min(Math.max(1, floors[row]! / sum), caps[row]! / sum);
