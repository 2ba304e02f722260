/**
 * Faulty books beside the right one in a single file, so that a program opens all of them at once. Of a faulty book
 * only the sheets that the fault reaches are there again, under names of their own; they read the others as they are.
 */
import type { FormulaBook } from "../../../src/formula/book.ts";
import { type FormulaSheet, isFormulaCell, SHEETS } from "../../../src/formula/sheet.ts";
import { type Formula, partsOf } from "../../../src/formula/text/formula.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import { mappedSheet } from "./plant.ts";

const nameOf = (sheet: string, copy: number): string => `${sheet} ${copy}`;

export function withCopies(book: FormulaBook, faulty: readonly FormulaBook[]): FormulaBook {
  const reads = new Map(book.sheets.map((sheet) => [sheet.name, sheetsReadBy(sheet)]));
  const copies = faulty.flatMap((other, copy) => {
    const reached = reachedFrom(
      other.sheets.filter((sheet, i) => sheet !== book.sheets[i]).map(({ name }) => name),
      reads,
    );
    const renamed = (f: Formula): Formula =>
      f.kind === "cells" && f.sheet !== null && reached.has(f.sheet)
        ? { ...f, sheet: nameOf(f.sheet, copy) }
        : f;
    return other.sheets
      .filter(({ name }) => reached.has(name))
      .map((sheet) => ({ ...mappedSheet(sheet, renamed), name: nameOf(sheet.name, copy) }));
  });
  return { ...book, sheets: [...book.sheets, ...copies] };
}

/** The opened file as if it held that faulty book alone. */
export function copyIn(opened: WorkbookData, copy: number): WorkbookData {
  const named = new Map(opened.sheets.map((sheet) => [sheet.name, sheet]));
  const sheets = opened.sheets.map((sheet) => {
    const own = named.get(nameOf(sheet.name, copy));
    return own ? { ...own, name: sheet.name } : sheet;
  });
  return { ...opened, sheets };
}

function sheetsReadBy({ rows }: FormulaSheet): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (formula: Formula): void => {
    if (formula.kind === "cells" && formula.sheet !== null) found.add(formula.sheet);
    partsOf(formula).forEach(look);
  };
  for (const cell of rows.flat()) if (isFormulaCell(cell)) look(cell.formula);
  return found;
}

/** The sheets themselves and all that read them; what is counted beside the figures is left as it is. */
function reachedFrom(
  changed: readonly string[],
  reads: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set(changed);
  for (let size = -1; size < reached.size; ) {
    size = reached.size;
    for (const [name, read] of reads)
      if (name !== SHEETS.checks && [...read].some((sheet) => reached.has(sheet)))
        reached.add(name);
  }
  return reached;
}
