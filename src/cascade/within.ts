/** A7 within the increments of the shares: a cell only goes up or not. Shares with the table's own margins always have such a table. */
import { relax, spreadOut } from "./chains.ts";
import { roomIn } from "./scratch.ts";
import type { Table } from "./table.ts";

/** A cell whose share is whole stays; another stands at its floor and can take one, or above it and can give one. */
const TAKES = 1;
const GIVES = 2;

let state = new Uint8Array(0);
let excess = new Float64Array(0);
let distance = new Float64Array(0);
let before = new Int32Array(0);
let arcs = new Float64Array(0);
let movers = new Int32Array(0);
let gains = new Float64Array(0);
const NEITHER = Number.NEGATIVE_INFINITY;

function makeRoom(rows: number, columns: number): void {
  state = roomIn(state, rows * columns, Uint8Array);
  excess = roomIn(excess, columns, Float64Array);
  distance = roomIn(distance, columns, Float64Array);
  before = roomIn(before, columns, Int32Array);
  arcs = roomIn(arcs, columns * columns, Float64Array);
  movers = roomIn(movers, columns * columns, Int32Array);
}

/**
 * `nearestTable` for such shares, by the same three steps: rows by largest remainder, cheapest chains of
 * columns, chains of cost 0. A unit from column j to k of a row costs `rest[j] − rest[k]`. Exact. False where
 * no table stays within the increments, as shares don't quite add up to the margins.
 */
export function nearestWithin(table: Table): boolean {
  const { rows, columns, floor, x } = table;
  if (columns === 2) return twoWithin(table);
  makeRoom(rows, columns);
  if (!roundRows(table) || !fitColumns(table)) return false;
  for (let row = firstTie(table); row >= 0; row = firstTie(table)) raise(table, row);
  for (let at = 0; at < rows * columns; at += 1)
    x[at] = state[at] === GIVES ? floor[at]! + 1 : floor[at]!;
  return true;
}

/** Two columns: a row's unit beyond its whole ones goes left or right, by how the two rests differ. */
function twoWithin({ rows, rowSums, columnSums, floor, rest, x }: Table): boolean {
  gains = roomIn(gains, rows, Float64Array);
  let need = columnSums[0]!;
  for (let i = 0, at = 0; i < rows; i += 1, at += 2) {
    const left = rowSums[i]! - floor[at]! - floor[at + 1]!;
    const one = rest[at]! > 0 ? 1 : 0;
    const other = rest[at + 1]! > 0 ? 1 : 0;
    if (left < 0 || left > one + other) return false;
    const isEither = left === 1 && one + other === 2;
    gains[i] = isEither ? rest[at]! - rest[at + 1]! : NEITHER;
    x[at] = floor[at]! + (isEither || left === 0 ? 0 : one);
    x[at + 1] = rowSums[i]! - x[at]!;
    need -= x[at]!;
  }
  if (need < 0) return false;
  for (; need > 0; need -= 1) {
    let best = 0;
    for (let i = 1; i < rows; i += 1) if (gains[i]! > gains[best]!) best = i;
    if (gains[best] === NEITHER) return false;
    gains[best] = NEITHER;
    x[2 * best]! += 1;
    x[2 * best + 1]! -= 1;
  }
  return true;
}

function roundRows(table: Table): boolean {
  const { rows, columns, rowSums, floor } = table;
  startAtFloors(table);
  for (let i = 0, from = 0; i < rows; i += 1, from += columns) {
    let left = rowSums[i]!;
    for (let at = from; at < from + columns; at += 1) left -= floor[at]!;
    for (; left > 0; left -= 1) {
      const best = largestRest(table, from);
      if (best < 0) return false;
      state[from + best] = GIVES;
      excess[best]! += 1;
    }
  }
  return true;
}

function startAtFloors({ rows, columns, columnSums, floor, rest }: Table): void {
  for (let j = 0; j < columns; j += 1) {
    let sum = -columnSums[j]!;
    for (let i = 0, at = j; i < rows; i += 1, at += columns) {
      sum += floor[at]!;
      state[at] = rest[at]! > 0 ? TAKES : 0;
    }
    excess[j] = sum;
  }
}

