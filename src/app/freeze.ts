/**
 * Freeze: sheets of ours that were published with formulas become the values that they show, for good. The
 * record of what was published follows, so that nobody's hand is seen in it.
 */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { SHEETS as FORMULA_SHEETS } from "../formula/sheet.ts";
import type { SheetFormulas, WriteCell, WritePlan, WriteStep } from "../hosts/port/index.ts";
import { isFormula } from "../hosts/port/plan.ts";
import { NOT_CALCULATED, type SheetData, type WorkbookData } from "../model/workbook.ts";
import type { Words } from "../words/index.ts";
import { driftOf, type SheetDrift, shownOf } from "./drift.ts";
import { FROZEN_ONCE, recordSteps } from "./publish.ts";
import { SCORECARD_SHEET, TABLE_SHEETS, TIEOUT_SHEET } from "./published.ts";
import { type RecordedSheet, readRecord } from "./record.ts";
import { placeOf } from "./repair.ts";

export interface FreezeAsk {
  readonly workbook: WorkbookData;
  readonly formulas: readonly SheetFormulas[];
  /** ISO day; empty where the host doesn't say. */
  readonly on: string;
  readonly say: Words["calls"]["upkeep"];
}

/** A sheet of ours that holds formulas. */
export interface Freezable {
  readonly sheet: string;
  /** Formulas that would become values. */
  readonly formulas: number;
  /** Why it can't be frozen as it stands; null: it can. */
  readonly problem: string | null;
}

const TABLES: readonly string[] = TABLE_SHEETS.map(({ sheet }) => sheet);
const READABLE = new Set(
  [...TABLES, TIEOUT_SHEET, SCORECARD_SHEET, ...Object.values(FORMULA_SHEETS)].map(foldText),
);

/** What a write of this plan is for. */
export const FROZEN = "values in place of formulas";

