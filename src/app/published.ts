/** The sheets that Publish writes, as cells: the tidy tables and the tie-out certificate. */
import type { CellValue } from "../../dsl/cell.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import { serialOf } from "../model/serial.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { certificateSheet, TIEOUT_HEADER_ROW, TIEOUT_KEYS } from "./certificate-sheet.ts";
import { tableLook } from "./looks.ts";
import type { Results } from "./results.ts";
import { type TableName, type TidyCell, table } from "./rows.ts";

export const RESULTS_SHEET = "KPI Results";
export const GOALS_SHEET = "KPI Goals";
export const FLAGS_SHEET = "KPI Flags";
export const HISTORY_SHEET = "KPI History";
export const TIEOUT_SHEET = "KPI Tie-out";

export interface PublishedSheet {
  readonly sheet: string;
  /** The named range over header and rows. */
  readonly name: string;
  readonly what: string;
  readonly cells: readonly (readonly WriteCell[])[];
  readonly format: SheetFormat;
  /** Row of `cells` that holds the column names. */
  readonly headerRow: number;
  /** Columns that together say which row it is. */
  readonly keys: readonly string[];
}

interface TableSheet {
  readonly sheet: string;
  readonly table: TableName;
  readonly name: string;
  readonly what: string;
  readonly keys: readonly string[];
}

const TABLE_SHEETS: readonly TableSheet[] = [
  {
    sheet: RESULTS_SHEET,
    table: "results",
    name: "KPI_Results",
    what: "every person's standing",
    keys: ["path", "kpi", "period"],
  },
  {
    sheet: GOALS_SHEET,
    table: "goals",
    name: "KPI_Goals",
    what: "the goals, base and assigned",
    keys: ["path", "kpi", "period"],
  },
  {
    sheet: FLAGS_SHEET,
    table: "flags",
    name: "KPI_Flags",
    what: "who answers, and why",
    keys: ["path", "period", "flag", "answers"],
  },
  {
    sheet: HISTORY_SHEET,
    table: "history",
    name: "KPI_History",
    what: "every flag's story, and what was done",
    keys: ["path", "flag", "period", "event"],
  },
];

/** What a run would publish. The certificate is there where a cascade hands something down. */
export function publishedSheets(results: Results, workbook: WorkbookData): PublishedSheet[] {
  const tables = TABLE_SHEETS.map(({ table: name, ...about }): PublishedSheet => {
    const { columns, rows: made } = table(results, name);
    const rows = [...made];
    const cells = [columns, ...rows].map((row) => row.map(toCell(workbook)));
    return { ...about, cells, format: tableLook(results, columns, rows), headerRow: 0 };
  });
  if (results.certificate.length === 0) return tables;
  const tieout: PublishedSheet = {
    sheet: TIEOUT_SHEET,
    name: "KPI_TieOut",
    what: "what adds up to what, manager by manager",
    ...certificateSheet(results),
    headerRow: TIEOUT_HEADER_ROW,
    keys: TIEOUT_KEYS,
  };
  return [...tables, tieout];
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days become serials, so that they sort and filter as dates in the sheet. */
const toCell =
  (workbook: WorkbookData) =>
  (cell: TidyCell): CellValue =>
    typeof cell === "string" && ISO_DAY.test(cell) ? serialOf(cell, workbook.dateSystem) : cell;
