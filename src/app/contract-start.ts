/** What the sidebar asks when it starts: a proposal for an unknown workbook, what it would write, a reset. */
import type {
  Choices,
  Guess,
  Proposal,
  ProposedGoal,
  ProposedKpi,
  Stranger,
  Undated,
  Unused,
} from "../propose/index.ts";
import type { UnitView } from "./contract-run.ts";
import type { ApplyView } from "./contract-writes.ts";

export type {
  Choices,
  Guess,
  GuessWhat,
  Option,
  ProposedGoal,
  Reason,
  Stranger,
  Undated,
} from "../propose/index.ts";

export interface StartView {
  /** As they would be written; empty where nothing can be proposed. */
  readonly rules: string;
  readonly guesses: readonly Guess[];
  readonly people: {
    readonly sheet: string;
    readonly rows: number;
    readonly levels: number;
    readonly tops: readonly string[];
    /** Everybody who may be meant by a name, in the order of the sheet. */
    readonly names: readonly string[];
  } | null;
  readonly tables: readonly {
    readonly name: string;
    readonly sheet: string;
    readonly rows: number;
  }[];
  readonly kpis: readonly ProposedKpiView[];
  /** The last closed quarter, whose figures stand beside the KPIs; empty for none. */
  readonly quarter: string;
  readonly goal: ProposedGoal | null;
  readonly strangers: readonly Stranger[];
  readonly unused: readonly Unused[];
  readonly lacks: Proposal["lacks"];
  readonly undated: readonly Undated[];
  /** What the checker refused of the proposal; usually nothing. */
  readonly refused: readonly string[];
}
export interface ProposedKpiView extends Omit<ProposedKpi, "unit"> {
  readonly unit: UnitView;
  readonly lastQuarter: number | null;
  readonly lastYear: number | null;
}

/** What writing the proposal would do. Nothing is written by asking. */
export interface StartPlanView {
  readonly rules: string;
  readonly fingerprint: string;
  readonly lines: number;
  readonly kpis: number;
  readonly goals: number;
  readonly flags: number;
  /** Names written into cells of the user's own sheets, each with how many. */
  readonly corrections: readonly {
    readonly sheet: string;
    readonly from: string;
    readonly to: string;
    readonly cells: number;
  }[];
  /** Rules that are there already: they are replaced, and kept in the log. */
  readonly replaces: boolean;
}

/** What a reset takes away. */
export interface ResetView {
  readonly title: string;
  readonly sheets: readonly { readonly sheet: string; readonly rows: number }[];
  /** The rules as they are, to be kept before. */
  readonly rules: string;
  readonly fingerprint: string;
}

export interface StartApi {
  /** Reads the workbook and proposes rules; `choices` stand for guesses. */
  "start.look": { in: { choices: Choices }; out: StartView };
  "start.plan": { in: { choices: Choices }; out: StartPlanView };
  /** Writes what the plan showed; refused if the workbook changed since. */
  "start.write": {
    in: { choices: Choices; fingerprint: string; by: string };
    out: ApplyView;
  };
  "start.reset.plan": { in: null; out: ResetView };
  /** Removes our sheets; `title` is the workbook's name as typed by whoever wants it. The answer's `undo` is the way back. */
  "start.reset": {
    in: { title: string; fingerprint: string };
    out: ApplyView;
  };
}
