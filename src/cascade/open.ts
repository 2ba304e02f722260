/** What one manager's step is given, and what of it is open once the held months are taken off. */
import type { Refusal } from "./refusal.ts";
import type { Rounding } from "./rounding.ts";
import type { Group } from "./spread.ts";

/**
 * Amounts in whole units, at least 0 but for holds; lists by report, tables row by row (`[i * months + j]`).
 * Reports stand in the order of ties.
 */
export interface StepInput {
  /** What is handed down in each month; its sum is the year. */
  readonly columns: Float64Array;
  readonly group: Group;
  readonly increment: number;
  readonly rounding: Rounding;
  readonly rows: number;
  /** Whole weights, where all reports are there in the same days and ramp; else null and `seeds` count. */
  readonly weights: readonly number[] | null;
  /** Weight × days × ramp. */
  readonly seeds: Float64Array;
  /** Days × ramp. */
  readonly days: Float64Array;
  /** Bounds of the year; 0 and Infinity where there is none. */
  readonly floors: readonly number[];
  readonly caps: readonly number[];
  /** Of reports whose bounds are sums of what is held and bound below, not said for them. */
  readonly below?: readonly (BoundBelow | null)[];
  readonly heldYears: readonly (number | null)[];
  /** Held months; NaN: free. Null: none is held. */
  readonly cells: Float64Array | null;
  /** Reports' own curves over the months; null: the manager's. */
  readonly seasons: readonly (readonly number[] | null)[];
}

export interface BoundBelow {
  /** Whether the sums allow a year, whole increments or not. */
  readonly allows: (year: number) => boolean;
  /** The sums are whole increments, so that the bounds are these very sums. */
  readonly isWhole: boolean;
}

/** What is left when the held months are taken off. */
export interface Open {
  readonly columns: Float64Array;
  readonly cells: readonly number[];
  readonly floors: Float64Array;
  readonly caps: Float64Array;
  /** 1 where a report may owe. */
  readonly isOpen: Uint8Array;
}

export function takeOffCells(input: StepInput): Open | Refusal {
  const { columns, rows, heldYears, days, seeds } = input;
  const months = columns.length;
  const left = columns.slice();
  const cells = new Array<number>(rows).fill(0);
  const isOpen = new Uint8Array(rows * months);
  for (let at = 0; at < isOpen.length; at += 1) {
    const cell = input.cells ? input.cells[at]! : Number.NaN;
    if (Number.isNaN(cell)) isOpen[at] = days[at]! > 0 || seeds[at]! > 0 ? 1 : 0;
    else {
      cells[Math.floor(at / months)]! += cell;
      left[at % months]! -= cell;
    }
  }
  for (let i = 0; i < rows; i += 1) {
    const year = heldYears[i]!;
    if (year !== null && input.cells && cells[i]! > year && hasCells(input, i))
      return { code: "cells over year", who: i, cells: cells[i]!, year, excess: cells[i]! - year };
  }
  const period = left.findIndex((c) => c < 0);
  if (period >= 0) {
    const target = columns[period]!;
    const held = target - left[period]!;
    return { code: "holds", period, target, held, excess: held - target };
  }
  const floors = new Float64Array(rows);
  const caps = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    floors[i] = Math.max(0, (heldYears[i] ?? input.floors[i]!) - cells[i]!);
    caps[i] = Math.max(0, (heldYears[i] ?? input.caps[i]!) - cells[i]!);
  }
  return { columns: left, cells, floors, caps, isOpen };
}

const hasCells = ({ cells, columns }: StepInput, i: number): boolean =>
  cells!.subarray(i * columns.length, (i + 1) * columns.length).some((c) => !Number.isNaN(c));

export function total(list: ArrayLike<number>, from = 0, to = list.length): number {
  let all = 0;
  for (let at = from; at < to; at += 1) all += list[at]!;
  return all;
}
