/** Models as native formulas: the workbook with the sheets of formulas in it, as a file that a spreadsheet opens. */
import { type Day, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { isCellError } from "../../dsl/cell.ts";
import { type Engine, engineOf } from "../../src/app/engine.ts";
import { formulaInput } from "../../src/app/formula-input.ts";
import { planOf } from "../../src/app/publish-formulas.ts";
import { type FormulaBook, formulaBook } from "../../src/formula/book.ts";
import { SHEETS, type SheetCell } from "../../src/formula/sheet.ts";
import type { Dialect } from "../../src/formula/text/dialect.ts";
import { saveNewXlsx } from "../../src/hosts/files/index.ts";
import type { WriteCell, WriteStep } from "../../src/hosts/port/index.ts";
import { serialOfDay } from "../../src/model/serial.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import type { DrawnModel } from "../differential/models/model.ts";
import { sheetSteps } from "../support/files.ts";

export interface Lowered {
  readonly engine: Engine;
  readonly book: FormulaBook;
}

export function lowered(drawn: DrawnModel, dialect: Dialect): Lowered {
  const { program, workbook, asOf, rules } = drawn;
  const engine = engineOf({ program, workbook, asOf: parseIso(asOf), today: null });
  const book = formulaBook({ ...formulaInput(engine, workbook, rules), dialect });
  return { engine, book };
}

/** The as-of cell as somebody types it. */
export const withAsOf = (book: FormulaBook, day: Day): FormulaBook => ({
  ...book,
  sheets: book.sheets.map((sheet) => {
    if (sheet.name !== SHEETS.periods) return sheet;
    const [[label], ...rows] = sheet.rows as [readonly SheetCell[], ...(readonly SheetCell[])[]];
    return { ...sheet, rows: [[label!, serialOfDay(day, 1900)], ...rows] };
  }),
});

/** An error can't be typed into a cell: a formula makes it. */
const typed = (cell: CellValue): WriteCell => {
  if (!isCellError(cell)) return cell;
  return { formula: cell.error === "#N/A" ? "=NA()" : "=1/0", result: cell };
};

/** The sheets of a workbook as steps that make them. */
export const sheetsOf = (workbook: WorkbookData): WriteStep[] => sheetSteps(workbook, typed);

export async function saved(
  path: string,
  workbook: WorkbookData,
  book: FormulaBook,
  dialect: Dialect,
): Promise<string> {
  const { steps } = planOf(book, workbook, dialect, true);
  await saveNewXlsx(path, { title: "", steps: [...sheetsOf(workbook), ...steps] });
  return path;
}
