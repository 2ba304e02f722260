/**
 * What stands in the cells that a part of a long write replaces, a short mark a row: taken when the plan is compared,
 * taken again right before the part is written. Another mark is another person's edit.
 */
import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { rangeText } from "../../model/address.ts";
import type { WriteStep } from "./index.ts";
import { type Before, filledBy } from "./plan.ts";

/** A rectangle, zero-based, and the mark of each row; empty for a blank one. */
export interface RowsSeen {
  readonly sheet: string;
  readonly top: number;
  readonly left: number;
  /** Of each row, how many of its cells are compared: what an array fills follows other cells by itself. */
  readonly widths: readonly number[];
  readonly marks: readonly string[];
}

type Cells = Pick<Before, "value" | "formula">;
type Place = Pick<RowsSeen, "sheet" | "top" | "left"> & {
  readonly rows: number;
  readonly width: number;
};

/**
 * What each part of a plan replaces, as it is before the first of them. Cells that an earlier step changes are left
 * out: they are the plan's own.
 */
export function rowsSeenBy(parts: readonly (readonly WriteStep[])[], before: Before): RowsSeen[][] {
  const own: Place[] = [];
  const widths = widthsIn(before);
  return parts.map((steps) =>
    steps.flatMap((step) => {
      const place = placeOf(step, before);
      if (!place) return [];
      const isOwn = own.some((other) => overlap(place, other));
      own.push(place);
      return isOwn || step.kind === "removeSheet" ? [] : [seen(place, before, widths)];
    }),
  );
}

/** Where cells differ from what was seen, as a range; null: nowhere. */
export function changedSince(
  { sheet, top, left, widths, marks }: RowsSeen,
  now: Cells,
): string | null {
  const changed = marks.flatMap((mark, r) =>
    markOf(sheet, top + r, left, widths[r]!, now) === mark ? [] : [r],
  );
  const [first] = changed;
  if (first === undefined) return null;
  const end = changed.findIndex((r, n) => r !== first + n);
  const last = changed[(end < 0 ? changed.length : end) - 1]!;
  const right = left + Math.max(...widths.slice(first, last + 1));
  return `${sheet}!${rangeText({ top: top + first, left, bottom: top + last + 1, right })}`;
}

function placeOf(step: WriteStep, before: Before): Place | null {
  switch (step.kind) {
    case "write": {
      const { sheet, top, left, cells } = step;
      const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
      return { sheet, top, left, rows: cells.length, width };
    }
    case "clear":
      return { ...step, width: step.columns };
    case "removeSheet": {
      const size = before.sheet(step.sheet);
      return {
        sheet: step.sheet,
        top: 0,
        left: 0,
        rows: size?.rows ?? 0,
        width: size?.columns ?? 0,
      };
    }
    default:
      return null;
  }
}

const overlap = (a: Place, b: Place): boolean =>
  foldText(a.sheet) === foldText(b.sheet) &&
  a.top < b.top + b.rows &&
  b.top < a.top + a.rows &&
  a.left < b.left + b.width &&
  b.left < a.left + a.width;

function seen(place: Place, before: Before, widthsOf: (place: Place) => number[]): RowsSeen {
  const { sheet, top, left } = place;
  const size = before.sheet(sheet);
  const widths = size ? widthsOf(place) : Array.from({ length: place.rows }, () => place.width);
  const marks = widths.map((width, r) => (size ? markOf(sheet, top + r, left, width, before) : ""));
  return { sheet, top, left, widths, marks };
}

/**
 * How many cells of each row of a place are compared: an array fills to the right of its cell and below it, so up to
 * the first column that one of this row or of those above may fill. Pieces of one block go on where the last ended.
 */
function widthsIn(before: Cells) {
  const reached = new Map<string, { readonly row: number; readonly free: number }>();
  return ({ sheet, top, left, rows, width }: Place): number[] => {
    const key = `${left} ${width} ${foldText(sheet)}`;
    const known = reached.get(key);
    let { row, free } = known && known.row <= top ? known : { row: 0, free: width };
    const widths: number[] = [];
    for (; row < top + rows; row += 1) {
      let own = free;
      for (let c = 0; c < own; c += 1) {
        const formula = before.formula(sheet, row, left + c);
        const filled = formula === null ? null : filledBy(formula);
        if (filled !== null) own = c;
        if (filled === "block") free = c;
      }
      if (row >= top) widths.push(own);
    }
    reached.set(key, { row, free });
    return widths;
  };
}

const BETWEEN = "\u0001";

/** FNV-1a over the row's formulas, and values where there is none: what a formula comes to follows by itself. */
function markOf(sheet: string, row: number, left: number, width: number, cells: Cells): string {
  let hash = 0x811c9dc5;
  let isBlank = true;
  for (let c = 0; c < width; c += 1) {
    const formula = cells.formula(sheet, row, left + c);
    const text = formula === null ? textOf(cells.value(sheet, row, left + c)) : `=${formula}`;
    if (text !== "") isBlank = false;
    for (const sign of text + BETWEEN) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  }
  return isBlank ? "" : (hash >>> 0).toString(36);
}

function textOf(cell: CellValue): string {
  if (cell === null || cell === "") return "";
  return isCellError(cell) ? cell.error : `${typeof cell} ${cell}`;
}
