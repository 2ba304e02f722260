/** Names of ranges between Univer's form and ours. */
import type { FUniver } from "@univerjs/core/facade";
import { SCOPE_WORKBOOK_VALUE_DEFINED_NAME } from "@univerjs/preset-sheets-core";
import type { FWorkbook } from "@univerjs/sheets/facade";
import "@univerjs/sheets/facade";
import { foldText } from "../../../../dsl/fold.ts";
import { parseRange } from "../../../model/address.ts";
import type { NamedRange } from "../../../model/workbook.ts";

export interface Named {
  readonly name: string;
  readonly sheet: string;
  readonly range: string;
}

/** The open workbook; there is always one in this page. */
export function bookOf(api: FUniver): FWorkbook {
  const found = api.getActiveWorkbook();
  if (!found) throw new Error("no workbook is open");
  return found;
}

export const namesIn = (book: FWorkbook): NamedRange[] =>
  book.getDefinedNames().flatMap((d) => namedRange(d.getName(), d.getFormulaOrRefString()));

/** By the mutation itself: the facade refuses names that differ from a function's only by their case. */
export function nameRange(book: FWorkbook, { name, sheet, range }: Named): void {
  book.insertDefinedNameBuilder({
    unitId: book.getId(),
    id: `name ${foldText(name)}`,
    name,
    formulaOrRefString: `'${sheet.replace(/'/g, "''")}'!${absolute(range)}`,
    localSheetId: SCOPE_WORKBOOK_VALUE_DEFINED_NAME,
  });
}

const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");

function namedRange(name: string, reference: string): NamedRange[] {
  const match = /^=?(?:'((?:[^']|'')+)'|([^!']+))!(.+)$/.exec(reference);
  const range = match ? parseRange(match[3]!) : null;
  if (!match || !range) return [];
  return [{ name, sheet: (match[1] ?? match[2]!).replace(/''/g, "'"), ...range }];
}
