/**
 * What the sidebar and a host say to each other: one typed RPC, JSON both ways. A host answers every
 * method of `Api`; the sidebar knows nothing else of it. In Google each call is a script execution of its
 * own with no memory, so `run` answers with all that the views need.
 */

import type { CellValue } from "../../dsl/cell.ts";
import type { Place } from "../../dsl/span.ts";
import type { Progress, RowsSeen, WritePart, WritePlan, WriteStep } from "../hosts/port/index.ts";
import type {
  AnswersView,
  EvidenceView,
  ExpectationsView,
  RecordRequest,
  RecordView,
} from "./contract-answers.ts";
import type { DriftView, TakeBackAsk } from "./contract-drift.ts";
import type { FunctionsApi } from "./contract-functions.ts";
import type {
  EditsView,
  GoalPeriodsAsk,
  GoalPeriodsView,
  GoalsAsk,
  GoalsPreviewAsk,
  GoalsPreviewView,
  GoalsTreeAsk,
  GoalsTreeView,
} from "./contract-goals.ts";
import type { LiveView, PublishApi, PublishAsk } from "./contract-publish.ts";
import type { StartApi } from "./contract-start.ts";
import type { UpkeepApi } from "./contract-upkeep.ts";

export type { Progress, WritePart, WritePlan } from "../hosts/port/index.ts";
export * from "./contract-answers.ts";
export * from "./contract-functions.ts";
export * from "./contract-goals.ts";
export * from "./contract-publish.ts";
export * from "./contract-start.ts";
export * from "./contract-upkeep.ts";

export interface Api extends StartApi, PublishApi, FunctionsApi, UpkeepApi {
  "workbook.describe": { in: null; out: WorkbookView };
  "rules.load": { in: null; out: RulesView };
  /** Refused with `conflict` (both texts kept) where someone saved since `revision`. */
  "rules.save": {
    in: { text: string; revision: number; by: string; notKept?: readonly NotKept[] };
    out: SaveRulesResult;
  };
  run: { in: RunRequest; out: RunView };
  /** Of a KPI, score or flag; `what` one figure of a KPI, without it the actual with its goal and status. */
  why: {
    in: { kpi: string; who: string; period: string; asOf: string | null; what?: WhyWhat };
    out: WhyView;
  };
  /** What Publish would write: nothing is written by asking. */
  "publish.plan": { in: PublishAsk; out: PlanView };
  /** Applies what the plan showed; refused if the workbook or the rules changed since. */
  "publish.apply": { in: PublishAsk & { fingerprint: string }; out: ApplyView };
  /** What is open and whose turn it is, as of a day; `me` by name, null: nobody in particular. */
  "answers.list": { in: { asOf: string | null; me: string | null }; out: AnswersView };
  /** How often leading and lagging KPIs were met together: of everybody and each manager's tree, or of one person. */
  "answers.evidence": { in: { asOf: string | null; who: string | null }; out: EvidenceView };
  /** One person's whole list of what is owed; without a name who owes nothing. */
  "answers.expectations": {
    in: { asOf: string | null; who: string | null };
    out: ExpectationsView;
  };
  /** Puts an action on record under `KPI Actions`; without `apply` it only says what that would do. */
  "answers.record": { in: RecordRequest; out: RecordView };
  /** One KPI's goals in one period down the tree. */
  "goals.tree": { in: GoalsTreeAsk; out: GoalsTreeView };
  /** One person's goals of a KPI over the periods of a year. */
  "goals.periods": { in: GoalPeriodsAsk; out: GoalPeriodsView };
  /** What commands, other rules or another top goal would move. Nothing is written by asking. */
  "goals.preview": { in: GoalsPreviewAsk; out: GoalsPreviewView };
  /** Writes the commands as one block; refused if the workbook changed since the preview. */
  "goals.apply": { in: GoalsAsk & { fingerprint: string }; out: ApplyView };
  /** The edits on record and what became of each. */
  "goals.edits": { in: { asOf: string | null }; out: EditsView };
  /** Published figures that were changed by hand, and what can be done with each. */
  "drift.list": { in: { asOf: string | null }; out: DriftView };
  /** What taking them back would write: nothing is written by asking. */
  "drift.plan": { in: TakeBackAsk; out: PlanView };
  /** Writes what was published again; refused if the workbook changed since the plan. */
  "drift.takeBack": { in: TakeBackAsk & { fingerprint: string }; out: ApplyView };
  /** Writes an applied plan's inverse (`ApplyView.undo`), unless a cell has changed since. The caller keeps it: Apps Script has no memory. */
  undo: { in: { plan: WritePlan }; out: ApplyView };
  select: { in: { sheet: string; range: string }; out: null };
  /** The selected cell (the first of a range), its row, and the head of its column. */
  selection: {
    in: null;
    out: {
      sheet: string;
      range: string;
      value: CellValue;
      row: readonly CellValue[];
      header: CellValue;
    } | null;
  };
  /** Writes the sample's sheets and rules into an empty workbook. */
  "sample.write": { in: null; out: ApplyView };
}

export type Method = keyof Api;
export interface RpcRequest<M extends Method = Method> {
  readonly id: number;
  /** The language of the sentences in the answer; left out: English. */
  readonly language?: string;
  readonly method: M;
  readonly input: Api[M]["in"];
}
export type RpcReply<M extends Method = Method> =
  | {
      readonly id: number;
      readonly ok: true;
      readonly output: Api[M]["out"];
      /** Google's: the output holds once the page has had these written, in their order. */
      readonly parts?: readonly WritePart[];
      /** What takes them back, where the output has no undo of theirs. */
      readonly back?: WritePlan;
    }
  | { readonly id: number; readonly ok: false; readonly error: RpcError };

