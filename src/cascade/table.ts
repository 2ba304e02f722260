/** A7, the nearest table: whole cells with whole margins, as near to their shares as can be. */

import { relax, spreadOut } from "./chains.ts";

/** Room for one table, row by row: `x[i * columns + j]`. Whole increments. */
export interface Table {
  rows: number;
  columns: number;
  readonly rowSums: Float64Array;
  readonly columnSums: Float64Array;
  /** A share is `floor + rest / scale`; a rest of `EMPTY` marks a cell that must stay empty. */
  readonly floor: Float64Array;
  readonly rest: Float64Array;
  scale: number;
  readonly x: Float64Array;
}

export const EMPTY = -1;

export const tableOf = (rows: number, columns: number): Table => ({
  rows,
  columns,
  rowSums: new Float64Array(rows),
  columnSums: new Float64Array(columns),
  floor: new Float64Array(rows * columns),
  rest: new Float64Array(rows * columns),
  scale: 1,
  x: new Float64Array(rows * columns),
});

/** Why there is no table: these rows owe more than the columns they may use can take. */
export interface Cut {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly owed: number;
  readonly can: number;
}

/** Shares above this scale are those of a product, which always has a table within its increments. */
const FINEST_WITH_OUTSIDE = 2 ** 30;
const OUTSIDE = 2 ** 12;

/**
 * The best table by, in this order: fewest increments outside `⌊share⌋…⌈share⌉`, least sum of squared
 * distances, and, read row by row, the larger first. A table is a flow through a network of rows and
 * columns, and the distance is convex, so: each row alone by largest remainder is the nearest table for
 * its own column sums; moving single units along cheapest chains of columns until the columns fit keeps it
 * so (successive shortest paths); and any other equally near table differs by chains of cost 0. Matrix
 * rounding (Bacharach 1966), zero-restricted controlled rounding (Cox and Ernst 1982; Cox 1987).
 * O(rows · columns²) for each unit moved. Gives null, or the cut where there is no table.
 */
export function nearestTable(table: Table): Cut | null {
  const outside = table.scale <= FINEST_WITH_OUTSIDE ? table.scale * OUTSIDE : Infinity;
  const work: Work = { ...workOf(table.columns), outside };
  const lone = roundRows(table, work);
  if (lone >= 0) return { rows: [lone], columns: [], owed: table.rowSums[lone]!, can: 0 };
  const cut = fitColumns(table, work);
  if (cut) return cut;
  for (let row = firstTie(table, work); row >= 0; row = firstTie(table, work))
    raise(table, work, row);
  return null;
}

interface Work {
  /** What an increment outside a cell's own costs; infinite: none may be. */
  readonly outside: number;
  /** Cost of one less, and of one more, in each cell of the row at hand. */
  readonly less: Float64Array;
  readonly more: Float64Array;
  /** `[j * columns + k]`: the cheapest way of one unit from column j to k, and the row that moves it. */
  readonly arcs: Float64Array;
  readonly movers: Int32Array;
  readonly excess: Float64Array;
  readonly distance: Float64Array;
  readonly before: Int32Array;
}

const workspaces: Omit<Work, "outside">[] = [];

/** Scratch by number of columns: tables are worked one after the other. */
function workOf(columns: number): Omit<Work, "outside"> {
  const known = workspaces[columns];
  if (known) return known;
  const made = {
    less: new Float64Array(columns),
    more: new Float64Array(columns),
    arcs: new Float64Array(columns * columns),
    movers: new Int32Array(columns * columns),
    excess: new Float64Array(columns),
    distance: new Float64Array(columns),
    before: new Int32Array(columns),
  };
  workspaces[columns] = made;
  return made;
}

/** Costs of a step in each cell of a row, in halves of the scale: `±(x − share)`, and outside the increment more. */
function stepCosts(table: Table, work: Work, row: number): void {
  const { columns, floor, rest, scale, x } = table;
  const { less, more, outside } = work;
  for (let j = 0, at = row * columns; j < columns; j += 1, at += 1) {
    const r = rest[at]!;
    if (r === EMPTY) {
      less[j] = Infinity;
      more[j] = Infinity;
      continue;
    }
    const over = x[at]! - floor[at]!;
    const from = over * scale - r;
    const top = r > 0 ? 1 : 0;
    more[j] = from + (over >= top ? outside : over < 0 ? -outside : 0);
    less[j] = x[at] === 0 ? Infinity : (over <= 0 ? outside : over > top ? -outside : 0) - from;
  }
}

/** Each row by largest remainder, and what the columns then have too much. Gives a row without room, or -1. */
function roundRows(table: Table, work: Work): number {
  const { rows, columns, rowSums, columnSums, floor, rest, x } = table;
  const { excess } = work;
  for (let j = 0; j < columns; j += 1) excess[j] = -columnSums[j]!;
  for (let i = 0, at = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1, at += 1) {
      const whole = rest[at] === EMPTY ? 0 : floor[at]!;
      x[at] = whole;
      excess[j]! += whole;
    }
  }
  for (let i = 0; i < rows; i += 1) {
    let left = rowSums[i]!;
    for (let at = i * columns; at < (i + 1) * columns; at += 1) left -= x[at]!;
    for (; left !== 0; left -= Math.sign(left))
      if (!stepIn(table, work, i, Math.sign(left))) return i;
  }
  return -1;
}

