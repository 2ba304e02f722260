import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { parseRange } from "./address.ts";
import { localeDecimal, readNumberText } from "./cells/number.ts";
import type { WorkbookData } from "./workbook.ts";

/** A cell that a rule ties to. */
export interface CellFigure {
  readonly value: number;
  /** What spoils it, in the cell's own words (`#REF!`, a text that is no number); null: nothing. */
  readonly error: string | null;
}

const BLANK: CellFigure = { value: Number.NaN, error: null };

/** Reads one cell as a number: texts by the workbook's locale, as in a column of numbers. */
export function cellFigure(workbook: WorkbookData, sheet: string, cell: string): CellFigure {
  const found = workbook.sheets.find((s) => foldText(s.name) === foldText(sheet));
  const region = parseRange(cell);
  if (!found) return { value: Number.NaN, error: `no sheet ${sheet}` };
  if (!region) return BLANK;
  return figureOf(found.columns[region.left]?.[region.top] ?? null, workbook.locale);
}

function figureOf(cell: CellValue, locale: string): CellFigure {
  if (cell === null || cell === "") return BLANK;
  if (typeof cell === "number") return { value: cell, error: null };
  if (typeof cell === "boolean") return { value: cell ? 1 : 0, error: null };
  if (typeof cell === "object") return { value: Number.NaN, error: cell.error };
  if (cell.trim() === "") return BLANK;
  const read = readNumberText(cell, localeDecimal(locale));
  return read.as === "number"
    ? { value: read.value, error: null }
    : { value: Number.NaN, error: `"${cell.trim()}"` };
}
