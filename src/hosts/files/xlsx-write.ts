/** A write plan → the bytes of the workbook after it. */
import {
  type Cell,
  type CellValue as FileValue,
  openXlsx,
  type Sheet,
  saveXlsx,
  type Workbook,
  type WriteSheet,
  writeXlsx,
} from "hucre/xlsx";
import { isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { columnLetter, rangeText } from "../../model/address.ts";
import { UserError } from "../../model/user-error.ts";
import type { SheetFormat, WriteCell, WritePlan, WriteStep } from "../port/index.ts";
import { isFormula } from "../port/plan.ts";
import { serialOfDate } from "./xlsx-cells.ts";
import { formatSheet } from "./xlsx-format.ts";

/** Longest text of an Excel cell. */
const MOST_CHARACTERS = 32_767;

/** The workbook's bytes with the plan applied; what the library read is kept, cell styles included. */
export async function plannedXlsx(bytes: Uint8Array, plan: WritePlan): Promise<Uint8Array> {
  const file = await openXlsx(bytes, { readStyles: true });
  keepResults(file);
  applySteps(file, plan.steps);
  return saveXlsx(file);
}

/** A new workbook made by a plan alone. */
export async function newXlsx(plan: WritePlan): Promise<Uint8Array> {
  const file: Workbook = { sheets: [] };
  applySteps(file, plan.steps);
  const sheets = file.sheets.map(
    ({ name, rows, cells, columns, freezePane, conditionalRules, view }): WriteSheet => ({
      name,
      rows,
      ...(cells && { cells }),
      ...(columns && { columns }),
      ...(freezePane && { freezePane }),
      ...(conditionalRules && { conditionalRules }),
      ...(view && { view }),
    }),
  );
  return writeXlsx({ sheets, namedRanges: file.namedRanges ?? [] });
}

/** The library forgets results of formulas that aren't numbers unless they are said again. */
export function keepResults(file: Workbook): void {
  const system = file.dateSystem === "1904" ? 1904 : 1900;
  for (const sheet of file.sheets) {
    for (const cell of sheet.cells?.values() ?? []) {
      if (cell.formula === undefined) continue;
      const result = cell.formulaResult ?? cell.value;
      cell.formulaResult = result instanceof Date ? serialOfDate(result, system) : result;
    }
  }
}

function applySteps(file: Workbook, steps: readonly WriteStep[]): void {
  const formats = new Map<Sheet, SheetFormat>();
  for (const step of steps) {
    if (step.kind === "addSheet") {
      file.sheets.push(newSheet(step.sheet, step.tabColour));
      continue;
    }
    const sheet = file.sheets.find(({ name }) => foldText(name) === foldText(step.sheet));
    if (!sheet) throw new Error(`There is no sheet ${step.sheet}.`);
    switch (step.kind) {
      case "removeSheet":
        file.sheets.splice(file.sheets.indexOf(sheet), 1);
        file.namedRanges = (file.namedRanges ?? []).filter(({ range }) => !isOf(range, sheet.name));
        break;
      case "write":
        writeBlock(sheet, step.top, step.left, step.cells);
        break;
      case "clear": {
        const row = Array.from({ length: step.columns }, () => null);
        writeBlock(sheet, step.top, step.left, Array(step.rows).fill(row));
        break;
      }
      case "format":
        formats.set(sheet, step.format);
        break;
      case "name": {
        const others = (file.namedRanges ?? []).filter(
          (n) => foldText(n.name) !== foldText(step.name),
        );
        const range = `${quoted(sheet.name)}!${absolute(step.range)}`;
        file.namedRanges = [...others, { name: step.name, range }];
      }
    }
  }
  // A format speaks of the cells that are there once everything is written.
  for (const [sheet, format] of formats) formatSheet(sheet, format);
}

function newSheet(name: string, tabColour: string | null): Sheet {
  const view = tabColour && { tabColor: { rgb: tabColour.replace(/^#/, "").toUpperCase() } };
  return { name, rows: [], cells: new Map(), ...(view && { view }) };
}

const quoted = (sheet: string): string => `'${sheet.replace(/'/g, "''")}'`;
const isOf = (range: string, sheet: string): boolean =>
  range.startsWith(`${sheet}!`) || range.startsWith(`${quoted(sheet)}!`);
const absolute = (range: string): string =>
  range.replace(/([A-Z]+)(\d+)/gi, (_, column: string, row: string) => `$${column}$${row}`);

function writeBlock(
  sheet: Sheet,
  top: number,
  left: number,
  cells: readonly (readonly WriteCell[])[],
): void {
  sheet.cells ??= new Map();
  for (const [r, row] of cells.entries()) {
    while (sheet.rows.length <= top + r) sheet.rows.push([]);
    const target = sheet.rows[top + r]!;
    for (const [c, cell] of row.entries()) {
      while (target.length <= left + c) target.push(null);
      const key = `${top + r},${left + c}`;
      const was = sheet.cells.get(key);
      if (was?.formulaType === "shared") throw sharedFormula(sheet.name, top + r, left + c);
      const next = { ...cellOf(cell, was), ...arrayOf(cell, top + r, left + c) };
      checkLength(next.value, sheet.name, top + r, left + c);
      target[left + c] = next.value;
      if (next.formula === undefined && !next.style) sheet.cells.delete(key);
      else sheet.cells.set(key, next);
    }
  }
}

/** An array formula says which cells it fills; `dynamic`: Excel may let it spill further or less. */
function arrayOf(cell: WriteCell, row: number, column: number): Partial<Cell> {
  if (!isFormula(cell) || !cell.fills) return {};
  const { rows, columns } = cell.fills;
  const region = { top: row, left: column, bottom: row + rows, right: column + columns };
  return { formulaType: "array", formulaRef: rangeText(region), formulaDynamic: true };
}

/** One formula for several cells: to overwrite one of them would break the others. */
const sharedFormula = (sheet: string, row: number, column: number): UserError =>
  new UserError(
    "This cell shares its formula with its neighbours and can't be written alone.",
    `${sheet}!${columnLetter(column)}${row + 1}`,
    "Replace the formulas by values in Excel first.",
  );

function checkLength(value: FileValue, sheet: string, row: number, column: number): void {
  if (typeof value !== "string" || value.length <= MOST_CHARACTERS) return;
  throw new UserError(
    `A text of ${value.length} characters doesn't fit in a cell (at most ${MOST_CHARACTERS}).`,
    `${sheet}!${columnLetter(column)}${row + 1}`,
    "Shorten it.",
  );
}

const FORMULA_LIKE = /^[=+\-@]/;

/** A text that reads like an escaped sign (`_x000D_`) is none: its first sign is escaped (ECMA-376, ST_Xstring). */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

/** The file's cell: a text stays a text, and one that looks like a formula is marked as text for good. */
function cellOf(cell: WriteCell, was: Cell | undefined): Cell {
  const style = was?.style && { style: was.style };
  if (isFormula(cell)) {
    const formula = cell.formula.replace(/^=/, "");
    const { result = null } = cell;
    const formulaResult = isCellError(result) ? result.error : result;
    return { value: formulaResult, type: "formula", formula, formulaResult, ...style };
  }
  const plain = isCellError(cell) ? cell.error : cell === "" ? null : cell;
  const value = typeof plain === "string" ? escaped(plain) : plain;
  if (typeof value === "string" && FORMULA_LIKE.test(value)) {
    return { value, type: "string", style: { ...was?.style, numFmt: "@" } };
  }
  return { value, type: value === null ? "empty" : "string", ...style };
}
