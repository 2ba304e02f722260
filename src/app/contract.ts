/**
 * What the sidebar and a host say to each other: one typed RPC, JSON both ways. A host answers every
 * method of `Api`; the sidebar knows nothing else of it. In Google each call is a script execution of its
 * own with no memory, so `run` answers with all that the views need.
 */

import type { CellValue } from "../../dsl/cell.ts";
import type {
  Progress,
  RowsSeen,
  Target,
  WritePart,
  WritePlan,
  WriteStep,
} from "../hosts/port/index.ts";
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
import type { PublishApi, PublishAsk } from "./contract-publish.ts";
import type { RunRequest, RunView } from "./contract-run.ts";
import type { StartApi } from "./contract-start.ts";
import type { UpkeepApi } from "./contract-upkeep.ts";
import type { WhyView, WhyWhat } from "./contract-why.ts";
import type { NotKept, RulesView, SaveRulesResult, WorkbookView } from "./contract-workbook.ts";
import type { ApplyView, PlanView } from "./contract-writes.ts";

export type { Progress, WritePart, WritePlan } from "../hosts/port/index.ts";
export * from "./contract-answers.ts";
export * from "./contract-functions.ts";
export * from "./contract-goals.ts";
export * from "./contract-publish.ts";
export * from "./contract-run.ts";
export * from "./contract-start.ts";
export * from "./contract-upkeep.ts";
export * from "./contract-why.ts";
export * from "./contract-workbook.ts";
export * from "./contract-writes.ts";

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
  select: { in: Target; out: null };
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
  /** Then: the ranges that stayed of the parts taken back before, to be told with this one's. */
  readonly kept?: readonly string[];
}
export interface PartReply {
  readonly fault: PartFault | null;
  /** What others typed meanwhile and stays, of all parts taken back so far; null where nothing was. */
  readonly kept: KeptOfOthers | null;
}
export interface KeptOfOthers {
  /** Each cell once, `KPI Results!B5:C5`. */
  readonly places: readonly string[];
  /** As a sentence behind why the write ended, and all that is to be told where the user gave it up. */
  readonly said: string;
  readonly stopped: string;
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
