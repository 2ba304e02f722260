/** Tables of real shares scaled to columns, with rows between bounds (A6). */
import { roomIn } from "./scratch.ts";

/** Row by row. A row without anything stays so. */
export interface Bounded {
  readonly a: Float64Array;
  readonly columnSums: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly floors: ArrayLike<number>;
  readonly caps: ArrayLike<number>;
}

const MOST_ROUNDS = 2_000;
const STILL = 1e-13;
/** Rounds of scaling before a step of Newton's, and after one that came hardly nearer. */
const PLAIN_ROUNDS = 4;
const NEARER = 0.9;
/** Of more rows at bounds the steps would cost more than they bring. */
const MOST_BOUND = 256;
/** In logarithms: further away a step's direction says little. */
const LARGEST_STEP = 1;
/** What is left of a pivot that is rounding alone: the factor is free, as all of a part of the table are bound. */
const FLAT = 1e-13;

/** Scratch: tables are fitted one after the other. */
let alpha = new Float64Array(0);
let next = new Float64Array(0);
let before = new Float64Array(0);
let beta = new Float64Array(0);
let steps = new Float64Array(0);
let curvature = new Float64Array(0);
let bound = new Int32Array(0);

/**
 * Scales a table in place to `α[i]·β[j]·a[i][j]`: columns met, rows within their bounds, `α` 1 unless a bound
 * binds, below 1 only at a cap, above 1 only at a floor. By iterative proportional fitting with inequality rows
 * (Bregman 1967; Dykstra); that comes near ever more slowly where bounds leave little room, so steps of Newton's
 * method on the factors of the bound rows stand between, each taken only if it comes nearer. Every cell must be
 * one that some such table fills, else factors grow without end. In a fixed order of operations, with plain
 * arithmetic only. False where factors still moved when it was given up.
 */
export function fitWithin(table: Bounded): boolean {
  const { a, rows, columns } = table;
  makeRoom(rows, columns);
  alpha.fill(1, 0, rows);
  let moved = findNext(table);
  let plain = 0;
  for (let round = 0; round < MOST_ROUNDS && moved > STILL; round += 1) {
    if (plain === PLAIN_ROUNDS) {
      before.set(alpha.subarray(0, rows));
      newton(table);
      const by = findNext(table);
      if (by < NEARER * moved) {
        moved = by;
        continue;
      }
      alpha.set(before.subarray(0, rows));
      findNext(table);
      plain = 0;
    }
    alpha.set(next.subarray(0, rows));
    moved = findNext(table);
    plain += 1;
  }
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) a[at] = alpha[i]! * beta[j]! * a[at]!;
  return moved <= STILL;
}

function makeRoom(rows: number, columns: number): void {
  alpha = roomIn(alpha, rows, Float64Array);
  next = roomIn(next, rows, Float64Array);
  before = roomIn(before, rows, Float64Array);
  beta = roomIn(beta, columns, Float64Array);
  steps = roomIn(steps, rows, Float64Array);
  bound = roomIn(bound, rows, Int32Array);
}

/** Columns to their sums, then what each row's factor would have to be; gives the largest change. */
function findNext({ a, columnSums, rows, columns, floors, caps }: Bounded): number {
  beta.fill(0, 0, columns);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) beta[j]! += alpha[i]! * a[at]!;
  for (let j = 0; j < columns; j += 1) beta[j] = beta[j] === 0 ? 0 : columnSums[j]! / beta[j]!;
  let moved = 0;
  for (let i = 0, at = 0; i < rows; i += 1) {
    let sum = 0;
    for (let j = 0; j < columns; j += 1, at += 1) sum += beta[j]! * a[at]!;
    const to = sum === 0 ? 1 : Math.min(Math.max(1, floors[i]! / sum), caps[i]! / sum);
    moved = Math.max(moved, Math.abs(to - alpha[i]!) / Math.max(1, to));
    next[i] = to;
  }
  return moved;
}

/**
 * One step on the factors of the rows at a bound, from columns that are met: the change of their logarithms that
 * would bring these rows to their bounds, were the sums linear in it. A factor that would pass 1 stops there.
 */
function newton(table: Bounded): void {
  const { rows, floors, caps } = table;
  let size = 0;
  for (let i = 0; i < rows; i += 1)
    if (alpha[i] !== 1 || next[i] !== 1) {
      bound[size] = i;
      size += 1;
    }
  if (size > MOST_BOUND) return;
  const isLow = (i: number) => (alpha[i] === 1 ? next[i]! > 1 : alpha[i]! > 1);
  fillCurvature(table, size);
  for (let k = 0; k < size; k += 1) {
    const i = bound[k]!;
    steps[k]! += isLow(i) ? floors[i]! : caps[i]!;
  }
  solve(size);
  let largest = LARGEST_STEP;
  for (let k = 0; k < size; k += 1) largest = Math.max(largest, Math.abs(steps[k]!));
  for (let k = 0; k < size; k += 1) {
    const i = bound[k]!;
    const half = ((steps[k]! / largest) * LARGEST_STEP) / 2;
    // e to the power of the step, nearly enough, and the same in every program.
    const to = (alpha[i]! * (1 + half)) / (1 - half);
    if (floors[i] === caps[i]) alpha[i] = to;
    else alpha[i] = isLow(i) ? Math.max(1, to) : Math.min(1, to);
  }
}

/** How the sums of the bound rows change with their factors; and, in `steps`, these sums taken off. */
function fillCurvature({ a, columnSums, columns }: Bounded, size: number): void {
  curvature = roomIn(curvature, size * size, Float64Array);
  for (let k = 0; k < size; k += 1) {
    const row = bound[k]!;
    let sum = 0;
    for (let j = 0; j < columns; j += 1) sum += beta[j]! * a[row * columns + j]!;
    sum *= alpha[row]!;
    steps[k] = -sum;
    for (let l = 0; l <= k; l += 1) {
      const other = bound[l]!;
      let shared = 0;
      for (let j = 0; j < columns; j += 1)
        if (columnSums[j]! > 0)
          shared +=
            (beta[j]! * a[row * columns + j]! * beta[j]! * a[other * columns + j]!) /
            columnSums[j]!;
      curvature[k * size + l] = (k === l ? sum : 0) - alpha[row]! * alpha[other]! * shared;
    }
  }
}

/** Solves `curvature · x = steps` in place (LDLᵀ). A factor whose pivot is 0 is free, and stays as it is. */
function solve(size: number): void {
  const m = curvature;
  const over = (x: number, pivot: number) => (pivot === 0 ? 0 : x / pivot);
  for (let k = 0; k < size; k += 1) {
    for (let l = 0; l <= k; l += 1) {
      let left = m[k * size + l]!;
      for (let h = 0; h < l; h += 1) left -= m[k * size + h]! * m[l * size + h]! * m[h * size + h]!;
      if (l < k) m[k * size + l] = over(left, m[l * size + l]!);
      else m[k * size + k] = left > FLAT * m[k * size + k]! ? left : 0;
    }
    for (let h = 0; h < k; h += 1) steps[k]! -= m[k * size + h]! * steps[h]!;
  }
  for (let k = size - 1; k >= 0; k -= 1) {
    steps[k] = over(steps[k]!, m[k * size + k]!);
    for (let h = k + 1; h < size; h += 1) steps[k]! -= m[h * size + k]! * steps[h]!;
  }
}