/** The column that takes a row's next unit: of equal rests the first, but one that lacks before one that doesn't; -1: none. */
function largestRest({ columns, rest }: Table, from: number): number {
  let best = -1;
  for (let j = 0; j < columns; j += 1) {
    if (state[from + j] !== TAKES) continue;
    const gain = best < 0 ? 1 : rest[from + j]! - rest[from + best]!;
    if (gain > 0 || (gain === 0 && excess[best]! >= 0 && excess[j]! < 0)) best = j;
  }
  return best;
}

/** Cheapest moves within rows `start` and on; of equal ones those that read larger first. */
function findArcs({ rows, columns, rest }: Table, start: number): void {
  arcs.fill(Infinity, 0, columns * columns);
  for (let i = start, from = start * columns; i < rows; i += 1, from += columns)
    for (let j = 0; j < columns; j += 1) {
      if (state[from + j] !== GIVES) continue;
      for (let k = 0; k < columns; k += 1) {
        if (state[from + k] !== TAKES) continue;
        const cost = rest[from + j]! - rest[from + k]!;
        const at = j * columns + k;
        if (cost < arcs[at]! || (j < k && cost === arcs[at])) {
          arcs[at] = cost;
          movers[at] = i;
        }
      }
    }
}

function moveAlong(columns: number, end: number): number {
  let at = end;
  while (before[at]! >= 0) {
    const from = before[at]!;
    const row = movers[from * columns + at]! * columns;
    state[row + from] = TAKES;
    state[row + at] = GIVES;
    at = from;
  }
  return at;
}

/** Units along cheapest chains from columns that have too much to one that lacks, whichever. */
function fitColumns(table: Table): boolean {
  const { columns } = table;
  for (;;) {
    let isDone = true;
    let end = -1;
    for (let j = 0; j < columns; j += 1) {
      distance[j] = excess[j]! > 0 ? 0 : Infinity;
      before[j] = -1;
      if (excess[j]! > 0) isDone = false;
      if (end < 0 && excess[j]! < 0) end = j;
    }
    if (isDone) return true;
    findArcs(table, 0);
    spreadOut(columns, arcs, distance, before);
    if (end < 0 || distance[end] === Infinity) return false;
    const start = moveAlong(columns, end);
    excess[start]! -= 1;
    excess[end]! += 1;
  }
}

/** The first row of which a cell can take one from a later cell at no cost by a chain through later rows; -1: none. */
function firstTie(table: Table): number {
  const { rows, columns } = table;
  let first = -1;
  arcs.fill(Infinity, 0, columns * columns);
  for (let i = rows - 1, from = i * columns; i >= 0; i -= 1, from -= columns) {
    if (isTied(table, from)) first = i;
    relaxRow(table, from);
  }
  return first;
}

/** Whether a cell of a row can take one from a later cell at no cost, over the ways in `arcs`. */
function isTied({ columns, rest }: Table, from: number): boolean {
  for (let j = 0; j < columns; j += 1) {
    if (state[from + j] !== TAKES) continue;
    const take = rest[from + j]!;
    for (let k = j + 1; k < columns; k += 1)
      if (state[from + k] === GIVES && rest[from + k]! - take + arcs[j * columns + k]! === 0)
        return true;
  }
  return false;
}

/** Puts the moves within a row among the cheapest ways in `arcs`. */
function relaxRow({ columns, rest }: Table, from: number): void {
  for (let j = 0; j < columns; j += 1) {
    if (state[from + j] !== GIVES) continue;
    for (let k = 0; k < columns; k += 1) {
      if (state[from + k] !== TAKES) continue;
      const cost = rest[from + j]! - rest[from + k]!;
      if (cost < arcs[j * columns + k]!) relax(arcs, columns, j, k, cost);
    }
  }
}

/** Raises the cells of a row from the first, each if a chain of cost 0 through later cells does it. */
function raise(table: Table, row: number): void {
  const { columns, rest } = table;
  const from = row * columns;
  for (let j = 0; j < columns; j += 1) {
    if (state[from + j] !== TAKES) continue;
    findArcs(table, row + 1);
    for (let k = 0; k < columns; k += 1) {
      distance[k] = k === j ? 0 : Infinity;
      before[k] = -1;
    }
    spreadOut(columns, arcs, distance, before);
    for (let k = j + 1; k < columns; k += 1) {
      if (state[from + k] !== GIVES) continue;
      if (rest[from + k]! - rest[from + j]! + distance[k]! !== 0) continue;
      state[from + j] = GIVES;
      state[from + k] = TAKES;
      moveAlong(columns, k);
      break;
    }
  }
}
