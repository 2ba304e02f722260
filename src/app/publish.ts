/** What Publish writes: the tidy tables as sheets of ours, with number formats and native colours. */
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Unit } from "../../dsl/types/type.ts";
import type { SheetFormat, WriteCell, WritePlan, WriteStep } from "../hosts/port/index.ts";
import { isFormula, sameCell } from "../hosts/port/plan.ts";
import { columnLetter } from "../model/address.ts";
import { serialOf } from "../model/serial.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import type { Results } from "./results.ts";
import {
  FLAG_COLUMNS,
  GOAL_COLUMNS,
  RESULT_COLUMNS,
  type TableName,
  type TidyCell,
  table,
} from "./rows.ts";

/** Sheets of ours start with "KPI " and carry one tab colour. */
export const TAB_COLOUR = "#3A45C4";
export const RESULTS_SHEET = "KPI Results";
export const GOALS_SHEET = "KPI Goals";
export const FLAGS_SHEET = "KPI Flags";

interface PublishedSheet {
  readonly sheet: string;
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly name: string;
  readonly what: string;
}

export const PUBLISHED: readonly PublishedSheet[] = [
  {
    sheet: RESULTS_SHEET,
    table: "results",
    columns: RESULT_COLUMNS,
    name: "KPI_Results",
    what: "every person's standing",
  },
  {
    sheet: GOALS_SHEET,
    table: "goals",
    columns: GOAL_COLUMNS,
    name: "KPI_Goals",
    what: "the goals, base and assigned",
  },
  {
    sheet: FLAGS_SHEET,
    table: "flags",
    columns: FLAG_COLUMNS,
    name: "KPI_Flags",
    what: "who answers, and why",
  },
];

/**
 * The plan that writes a run into the workbook. Nothing is written by making it: each block carries the
 * cells it replaces, so that an edit made meanwhile is noticed and kept.
 */
export function publishPlan(results: Results, workbook: WorkbookData): WritePlan {
  const steps: WriteStep[] = [];
  for (const published of PUBLISHED) {
    const rows = [...table(results, published.table).rows];
    const cells = [published.columns, ...rows].map((row) => row.map(toCell(workbook)));
    const replaced = replaceSheet(workbook, published.sheet, cells, published.what);
    // Formats first: a host that guesses types would read `2017-03` as a date in an unformatted cell.
    const format = formatOf(results, published, rows);
    steps.push(...replaced.slice(0, -1), { kind: "format", sheet: published.sheet, format });
    steps.push(...replaced.slice(-1));
    steps.push({
      kind: "name",
      name: published.name,
      sheet: published.sheet,
      range: `A1:${columnLetter(published.columns.length - 1)}${cells.length}`,
    });
  }
  return { title: "Write the results", steps };
}

/** Replaces a whole sheet of ours by one block: cells of the old one beyond it become blank. */
export function replaceSheet(
  workbook: WorkbookData,
  sheet: string,
  cells: readonly (readonly WriteCell[])[],
  why: string,
): WriteStep[] {
  const existing = workbook.sheets.find((s) => foldText(s.name) === foldText(sheet));
  const steps: WriteStep[] = [];
  if (!existing) steps.push({ kind: "addSheet", sheet, tabColour: TAB_COLOUR });
  const height = Math.max(cells.length, existing?.rows ?? 0);
  const width = Math.max(cells[0]?.length ?? 0, existing?.columns.length ?? 0);
  const block = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c): WriteCell => cells[r]?.[c] ?? null),
  );
  const old = existing ? block.map((row, r) => row.map((_, c) => cellOf(existing, r, c))) : null;
  steps.push({ kind: "write", sheet, top: 0, left: 0, old, cells: block, why });
  return steps;
}

const cellOf = (sheet: SheetData, row: number, column: number): CellValue =>
  sheet.columns[column]?.[row] ?? null;

/** How many cells of a write differ from what is there: what a preview shows. */
export function changedCells(step: Extract<WriteStep, { kind: "write" }>): number {
  let changed = 0;
  step.cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      const old = step.old?.[r]?.[c] ?? null;
      if (isFormula(cell) || !sameCell(old, cell)) changed += 1;
    });
  });
  return changed;
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days become serials, so that they sort and filter as dates in the sheet. */
const toCell =
  (workbook: WorkbookData) =>
  (cell: TidyCell): CellValue =>
    typeof cell === "string" && ISO_DAY.test(cell) ? serialOf(cell, workbook.dateSystem) : cell;

// ── Looks ──────────────────────────────────────────────────────────────────────────────────────

const PERCENT_FORMAT = "0.0%";
const COLOURS = {
  bad: { bold: true, colour: "#A1221A", fill: "#FDEBE9" },
  watch: { bold: true, colour: "#875000", fill: "#FDF0DA" },
  good: { bold: true, colour: "#17693A", fill: null },
  quiet: { bold: false, colour: "#5A6068", fill: null },
} as const;
const STATUS_COLOURS = [
  ["missed", COLOURS.bad],
  ["at risk", COLOURS.bad],
  ["behind", COLOURS.watch],
  ["met", COLOURS.good],
  ["ahead", COLOURS.good],
  ["on pace", COLOURS.good],
  ["no goal", COLOURS.quiet],
  ["no data", COLOURS.quiet],
] as const;

/** A spreadsheet number format for figures of a unit. */
export function numberFormat(unit: Unit): string {
  switch (unit.of) {
    case "percent":
      return PERCENT_FORMAT;
    case "days":
      return "0.0";
    case "money":
    case "count":
      return "#,##0";
    default:
      return "#,##0.##";
  }
}

/** Columns that hold texts, so that no host reads a name or a period as something else. */
const TEXTS = ["who", "path", "kpi", "period", "status", "flag", "answers", "reason", "how"];

const WIDTHS: Readonly<Record<string, number>> = {
  who: 150,
  path: 260,
  reason: 420,
  how: 420,
  answers: 150,
};

function formatOf(
  results: Results,
  published: PublishedSheet,
  rows: readonly (readonly TidyCell[])[],
): SheetFormat {
  const at = (name: string) => published.columns.indexOf(name);
  const units = new Map(results.program.kpis.map((kpi) => [kpi.name, numberFormat(kpi.unit)]));
  const kpi = at("kpi");
  const perRow = rows.map((row) => units.get(String(row[kpi])) ?? PERCENT_FORMAT);
  const figures = ["actual", "goal", "base_goal", "expected", "forecast"]
    .map(at)
    .filter((c) => c >= 0);
  const fixed = ["attainment", "pace"].map(at).filter((c) => c >= 0);
  const status = at("status");
  const since = at("since");
  return {
    headerRow: 0,
    frozenRows: 1,
    frozenColumns: 2,
    numberFormats: [
      ...published.columns.flatMap((name, column) =>
        TEXTS.includes(name) ? [{ column, fromRow: 0, format: "@" }] : [],
      ),
      ...fixed.map((column) => ({ column, fromRow: 1, format: PERCENT_FORMAT })),
      ...(since >= 0 ? [{ column: since, fromRow: 1, format: "yyyy-mm-dd" }] : []),
    ],
    rowFormats: kpi < 0 ? [] : figures.map((column) => ({ column, fromRow: 1, formats: perRow })),
    widths: published.columns.flatMap((name, column) =>
      WIDTHS[name] ? [{ column, pixels: WIDTHS[name] }] : [],
    ),
    colours:
      status < 0
        ? []
        : STATUS_COLOURS.map(([text, look]) => ({ column: status, fromRow: 1, text, ...look })),
  };
}
