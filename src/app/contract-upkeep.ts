/** What the sidebar asks to keep published sheets in order: values in place of formulas, formulas in this program's words. */
import type { ApplyView } from "./contract-writes.ts";

export interface UpkeepApi {
  /** Sheets of ours that hold formulas, and what freezing some would write; null: all that can be. Nothing is written by asking. */
  "freeze.plan": { in: { sheets: readonly string[] | null }; out: UpkeepView };
  /** Writes it; refused if the workbook changed since the plan. */
  "freeze.apply": {
    in: { sheets: readonly string[] | null; fingerprint: string };
    out: ApplyView;
  };
  /** KPI calls that another program left behind, all over the workbook. */
  "repair.plan": { in: null; out: UpkeepView };
  "repair.apply": { in: { fingerprint: string }; out: ApplyView };
}

export interface UpkeepView {
  readonly fingerprint: string;
  readonly sheets: readonly {
    readonly sheet: string;
    /** Formulas that become values, or are rewritten. */
    readonly cells: number;
    /** Why this sheet is left out; null: it isn't. */
    readonly problem: string | null;
  }[];
  /** The first of the cells, before and after; of frozen sheets none, for those show what they did. */
  readonly first: readonly {
    readonly place: string;
    readonly before: string;
    /** Empty: the cell is emptied, because a formula fills it again. */
    readonly after: string;
  }[];
  /** What else a person should know. */
  readonly notes: readonly string[];
}
