/** How what is owed is split among reports and over time. */
import type { Span } from "../span.ts";
import type { Who, WhoWhere } from "./goals.ts";
import type { FigureId, Grain, KpiId, LevelId } from "./ids.ts";

export interface Cascade {
  readonly kpi: KpiId;
  /** Tried in order for a manager whose reports' weights are all blank or zero; always ends usable (`evenly` follows). */
  readonly by: readonly Weight[];
  readonly keepBack: readonly StepShare[];
  readonly overAssign: readonly StepShare[];
  readonly ramp: {
    readonly shares: readonly number[];
    readonly grain: Grain;
    readonly from: string;
  } | null;
  readonly atLeast: readonly Bound[];
  readonly atMost: readonly Bound[];
  /** In the KPI's unit; null: its smallest unit. */
  readonly roundTo: number | null;
  readonly rounding: "remainder" | "largest" | "first" | "webster";
  readonly spread: readonly Weight[] | { readonly shares: readonly number[] } | null;
  /** The levels below people that it carries on to, the upper first. */
  readonly to: readonly LevelId[];
  readonly span: Span;
}

export type Weight =
  | { readonly of: "evenly" }
  | { readonly of: "figure"; readonly figure: FigureId }
  /** Each part is a share of its own total first; the shares make 1. */
  | {
      readonly of: "blend";
      readonly parts: readonly { readonly share: number; readonly figure: FigureId }[];
    }
  | { readonly of: "ratio"; readonly method: "same rate" | "same points" | "same share of gap" };

/** `share` on the step down from `below`; null: on every step. */
export interface StepShare {
  readonly share: number;
  readonly below:
    | { readonly of: "person"; readonly name: string }
    | { readonly of: "level"; readonly column: string }
    | null;
}

export interface Bound {
  readonly figure: FigureId;
  readonly who: Who | null;
  readonly where: WhoWhere;
}
