import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import type { TextColumn } from "../table.ts";
import { type ColumnContext, errorMarks, tally } from "./context.ts";
import { Dictionary } from "./dictionary.ts";

export function textColumn(context: ColumnContext): TextColumn {
  const { cells, sheetRow } = context;
  const codes = new Uint32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const dictionary = new Dictionary();
  const { folded, shown } = dictionary;
  const doubts = new Map<number, Doubt>();
  // A text's own hash is kept with it, so that a map knows a cell seen before quicker than any reading of it.
  const known = new Map<CellValue, number>();
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (cell === null) continue;
    let code = known.get(cell);
    if (code === undefined) {
      // Each error is an object of its own, so none is ever in the map.
      if (isCellError(cell)) {
        errors.mark(r, cell.error);
        continue;
      }
      const text = textOf(cell);
      const codesSoFar = folded.length;
      code = dictionary.codeOf(text);
      known.set(cell, code);
      const doubt = code === codesSoFar ? doubtOf(text.trim()) : null;
      if (doubt) doubts.set(code, doubt);
    }
    codes[r] = code;
  }
  if (doubts.size > 0) tellDoubts(context, codes, doubts);
  return { codes, folded, shown, errors: errors.get() };
}

const textOf = (cell: string | number | boolean): string =>
  typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);

/** UTF-8 that was read as Windows' Western alphabet: `JosÃ©`, `donâ€™t`. */
const OTHER_ENCODING = /Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]/;
/** A number keeps 15 digits; an id of more has lost its end. */
const LONG_ID = /^\d(?:\d{15,}|(?:\.\d+)?e\+\d\d)$/;

type Doubt = "DATA58" | "DATA59";

/** What looks wrong in a text, asked once per distinct text. */
const doubtOf = (text: string): Doubt | null =>
  LONG_ID.test(text) ? "DATA59" : OTHER_ENCODING.test(text) ? "DATA58" : null;

/** Whether nothing is said of a cell in a column of texts. */
export function isPlainText(cell: CellValue): boolean {
  if (cell === null) return true;
  if (isCellError(cell)) return false;
  const doubt = doubtOf(textOf(cell).trim());
  return doubt === null || !isTold(doubt, cell);
}

/** Written as a text, a long id is whole. */
const isTold = (doubt: Doubt, cell: CellValue): boolean =>
  doubt === "DATA58" || typeof cell === "number";

function tellDoubts(
  context: ColumnContext,
  codes: Uint32Array,
  doubts: ReadonlyMap<number, Doubt>,
): void {
  const counts = tally(context);
  for (let r = 0; r < codes.length; r += 1) {
    const doubt = doubts.get(codes[r]!);
    const cell = context.cells[context.sheetRow[r]! - 1] ?? null;
    if (doubt && isTold(doubt, cell)) counts.note(doubt, r, cell);
  }
  counts.done();
}
