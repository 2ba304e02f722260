/**
 * A published book too large to be worked out at once, in slices: some people's formulas as they are, the cells of all
 * others as the values that they were published with. Where every slice comes out as a run has it, so does the whole:
 * each formula was worked out once, over inputs that are right.
 */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { SHEETS } from "../../src/formula/sheet.ts";
import type { WriteCell, WriteStep } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";

/** Sheets with a row for each person and figure; all others are what these stand on. */
const OF_PEOPLE: ReadonlySet<string> = new Set([SHEETS.live, SHEETS.flags, SHEETS.parts]);

type FormulaOf = Extract<WriteCell, { formula: string }>;
const isFormula = (cell: WriteCell): cell is FormulaOf =>
  typeof cell === "object" && cell !== null && "formula" in cell;

/** `of`: whose formulas stay; `ground`: the cells that figures stand on as an engine worked them out; null: formulas. */
export function sliceOf(
  steps: readonly WriteStep[],
  of: ReadonlySet<CellValue>,
  ground: WorkbookData | null,
): WriteStep[] {
  return steps.map((step) => {
    if (step.kind !== "write") return step;
    if (!OF_PEOPLE.has(step.sheet)) return ground ? { ...step, cells: worked(ground, step) } : step;
    const cells = step.cells.map((row) =>
      of.has(row[0] as CellValue) ? row : row.map((cell) => asPublished(cell)),
    );
    return { ...step, cells };
  });
}

/**
 * No value stands for an error: such a cell stays a formula. Parts that only formulas have came without a value, and
 * nobody else reads them; a figure that does comes out otherwise than a run has it.
 */
function asPublished(cell: WriteCell): WriteCell {
  if (!isFormula(cell) || isCellError(cell.result)) return cell;
  return cell.result === "" ? null : (cell.result ?? null);
}

function worked({ sheets }: WorkbookData, step: Extract<WriteStep, { kind: "write" }>) {
  const { columns, rows } = sheets.find(({ name }) => name === step.sheet)!;
  return Array.from({ length: rows }, (_, r) => columns.map((column) => column[r] ?? null));
}

/** The opened book with the figures and flags of these people alone. */
export function figuresOf(live: WorkbookData, people: ReadonlySet<CellValue>): WorkbookData {
  const headers: ReadonlyMap<string, number> = new Map([
    [SHEETS.live, 1],
    [SHEETS.flags, 0],
  ]);
  const sheets = live.sheets.map((sheet) => {
    const header = headers.get(sheet.name);
    if (header === undefined) return sheet;
    const [who = []] = sheet.columns;
    const kept = Array.from({ length: sheet.rows }, (_, r) => r).filter(
      (r) => r <= header || people.has(who[r] ?? null),
    );
    const columns = sheet.columns.map((column) => kept.map((r) => column[r] ?? null));
    return { ...sheet, rows: kept.length, columns };
  });
  return { ...live, sheets };
}
