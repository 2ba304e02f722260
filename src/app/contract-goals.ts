/** What the sidebar asks of goals: the tree, a preview of edits, edits applied, what if. Columns, not objects per cell. */
import type { UnitView } from "./contract-run.ts";

/** `who` a person's name, or below people `Ann / Acme`; `kpi` a name or label; amounts in the KPI's unit. */
interface Of {
  readonly who: string;
  readonly kpi: string;
  readonly period: string;
}
export type GoalCommand = Of &
  (
    | { readonly kind: "hold"; readonly to: number }
    | { readonly kind: "release" }
    /** `to`: who takes the amount, or `siblings`. */
    | { readonly kind: "move"; readonly amount: number; readonly to: string }
    | { readonly kind: "override"; readonly to: number }
    /** Accepts what the sheet `KPI Goals` holds now, as an override. */
    | { readonly kind: "accept" }
    /** From the period on the siblings take up what leavers, resets and overrides left open; `who`: a top. */
    | { readonly kind: "cascade" }
    /** Becomes a `reset` statement of the rules. */
    | { readonly kind: "reset"; readonly to: number }
  );

/** A top's goal taken as another amount, or as so many times itself (1.1: ten percent more). Never written. */
export type WhatIfAsk = Of &
  ({ readonly to: number; readonly scale?: undefined } | { readonly scale: number });

export interface GoalsTreeAsk {
  readonly asOf: string | null;
  /** Null: the first KPI whose goals cascade. */
  readonly kpi: string | null;
  /** Null: the fiscal year of the as-of day. */
  readonly period: string | null;
}

/** One KPI and period. All columns have an entry per node, in tree order; null is blank. */
export interface GoalsTreeView {
  readonly asOf: string;
  readonly kpi: string;
  readonly label: string;
  readonly unit: UnitView;
  readonly period: string;
  readonly closed: boolean;
  /** KPIs with goals, and the year's periods that can be asked for. */
  readonly kpis: readonly string[];
  readonly periods: readonly string[];
  readonly who: readonly string[];
  readonly level: readonly number[];
  /** Index of the manager, -1 at the top. */
  readonly manager: readonly number[];
  readonly goal: readonly (number | null)[];
  readonly base: readonly (number | null)[];
  /** Of what the manager hands down in the period. */
  readonly share: readonly (number | null)[];
  /** 0: not held; -1: held in the rules; else the number of the edit. */
  readonly held: readonly number[];
  /** What `KPI Goals` holds where it differs from the goal. */
  readonly sheet: readonly (number | null)[];
  /** The actual of the same period a year before. */
  readonly baseline: readonly (number | null)[];
  /** Index → how much a manager hands down, keeps back, adds, and what stays open; only of managers. */
  readonly handed: readonly {
    readonly at: number;
    readonly handedDown: number;
    readonly reserve: number;
    readonly buffer: number;
    readonly open: number;
    readonly difference: number;
  }[];
}

export interface GoalPeriodsAsk {
  readonly asOf: string | null;
  readonly kpi: string;
  readonly who: string;
  /** Any period of the year that is asked for. */
  readonly period: string;
}
/** One person's goals of a KPI over a year. All columns have an entry per period, each before its parts; null is blank. */
export interface GoalPeriodsView {
  readonly asOf: string;
  readonly kpi: string;
  readonly label: string;
  readonly unit: UnitView;
  readonly who: string;
  readonly periods: readonly string[];
  /** 0: the year. */
  readonly level: readonly number[];
  readonly closed: readonly boolean[];
  readonly goal: readonly (number | null)[];
  /** 0: not held; -1: held in the rules; else the number of the edit. */
  readonly held: readonly number[];
  /** The actual of the same period a year before. */
  readonly baseline: readonly (number | null)[];
}

export interface GoalsAsk {
  readonly asOf: string | null;
  readonly commands: readonly GoalCommand[];
  readonly by: string;
  readonly note: string;
}
export interface GoalsPreviewAsk extends GoalsAsk {
  readonly whatIf: readonly WhatIfAsk[];
  /** Other rules to compare with; null: the workbook's. */
  readonly rules: string | null;
  /** Only these periods; null: the year's. */
  readonly periods: readonly string[] | null;
  /** At most so many changes are listed; all are counted. */
  readonly most: number;
}

/** What would move, and by how much. Nothing is written by asking. */
export interface GoalsPreviewView {
  readonly asOf: string;
  readonly title: string;
  /** Hand it to `goals.apply`; empty where there is nothing to write. */
  readonly fingerprint: string;
  /** Why commands can't be applied, a sentence each; then nothing is written. */
  readonly problems: readonly string[];
  /** Names that `changes`, `sums` and `levels` point to. */
  readonly kpis: readonly {
    readonly name: string;
    readonly label: string;
    readonly unit: UnitView;
  }[];
  readonly who: readonly string[];
  readonly periods: readonly string[];
  readonly changes: ChangesView;
  /** All changes, listed or not. */
  readonly changed: number;
  /** Managers above what changed: their goals, with 0 where nothing moved. */
  readonly sums: SumsView;
  /** Per level of the tree (0: the top): how many goals change, and their sums. */
  readonly levels: LevelsView;
  /** Edits on record that would no longer apply. */
  readonly outdated: readonly string[];
}

interface Moved {
  /** Indexes in `kpis` and `periods`. */
  readonly kpi: readonly number[];
  readonly period: readonly number[];
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
}
export interface ChangesView extends Moved {
  readonly who: readonly number[];
  /** An index in `CAUSES`. */
  readonly cause: readonly number[];
}
export const CAUSES = [
  "asked for",
  "takes up",
  "below",
  "above",
  "follows by formula",
  "other rules",
] as const;
export interface SumsView extends Moved {
  readonly who: readonly number[];
}
export interface LevelsView extends Moved {
  readonly level: readonly number[];
  readonly count: readonly number[];
}

/** The edits on record and what became of each, oldest first. */
export interface EditsView {
  readonly asOf: string;
  readonly edits: readonly {
    readonly n: number;
    readonly kind: string;
    readonly who: string;
    readonly kpi: string;
    readonly period: string;
    readonly from: number | null;
    readonly to: number | string | null;
    readonly by: string;
    readonly on: string;
    readonly note: string;
    readonly state: "in force" | "released" | "replaced" | "later" | "not applied";
    readonly reason: string;
  }[];
  /** Cells of the sheet that can't be read. */
  readonly problems: readonly { readonly place: string; readonly message: string }[];
}