/** What the page asks for between two parts. */
export interface PartRequest {
  readonly language: string;
  readonly write: readonly WriteStep[];
  /** What the steps replace, as it was when the plan was compared. */
  readonly seen?: readonly RowsSeen[];
  /** The steps take a part back instead, whatever became of it: these are the part's own. */
  readonly back?: readonly WriteStep[];
}
export interface PartReply {
  readonly fault: PartFault | null;
  /** What was taken back: what others typed over it meanwhile and stays, as a sentence; empty where nothing was. */
  readonly kept: string;
}
export interface PartFault extends RpcError {
  /** The part was not begun: there is nothing of it to take back. */
  readonly untouched?: true;
}

/** What happened, what is safe, what to do: in the user's words. Never a stack. */
export interface RpcError {
  readonly message: string;
  readonly safe: string;
  readonly todo: string;
}

/** Pushed by a host that can: the local workbook and Excel. */
export type HostEvent =
  /** `follows`: the last run has taken the change over, so that asking again costs little. */
  | { readonly event: "changed"; readonly sheet: string; readonly follows?: boolean }
  /** Another cell is selected: which one, `selection` tells. */
  | { readonly event: "selected" }
  /** A host that reads and writes piece by piece says how far it is. */
  | ({ readonly event: "progress" } & Progress)
  /** The host has a theme of its own: told once at the start, and when it changes. */
  | { readonly event: "theme"; readonly dark: boolean };

/** What a table can be bound to, with its headers and up to 500 distinct values a column. */
export interface SourceView {
  readonly name: string;
  readonly range: string | null;
  /** From 1, inside the range or sheet. */
  readonly headerRow: number;
  readonly headers: readonly (string | null)[];
  readonly values: readonly (readonly CellValue[])[];
}

export interface WorkbookView {
  readonly host: "google" | "excel" | "local" | "memory" | "files";
  readonly title: string;
  readonly locale: string;
  /** What the editor completes and checks with; headers where a run finds them, below a title too. */
  readonly sheets: readonly (Pick<SourceView, "name" | "headers" | "values"> & {
    readonly rows: number;
  })[];
  readonly names: readonly string[];
  /** Named ranges and Excel tables, and what the saved rules bind by a range or a header row of its own. */
  readonly bound: readonly SourceView[];
  readonly hasRules: boolean;
  /** There are KPI sheets of an earlier Publish. */
  readonly published: boolean;
}

export interface RulesView {
  readonly text: string;
  readonly revision: number;
  readonly exists: boolean;
  /** What happened to the sheet's rows since the sidebar saved them: sorted, added to, edited. */
  readonly changed: "sorted" | "rows added" | "rows removed" | "edited" | null;
  /** By whom and when the sidebar saved them last; null where nobody wrote it down. */
  readonly saved: SavedBy | null;
}

/** `by` as declared, proved by nothing, empty where nobody said; `on` a day of the workbook or a minute of it, ISO. */
export interface SavedBy {
  readonly by: string;
  readonly on: string;
}

/** A statement of two writers whose other version was kept: this one goes to the log. */
export interface NotKept {
  readonly by: string;
  readonly statement: string;
  readonly text: string;
}

export type SaveRulesResult =
  | {
      readonly saved: true;
      readonly revision: number;
      /** Writes the rules back as they stood. */
      readonly undo: WritePlan;
    }
  | { readonly saved: false; readonly theirs: RulesView };

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

export const WHY_WHATS = [
  "actual",
  "goal",
  "base goal",
  "attainment",
  "expected",
  "pace",
  "forecast",
  "status",
  "tie-out",
] as const;
export type WhyWhat = (typeof WHY_WHATS)[number];

export interface WhyView {
  readonly title: string;
  readonly value: string;
  readonly steps: readonly WhyStep[];
  /** What would be if not: without the holds on siblings; null where there are none. */
  readonly without: string | null;
}

export interface WhyStep {
  readonly sentence: string;
  /** The step's own figure, shown; empty for none. */
  readonly value: string;
  /** Cells that the step speaks of. */
  readonly cells: readonly {
    readonly label: string;
    readonly sheet: string;
    readonly range: string;
  }[];
  /** Cells that a condition leaves out. */
  readonly left: WhyStep["cells"];
  /** Line of the rules, 0 for none. */
  readonly line: number;
}

export interface PlanView {
  readonly title: string;
  readonly fingerprint: string;
  readonly sheets: readonly {
    readonly sheet: string;
    readonly what: string;
    readonly isNew: boolean;
    readonly rows: number;
    readonly cells: number;
    readonly changed: number;
    /** ISO day of the last publishing; empty where it isn't known. */
    readonly since: string;
  }[];
  /** Goals on show that would be others. */
  readonly goals: {
    readonly changed: number;
    readonly first: readonly {
      readonly about: string;
      readonly before: number | null;
      readonly after: number | null;
    }[];
  };
  readonly problems: readonly string[];
  /** Of a Publish as native formulas. */
  readonly live?: LiveView;
}

export type ApplyView =
  | { readonly applied: true; readonly message: string; readonly undo: WritePlan }
  | {
      readonly applied: false;
      readonly message: string;
      readonly todo: string;
      /** Begun and taken back, but for what others typed meanwhile: to be told to who gave up too. */
      readonly kept?: true;
    };
