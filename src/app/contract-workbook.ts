/** What a pane is told of a workbook, and its rules read and saved. */
import type { CellValue } from "../../dsl/cell.ts";
import type { WritePlan } from "../hosts/port/index.ts";

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
