/** What the calls about who answers say: open flags as cards, actions on record, evidence, expectations. */
import type { WritePlan } from "../hosts/port/index.ts";

export interface RecordRequest {
  /** The flag's name or label, as in the rules. */
  readonly flag: string;
  readonly who: string;
  /** A period in which the flag stands open. */
  readonly period: string;
  readonly action: "coached" | "goal reset" | "accepted";
  /** Who took it: the add-in can't know, so the view asks. */
  readonly by: string;
  /** ISO day; null: the workbook's today. */
  readonly on: string | null;
  readonly note: string;
  readonly asOf: string | null;
  readonly apply: boolean;
}

export interface RecordView {
  /** False: nothing can be closed so; `message` says why, `todo` what would do. */
  readonly allowed: boolean;
  readonly applied: boolean;
  /** Whether a run as of the asked day has the flag closed by it. */
  readonly closes: boolean;
  readonly message: string;
  readonly todo: string;
  /** Where the row stands or would: `KPI Actions!A5`. */
  readonly place: string;
  /** Takes the row back; null where none was written. */
  readonly undo: WritePlan | null;
}

/** One thing that happened to a flag, on its day (ISO); `isNext`: what will, if nothing is done by the end of it. */
export interface StoryEvent {
  readonly on: string;
  readonly says: string;
  readonly isNext: boolean;
}

/** An open flag of somebody, as a card. */
export interface AnswerView {
  readonly flag: string;
  /** What to do, as the rules call it. */
  readonly label: string;
  readonly severity: "info" | "warn" | "high";
  readonly who: string;
  /** The last period of which the condition is known to hold (the figures are its), and that of the raise. */
  readonly period: string;
  readonly raised: string;
  /** First day of the run. */
  readonly since: string;
  /** Days since the last day of the period of the raise. */
  readonly age: number;
  /** The nearest first. */
  readonly answers: readonly string[];
  readonly escalated: number;
  readonly escalates: { readonly after: string; readonly to: string } | null;
  readonly reason: string;
  /** Whether all leading and all lagging KPIs that are owed were met; null: none is judged. */
  readonly leading: boolean | null;
  readonly lagging: boolean | null;
  /** Of goals that a formula made: each part as assumed beside what came, in the part's unit. */
  readonly assumed: readonly {
    readonly kpi: string;
    readonly part: string;
    readonly assumed: number;
    readonly came: number | null;
    readonly sentence: string;
  }[];
  /** Where activity and result part: whether the one leads to the other. */
  readonly evidence: readonly string[];
  /** From the first raise on, the oldest first. */
  readonly story: readonly StoryEvent[];
  readonly mine: boolean;
  readonly team: boolean;
}

export interface AnswersView {
  readonly asOf: string;
  /** The last day of the next period that a flag is judged by: then new ones may come. Null without flags. */
  readonly next: string | null;
  readonly counts: { readonly mine: number; readonly team: number; readonly all: number };
  /** The gravest first, then the escalated, then the oldest. */
  readonly open: readonly AnswerView[];
  /** The latest first. */
  readonly onRecord: readonly {
    readonly place: string;
    readonly flag: string;
    readonly label: string;
    readonly who: string;
    readonly period: string;
    readonly action: string;
    readonly by: string;
    readonly on: string;
    readonly note: string;
    readonly closed: boolean;
    /** Of the flag it speaks of, at the person. */
    readonly story: readonly StoryEvent[];
  }[];
}

export interface EvidenceView {
  readonly asOf: string;
  readonly rows: readonly {
    /** Null: everybody. */
    readonly who: string | null;
    readonly of: "tree" | "own";
    readonly leading: string;
    readonly lagging: string;
    /** Met and met, met and missed, missed and met, missed and missed: leading first. */
    readonly counts: readonly [number, number, number, number];
    readonly n: number;
    readonly verdict: "too few" | "leads" | "against" | "unclear";
    readonly sentence: string;
  }[];
}

export interface ExpectationsView {
  readonly asOf: string;
  readonly owesNothing: readonly string[];
  readonly person: {
    readonly who: string;
    /** KPIs by name: unit, direction and met-at stand in the run's `kpis`. */
    readonly owed: readonly {
      readonly kpi: string;
      readonly period: string;
      readonly goal: number;
      readonly base: number;
      readonly held: boolean;
      readonly line: number;
      readonly how: string;
    }[];
    readonly flags: readonly {
      readonly flag: string;
      readonly label: string;
      readonly as: "self" | "manager" | "reports" | "later";
      readonly says: string;
      readonly line: number;
    }[];
    readonly checks: readonly {
      readonly line: number;
      readonly expression: string;
      readonly passed: boolean;
    }[];
    readonly reports: readonly { readonly who: string; readonly flags: readonly string[] }[];
  } | null;
}
