/** A10, the base: the same goals without the buffers of the steps above, to the unit. */
import { tie } from "./coarse.ts";
import type { Seat } from "./node.ts";
import { split } from "./split.ts";
import { type Group, spread } from "./spread.ts";
import { isPlain, nearest, type Step } from "./target.ts";

export interface BaseInput {
  /** The manager's goal. */
  readonly own: Pick<Seat, "year" | "months" | "baseYear" | "baseMonths">;
  /** Handed down in assigned terms. */
  readonly target: number;
  readonly columns: readonly number[];
  readonly step: Step;
  readonly group: Group;
  /** The reports' assigned goals, months row by row. */
  readonly years: readonly number[];
  readonly months: Float64Array;
  /** Days × ramp of the reports, row by row: where nobody is, nobody owes. */
  readonly days: Float64Array;
}

export interface BaseYears {
  /** Handed down in base terms. */
  readonly target: number;
  readonly years: readonly number[];
}

export interface Base extends BaseYears {
  readonly columns: readonly number[];
  readonly months: Float64Array;
}

/**
 * Divides a manager's base as the assigned goals are: years by the assigned years, months as the nearest
 * table with these years and the manager's base months, shares from the assigned months. Where no step so
 * far has a buffer or a reserve the base is the goal itself.
 */
export function baseOf(input: BaseInput): Base {
  const { own, target, columns, step, years, months } = input;
  if (own.baseMonths === own.months && isPlain(step)) return { target, columns, years, months };
  const base = baseYearsOf(input);
  const sign = base.target < 0 ? -1 : 1;
  const baseColumns = columnsOf(input, base.target);
  const turned = base.years.map((y) => sign * y || 0);
  const table = monthsOf(input, turned, baseColumns, sign);
  return { ...base, columns: baseColumns, months: table.map((x) => sign * x || 0) };
}

type YearsInput = Pick<BaseInput, "own" | "target" | "step" | "years">;

/** What is handed down of the base, and the reports' years of it: by their assigned years, to the unit. */
export function baseYearsOf(input: YearsInput): BaseYears {
  const { years } = input;
  const target = handedDown(input);
  const sign = target < 0 ? -1 : 1;
  const assigned = years.map((y) => Math.max(0, sign * y));
  const divided = split({ total: Math.abs(target), weights: assigned });
  return { target, years: divided.ok ? divided.value.goals.map((y) => sign * y || 0) : years };
}

/** The base less the reserve; where the step adds no buffer, the part of the goal that is base. */
function handedDown({ own, target, step }: YearsInput): number {
  if (step.overAssign > 0)
    return nearest(Number((own.baseYear * (1 - step.keepBack)).toPrecision(15)), 1);
  // Of nothing no part is.
  return nearest((target * own.baseYear) / own.year, 1);
}

/** The manager's base months less the reserve. */
function columnsOf({ own, group }: BaseInput, base: number): readonly number[] {
  const sign = base < 0 ? -1 : 1;
  const weights = own.baseMonths.map((m) => Math.max(0, sign * m));
  const outcome = spread({ total: base, weights, group });
  return outcome.ok ? outcome.value : own.baseMonths;
}

function monthsOf(
  { months: assigned, days }: BaseInput,
  years: readonly number[],
  columns: readonly number[],
  sign: number,
): Float64Array {
  const rows = years.length;
  const shares = assigned.map((x) => Math.max(0, sign * x));
  const out = new Float64Array(shares.length);
  const table = {
    rows,
    rowSums: Float64Array.from(years),
    columnSums: Float64Array.from(columns, (c) => sign * c),
    shares,
    increment: 1,
    notes: null,
  };
  const isOpen = Uint8Array.from(shares, (s, at) => (s > 0 || days[at]! > 0 ? 1 : 0));
  // Where people come and go, a unit may find no other place than a month somebody isn't there.
  if (tie({ ...table, isOpen }, out)) tie({ ...table, isOpen: null }, out);
  return out;
}
