/** A manager's lines of the tie-out: what is handed down, to whom, and that it adds up. */
import type { Base } from "./base.ts";
import type { CascadeNode, Handed, Line, Seat } from "./node.ts";
import { layersOf, type Step } from "./target.ts";

export interface LinesInput {
  readonly own: Seat;
  readonly target: number;
  readonly columns: readonly number[];
  readonly base: Base;
  readonly step: Step;
  readonly increment: number;
  readonly reports: readonly CascadeNode[];
  /** As they are owed; and what was cut off them since somebody left. */
  readonly seats: readonly Seat[];
  readonly cut: readonly (Cut | null)[];
  /** Held months, row by row; NaN: free. */
  readonly cells: Float64Array | null;
}

/** Months that somebody who left no longer owes. */
export interface Cut {
  readonly months: readonly number[];
  readonly baseMonths: readonly number[];
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

interface Part {
  readonly goal: number;
  readonly down: number;
  readonly reserve: number;
  readonly buffer: number;
  readonly odd: number;
  readonly of: (seat: Seat, i: number) => number;
  readonly heldOf: (seat: Seat, i: number) => number;
  readonly open: number;
}

/** The four lists of lines of a manager, each adding up to nothing left. */
export function linesOf(
  input: LinesInput,
): Pick<Handed, "year" | "months" | "baseYear" | "baseMonths"> {
  const { own, target, columns, base, step, increment: q } = input;
  const cuts = input.cut.filter((c) => c !== null);
  const cutOf = (list: "months" | "baseMonths", j?: number) =>
    sum(cuts.map((c) => (j === undefined ? sum(c[list]) : c[list][j]!)));
  const heldMonth = (i: number, j: number) => {
    const cell = input.cells ? input.cells[i * columns.length + j]! : Number.NaN;
    return !Number.isNaN(cell) || input.reports[i]!.heldYear !== null;
  };
  const isHeld = (seat: Seat) => seat.held;
  const oddYear = sum(input.seats.map((s) => s.odd));
  const year: Part = {
    goal: own.year,
    down: target,
    ...layersOf(own.year, target, step),
    odd: oddYear,
    of: (s) => s.year,
    heldOf: (s) => (isHeld(s) ? s.year : 0),
    open: cutOf("months"),
  };
  const baseYear: Part = {
    goal: own.baseYear,
    down: base.target,
    reserve: own.baseYear - base.target,
    buffer: 0,
    odd: 0,
    of: (s) => s.baseYear,
    heldOf: (s) => (isHeld(s) ? s.baseYear : 0),
    open: cutOf("baseMonths"),
  };
  return {
    year: line(input, year),
    baseYear: line(input, baseYear),
    months: columns.map((down, j) =>
      line(input, {
        goal: own.months[j]!,
        down,
        ...layersOf(own.months[j]!, down, step),
        odd: down % q,
        of: (s) => s.months[j]!,
        heldOf: (s, i) => (heldMonth(i, j) ? s.months[j]! : 0),
        open: cutOf("months", j),
      }),
    ),
    baseMonths: base.columns.map((down, j) =>
      line(input, {
        goal: own.baseMonths[j]!,
        down,
        reserve: own.baseMonths[j]! - down,
        buffer: 0,
        odd: 0,
        of: (s) => s.baseMonths[j]!,
        heldOf: (s, i) => (heldMonth(i, j) ? s.baseMonths[j]! : 0),
        open: cutOf("baseMonths", j),
      }),
    ),
  };
}

function line({ seats, reports }: LinesInput, part: Part): Line {
  const { goal, down, reserve, buffer, odd, of, heldOf, open } = part;
  let [held, vacancies, all] = [0, 0, 0];
  for (let i = 0; i < seats.length; i += 1) {
    const owed = of(seats[i]!, i);
    held += heldOf(seats[i]!, i);
    if (reports[i]!.vacancy) vacancies += owed;
    all += owed;
  }
  return {
    goal,
    reserve,
    buffer,
    handedDown: down,
    held,
    odd,
    vacancies,
    free: down - held,
    open,
    difference: down - open - all,
  };
}
