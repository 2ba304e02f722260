/** A8, coarse to fine: rounded years go to halves, quarters, months, each time as the nearest table. */
import { splitInto } from "./down.ts";
import { mulDivInto } from "./exact.ts";
import { fitTable, toRows } from "./fit.ts";
import { type OddParts, oddMargins } from "./odd.ts";
import { FINE } from "./rounding.ts";
import { roomIn } from "./scratch.ts";
import type { Group } from "./spread.ts";
import { type Cut, EMPTY, nearestTable, type Table, tableOf } from "./table.ts";
import { nearestWithin } from "./within.ts";

/** One manager's table of months, row by row; amounts in whole units. */
export interface MonthsInput {
  readonly rows: number;
  /** What the reports owe together in each month, held months taken off. */
  readonly columns: Float64Array;
  /** Each report's rounded year, held months taken off. */
  readonly years: Float64Array;
  /** Shares by month in units, whose zeros where `isOpen` says no stay empty; null: a product of the margins. */
  readonly shares: Float64Array | null;
  /** 1 where a report can owe in a month; read with `shares` only. */
  readonly isOpen: Uint8Array | null;
  readonly increment: number;
  /** Null where an increment is a unit: there is nothing to note. */
  readonly notes: TieNotes | null;
}

export interface TieNotes {
  /** Odd margins left no table of whole increments: it was tied to the unit. */
  inUnits: boolean;
}

/** Scratch by number of columns. */
const tables = new Map<number, Table>();

function tableFor(rows: number, columns: number): Table {
  let table = tables.get(columns);
  if (!table || table.rowSums.length < rows) {
    table = tableOf(2 * rows, columns);
    tables.set(columns, table);
  }
  table.rows = rows;
  return table;
}

/**
 * Fills `out` (rows × months) down the calendar's nesting: every part's column is met, and every report's
 * parts add up to what the coarser period gave it. False where some part has no such table; then `out` says
 * nothing.
 */
export function coarseToFine(input: MonthsInput, group: Group, out: Float64Array): boolean {
  return fill(input, group, input.years, out);
}

interface Room {
  cells: Float64Array;
  below: Float64Array;
  readonly columnSums: Float64Array;
}
/** Scratch by period: managers are worked one after the other. */
const rooms = new WeakMap<Group, Room>();

function roomFor(group: Group, rows: number): Room {
  const parts = group.parts.length;
  let room = rooms.get(group);
  if (!room) {
    room = { cells: NONE, below: NONE, columnSums: new Float64Array(parts) };
    rooms.set(group, room);
  }
  room.cells = roomIn(room.cells, rows * parts, Float64Array);
  room.below = roomIn(room.below, rows, Float64Array);
  return room;
}
const NONE = new Float64Array(0);

function fill(input: MonthsInput, group: Group, rowSums: Float64Array, out: Float64Array): boolean {
  const { rows, columns } = input;
  const { parts } = group;
  if (parts.length === 0) {
    const j = group.indexes[0]!;
    for (let i = 0; i < rows; i += 1) out[i * columns.length + j] = rowSums[i]!;
    return true;
  }
  const { cells, below, columnSums } = roomFor(group, rows);
  if (!partsOf(input, parts, rowSums, columnSums, cells)) return false;
  for (let p = 0; p < parts.length; p += 1) {
    const part = parts[p]!;
    for (let i = 0; i < rows; i += 1) below[i] = cells[i * parts.length + p]!;
    if (!fill(input, part, below, out)) return false;
  }
  return true;
}

/** Shares by the parts of a period, and who may owe there: read before the next table is begun. */
let sums = new Float64Array(0);
let open = new Uint8Array(0);

/** One table: reports by the parts of a period. */
function partsOf(
  input: MonthsInput,
  parts: readonly Group[],
  rowSums: Float64Array,
  columnSums: Float64Array,
  cells: Float64Array,
): boolean {
  columnSums.fill(0);
  for (let p = 0; p < parts.length; p += 1)
    for (const j of parts[p]!.indexes) columnSums[p]! += input.columns[j]!;
  const { rows, increment, shares, isOpen, notes } = input;
  if (shares === null)
    return (
      tie({ rows, rowSums, columnSums, shares: null, isOpen: null, increment, notes }, cells) ===
      null
    );
  const months = input.columns.length;
  const size = rows * parts.length;
  sums = roomIn(sums, size, Float64Array);
  open = roomIn(open, size, Uint8Array);
  for (let i = 0, at = 0, row = 0; i < rows; i += 1, row += months)
    for (let p = 0; p < parts.length; p += 1, at += 1) {
      const { indexes } = parts[p]!;
      let sum = 0;
      let may = 0;
      for (let k = 0; k < indexes.length; k += 1) {
        const from = row + indexes[k]!;
        sum += shares[from]!;
        may |= isOpen![from]!;
      }
      sums[at] = sum;
      open[at] = may;
    }
  const table = { rows, rowSums, columnSums, shares: sums, isOpen: open, increment, notes };
  return tie(table, cells) === null;
}

