/**
 * One formula for a row: where all periods of a row have the same formula, and every step of it goes cell by cell,
 * it is written once over the whole row, as an array that fills it. A file holds one text then instead of one a period.
 */
import { type FormulaCell, isFormulaCell, type SheetCell } from "./sheet.ts";
import { type Formula, partsOf } from "./text/formula.ts";
import type { FunctionName } from "./text/functions.ts";
import { printed } from "./text/print.ts";

/** What gives a row of figures for a row of arguments; of SUMIFS and COUNTIFS the criteria, their ranges stay. */
const CELL_BY_CELL: ReadonlySet<FunctionName> = new Set(["IF", "ISTEXT", "SUMIFS", "COUNTIFS"]);

/** The same cells where they can't be one. */
export function across(cells: readonly SheetCell[]): readonly SheetCell[] {
  const [first] = cells;
  if (!isFormulaCell(first) || first.fills !== null || cells.length < 2) return cells;
  const { formula } = first;
  if (!goesAcross(formula) || !isRow(formula)) return cells;
  const same = printed(formula, { at: null });
  const isSame = (cell: SheetCell): boolean =>
    isFormulaCell(cell) && cell.fills === null && printed(cell.formula, { at: null }) === same;
  if (!cells.every(isSame)) return cells;
  const row: FormulaCell = {
    formula: widened(formula, cells.length),
    result: first.result,
    fills: { rows: 1, columns: cells.length },
  };
  return [row, ...cells.slice(1).map(() => null)];
}

const isOwnColumn = (formula: Formula): boolean =>
  formula.kind === "cells" &&
  formula.to === null &&
  formula.from.column.at === "off" &&
  formula.from.column.by === 0;

/** Fixed in its columns: the same for every period. */
function isStill(formula: Formula): boolean {
  if (formula.kind !== "cells") return partsOf(formula).every(isStill);
  return [formula.from.column, formula.to?.column].every((line) => line?.at !== "off");
}

function goesAcross(formula: Formula): boolean {
  if (isOwnColumn(formula) || isStill(formula)) return true;
  if (formula.kind === "operate") return partsOf(formula).every(goesAcross);
  if (formula.kind !== "call" || !CELL_BY_CELL.has(formula.fn)) return false;
  if (formula.fn === "SUMIFS")
    return formula.args.every((arg, i) => argument(arg, i % 2 === 0 && i > 0));
  if (formula.fn === "COUNTIFS") return formula.args.every((arg, i) => argument(arg, i % 2 === 1));
  return formula.args.every(goesAcross);
}

const argument = (arg: Formula, isCriterion: boolean): boolean =>
  isCriterion ? goesAcross(arg) : isStill(arg);

/** Whether it is as wide as its arguments at all events: a single figure would fill its first cell only. */
const isRow = (formula: Formula): boolean =>
  formula.kind === "call" && formula.fn === "IF" && !isStill(formula.args[0]!);

/** The own column's cells as the row of them. */
function widened(formula: Formula, columns: number): Formula {
  const inner = (part: Formula): Formula => widened(part, columns);
  if (formula.kind === "cells") {
    if (!isOwnColumn(formula)) return formula;
    const { row } = formula.from;
    return { ...formula, to: { row, column: { at: "off", by: columns - 1 } } };
  }
  if (formula.kind === "operate")
    return { ...formula, left: inner(formula.left), right: inner(formula.right) };
  if (formula.kind === "call") return { ...formula, args: formula.args.map(inner) };
  return formula;
}
