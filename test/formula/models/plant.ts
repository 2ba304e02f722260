/** A book of formulas with one thing wrong in it, wherever the lowering says that thing. */
import type { FormulaBook } from "../../../src/formula/book.ts";
import { isFormulaCell, type SheetCell } from "../../../src/formula/sheet.ts";
import type { Formula } from "../../../src/formula/text/formula.ts";

/** Parts first: a wrong thing inside a wrong thing is found as well. */
export function mapped(formula: Formula, change: (formula: Formula) => Formula): Formula {
  const inner = (part: Formula): Formula => mapped(part, change);
  switch (formula.kind) {
    case "operate":
      return change({ ...formula, left: inner(formula.left), right: inner(formula.right) });
    case "between":
      return change({ ...formula, from: inner(formula.from), to: inner(formula.to) });
    case "call":
      return change({ ...formula, args: formula.args.map(inner) });
    case "let":
      return change({
        ...formula,
        names: formula.names.map(([name, is]) => [name, inner(is)] as const),
        give: inner(formula.give),
      });
    default:
      return change(formula);
  }
}

/** On one sheet, or on all; the very same book where nothing was changed. */
export function planted(
  book: FormulaBook,
  sheet: string | null,
  change: (formula: Formula) => Formula,
): FormulaBook {
  let changed = 0;
  const counted = (formula: Formula): Formula => {
    const next = change(formula);
    if (next !== formula) changed += 1;
    return next;
  };
  const cell = (of: SheetCell): SheetCell =>
    isFormulaCell(of) ? { ...of, formula: mapped(of.formula, counted) } : of;
  const sheets = book.sheets.map((each) =>
    sheet !== null && each.name !== sheet
      ? each
      : { ...each, rows: each.rows.map((row) => row.map(cell)) },
  );
  return changed === 0 ? book : { ...book, sheets };
}
