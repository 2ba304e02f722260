/** One run for a pane: KPIs, people, periods, figures, flags, what is wrong with rules. */
import type { Place } from "../../dsl/span.ts";

export interface RunRequest {
  /** ISO day, or null for the workbook's own. */
  readonly asOf: string | null;
  /** A draft to run instead of the saved rules (nothing is written). */
  readonly rules: string | null;
}

export interface RunView {
  readonly asOf: string;
  readonly asOfFrom: "given" | "cell" | "data";
  readonly milliseconds: number;
  readonly diagnostics: readonly DiagnosticView[];
  readonly findings: readonly {
    readonly code: string;
    readonly severity: "error" | "warning" | "note";
    readonly place: string;
    readonly message: string;
    readonly fix: string;
  }[];
  readonly kpis: readonly KpiView[];
  readonly scores: readonly { readonly name: string; readonly label: string }[];
  readonly people: readonly PersonView[];
  readonly periods: readonly PeriodView[];
  readonly figures: FiguresView;
  readonly flags: readonly FlagView[];
  readonly checks: readonly {
    readonly line: number;
    readonly expression: string;
    readonly actual: string;
    readonly expected: string;
    readonly passed: boolean;
  }[];
  readonly tests: readonly {
    readonly line: number;
    readonly name: string;
    readonly passed: boolean;
    readonly failures: readonly string[];
  }[];
  /** Where the rows of each table went, then of each KPI's figures: `found` is `used` and all of `aside` together. */
  readonly data: readonly AccountView[];
  readonly tieout: {
    readonly lines: number;
    readonly ties: number;
    readonly rounding: number;
    readonly largest: number;
  };
}

export interface AccountView {
  readonly table: string;
  readonly sheet: string;
  /** Index in `kpis`, -1 for the table itself. */
  readonly kpi: number;
  /** The part of the KPI's formula that reads the rows; empty for the table. */
  readonly figure: string;
  readonly found: number;
  readonly used: number;
  readonly aside: readonly {
    /** In words: `no date, so in no period`. */
    readonly why: string;
    /** Whether the rows are in nobody's total for want of an owner in the org. */
    readonly nobodys: boolean;
    /** The owner as written, where it is nobody; empty else. */
    readonly who: string;
    readonly rows: number;
    readonly amount: number | null;
    /** The first sheet rows, from 1. */
    readonly sheetRows: readonly number[];
  }[];
}

export interface DiagnosticView {
  readonly code: string;
  readonly severity: "error" | "warning" | "advice";
  readonly message: string;
  readonly hint: string;
  readonly at: Place;
  readonly start: number;
  readonly end: number;
  readonly fix: { readonly start: number; readonly end: number; readonly text: string } | null;
}

export interface KpiView {
  readonly name: string;
  readonly label: string;
  readonly role: "leading" | "lagging" | "helper";
  /** Index of the KPI it leads, -1 for none. */
  readonly leads: number;
  readonly unit: UnitView;
  readonly better: "higher" | "lower" | "within";
  readonly additive: boolean;
  readonly metAt: number;
  readonly atRiskBelow: number;
  readonly line: number;
}
export type UnitView =
  | { readonly of: "plain" | "percent" | "count" | "days" }
  | { readonly of: "money"; readonly code: string }
  | { readonly of: "text"; readonly label: string };

export interface PersonView {
  readonly name: string;
  readonly level: number;
  readonly path: string;
  /** Index of the manager in `people`, -1 at the top. */
  readonly manager: number;
  readonly hasReports: boolean;
  readonly vacancy: boolean;
}

export interface PeriodView {
  readonly label: string;
  readonly grain: string;
  readonly start: string;
  /** Last day, included. */
  readonly end: string;
  readonly state: "closed" | "current" | "future";
}

/**
 * Figures of all KPIs, then all scores (their figure is the attainment), for every period and person:
 * index `(k * periods + p) * people + n`; null is blank. `status` indexes `STATUSES`, -1 for none.
 */
export interface FiguresView {
  readonly actual: readonly (number | null)[];
  readonly goal: readonly (number | null)[];
  readonly attainment: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
  readonly pace: readonly (number | null)[];
  readonly forecast: readonly (number | null)[];
  readonly status: readonly number[];
  /** Index → the error cell that spoilt the actual, `#N/A at Deals!G212`. */
  readonly errors: readonly (readonly [number, string])[];
  /** Index of a score → how much of its weights counted, where not all did, in a sentence. */
  readonly counted: readonly (readonly [number, string])[];
}
export const STATUSES = [
  "met",
  "missed",
  "ahead",
  "on pace",
  "behind",
  "at risk",
  "no goal",
  "no data",
] as const;

export interface FlagView {
  readonly flag: string;
  readonly label: string;
  readonly severity: "info" | "warn" | "high";
  /** Index in `people`. */
  readonly person: number;
  /** Index in `periods`. */
  readonly period: number;
  readonly answers: string;
  readonly reason: string;
  readonly since: string;
  readonly escalated: number;
  /** The action that closed it since, `coached by Mia on 2026-10-14`; null: none. */
  readonly action: string | null;
}
