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
