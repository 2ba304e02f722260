/** What a Publish is asked to write, and as what. */
import type { Bars } from "./scorecard-sheet.ts";

export const PARTS = ["results", "scorecard", "goals", "certificate", "chart", "people"] as const;
/** `goals` are goals, flags and their history; `people` a sheet for each person. */
export type Part = (typeof PARTS)[number];

/**
 * `figures`: written anew with each Publish; what checks itself is a formula of the sheet's own. `formulas`:
 * beside them the rules as formulas of the workbook's. `functions`: tables are one KPI function each, that
 * fills its sheet. `values`: no formula at all, and the sheets say since when.
 */
export type As = "figures" | "formulas" | "functions" | "values";

/** Excels whose formulas differ; the newest first. */
export const PROGRAMS = ["excel365", "excel2021"] as const;

export interface PublishChoice {
  readonly parts: readonly Part[];
  readonly as: As;
  /** Status colours and bars in cells. */
  readonly looks: boolean;
  /** Label of the period that the scorecard is about; null: the last closed one. */
  readonly period: string | null;
  /** In Excel, whose native formulas are written; without it the newest's. */
  readonly program?: (typeof PROGRAMS)[number];
  /** Only what a Publish may write again unasked: sheets that are frozen, or live, stay as they are. */
  readonly again?: true;
}

export const USUAL_CHOICE: PublishChoice = {
  parts: ["results", "scorecard", "goals", "certificate"],
  as: "figures",
  looks: true,
  period: null,
};

/** A choice on a host, on a day. */
export interface Publishing extends PublishChoice {
  readonly bars: Bars;
  /** ISO day; empty where the host doesn't say. */
  readonly on: string;
}
