/** Results as tidy tables: those of the command line, of RESULTS and its kin, and of the `KPI …` sheets. */
import {
  ACTION_ROW_COLUMNS,
  CHECK_COLUMNS,
  DATA_COLUMNS,
  EVIDENCE_COLUMNS,
  FINDING_COLUMNS,
  FLAG_COLUMNS,
  GOAL_COLUMNS,
  HISTORY_COLUMNS,
  RESULT_COLUMNS,
  SCORE_COLUMNS,
  TIEOUT_COLUMNS,
} from "./columns.ts";
import type { Results } from "./results.ts";
import { actionRows, evidenceTable, flagRows, historyRows } from "./rows-answers.ts";
import { checkRows, dataRows, findingRows, tieoutRows } from "./rows-proof.ts";
import { goalRows, resultRows, scoreRows } from "./rows-standing.ts";
import type { RowFilter, TidyTable } from "./tidy.ts";

export const TABLES = [
  "results",
  "goals",
  "flags",
  "history",
  "evidence",
  "actions",
  "scores",
  "findings",
  "checks",
  "tieout",
  "data",
] as const;
export type TableName = (typeof TABLES)[number];

/** One of the tables of a run, filtered; rows are made as they are read. */
export function table(results: Results, name: TableName, filter: RowFilter = {}): TidyTable {
  switch (name) {
    case "results":
      return { columns: RESULT_COLUMNS, rows: resultRows(results, filter) };
    case "goals":
      return { columns: GOAL_COLUMNS, rows: goalRows(results, filter) };
    case "flags":
      return { columns: FLAG_COLUMNS, rows: flagRows(results, filter) };
    case "history":
      return { columns: HISTORY_COLUMNS, rows: historyRows(results, filter) };
    case "evidence":
      return { columns: EVIDENCE_COLUMNS, rows: evidenceTable(results, filter) };
    case "actions":
      return { columns: ACTION_ROW_COLUMNS, rows: actionRows(results, filter) };
    case "scores":
      return { columns: SCORE_COLUMNS, rows: scoreRows(results, filter) };
    case "findings":
      return { columns: FINDING_COLUMNS, rows: findingRows(results) };
    case "checks":
      return { columns: CHECK_COLUMNS, rows: checkRows(results) };
    case "tieout":
      return { columns: TIEOUT_COLUMNS, rows: tieoutRows(results, filter) };
    case "data":
      return { columns: DATA_COLUMNS, rows: dataRows(results, filter) };
  }
}
