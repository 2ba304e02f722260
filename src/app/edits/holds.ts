/** Holds that edits made, as a cascade asks for them: a hold by hand wins over what the rules say. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { KpiId } from "../../../dsl/ir/ir.ts";
import type { CascadeEdits, Held } from "../goals/cascade-edits.ts";

export interface Hold extends Held {
  /** The edit's number; 0: a question of what if, not an edit. */
  readonly edit: number;
}

/** By `holdKey`. */
export type Holds = ReadonlyMap<string, Hold>;

export const NO_HOLDS: Holds = new Map();
export const holdKey = (node: number, { grain, start }: Period): string =>
  `${node} ${grain}${start}`;

/** What lies over the rules, with these holds. */
export const withHolds = (
  edits: CascadeEdits,
  holdsIn: (kpi: KpiId, period: Period) => Holds,
): CascadeEdits => ({
  ...edits,
  holds: holdsIn,
  held: (kpi, node, period) =>
    holdsIn(kpi, period).get(holdKey(node, period))?.amount ?? edits.held(kpi, node, period),
});
