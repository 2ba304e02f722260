/** What is measured. */
import type { Span } from "../span.ts";
import type { Unit } from "../types/type.ts";
import type { Role } from "./figures.ts";
import type { FigureId, KpiId, LevelId } from "./ids.ts";

export interface Kpi {
  readonly id: KpiId;
  readonly name: string;
  readonly label: string;
  readonly figure: FigureId;
  readonly role: Role | "helper";
  readonly leads: KpiId | null;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly baseline: FigureId | null;
  readonly metAt: number;
  readonly atRiskBelow: number;
  readonly level: Level;
  /** How it behaves over tree and time; decides how it cascades and what is expected to date. */
  readonly nature: Nature;
  readonly span: Span;
}

export type Direction =
  | { readonly better: "higher" }
  | { readonly better: "lower"; readonly byRatio: boolean }
  | { readonly better: "within"; readonly tolerance: number };

/** `additive`: sums and counts of dated rows. `ratio`: numerator and denominator kept. `stock`: adds up over people, not over time. */
export type Nature =
  | { readonly of: "additive" }
  | { readonly of: "ratio"; readonly numerator: FigureId; readonly denominator: FigureId }
  | { readonly of: "stock" }
  | { readonly of: "other" };

export type Level =
  | { readonly of: "people" }
  | { readonly of: "reps" }
  | { readonly of: "managers" }
  /** Units that a column of the people's sheet names. */
  | { readonly of: "unit"; readonly column: string }
  | { readonly of: "level"; readonly level: LevelId };
