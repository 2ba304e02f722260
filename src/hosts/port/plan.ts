/** What all adapters must agree on about a write plan: what stops it, and what takes it back. */
import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { columnLetter } from "../../model/address.ts";
import { isOurs } from "../../model/workbook.ts";
import type { SheetFormat, WriteCell, WritePlan, WriteStep } from "./index.ts";
import { type Refused, refused } from "./refused.ts";

/** The workbook as it is before a plan; sheets are found in matching form, rows and columns from zero. */
export interface Before {
  /** The sheet's used size and tab colour, null where there is none of that name. */
  sheet(name: string): {
    readonly rows: number;
    readonly columns: number;
    readonly tabColour: string | null;
  } | null;
  value(sheet: string, row: number, column: number): CellValue;
  /** The cell's formula without the leading `=`, or null. */
  formula(sheet: string, row: number, column: number): string | null;
  name(name: string): { readonly sheet: string; readonly range: string } | null;
  /** The look last given to a sheet of ours, null where the host doesn't keep one. */
  format(sheet: string): SheetFormat | null;
}

export const sameCell = (a: CellValue, b: CellValue): boolean =>
  isCellError(a) && isCellError(b) ? a.error === b.error : blankless(a) === blankless(b);

/** The rows that a block needs from its first on, with those that its arrays fill. */
export const heightOf = (cells: readonly (readonly WriteCell[])[]): number =>
  cells.reduce(
    (most, row, r) =>
      row.reduce<number>(
        (height, cell) =>
          isFormula(cell) && cell.fills ? Math.max(height, r + cell.fills.rows) : height,
        most,
      ),
    cells.length,
  );

const blankless = (cell: CellValue): CellValue => (cell === "" ? null : cell);

/** Why a plan can't be applied as it stands, or null: a sheet that isn't there, a cell changed meanwhile. */
export function refusalOf(plan: WritePlan, before: Before): Refused | null {
  const added = new Set<string>();
  for (const step of plan.steps) {
    const key = foldText(step.sheet);
    const exists = before.sheet(step.sheet) !== null;
    if (step.kind === "addSheet") {
      if (exists || added.has(key)) {
        return refused("changed", "sheetTaken", { sheet: step.sheet });
      }
      added.add(key);
    } else if (!exists && !added.has(key)) {
      return refused("missing", "sheetGone", { sheet: step.sheet });
    } else if (step.kind === "write" && step.old !== null && exists) {
      const changed = changedCell(step.old, step, before);
      if (changed !== null) return changed;
    }
  }
  return null;
}

function changedCell(
  old: readonly (readonly CellValue[])[],
  { sheet, top, left }: { readonly sheet: string; readonly top: number; readonly left: number },
  before: Before,
): Refused | null {
  for (const [r, row] of old.entries()) {
    for (const [c, expected] of row.entries()) {
      const found = before.value(sheet, top + r, left + c);
      if (sameCell(found, expected)) continue;
      const place = `${sheet}!${columnLetter(left + c)}${top + r + 1}`;
      const told = { place, found: shown(found), expected: shown(expected) };
      return refused("changed", "cellChanged", told);
    }
  }
  return null;
}

