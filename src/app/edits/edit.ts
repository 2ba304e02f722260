/** Edits of goals as they are stored: a row each of the sheet `KPI Edits`, replayed in order by every run. */
import type { Day } from "../../../dsl/calendar/day.ts";

export const EDITS_SHEET = "KPI Edits";
export const EDIT_COLUMNS = [
  "n",
  "kind",
  "who",
  "kpi",
  "period",
  "from",
  "to",
  "by",
  "on",
  "note",
] as const;
export type EditColumn = (typeof EDIT_COLUMNS)[number];

export const EDIT_KINDS = ["hold", "release", "move", "override", "accept", "cascade"] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** `to` of a move that the giver's siblings take up. */
export const SIBLINGS = "siblings";

interface Row {
  /** The order of replay; unique. */
  readonly n: number;
  readonly who: string;
  /** A KPI's name or label. */
  readonly kpi: string;
  /** `2026`, `2026-H1`, `2026-Q2`, `2026-03`. */
  readonly period: string;
  readonly by: string;
  /** The day from which it counts: a run as of an earlier day doesn't know it. */
  readonly on: Day;
  readonly note: string;
  /** Where it stands, `KPI Edits!A5`; empty for one that is only proposed. */
  readonly place: string;
}

/** Amounts are in the KPI's unit. `from` of all but a move is a record: what the goal was. */
export type Edit = Row &
  (
    | { readonly kind: "hold"; readonly from: number | null; readonly to: number }
    | { readonly kind: "release"; readonly from: number | null }
    /** `amount` goes from `who` to the person named, or to the siblings. */
    | { readonly kind: "move"; readonly amount: number; readonly to: string }
    | { readonly kind: "override"; readonly from: number | null; readonly to: number }
    /** From the period on the siblings take up what leavers, resets and overrides left open; `who` is not read. */
    | { readonly kind: "cascade" }
  );

/** What became of an edit in a run. `reason` says why it is not in force, in a sentence. */
export interface EditOutcome {
  readonly edit: Edit;
  readonly state: "in force" | "released" | "replaced" | "later" | "not applied";
  readonly reason: string;
}