/** A table with both margins in units. */
export interface TieInput {
  readonly rows: number;
  readonly rowSums: Float64Array;
  readonly columnSums: Float64Array;
  /** Fitted here to the margins; null: `R[i]·C[j] / T`. */
  readonly shares: Float64Array | null;
  readonly isOpen: Uint8Array | null;
  readonly increment: number;
  /** Null where an increment is a unit: there is nothing to note. */
  readonly notes: TieNotes | null;
}

/**
 * The nearest table in whole increments, odd margins met first, where need be to the unit; null where `out`
 * has it, else why there is none.
 */
export function tie(input: TieInput, out: Float64Array): Cut | null {
  const odd = oddMargins(input);
  if (!odd) return tieWhole(input, null, out);
  const fits = !odd.isBelow && !isInClosed(odd, input.isOpen);
  if (fits && tieWhole(input, odd, out) === null) return null;
  const cut = tieWhole({ ...input, increment: 1 }, null, out);
  if (cut === null && input.notes) input.notes.inUnits = true;
  return cut;
}

/** An odd amount would come into a cell that is held: it can't stay there. */
const isInClosed = ({ cells }: OddParts, isOpen: Uint8Array | null): boolean =>
  isOpen !== null && cells.some((part, at) => part !== 0 && !isOpen[at]);

function tieWhole(input: TieInput, odd: OddParts | null, out: Float64Array): Cut | null {
  const { rows, rowSums, columnSums, increment: q } = input;
  const columns = columnSums.length;
  const table = tableFor(rows, columns);
  for (let i = 0; i < rows; i += 1) table.rowSums[i] = (rowSums[i]! - (odd ? odd.rows[i]! : 0)) / q;
  for (let j = 0; j < columns; j += 1)
    table.columnSums[j] = (columnSums[j]! - (odd ? odd.columns[j]! : 0)) / q;
  if (input.shares === null) {
    if (columns === 2) twoColumns(table);
    else {
      productShares(table);
      nearestWithin(table);
    }
  } else {
    fittedShares(table, input.shares, input.isOpen);
    const cut = nearestWithin(table) ? null : nearestTable(table);
    if (cut) return cut;
  }
  for (let at = 0; at < rows * columns; at += 1)
    out[at] = table.x[at]! * q + (odd ? odd.cells[at]! : 0);
  return null;
}

let firsts = new Float64Array(0);
let rests = new Float64Array(0);

/** Of two columns the first is one largest remainder over the rows, and the second what is left. */
function twoColumns({ rows, rowSums, columnSums, x }: Table): void {
  firsts = roomIn(firsts, rows, Float64Array);
  rests = roomIn(rests, rows, Float64Array);
  splitInto(columnSums[0]!, rowSums, 0, rows, firsts, rests);
  for (let i = 0; i < rows; i += 1) {
    x[2 * i] = firsts[i]!;
    x[2 * i + 1] = rowSums[i]! - firsts[i]!;
  }
}

/** `R[i]·C[j] / T`, exact; the last column is what the others leave. */
function productShares(table: Table): void {
  const { rows, columns, rowSums, columnSums, floor, rest } = table;
  let total = 0;
  for (let j = 0; j < columns; j += 1) total += columnSums[j]!;
  table.scale = total;
  if (total === 0) {
    floor.fill(0);
    rest.fill(0);
    return;
  }
  for (let i = 0; i < rows; i += 1) {
    const row = rowSums[i]!;
    let left = row;
    let lacking = 0;
    const end = (i + 1) * columns - 1;
    for (let j = 0, at = i * columns; at < end; j += 1, at += 1) {
      floor[at] = mulDivInto(row, columnSums[j]!, total, rest, at);
      left -= floor[at]!;
      lacking -= rest[at]!;
      if (lacking < 0) {
        lacking += total;
        left -= 1;
      }
    }
    floor[end] = left;
    rest[end] = lacking;
  }
}

let fitted = new Float64Array(0);

/** Real shares fitted to the margins, then taken to 2⁻³⁰ of an increment. */
function fittedShares(table: Table, shares: Float64Array, isOpen: Uint8Array | null): void {
  const { rows, columns, rowSums, floor, rest } = table;
  const size = rows * columns;
  fitted = roomIn(fitted, size, Float64Array);
  const cells = fitted;
  cells.set(shares.subarray(0, size));
  fitTable(cells, table.columnSums, rows, columns, toRows(rowSums));
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) {
      // Margins that shares can't be fitted to leave some beyond them.
      const most = Math.min(rowSums[i]!, table.columnSums[j]!);
      setShare(table, at, cells[at]! >= 0 ? Math.min(most, cells[at]!) : 0);
      if (isOpen && isOpen[at] === 0) {
        floor[at] = 0;
        rest[at] = EMPTY;
      }
    }
  table.scale = FINE;
}

/** A share in increments, to 2⁻³⁰. */
export function setShare({ floor, rest }: Table, at: number, value: number): void {
  const whole = Math.floor(value);
  const part = Math.round((value - whole) * FINE);
  floor[at] = part === FINE ? whole + 1 : whole;
  rest[at] = part === FINE ? 0 : part;
}
