import type { NamedRange, WorkbookData } from "../../model/workbook.ts";
import type { WriteCell } from "../port/index.ts";

/** What the server hands to the page: a workbook, its formulas, and where it came from. */
export interface LocalDocument {
  readonly title: string;
  readonly workbook: WorkbookData;
  /** Sheet → `row,column` from zero → formula without `=`. */
  readonly formulas: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Rules to show where the workbook holds none yet (the sample). */
  readonly rules: string | null;
  /** The day it is, ISO. */
  readonly today: string;
  /** What saving would lose (`charts` …). */
  readonly losses: readonly string[];
  /** Where Save writes. */
  readonly target: string;
}

/** What the page sends to be saved: every sheet whole, and the names. */
export interface SavedDocument {
  readonly sheets: readonly {
    readonly name: string;
    readonly cells: readonly (readonly WriteCell[])[];
  }[];
  readonly names: readonly NamedRange[];
}
