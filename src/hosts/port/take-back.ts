/**
 * Taking back a write that was begun: each cell is compared with what the write left there. What somebody typed over
 * it meanwhile stays, and is named; so does a sheet of the write's own that somebody wrote on.
 */
import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { WriteCell, WriteStep } from "./index.ts";
import { type Cell, placesOf } from "./places.ts";
import { type Before, filledBy, isFormula, sameCell } from "./plan.ts";
import { sameFormula } from "./same-formula.ts";

/** The workbook as it is now; cells of a sheet that isn't there are blank. */
export interface Now extends Pick<Before, "sheet" | "value" | "formula"> {
  /** Whether a cell was read as a time, which the host tells to the second; none of a host that tells numbers. */
  readonly isTime?: (sheet: string, row: number, column: number) => boolean;
}

export interface TakingBack {
  readonly steps: readonly WriteStep[];
  /** Ranges that somebody else changed meanwhile, `KPI Results!B5:C5`. */
  readonly kept: readonly string[];
}

type Write = Extract<WriteStep, { kind: "write" }>;

/** The steps of an inverse without the cells that are somebody else's; `written`: the steps that it takes back, in their order. */
export function takingBack(
  inverse: readonly WriteStep[],
  written: readonly WriteStep[],
  now: Now,
): TakingBack {
  const isOwn = ownIn(written, inverse, now);
  const theirs: Cell[] = [];
  const keep = (cell: Cell): void => {
    theirs.push(cell);
  };
  const steps = inverse.flatMap((step): WriteStep[] => {
    if (now.sheet(step.sheet) === null) return [step];
    if (step.kind === "write") return around(step, isOwn, keep);
    if (step.kind !== "removeSheet") return [step];
    const others = othersOn(step.sheet, isOwn, now);
    others.forEach(keep);
    return others.length > 0 ? [] : [step];
  });
  return { steps, kept: placesOf(theirs) };
}

/** Whether a cell is as the write left it, or as it is to become again: a part may have been cut off, or taken back before. */
type IsOwn = (sheet: string, row: number, column: number, restored: WriteCell) => boolean;

function ownIn(written: readonly WriteStep[], inverse: readonly WriteStep[], now: Now): IsOwn {
  const leftAt = lastWrites(written);
  const isFilled = filledIn(leftAt, lastWrites(inverse), now);
  return (sheet, row, column, restored) => {
    const formula = now.formula(sheet, row, column);
    const value = now.value(sheet, row, column);
    const isTime = now.isTime?.(sheet, row, column) === true;
    const is = (cell: WriteCell): boolean => {
      if (isFormula(cell)) return formula !== null && sameFormula(formula, cell.formula);
      return formula === null && (sameCell(value, cell) || isStored(value, cell, isTime));
    };
    const left = leftAt(sheet, row, column)?.cell ?? null;
    if (is(left) || is(restored)) return true;
    // Google takes such a text in two goes, and may have been cut off between them.
    const isHalfWritten =
      formula === null && value === null && typeof left === "string" && /^[=+]/.test(left);
    return isHalfWritten || (formula === null && isFilled(sheet, row, column));
  };
}

/** The last of some steps that writes a cell, and what it writes there: it is what stands. */
type LastWrite = (
  sheet: string,
  row: number,
  column: number,
) => { readonly step: Write; readonly cell: WriteCell } | null;

function lastWrites(steps: readonly WriteStep[]): LastWrite {
  const writes = new Map<string, Write[]>();
  for (const step of steps) {
    if (step.kind !== "write") continue;
    const key = foldText(step.sheet);
    writes.set(key, [step, ...(writes.get(key) ?? [])]);
  }
  return (sheet, row, column) => {
    for (const step of writes.get(foldText(sheet)) ?? []) {
      const cell = step.cells[row - step.top]?.[column - step.left];
      if (cell !== undefined) return { step, cell };
    }
    return null;
  };
}

/**
 * Whether a figure is what a host stored of another: spreadsheets keep fifteen digits, and Google tells times to the
 * second. Everything else is somebody's, whole numbers to their last digit.
 */
function isStored(read: CellValue, written: CellValue, isTime: boolean): boolean {
  if (typeof read !== "number" || typeof written !== "number") return false;
  if (isTime) return Math.abs(read - written) * SECONDS_A_DAY < ALMOST_A_SECOND;
  return read.toPrecision(DIGITS) === written.toPrecision(DIGITS);
}
const DIGITS = 15;
const SECONDS_A_DAY = 86_400;
/** Half a millisecond more, and it would be told as the next one. */
const ALMOST_A_SECOND = 0.9995;

/** Cells that an array standing now fills, as far as the write says or, where it restores one, as its block leaves blank. */
function filledIn(
  leftAt: LastWrite,
  restoredAt: LastWrite,
  now: Now,
): (sheet: string, row: number, column: number) => boolean {
  const sizeOf = ({ sheet, row, column }: Cell) => {
    const formula = now.formula(sheet, row, column) ?? "";
    const fills = filledBy(formula);
    if (fills === null || isBlocked(now.value(sheet, row, column))) return null;
    for (const found of [leftAt(sheet, row, column), restoredAt(sheet, row, column)]) {
      if (!found || !isFormula(found.cell) || !sameFormula(formula, found.cell.formula)) continue;
      if (found.cell.fills) return found.cell.fills;
      const { top, left, cells } = found.step;
      const columns = left + cells.reduce((most, one) => Math.max(most, one.length), 0) - column;
      return { rows: fills === "row" ? 1 : top + cells.length - row, columns };
    }
    return null;
  };
  const known = new Map<string, ReadonlySet<string>>();
  const filledOn = (sheet: string): ReadonlySet<string> => {
    const found = known.get(foldText(sheet));
    if (found) return found;
    const filled = new Set<string>();
    const used = now.sheet(sheet) ?? { rows: 0, columns: 0 };
    for (const cell of cellsOn(sheet, now)) {
      const { rows, columns } = sizeOf(cell) ?? { rows: 0, columns: 0 };
      for (let r = cell.row; r < Math.min(cell.row + rows, used.rows); r += 1)
        for (let c = cell.column; c < Math.min(cell.column + columns, used.columns); c += 1)
          filled.add(`${r},${c}`);
    }
    known.set(foldText(sheet), filled);
    return filled;
  };
  return (sheet, row, column) => filledOn(sheet).has(`${row},${column}`);
}

/** Something stands in an array's way: it fills nothing. */
const isBlocked = (value: CellValue): boolean =>
  isCellError(value) && /^#(?:REF|SPILL)!$/.test(value.error);

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