function shown(cell: CellValue): string {
  if (cell === null) return "";
  const text = isCellError(cell) ? cell.error : String(cell);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * The plan that takes a plan back: its steps' opposites, last first. It expects the cells as the plan
 * left them, so an edit made since is noticed. A number format of a sheet that had none is not undone.
 */
export function inverseOf(plan: WritePlan, before: Before): WritePlan {
  const steps = plan.steps.flatMap((step) => opposites(step, before)).reverse();
  return { title: `Undo: ${plan.title}`, steps };
}

/** The opposites of one step, in the order opposite to the one they are applied in. */
function opposites(step: WriteStep, before: Before): WriteStep[] {
  switch (step.kind) {
    case "addSheet":
      return [{ kind: "removeSheet", sheet: step.sheet }];
    case "removeSheet":
      return restoreSheet(step.sheet, before);
    case "write":
      return [restoreWrite(step, before)];
    case "clear": {
      const { sheet, top, left, rows, columns } = step;
      const cells = cellsBefore(before, sheet, top, left, rows, columns);
      return [{ kind: "write", sheet, top, left, old: null, cells, why: "as it was before" }];
    }
    case "format": {
      const format = before.format(step.sheet);
      return format ? [{ kind: "format", sheet: step.sheet, format }] : [];
    }
    case "name": {
      const was = before.name(step.name);
      return was ? [{ kind: "name", name: step.name, ...was }] : [];
    }
  }
}

function restoreSheet(sheet: string, before: Before): WriteStep[] {
  const size = before.sheet(sheet);
  if (!size) return [];
  const { rows, columns, tabColour } = size;
  const cells = cellsBefore(before, sheet, 0, 0, rows, columns);
  const format = before.format(sheet);
  return [
    { kind: "write", sheet, top: 0, left: 0, old: null, cells, why: "as it was before" },
    ...(format ? [{ kind: "format" as const, sheet, format }] : []),
    { kind: "addSheet", sheet, tabColour },
  ];
}

function restoreWrite(step: Extract<WriteStep, { kind: "write" }>, before: Before): WriteStep {
  const { sheet, top, left, cells } = step;
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  // What a formula will come to is the host's to say, so a block with one is not verified.
  const known = cells.every((row) => row.every((cell) => !isFormula(cell)));
  return {
    kind: "write",
    sheet,
    top,
    left,
    old: known ? (cells as readonly (readonly CellValue[])[]) : null,
    cells: cellsBefore(before, sheet, top, left, cells.length, width),
    why: "as it was before",
  };
}

export const isFormula = (cell: WriteCell): cell is Exclude<WriteCell, CellValue> =>
  typeof cell === "object" && cell !== null && "formula" in cell;

function cellsBefore(
  before: Before,
  sheet: string,
  top: number,
  left: number,
  rows: number,
  columns: number,
): WriteCell[][] {
  const exists = before.sheet(sheet) !== null;
  // What a formula fills would be in its way as values. Only on sheets of ours nothing else stands there.
  const blocks: { readonly row: number; readonly column: number }[] = [];
  return Array.from({ length: rows }, (_, r) => {
    let filledFrom = Number.POSITIVE_INFINITY;
    return Array.from({ length: columns }, (_, c): WriteCell => {
      if (!exists) return null;
      const [row, column] = [top + r, left + c];
      const value = before.value(sheet, row, column);
      const formula = before.formula(sheet, row, column);
      if (formula === null) {
        const isInBlock = blocks.some((block) => block.row <= row && block.column <= column);
        return isInBlock || filledFrom <= column ? null : value;
      }
      const filled = isOurs(sheet) ? filledBy(formula) : null;
      if (filled === "block") blocks.push({ row, column });
      if (filled === "row") filledFrom = column;
      return value === null ? { formula } : { formula, result: value };
    });
  });
}

/** The first name of a formula that fills its row, and of one that fills a block: a cell's text tells what it fills. */
export const FILLS = { row: "row_", block: "block_" } as const;
/** And those that blocks of rows begin with by themselves; formulas of one cell have names too, but others. */
const FIRST_OF_BLOCK = /^(?:block|d|k|pos|r\d+)_$/;

/**
 * What a formula of ours fills: cells of its row to the right, or a block to the right and below; null: its own cell.
 * Blocks are our functions that give tables, and the rows behind native formulas.
 */
export function filledBy(formula: string): "row" | "block" | null {
  if (/^@?KPI[._](?:RESULTS|GOALS|FLAGS|TIEOUT|SCORECARD|EVIDENCE|WHY)\(/i.test(formula))
    return "block";
  const first = /^(?:ARRAYFORMULA\()?LET\(\s*(\w+)/i.exec(formula)?.[1]?.toLowerCase() ?? null;
  if (first === FILLS.row) return "row";
  return first !== null && FIRST_OF_BLOCK.test(first) ? "block" : null;
}
