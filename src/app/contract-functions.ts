/** What the sidebar asks to put a KPI function into the selected cell. */
import type { CellValue } from "../../dsl/cell.ts";
import type { ApplyView } from "./contract-writes.ts";

export interface FunctionsApi {
  /** The functions of this host; empty where it has none. */
  "functions.list": { in: null; out: readonly FunctionView[] };
  /** The formula for the selected cell, and what it comes to. Nothing is written by asking. */
  "functions.plan": { in: FunctionAsk; out: FunctionPlanView };
  /** Writes it; refused if the selection or a cell in its way changed since. */
  "functions.insert": { in: FunctionAsk & { fingerprint: string }; out: ApplyView };
}

export interface FunctionView {
  readonly id: string;
  readonly summary: string;
  /** What a person has to say: rules, as-of day and tables are the workbook's own. */
  readonly params: readonly {
    readonly name: string;
    readonly help: string;
    readonly optional: boolean;
  }[];
}

export interface FunctionAsk {
  readonly asOf: string | null;
  readonly id: string;
  /** As typed, one for each of `FunctionView.params`; empty: left out. */
  readonly args: readonly string[];
}

export interface FunctionPlanView {
  readonly sheet: string;
  readonly cell: string;
  readonly formula: string;
  /** The block that it fills, and the first of its rows and columns. */
  readonly rows: number;
  readonly columns: number;
  readonly first: readonly (readonly CellValue[])[];
  /** Why it can't stand there, a sentence each; then there is nothing to write. */
  readonly problems: readonly string[];
  /** Where the selected cell or one that the result needs is in use: the next cell below from which it fits. */
  readonly free: string | null;
  readonly fingerprint: string;
}
