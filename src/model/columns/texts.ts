import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { TextColumn } from "../table.ts";
import { type ColumnContext, errorMarks, tally } from "./context.ts";

export function textColumn(context: ColumnContext): TextColumn {
  const { cells, sheetRow } = context;
  const codes = new Uint32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const byCell = new Map<CellValue, number>([[null, 0]]);
  const few: { readonly cell: CellValue; readonly code: number }[] = [{ cell: null, code: 0 }];
  const byFolded = new Map<string, number>([["", 0]]);
  const folded = [""];
  const shown = [""];
  const codeOf = (cell: string | number | boolean): number => {
    const text = typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
    const key = foldText(text);
    const known = byFolded.get(key);
    if (known !== undefined) return known;
    const code = folded.push(key) - 1;
    shown.push(text.trim());
    byFolded.set(key, code);
    return code;
  };
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    let code = few.length <= FEW ? codeAmong(few, cell) : byCell.get(cell);
    if (code === undefined && cell !== null) {
      // Each error is an object of its own, so none is ever in the map.
      if (isCellError(cell)) {
        errors.mark(r, cell.error);
        continue;
      }
      code = byCell.get(cell) ?? codeOf(cell);
      byCell.set(cell, code);
      if (few.length <= FEW) few.push({ cell, code });
    }
    codes[r] = code ?? 0;
  }
  doubtTexts(context, codes, shown);
  return { codes, folded, shown, errors: errors.get() };
}

/** So few different cells are found quicker one by one than through a map. */
const FEW = 8;

function codeAmong(
  few: readonly { readonly cell: CellValue; readonly code: number }[],
  cell: CellValue,
): number | undefined {
  for (let i = 0; i < few.length; i += 1) if (few[i]!.cell === cell) return few[i]!.code;
  return undefined;
}

/** UTF-8 that was read as Windows' Western alphabet: `JosÃ©`, `donâ€™t`. */
const OTHER_ENCODING = /Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]/;
/** A number keeps 15 digits; an id of more has lost its end. */
const LONG_ID = /^\d(?:\d{15,}|(?:\.\d+)?e\+\d\d)$/;

/** What looks wrong in the distinct texts; cells are only looked for where something does. */
function doubtTexts(context: ColumnContext, codes: Uint32Array, shown: readonly string[]): void {
  const kinds = new Map<number, "DATA58" | "DATA59">();
  for (let code = 1; code < shown.length; code += 1) {
    const text = shown[code]!;
    if (LONG_ID.test(text)) kinds.set(code, "DATA59");
    else if (OTHER_ENCODING.test(text)) kinds.set(code, "DATA58");
  }
  if (kinds.size === 0) return;
  const counts = tally(context);
  for (let r = 0; r < codes.length; r += 1) {
    const kind = kinds.get(codes[r]!);
    const cell = context.cells[context.sheetRow[r]! - 1] ?? null;
    // Written as a text, a long id is whole.
    if (kind && (kind === "DATA58" || typeof cell === "number")) counts.note(kind, r, cell);
  }
  counts.done();
}
