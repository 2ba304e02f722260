import type { SheetFormulas } from "./index.ts";

/** Formulas by row as hosts give them, with their `=`; "" is none. */
export function formulaCellsOf(
  rows: readonly (readonly string[])[],
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  rows.forEach((row, r) => {
    row.forEach((formula, c) => {
      if (formula !== "") found[`${r},${c}`] = formula.replace(/^=/, "");
    });
  });
  return found;
}

/** The same, told sheet by sheet; `formulas`: `row,column` → formula without `=`, "" where its text isn't known. */
export const sheetFormulas = (
  sheets: readonly {
    readonly name: string;
    readonly formulas: ReadonlyMap<string, string> | Readonly<Record<string, string>>;
  }[],
): SheetFormulas[] =>
  sheets.flatMap(({ name, formulas }) => {
    const entries = formulas instanceof Map ? [...formulas] : Object.entries(formulas);
    const cells = entries.map(([key, formula]) => {
      const [row = 0, column = 0] = key.split(",").map(Number);
      return { row, column, formula };
    });
    return cells.length === 0 ? [] : [{ sheet: name, cells }];
  });
