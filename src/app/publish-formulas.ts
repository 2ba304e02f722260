/** Publish "as native formulas": the plan that writes them, and what a person should know before. */
import { type FormulaBook, formulaBook, refusalsOf } from "../formula/book.ts";
import type { NoticeWords } from "../formula/notices.ts";
import {
  type FormulaCell,
  type FormulaSheet,
  isFormulaCell,
  SHEETS,
  type SheetCell,
} from "../formula/sheet.ts";
import type { Dialect } from "../formula/text/dialect.ts";
import { call, type Formula, letting, named } from "../formula/text/formula.ts";
import { ANY_LOCALE, EN_US, printed } from "../formula/text/print.ts";
import type { SheetFormat, WriteCell, WritePlan, WriteStep } from "../hosts/port/index.ts";
import { FILLS } from "../hosts/port/plan.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { LiveView } from "./contract-publish.ts";
import { formulaInput } from "./formula-input.ts";
import { sheetSteps } from "./publish.ts";
import type { Run } from "./run.ts";

export interface FormulaPublication {
  readonly plan: WritePlan;
  readonly book: FormulaBook;
  /** What stays as values or is left out, a sentence each. */
  readonly refusals: readonly string[];
  /** How many cells become formulas. */
  readonly formulas: number;
  /** What it gives and costs. */
  readonly live: LiveView;
  /** What speaks against formulas here; null: nothing. */
  readonly advice: string | null;
}

/** Beyond this a sheet recalculates too slowly to be pleasant. */
const PLEASANT = { rows: 20_000, people: 200 } as const;

/** `inFile`: with the prefixes that an .xlsx file wants; `say`: in whose words is told what can't be formulas. */
export function formulaPublication(
  run: Run,
  workbook: WorkbookData,
  dialect: Dialect,
  inFile: boolean,
  say: NoticeWords = run.engine.say.notices,
): FormulaPublication {
  const { engine, rules } = run;
  const book = formulaBook({ ...formulaInput(engine, workbook, rules), dialect, say });
  const formulas = count(book.sheets);
  return {
    plan: planOf(book, workbook, dialect, inFile),
    book,
    refusals: refusalsOf(book),
    formulas,
    live: liveOf(book, dialect, say),
    advice: adviceOf(run, say) ?? adviceHere(formulas, dialect, say),
  };
}

/** Bytes of a saved file for each cell, measured: the sample and a team of eight, in months and quarters, to a tenth. */
const BYTES = { formula: 20, value: 4 } as const;

function liveOf({ sheets, refused }: FormulaBook, dialect: Dialect, say: NoticeWords): LiveView {
  const figures = sheets
    .filter(({ name }) => name === SHEETS.live)
    .flatMap(({ rows, headerRow, frozenColumns }) =>
      rows.slice(headerRow + 1).flatMap((row) => row.slice(frozenColumns)),
    );
  const [live, all] = [figures.filter(isFormulaCell).length, count(sheets)];
  const filled = (cells: readonly SheetCell[]) =>
    cells.filter((cell) => !isFormulaCell(cell) && cell !== null).length;
  const values = sheets.reduce((sum, { rows }) => sum + filled(rows.flat()), 0);
  return {
    program: dialect.id === "local" ? say.localWorkbook : dialect.label,
    formulas: live,
    values: filled(figures),
    helpers: all - live,
    refused: refused.length,
    kilobytes: Math.max(1, Math.round((all * BYTES.formula + values * BYTES.value) / 1000)),
  };
}

/** The sheets of a book as steps of a plan, each formula in the words of the dialect. */
export function planOf(
  { sheets }: FormulaBook,
  workbook: WorkbookData,
  dialect: Dialect,
  inFile: boolean,
): WritePlan {
  const steps = formulaSteps(sheets, workbook, dialect, inFile);
  return { title: "Write the rules as formulas", steps };
}

export function formulaSteps(
  sheets: readonly FormulaSheet[],
  workbook: WorkbookData,
  dialect: Dialect,
  inFile: boolean,
): WriteStep[] {
  return sheets.flatMap((sheet) => {
    const cells = sheet.rows.map((row, r) =>
      row.map((cell, c) => written(cell, r, c, dialect, inFile)),
    );
    const { name, what } = sheet;
    return sheetSteps(workbook, {
      sheet: name,
      cells: squared(cells),
      format: lookOf(sheet),
      what,
    });
  });
}

function written(
  cell: SheetCell,
  row: number,
  column: number,
  dialect: Dialect,
  inFile: boolean,
): WriteCell {
  if (!isFormulaCell(cell)) return cell;
  const { formula, result, fills } = cell;
  const told = fills ? tellingFills(formula, fills, dialect) : formula;
  const wrapped = fills && dialect.spills === "arrayformula" ? call("ARRAYFORMULA", told) : told;
  const { blankCells: blank } = dialect;
  const separators = dialect.id === "sheets" ? ANY_LOCALE : EN_US;
  const text = printed(wrapped, { at: { row, column }, inFile, separators, blank });
  const shown = result === "" ? null : result;
  return fills ? { formula: text, result: shown, fills } : { formula: text, result: shown };
}

/** With a first name that tells what it fills, so that an Undo leaves those cells free; marked arrays tell it themselves. */
function tellingFills(
  formula: Formula,
  { rows, columns }: NonNullable<FormulaCell["fills"]>,
  { spills }: Dialect,
): Formula {
  if (spills === "marked" || formula.kind === "let" || rows * columns === 1) return formula;
  const name = rows === 1 ? FILLS.row : FILLS.block;
  return letting([[name, formula]], named(name));
}

/** Blocks are rectangles: short rows end in blanks. */
function squared(cells: readonly (readonly WriteCell[])[]): WriteCell[][] {
  const width = Math.max(...cells.map((row) => row.length));
  return cells.map((row) => [...row, ...Array.from({ length: width - row.length }, () => null)]);
}

const count = (sheets: readonly FormulaSheet[]): number =>
  sheets.reduce((sum, { rows }) => sum + rows.flat().filter(isFormulaCell).length, 0);

function lookOf({
  headerRow,
  frozenColumns,
  dayColumns,
  dayRows,
  rows,
}: FormulaSheet): SheetFormat {
  const width = Math.max(...rows.map((row) => row.length));
  const format = "yyyy-mm-dd";
  return {
    headerRow,
    frozenRows: headerRow + 1,
    frozenColumns,
    numberFormats: dayColumns.map((column) => ({ column, fromRow: headerRow + 1, format })),
    rowFormats: dayRows.length === 0 ? [] : dayFormats(dayRows, rows.length, width),
    widths: [{ column: 0, pixels: 150 }],
    colours: [],
  };
}

function dayFormats(dayRows: readonly number[], height: number, width: number) {
  const days = new Set(dayRows);
  const formats = Array.from({ length: height }, (_, r) =>
    days.has(r) ? "yyyy-mm-dd" : "General",
  );
  return Array.from({ length: width - 1 }, (_, c) => ({ column: c + 1, fromRow: 0, formats }));
}

function adviceOf({ engine, people }: Run, say: NoticeWords): string | null {
  const rows = engine.model.tables.reduce((sum, table) => sum + (table?.rows ?? 0), 0);
  if (rows <= PLEASANT.rows && people.length <= PLEASANT.people) return null;
  return say.tooMuch(rows, people.length);
}

const adviceHere = (formulas: number, { pleasant }: Dialect, say: NoticeWords): string | null =>
  pleasant !== null && formulas > pleasant ? say.tooManyHere(formulas) : null;
