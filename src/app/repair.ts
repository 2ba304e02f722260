/** Repair: KPI calls that another program left behind, found all over the workbook and rewritten for this host. */
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { SheetFormulas, WriteCell, WritePlan, WriteStep } from "../hosts/port/index.ts";
import { columnLetter } from "../model/address.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import type { CallStyle } from "./kpi-calls.ts";
import { isFilledBySaved, repairedFormula } from "./repair-formula.ts";

/** One cell before and after; `after` null: it is emptied, because a formula fills it again. */
export interface Repair {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** Without `=`. */
  readonly before: string;
  readonly after: string | null;
}

export interface RepairAsk {
  readonly workbook: WorkbookData;
  readonly formulas: readonly SheetFormulas[];
  readonly style: CallStyle;
  readonly ids: ReadonlySet<string>;
}

export const placeOf = ({ sheet, row, column }: Omit<Repair, "before" | "after">): string =>
  `${sheet}!${columnLetter(column)}${row + 1}`;

/** Every cell that wants a repair, sheet by sheet, from the top. */
export function repairs({ workbook, formulas, style, ids }: RepairAsk): Repair[] {
  const rows = new Map(workbook.sheets.map((sheet) => [foldText(sheet.name), sheet.rows]));
  return formulas.flatMap(({ sheet, cells }) => {
    const input = { style, ids, locale: workbook.locale, sheet, rows };
    const made = cells.flatMap(({ row, column, formula }): Repair[] => {
      const after = repairedFormula(formula, input);
      return after === null ? [] : [{ sheet, row, column, before: formula, after }];
    });
    if (made.length === 0) return [];
    const known = new Map(cells.map((cell) => [`${cell.row},${cell.column}`, cell.formula]));
    const filled = new Map(
      made.flatMap((repair) => filledBy(repair, known)).map((r) => [`${r.row},${r.column}`, r]),
    );
    return [...made, ...filled.values()].sort((a, b) => a.row - b.row || a.column - b.column);
  });
}

/** The cells that a file of Google's fills beside a block's first one: left there, they would stop it from spilling. */
function filledBy({ sheet, row, column }: Repair, formulas: ReadonlyMap<string, string>): Repair[] {
  const saved = (r: number, c: number): string | null => {
    const formula = formulas.get(`${r},${c}`);
    return formula !== undefined && isFilledBySaved(formula) ? formula : null;
  };
  let right = column + 1;
  while (saved(row, right) !== null) right += 1;
  let bottom = row + 1;
  while (saved(bottom, column) !== null) bottom += 1;
  const filled: Repair[] = [];
  for (let r = row; r < bottom; r += 1)
    for (let c = column; c < right; c += 1) {
      const before = saved(r, c);
      if (before !== null) filled.push({ sheet, row: r, column: c, before, after: null });
    }
  return filled;
}

/** One write for each run of cells down a column; the values that stand there now are expected. */
export function repairPlan(workbook: WorkbookData, made: readonly Repair[]): WritePlan {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  const inColumns = [...made].sort(
    (a, b) => a.sheet.localeCompare(b.sheet) || a.column - b.column || a.row - b.row,
  );
  const runs: Repair[][] = [];
  for (const repair of inColumns) {
    const last = runs.at(-1)?.at(-1);
    const goesOn =
      last?.sheet === repair.sheet &&
      last.column === repair.column &&
      last.row === repair.row - 1 &&
      // A block is written before its cells are emptied, never in one go with them.
      (last.after === null) === (repair.after === null);
    if (goesOn) runs.at(-1)!.push(repair);
    else runs.push([repair]);
  }
  const steps = runs
    // What is in the way goes first.
    .sort((a, b) => Number(a[0]!.after !== null) - Number(b[0]!.after !== null))
    .map((run) => stepOf(run, sheets.get(run[0]!.sheet)));
  return { title: "Repair formulas", steps };
}

function stepOf(run: readonly Repair[], found: SheetData | undefined): WriteStep {
  const { sheet, row: top, column: left } = run[0]!;
  const old = run.map(({ row, column }) => [found?.columns[column]?.[row] ?? null]);
  const cells = run.map(({ after }, i) => [cellOf(after, old[i]![0] ?? null)]);
  const why = "formulas in the words of this program";
  return { kind: "write", sheet, top, left, old, cells, why };
}

/** What stands there goes on standing there until the host has worked it out; an error doesn't. */
function cellOf(formula: string | null, value: CellValue): WriteCell {
  if (formula === null) return null;
  const isKnown = value !== null && typeof value !== "object";
  return { formula: `=${formula}`, ...(isKnown && { result: value }) };
}
