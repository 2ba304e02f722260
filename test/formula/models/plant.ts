/** A book of formulas with one thing wrong in it, wherever the lowering says that thing. */
import type { FormulaBook } from "../../../src/formula/book.ts";
import { type FormulaSheet, isFormulaCell, type SheetCell } from "../../../src/formula/sheet.ts";
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

/** A sheet with all its formulas changed. */
export function mappedSheet(
  sheet: FormulaSheet,
  change: (formula: Formula) => Formula,
): FormulaSheet {
  const cell = (of: SheetCell): SheetCell =>
    isFormulaCell(of) ? { ...of, formula: mapped(of.formula, change) } : of;
  return { ...sheet, rows: sheet.rows.map((row) => row.map(cell)) };
}

/** On one sheet, or on all; sheets without a change, and a book without any, are the very same. */
export function planted(
  book: FormulaBook,
  sheet: string | null,
  change: (formula: Formula) => Formula,
): FormulaBook {
  const sheets = book.sheets.map((each) => {
    if (sheet !== null && each.name !== sheet) return each;
    let changed = 0;
    const counted = (formula: Formula): Formula => {
      const next = change(formula);
      if (next !== formula) changed += 1;
      return next;
    };
    const made = mappedSheet(each, counted);
    return changed === 0 ? each : made;
  });
  return sheets.every((each, i) => each === book.sheets[i]) ? book : { ...book, sheets };
}