/** One more, or one less, in the cheapest cell of a row; of equal ones the first whose column still lacks some. */
function stepIn(table: Table, work: Work, row: number, by: number): boolean {
  const { columns, x } = table;
  const { excess } = work;
  stepCosts(table, work, row);
  const cost = by > 0 ? work.more : work.less;
  let best = 0;
  for (let j = 1; j < columns; j += 1) {
    const isBetter =
      cost[j]! < cost[best]! || (cost[j] === cost[best] && excess[best]! >= 0 && excess[j]! < 0);
    if (isBetter) best = j;
  }
  if (cost[best] === Infinity) return false;
  x[row * columns + best]! += by;
  excess[best]! += by;
  return true;
}

/** Cheapest moves between columns within rows `from` and on; of equal ones those that read larger first. */
function findArcs(table: Table, work: Work, from: number): void {
  const { rows, columns, scale } = table;
  const { less, more, arcs, movers } = work;
  arcs.fill(Infinity);
  for (let i = from; i < rows; i += 1) {
    stepCosts(table, work, i);
    for (let j = 0; j < columns; j += 1) {
      const give = less[j]!;
      if (give === Infinity) continue;
      for (let k = 0; k < columns; k += 1) {
        const cost = give + more[k]! + scale;
        const at = j * columns + k;
        if (cost < arcs[at]! || (j < k && cost === arcs[at])) {
          arcs[at] = cost;
          movers[at] = i;
        }
      }
    }
  }
}

/** Moves one unit along the chain that ends at a column; gives the column where it began. */
function moveAlong({ columns, x }: Table, { before, movers }: Work, end: number): number {
  let at = end;
  while (before[at]! >= 0) {
    const from = before[at]!;
    const row = movers[from * columns + at]! * columns;
    x[row + from]! -= 1;
    x[row + at]! += 1;
    at = from;
  }
  return at;
}

/** Units along cheapest chains from columns that have too much to one that lacks, whichever. */
function fitColumns(table: Table, work: Work): Cut | null {
  const { columns } = table;
  const { excess, distance, before } = work;
  for (;;) {
    distance.set(excess.map((e) => (e > 0 ? 0 : Infinity)));
    if (!distance.includes(0)) return null;
    before.fill(-1);
    findArcs(table, work, 0);
    spreadOut(columns, work.arcs, distance, before);
    const end = excess.findIndex((e, j) => e < 0 && distance[j]! < Infinity);
    if (end < 0) return cutOf(table, work);
    const start = moveAlong(table, work, end);
    excess[start]! -= 1;
    excess[end]! += 1;
  }
}

/** Rows that can't leave the columns reached: all they owe is there, and it is too much. */
function cutOf({ rows, columns, rowSums, columnSums, x }: Table, { distance }: Work): Cut {
  const full = Array.from(distance.subarray(0, columns).keys()).filter(
    (j) => distance[j]! < Infinity,
  );
  const stuck: number[] = [];
  for (let i = 0; i < rows; i += 1) if (full.some((j) => x[i * columns + j]! > 0)) stuck.push(i);
  return {
    rows: stuck,
    columns: full,
    owed: stuck.reduce((sum, i) => sum + rowSums[i]!, 0),
    can: full.reduce((sum, j) => sum + columnSums[j]!, 0),
  };
}

/**
 * The first row of which a cell can take one more at no cost, from a later cell of its row and by a chain
 * through later rows; -1: none. Rows are added from the last, with the cheapest chains among them.
 */
function firstTie(table: Table, work: Work): number {
  let first = -1;
  work.arcs.fill(Infinity);
  for (let i = table.rows - 1; i >= 0; i -= 1) {
    stepCosts(table, work, i);
    if (canRaise(table, work)) first = i;
    addMoves(table, work);
  }
  return first;
}

/** Whether some cell of the row at hand can take one from a later cell of it at no cost. */
function canRaise({ columns, scale }: Table, { less, more, arcs }: Work): boolean {
  for (let j = 0; j < columns; j += 1) {
    const take = more[j]! + scale;
    if (take === Infinity) continue;
    for (let k = j + 1; k < columns; k += 1)
      if (less[k]! + take + arcs[j * columns + k]! === 0) return true;
  }
  return false;
}

/** Adds the moves of the row at hand to the cheapest ways between columns. */
function addMoves({ columns, scale }: Table, { less, more, arcs }: Work): void {
  for (let j = 0; j < columns; j += 1) {
    const give = less[j]! + scale;
    if (give === Infinity) continue;
    for (let k = 0; k < columns; k += 1)
      if (k !== j && give + more[k]! < arcs[j * columns + k]!)
        relax(arcs, columns, j, k, give + more[k]!);
  }
}

/** Raises the cells of a row from the first, each if a chain of cost 0 through later cells does it. */
function raise(table: Table, work: Work, row: number): void {
  const { columns, scale, x } = table;
  const { less, more, distance, before } = work;
  for (let j = 0; j < columns; j += 1) {
    findArcs(table, work, row + 1);
    distance.fill(Infinity);
    before.fill(-1);
    distance[j] = 0;
    spreadOut(columns, work.arcs, distance, before);
    stepCosts(table, work, row);
    for (let k = j + 1; k < columns; k += 1) {
      if (less[k]! + more[j]! + scale + distance[k]! !== 0) continue;
      x[row * columns + j]! += 1;
      x[row * columns + k]! -= 1;
      moveAlong(table, work, k);
      break;
    }
  }
}
