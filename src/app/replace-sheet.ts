/** Whole sheets of ours, written as one block each. */
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { WriteCell, WriteStep } from "../hosts/port/index.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";

/** Sheets of ours start with "KPI " and carry one tab colour. */
export const TAB_COLOUR = "#3A45C4";

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
