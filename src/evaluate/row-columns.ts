/** Columns that row expressions are worked out in: their texts, and the errors they carry. */
import { foldText } from "../../dsl/fold.ts";
import type { TextColumn } from "../model/table.ts";

/** One value per row: numbers and days with NaN for blank, truths as 1 and 0, texts by code. */
export type RowColumn = {
  readonly errors: Uint16Array | null;
  /** Works one row out again, from columns that are up to date; without it the values are the table's own. */
  readonly again?: (row: number) => void;
} & (
  | { readonly as: "number"; readonly values: Float64Array }
  | { readonly as: "text"; readonly text: TextColumn; readonly rowOf: Int32Array | null }
  | { readonly as: "truth"; readonly values: Uint8Array }
);

export type Numbers = Extract<RowColumn, { as: "number" }>;
export type Truths = Extract<RowColumn, { as: "truth" }>;

/** The matching form of a row's text; a number reads as it is written. */
export function textOf(column: RowColumn, row: number): string {
  if (column.as === "text") {
    const at = column.rowOf === null ? row : column.rowOf[row]!;
    return at < 0 ? "" : column.text.folded[column.text.codes[at]!]!;
  }
  const value = column.values[row]!;
  return Number.isNaN(value) ? "" : String(value);
}

export function constantText(text: string, rows: number): TextColumn {
  const folded = foldText(text);
  const codes = new Uint32Array(rows).fill(folded === "" ? 0 : 1);
  return { codes, folded: ["", folded], shown: ["", text], errors: null };
}

export function through(errors: Uint16Array | null, rowOf: Int32Array | null): Uint16Array | null {
  if (errors === null || rowOf === null) return errors;
  return Uint16Array.from(rowOf, (row) => (row < 0 ? 0 : errors[row]!));
}

/** An error in any part is an error of the whole; the first part's wins. */
export function joinErrors(parts: readonly RowColumn[]): Uint16Array | null {
  let joined: Uint16Array | null = null;
  for (const { errors } of parts) {
    if (errors === null) continue;
    if (joined === null) {
      joined = errors;
      continue;
    }
    const before: Uint16Array = joined;
    joined = before.map((mark, r) => mark || errors[r]!);
  }
  return joined;
}
