/** A book of formulas with one thing wrong in it, wherever the lowering says that thing. */
import type { FormulaBook } from "../../../src/formula/book.ts";
import { type FormulaSheet, isFormulaCell, type SheetCell } from "../../../src/formula/sheet.ts";
import type { Formula } from "../../../src/formula/text/formula.ts";

type Change = (formula: Formula) => Formula;

/** The very list where no part of it becomes another. */
function mappedList<T>(list: readonly T[], change: (part: T) => T): readonly T[] {
  const made = list.map(change);
  return made.every((part, i) => part === list[i]) ? list : made;
}

/** The very formula where these are its parts already. */
const withParts = <F extends Formula>(formula: F, parts: Partial<F>): F =>
  (Object.keys(parts) as (keyof F)[]).every((part) => parts[part] === formula[part])
    ? formula
    : { ...formula, ...parts };

/** Parts first: a wrong thing inside a wrong thing is found as well. What has nothing of it stays the very same. */
function mapped(formula: Formula, change: Change): Formula {
  const inner = (part: Formula): Formula => mapped(part, change);
  switch (formula.kind) {
    case "operate":
      return change(withParts(formula, { left: inner(formula.left), right: inner(formula.right) }));
    case "between":
      return change(withParts(formula, { from: inner(formula.from), to: inner(formula.to) }));
    case "call":
      return change(withParts(formula, { args: mappedList(formula.args, inner) }));
    case "let": {
      const names = mappedList(formula.names, (pair) => {
        const is = inner(pair[1]);
        return is === pair[1] ? pair : ([pair[0], is] as const);
      });
      return change(withParts(formula, { names, give: inner(formula.give) }));
    }
    default:
      return change(formula);
  }
}

/** A sheet with all its formulas changed; the very same where none is. Cells of a block share their formula. */
export function mappedSheet(sheet: FormulaSheet, change: Change): FormulaSheet {
  const made = new Map<Formula, Formula>();
  const madeOf = (formula: Formula): Formula => {
    const found = made.get(formula) ?? mapped(formula, change);
    made.set(formula, found);
    return found;
  };
  const cell = (of: SheetCell): SheetCell => {
    if (!isFormulaCell(of)) return of;
    const formula = madeOf(of.formula);
    return formula === of.formula ? of : { ...of, formula };
  };
  const rows = mappedList(sheet.rows, (row) => mappedList(row, cell));
  return rows === sheet.rows ? sheet : { ...sheet, rows };
}

/** On one sheet, or on all; sheets without a change, and a book without any, are the very same. */
export function planted(book: FormulaBook, sheet: string | null, change: Change): FormulaBook {
  const sheets = mappedList(book.sheets, (each) =>
    sheet === null || each.name === sheet ? mappedSheet(each, change) : each,
  );
  return sheets === book.sheets ? book : { ...book, sheets };
}