/** A drawing of its own row's figures is no figure: it may stay a formula. */
const isDrawing = (formula: string): boolean => /^SPARKLINE\(/i.test(formula);

/** Sheets of ours with formulas, in the workbook's order. */
export function freezable({ workbook, formulas, say }: FreezeAsk): Freezable[] {
  const recorded = new Set(readRecord(workbook).map(({ sheet }) => foldText(sheet)));
  return workbook.sheets.flatMap((sheet) => {
    const key = foldText(sheet.name);
    if (!recorded.has(key) && !READABLE.has(key)) return [];
    const cells = figuresIn(formulas, sheet.name);
    if (cells.length === 0) return [];
    return [{ sheet: sheet.name, formulas: cells.length, problem: problemIn(sheet, cells, say) }];
  });
}

type FormulaCell = SheetFormulas["cells"][number];

const figuresIn = (formulas: readonly SheetFormulas[], name: string): readonly FormulaCell[] =>
  (formulas.find(({ sheet }) => foldText(sheet) === foldText(name))?.cells ?? []).filter(
    ({ formula }) => !isDrawing(formula),
  );

const valueAt = (sheet: SheetData, row: number, column: number): CellValue =>
  sheet.columns[column]?.[row] ?? null;

/** Values that no program has worked out, or not yet, would be frozen as they are. */
function problemIn(
  sheet: SheetData,
  cells: readonly FormulaCell[],
  say: FreezeAsk["say"],
): string | null {
  for (const { row, column } of cells) {
    const value = valueAt(sheet, row, column);
    const place = placeOf({ sheet: sheet.name, row, column });
    if (isCellError(value) && value.error === NOT_CALCULATED) return say.neverWorkedOut(place);
    if (isCellError(value) && UNREAD.has(value.error)) return say.unread(place, value.error);
    if (value === "Loading...") return say.loading(place);
  }
  return null;
}
const UNREAD = new Set(["#NAME?", "#SPILL!", "#BUSY!", "#CONNECT!", "#GETTING_DATA"]);

/** The plan that freezes the named sheets; those that can't be are left out. */
export function freezePlan(ask: FreezeAsk, wanted: readonly string[]): WritePlan {
  const { workbook, formulas, on } = ask;
  const names = new Set(wanted.map(foldText));
  const sheets = freezable(ask)
    .filter(({ sheet, problem }) => names.has(foldText(sheet)) && problem === null)
    .map(({ sheet }) => workbook.sheets.find(({ name }) => name === sheet)!);
  if (sheets.length === 0) return { title: "Freeze", steps: [] };
  const drifts = new Map(driftOf(workbook).map((drift) => [foldText(drift.recorded.sheet), drift]));
  const frozen = sheets.map((sheet) =>
    frozenSheet(sheet, formulas, drifts.get(foldText(sheet.name)) ?? null, on),
  );
  const made = new Map(frozen.map(({ sheet, recorded }) => [foldText(sheet), recorded]));
  const others = readRecord(workbook, (sheet) => !made.get(foldText(sheet)));
  const news = frozen.flatMap(({ recorded }) => (recorded ? [recorded] : []));
  const record = news.length === 0 ? [] : recordSteps(workbook, [...others, ...news]);
  return { title: "Freeze to values", steps: [...frozen.map(({ step }) => step), ...record] };
}

interface Frozen {
  readonly sheet: string;
  readonly step: WriteStep;
  /** What is on record of it from now on; null: nothing, as before. */
  readonly recorded: RecordedSheet | null;
}

function frozenSheet(
  sheet: SheetData,
  formulas: readonly SheetFormulas[],
  drift: SheetDrift | null,
  on: string,
): Frozen {
  const { name } = sheet;
  const all = formulas.find(({ sheet: s }) => foldText(s) === foldText(name))?.cells ?? [];
  const drawn = new Map(
    all.flatMap(({ row, column, formula }) =>
      isDrawing(formula) ? [[`${row},${column}`, formula] as const] : [],
    ),
  );
  const old = Array.from({ length: sheet.rows }, (_, r) =>
    sheet.columns.map((_column, c) => valueAt(sheet, r, c)),
  );
  const line = lineRow(drift);
  const cells = old.map((row, r) =>
    row.map((value, c): WriteCell => {
      const drawing = drawn.get(`${r},${c}`);
      if (drawing !== undefined) return { formula: `=${drawing}`, result: value };
      return r === line && c === 0 ? saidFrozen(value, on) : value;
    }),
  );
  const step: WriteStep = { kind: "write", sheet: name, top: 0, left: 0, old, cells, why: FROZEN };
  return { sheet: name, step, recorded: recordOf(sheet, cells, all, drift, on) };
}

/** The grey line under a title, where the sheet has one. */
const lineRow = (drift: SheetDrift | null): number =>
  drift && drift.recorded.headerRow >= 2 ? (drift.layout?.rows[1] ?? -1) : -1;

function saidFrozen(line: CellValue, on: string): CellValue {
  if (typeof line !== "string" || on === "" || line.startsWith("Frozen ")) return line;
  return `Frozen ${on}. ${line}`;
}

/**
 * A cell that is a formula still is taken as it shows; one that was typed over stays what it was, so that
 * freezing hides nothing. A table that functions filled was on no record: it is from now on.
 */
function recordOf(
  sheet: SheetData,
  cells: readonly (readonly WriteCell[])[],
  formulas: readonly FormulaCell[],
  drift: SheetDrift | null,
  on: string,
): RecordedSheet | null {
  const frozen = on || FROZEN_ONCE;
  if (!drift) {
    const table = TABLE_SHEETS.find(({ sheet: name }) => foldText(name) === foldText(sheet.name));
    if (!table) return null;
    const { keys } = table;
    return { sheet: table.sheet, on, asOf: "", headerRow: 0, keys, frozen, rows: cells };
  }
  const { recorded, layout } = drift;
  const live = new Set(formulas.map(({ row, column }) => `${row},${column}`));
  const rows = recorded.rows.map((row, r) => {
    const at = layout?.rows[r] ?? -1;
    if (row === null || at < 0) return row;
    return row.map((cell, c): WriteCell => {
      const column = layout?.columns[c] ?? -1;
      if (at === lineRow(drift) && c === 0) return cells[at]?.[0] ?? null;
      if (!isFormula(cell) || isDrawing(cell.formula.replace(/^=/, ""))) return cell;
      return live.has(`${at},${column}`) ? valueAt(sheet, at, column) : shownOf(cell);
    });
  });
  return { ...recorded, frozen, rows };
}
