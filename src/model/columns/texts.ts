import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { TextColumn } from "../table.ts";
import { type ColumnContext, errorMarks } from "./context.ts";

export function textColumn(context: ColumnContext): TextColumn {
  const { cells, sheetRow } = context;
  const codes = new Uint32Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const byCell = new Map<CellValue, number>();
  const byFolded = new Map<string, number>([["", 0]]);
  const folded = [""];
  const shown = [""];
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (cell === null) continue;
    if (isCellError(cell)) {
      errors.mark(r, cell.error);
      continue;
    }
    let code = byCell.get(cell);
    if (code === undefined) {
      const text = typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
      const key = foldText(text);
      code = byFolded.get(key);
      if (code === undefined) {
        code = folded.push(key) - 1;
        shown.push(text.trim());
        byFolded.set(key, code);
      }
      byCell.set(cell, code);
    }
    codes[r] = code;
  }
  return { codes, folded, shown, errors: errors.get() };
}
