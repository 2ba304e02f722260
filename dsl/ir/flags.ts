/** Who answers: scores and flags. */
import type { Span } from "../span.ts";
import type { Unit } from "../types/type.ts";
import type { FigureId, Grain, KpiId, ScoreId } from "./ids.ts";
import type { Level } from "./kpis.ts";

export interface Score {
  readonly id: ScoreId;
  readonly name: string;
  readonly label: string;
  readonly parts: readonly { readonly share: number; readonly kpi: KpiId }[];
  readonly cap: number | null;
  readonly floor: number | null;
  readonly span: Span;
}

export interface Flag {
  readonly name: string;
  readonly label: string;
  readonly at: Level;
  readonly when: FigureId;
  readonly for: { readonly n: number; readonly grain: Grain } | null;
  readonly hold:
    | { readonly who: "person" | "manager" | "top" }
    | { readonly who: "named"; readonly name: string }
    | null;
  readonly say: readonly SayPart[];
  readonly severity: "info" | "warn" | "high";
  readonly escalateAfter: { readonly n: number; readonly grain: Grain } | null;
  readonly span: Span;
}

export type SayPart =
  | { readonly of: "text"; readonly text: string }
  | { readonly of: "name" | "manager" | "period" | "missed" | "met" }
  /** `unit`: of a KPI its own, which its figure need not know. */
  | { readonly of: "figure"; readonly figure: FigureId; readonly unit: Unit };
