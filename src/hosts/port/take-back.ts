/**
 * Taking back a write that was begun: each cell is compared with what the write left there. What somebody typed over
 * it meanwhile stays, and is named; so does a sheet of the write's own that somebody wrote on.
 */
import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { rangeText } from "../../model/address.ts";
import type { WriteCell, WriteStep } from "./index.ts";
import { type Before, filledBy, isFormula, sameCell } from "./plan.ts";

/** The workbook as it is now; cells of a sheet that isn't there are blank. */
export type Now = Pick<Before, "sheet" | "value" | "formula">;

export interface TakingBack {
  readonly steps: readonly WriteStep[];
  /** Ranges that somebody else changed meanwhile, `KPI Results!B5:C5`. */
  readonly kept: readonly string[];
}

type Write = Extract<WriteStep, { kind: "write" }>;
interface Cell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** The steps of an inverse without the cells that are somebody else's; `written`: the steps that it takes back, in their order. */
export function takingBack(
  inverse: readonly WriteStep[],
  written: readonly WriteStep[],
  now: Now,
): TakingBack {
  const isOwn = ownIn(written, now);
  const theirs = new Map<string, Cell>();
  const keep = (cell: Cell): void => {
    theirs.set(`${cell.row},${cell.column} ${foldText(cell.sheet)}`, cell);
  };
  const steps = inverse.flatMap((step): WriteStep[] => {
    if (now.sheet(step.sheet) === null) return [step];
    if (step.kind === "write") return around(step, isOwn, keep);
    if (step.kind !== "removeSheet") return [step];
    const others = othersOn(step.sheet, isOwn, now);
    others.forEach(keep);
    return others.length > 0 ? [] : [step];
  });
  return { steps, kept: rangesOf([...theirs.values()]) };
}

/** Whether a cell is as the write left it, or as it is to become again: a part may have been cut off, or taken back before. */
type IsOwn = (sheet: string, row: number, column: number, restored: WriteCell) => boolean;

function ownIn(written: readonly WriteStep[], now: Now): IsOwn {
  const writes = new Map<string, Write[]>();
  for (const step of written) {
    if (step.kind !== "write") continue;
    const key = foldText(step.sheet);
    // The last one first: it is what stands there.
    writes.set(key, [step, ...(writes.get(key) ?? [])]);
  }
  const leftAt = (sheet: string, row: number, column: number): WriteCell => {
    for (const { top, left, cells } of writes.get(foldText(sheet)) ?? []) {
      const cell = cells[row - top]?.[column - left];
      if (cell !== undefined) return cell;
    }
    return null;
  };
  const isFilled = filledIn(now);
  return (sheet, row, column, restored) => {
    const formula = now.formula(sheet, row, column);
    const value = now.value(sheet, row, column);
    const is = (cell: WriteCell): boolean => {
      if (isFormula(cell)) return formula !== null && sameFormula(formula, cell.formula);
      return formula === null && (sameCell(value, cell) || isClose(value, cell));
    };
    const left = leftAt(sheet, row, column);
    if (is(left) || is(restored)) return true;
    // Google takes such a text in two goes, and may have been cut off between them.
    const isHalfWritten = formula === null && value === null && /^[=+]/.test(String(left));
    return isHalfWritten || (formula === null && isFilled(sheet, row, column));
  };
}

/** Hosts round: days with a time to seconds, digits beyond the fifteenth. Nobody types so near a figure. */
const isClose = (a: CellValue, b: CellValue): boolean =>
  typeof a === "number" &&
  typeof b === "number" &&
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** Hosts set formulas in their own way: spaces, quotes, separators and marks of newer functions and of add-ins' tell nothing. */
const sameFormula = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (formula: string): string =>
  formula
    .replace(/_xl(?:(?:fn|ws|pm|udf)\.|dudf_)/gi, "")
    .replace(/[\s=@$'";,._\\]/g, "")
    .toUpperCase();

/** Cells that an array standing now fills: to the right of its formula, or to the right and below. */
function filledIn(now: Now): (sheet: string, row: number, column: number) => boolean {
  const known = new Map<string, readonly (Cell & { readonly fills: "row" | "block" })[]>();
  const arraysOn = (sheet: string) => {
    const found = known.get(foldText(sheet));
    if (found) return found;
    const arrays = cellsOn(sheet, now).flatMap((cell) => {
      const fills = filledBy(now.formula(sheet, cell.row, cell.column) ?? "");
      return fills === null ? [] : [{ ...cell, fills }];
    });
    known.set(foldText(sheet), arrays);
    return arrays;
  };
  return (sheet, row, column) =>
    arraysOn(sheet).some(
      (array) =>
        array.column <= column && (array.fills === "row" ? array.row === row : array.row <= row),
    );
}

function cellsOn(sheet: string, now: Now): Cell[] {
  const { rows, columns } = now.sheet(sheet) ?? { rows: 0, columns: 0 };
  return Array.from({ length: rows * columns }, (_, at) => ({
    sheet,
    row: Math.floor(at / columns),
    column: at % columns,
  }));
}

/** What is on a sheet that the write made, and isn't the write's. */
const othersOn = (sheet: string, isOwn: IsOwn, now: Now): Cell[] =>
  cellsOn(sheet, now).filter(({ row, column }) => !isOwn(sheet, row, column, null));

/** A block without the cells that are somebody else's: cut where they are, whole rows that go on stay together. */
function around(step: Write, isOwn: IsOwn, keep: (cell: Cell) => void): WriteStep[] {
  const { sheet, top, left, cells } = step;
  const rows = cells.map((row, r) => {
    const runs: [from: number, to: number][] = [];
    row.forEach((cell, c) => {
      const place = { sheet, row: top + r, column: left + c };
      if (!isOwn(sheet, place.row, place.column, cell)) {
        keep(place);
        return;
      }
      const run = runs[runs.length - 1];
      if (run && run[1] === c) run[1] = c + 1;
      else runs.push([c, c + 1]);
    });
    return runs;
  });
  const pieces: Write[] = [];
  for (let r = 0; r < rows.length; ) {
    const first = r;
    while (r < rows.length && String(rows[r]) === String(rows[first])) r += 1;
    for (const [from, to] of rows[first]!) {
      const block = cells.slice(first, r).map((row) => row.slice(from, to));
      pieces.push({ ...step, top: top + first, left: left + from, old: null, cells: block });
    }
  }
  return pieces;
}

interface Range {
  readonly top: number;
  readonly left: number;
  bottom: number;
  right: number;
}

/** Cells as ranges, sheet by sheet: neighbours of a row together, equal rows below each other too. */
function rangesOf(cells: readonly Cell[]): string[] {
  const sheets = [...new Set(cells.map(({ sheet }) => sheet))];
  return sheets.flatMap((name) => {
    const on = cells.filter(({ sheet }) => sheet === name);
    const runs = runsOf(on.sort((a, b) => a.row - b.row || a.column - b.column));
    return joined(runs).map((range) => `${name}!${rangeText(range)}`);
  });
}

function runsOf(sorted: readonly Cell[]): Range[] {
  const runs: Range[] = [];
  for (const { row, column } of sorted) {
    const last = runs[runs.length - 1];
    if (last && last.top === row && last.right === column) last.right += 1;
    else runs.push({ top: row, left: column, bottom: row + 1, right: column + 1 });
  }
  return runs;
}

function joined(runs: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const run of runs) {
    const above = ranges.find(
      ({ left, right, bottom }) => left === run.left && right === run.right && bottom === run.top,
    );
    if (above) above.bottom = run.bottom;
    else ranges.push(run);
  }
  return ranges;
}
