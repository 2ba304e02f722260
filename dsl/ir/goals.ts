/** What is owed, by whom, and what was changed on record. */
import type { Span } from "../span.ts";
import type { FigureId, Grain, KpiId, LevelId, MeasureId, RowId, TableId } from "./ids.ts";

export type GoalPeriod =
  | { readonly of: "fixed"; readonly period: string }
  | { readonly of: "each"; readonly grain: Grain };

export type Who =
  | { readonly of: "person"; readonly name: string }
  | { readonly of: "everyone" }
  | { readonly of: "reps" }
  | { readonly of: "managers" }
  | { readonly of: "unit"; readonly column: string }
  | { readonly of: "level"; readonly level: LevelId }
  | { readonly of: "reports"; readonly name: string }
  | { readonly of: "team"; readonly name: string };

/** Conditions on who is meant: on the columns of people, and of a table that carries the level below them. */
export interface WhoWhere {
  readonly people: RowId | null;
  readonly level: { readonly table: TableId; readonly row: RowId } | null;
}

export const ANYBODY: WhoWhere = { people: null, level: null };

export interface Goal {
  readonly kpi: KpiId;
  readonly period: GoalPeriod;
  readonly value:
    | { readonly of: "figure"; readonly figure: FigureId }
    /** The workbook's own goals. `figure` adds up `measure` over the owner's own rows (in the period, after `each`); blank where none. */
    | {
        readonly of: "table";
        readonly figure: FigureId;
        /** Of a KPI that doesn't add up: whether several rows say it; then the figure is blank. */
        readonly several: FigureId | null;
        readonly measure: MeasureId;
        readonly table: TableId;
        readonly column: string;
      };
  readonly who: Who;
  readonly where: WhoWhere;
  readonly span: Span;
}

export interface Reset {
  readonly kpi: KpiId;
  readonly period: string;
  readonly person: string;
  readonly from: number;
  readonly to: number;
  readonly because: string;
  readonly by: string;
  readonly on: number;
  readonly span: Span;
}
