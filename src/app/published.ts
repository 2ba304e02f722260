/** The sheets that Publish writes, as cells: the tidy tables and the tie-out certificate. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { SHEETS as FORMULA_SHEETS } from "../formula/sheet.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import { serialOf } from "../model/serial.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { asValue, certificateSheet, TIEOUT_HEADER_ROW, TIEOUT_KEYS } from "./certificate-sheet.ts";
import { CHART_HEADER_ROW, CHART_KEYS, chartSheet } from "./chart-sheet.ts";
import { type Part, type Publishing, USUAL_CHOICE } from "./choice.ts";
import { tableLook } from "./looks.ts";
import { PERSON_HEADER_ROW, PERSON_KEYS, personSheet, personSheetName } from "./person-sheet.ts";
import type { Results } from "./results.ts";
import { type TableName, table } from "./rows.ts";
import { readRules } from "./rules-sheet.ts";
import {
  SCORECARD_HEADER_ROW,
  SCORECARD_KEYS,
  scorecardSheet,
  usualPeriod,
} from "./scorecard-sheet.ts";
import { type TidyCell, trackedPeriods } from "./tidy.ts";

export const RESULTS_SHEET = "KPI Results";
export const GOALS_SHEET = "KPI Goals";
export const FLAGS_SHEET = "KPI Flags";
export const HISTORY_SHEET = "KPI History";
export const TIEOUT_SHEET = "KPI Tie-out";
export const SCORECARD_SHEET = "KPI Scorecard";
export const CHART_SHEET = "KPI Chart";

export interface PublishedSheet {
  readonly sheet: string;
  /** The named range over header and rows; null: none. */
  readonly name: string | null;
  /** What it is about where that can be chosen: a period's label. */
  readonly about?: string;
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

export const TABLE_SHEETS: readonly TableSheet[] = [
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

/**
 * What a run would publish, as it is asked for. The certificate is there where a cascade hands something
 * down, a person's sheet where something is owed.
 */
export function publishedSheets(
  results: Results,
  workbook: WorkbookData,
  asked: Publishing = USUAL_PUBLISHING,
): PublishedSheet[] {
  const frozen = asked.as === "values" ? asked.on || isoOf(results.asOf) : null;
  const has = (part: Part) => asked.parts.includes(part);
  const [first, ...others] = TABLE_SHEETS.map(
    (about) => () => tableSheet(results, workbook, about),
  );
  const sheets = [
    ...(has("results") ? [first!()] : []),
    ...(has("goals") ? others.map((make) => make()) : []),
    ...(has("scorecard") ? scorecard(results, asked, frozen, savedOn(workbook)) : []),
    ...(has("certificate") ? certificate(results, frozen) : []),
    ...(has("chart") ? chart(results, asked, frozen) : []),
  ];
  const all = has("people") ? [...sheets, ...personSheets(results, frozen)] : sheets;
  return asked.looks ? all : all.map(plain);
}

const USUAL_PUBLISHING: Publishing = { ...USUAL_CHOICE, bars: "data bar", on: "" };

function tableSheet(
  results: Results,
  workbook: WorkbookData,
  { table: name, ...about }: TableSheet,
): PublishedSheet {
  const { columns, rows: made } = table(results, name);
  const rows = [...made];
  const cells = [columns, ...rows].map((row) => row.map(toCell(workbook)));
  return { ...about, cells, format: tableLook(results, columns, rows), headerRow: 0 };
}

/** The period asked for, else the one that people look at first. */
const periodOf = (results: Results, { period: label }: Publishing) =>
  trackedPeriods(results).find((period) => period.label === label) ?? usualPeriod(results);

function chart(
  results: Results,
  asked: Publishing,
  frozen: string | null,
): readonly PublishedSheet[] {
  const period = periodOf(results, asked);
  const made = period && chartSheet(results, { period, bars: asked.bars, frozen });
  if (!period || !made) return [];
  const what = "who is how far from the goal, with a chart";
  return [
    {
      ...{ sheet: CHART_SHEET, name: "KPI_Chart", what, about: period.label, ...made },
      ...{ headerRow: CHART_HEADER_ROW, keys: CHART_KEYS },
    },
  ];
}

const savedOn = (workbook: WorkbookData): string | null => readRules(workbook).saved?.on ?? null;

function scorecard(
  results: Results,
  asked: Publishing,
  frozen: string | null,
  saved: string | null,
): readonly PublishedSheet[] {
  const period = periodOf(results, asked);
  const bars = asked.looks ? asked.bars : "none";
  const made = period && scorecardSheet(results, { period, bars, frozen, saved });
  if (!period || !made) return [];
  const cells =
    frozen !== null && bars === "data bar" ? made.cells.map((row) => row.map(asValue)) : made.cells;
  return [
    {
      sheet: SCORECARD_SHEET,
      name: "KPI_Scorecard",
      what: "who met what in one period, and who answers",
      about: period.label,
      ...made,
      cells,
      headerRow: SCORECARD_HEADER_ROW,
      keys: SCORECARD_KEYS,
    },
  ];
}

function certificate(results: Results, frozen: string | null): readonly PublishedSheet[] {
  if (results.certificate.length === 0) return [];
  return [
    {
      sheet: TIEOUT_SHEET,
      name: "KPI_TieOut",
      what: "what adds up to what, manager by manager",
      ...certificateSheet(results, frozen),
      headerRow: TIEOUT_HEADER_ROW,
      keys: TIEOUT_KEYS,
    },
  ];
}

/** Sheets of ours that no person's may be called like. */
const OUR_SHEETS = [
  ...TABLE_SHEETS.map(({ sheet }) => sheet),
  TIEOUT_SHEET,
  SCORECARD_SHEET,
  CHART_SHEET,
  ...["KPI Rules", "KPI Actions", "KPI Edits", "KPI Log", "KPI Published"],
  ...Object.values(FORMULA_SHEETS),
];

function personSheets(results: Results, frozen: string | null): readonly PublishedSheet[] {
  const taken = new Set(OUR_SHEETS.map(foldText));
  return results.people.flatMap((person) => {
    const made = person.vacancy ? null : personSheet(results, person, frozen);
    if (!made) return [];
    const sheet = personSheetName(person.name, taken);
    taken.add(foldText(sheet));
    const what = "one person's goals and figures, nobody else's";
    return [{ sheet, name: null, what, ...made, headerRow: PERSON_HEADER_ROW, keys: PERSON_KEYS }];
  });
}

/** Without colours and bars; number formats, head and frozen panes stay. */
const plain = (sheet: PublishedSheet): PublishedSheet => ({
  ...sheet,
  format: { ...sheet.format, colours: [], lows: [], bars: [], charts: [] },
});

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days become serials, so that they sort and filter as dates in the sheet. */
const toCell =
  (workbook: WorkbookData) =>
  (cell: TidyCell): CellValue =>
    typeof cell === "string" && ISO_DAY.test(cell) ? serialOf(cell, workbook.dateSystem) : cell;
