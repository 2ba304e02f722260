import type { WorkbookData } from "../../model/workbook.ts";
import type { WorkbookLook } from "../files/index.ts";
import type { WritePlan } from "../port/index.ts";

/** What the server hands to the page: a workbook, its formulas and looks, and where Save writes. */
export interface LocalDocument {
  readonly title: string;
  readonly workbook: WorkbookData;
  readonly look: WorkbookLook;
  /** Rules to show where the workbook holds none yet (the sample). */
  readonly rules: string | null;
  /** The day it is, ISO. */
  readonly today: string;
  /** What saving would lose (`charts` …). */
  readonly losses: readonly string[];
  /** Where Save writes. */
  readonly target: string;
  /** The target is the very file that was opened: Save sends changes. Otherwise it sends everything. */
  readonly inPlace: boolean;
}

/** What the page sends to be saved: a plan upon the target as it was opened or last saved. */
export interface SavedDocument {
  readonly plan: WritePlan;
}
