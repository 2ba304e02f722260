/** What a cascade is given and gives: one KPI, one year, one tree. Amounts in whole units. */
import type { Refusal } from "./refusal.ts";
import type { Rounding } from "./rounding.ts";
import type { Group, SaidPart } from "./spread.ts";
import type { Step } from "./target.ts";

/** A seat in the tree: a mover has one for each assignment. Nodes stand in pre-order, parents first. */
export interface CascadeNode {
  /** Index of the parent; -1 at the top. */
  readonly parent: number;
  /** Matching form: the order of ties. */
  readonly name: string;
  readonly vacancy: boolean;
  /** Days × ramp of each month; of people without reports. */
  readonly presence: readonly number[];
  /** The ramp of each month in whose last days he is there; of people without reports. Read where weights count heads. */
  readonly there?: readonly number[];
  /** For each alternative of the weights (`by … else …`), for each part of a blend: the person's own value. */
  readonly weights: readonly (readonly number[])[];
  /** The person's own curve over the months, or null: the manager's. */
  readonly season: readonly number[] | null;
  readonly heldYear: number | null;
  readonly heldParts: readonly SaidPart[];
  /** Months as last published, in assigned terms; null: not published. Read where `CascadeInput.closed` names months. */
  readonly published: readonly number[] | null;
  /** Left after publishing: the part of each month that is still owed; the rest stays open with the manager. Null: no. */
  readonly left?: readonly number[] | null;
  /** Bounds of a full year; null: none. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** On the step down from here. */
  readonly step: Step;
}

export interface CascadeInput {
  readonly nodes: readonly CascadeNode[];
  /** Shares of the blend's parts, for each alternative; one part: [1]. */
  readonly alternatives: readonly (readonly number[])[];
  /** Parts of a blend, for each alternative, that count heads: a head counts whole on a month's last day. None: absent. */
  readonly heads?: readonly (readonly boolean[])[];
  readonly months: number;
  readonly group: Group;
  /** Whole units of an increment. */
  readonly increment: number;
  readonly rounding: Rounding;
  /** The top's goal: its year, and what is said of its parts. */
  readonly goal: number;
  readonly said: readonly SaidPart[];
  /** Months by position that stay as published, where anybody was; empty: nothing was published. */
  readonly closed: readonly number[];
  /** The top's goal where another tree has worked it out already, both layers; then `goal` and `said` aren't read. */
  readonly top?: Seat;
}

/** A manager's line for the year or one month. */
export interface Line {
  readonly goal: number;
  readonly reserve: number;
  readonly buffer: number;
  readonly handedDown: number;
  readonly held: number;
  readonly odd: number;
  readonly vacancies: number;
  /** Of `handedDown`, what the cascade shares among those who aren't held. */
  readonly free: number;
  /** What stays with the manager since someone left after publishing; 0 elsewhere. */
  readonly open: number;
  /** `handedDown` less the reports' goals less `open`: 0. */
  readonly difference: number;
}

export interface Seat {
  readonly year: number;
  readonly months: readonly number[];
  readonly baseYear: number;
  readonly baseMonths: readonly number[];
  readonly held: boolean;
  /** Share of what the manager hands down, before rounding, 0 to 1. */
  readonly share: number;
  /** The same in units; of the held what is held. */
  readonly exact: number;
  /** Units of the odd part that went here. */
  readonly odd: number;
  /** Increments that went here by the rule of rounding, over the whole ones of the share. */
  readonly took: number;
  readonly bound: "at least" | "at most" | null;
}

export interface Handed {
  readonly node: number;
  readonly year: Line;
  readonly baseYear: Line;
  readonly months: readonly Line[];
  readonly baseMonths: readonly Line[];
  /** Which alternative of the weights was used; -1: evenly, because all were blank or zero. */
  readonly alternative: number;
  /** Parts of the blend, by position, that were zero for all reports. */
  readonly droppedParts: readonly number[];
  readonly negativeWeights: readonly number[];
  /** Reports who would get less of a larger total, or get more of a smaller one (the Alabama paradox). */
  readonly alabama: readonly number[];
  /** No table went with halves and quarters: all months were tied at once. */
  readonly atOnce: boolean;
  /** Reports whose year moved by an increment so that the months could tie. */
  readonly yearMoved: readonly number[];
  /** Odd margins left no table of whole increments: tied to the unit. */
  readonly inUnits: boolean;
  /** Reports whose own curve has a gap while they are there. */
  readonly gaps: readonly number[];
}

export interface CascadeResult {
  /** By node; null where no goal reached it. */
  readonly seats: readonly (Seat | null)[];
  readonly handed: readonly Handed[];
  readonly refusals: readonly { readonly node: number; readonly refusal: Refusal }[];
  /** Closed months had to be held as published, because they would have come out otherwise. */
  readonly frozen: boolean;
}
