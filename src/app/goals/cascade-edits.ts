/** What lies over the rules when a cascade is worked out: holds by hand, and what was published before. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Day } from "../../../dsl/calendar/day.ts";
import type { KpiId } from "../../../dsl/ir/ir.ts";

/** A goal held by hand, in the KPI's unit. */
export interface Held {
  readonly node: number;
  readonly period: Period;
  readonly amount: number;
}
export type Holds = ReadonlyMap<string, Held>;
const NONE: Holds = new Map();

/** Amounts in the KPI's unit, in assigned terms; a rate as a fraction. */
export interface CascadeEdits {
  /** A goal held by hand for a node and a year, half, quarter, month or week; it wins over what the rules say. Null: none. */
  held(kpi: KpiId, node: number, period: Period): number | null;
  /** All that is held by hand in the fiscal year of a period, by node and period. */
  holds(kpi: KpiId, period: Period): Holds;
  /** What was last published for a node in a month (of a `weeks` calendar: a period). Null: nothing. */
  published(kpi: KpiId, node: number, month: Period): number | null;
  /** Months that end on or before this day are closed: they stay as published. Null: nothing was published. */
  readonly closedOn: Day | null;
  /** A cascade was asked for from this day: who left before it is made up for by the siblings. Null: by nobody. */
  cascadedFrom(kpi: KpiId): Day | null;
}

export const NO_EDITS: CascadeEdits = {
  held: () => null,
  holds: () => NONE,
  published: () => null,
  closedOn: null,
  cascadedFrom: () => null,
};
