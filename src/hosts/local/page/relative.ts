/** A formula taken apart at its references: what it says of its own surroundings, and how it reads elsewhere. */
import { columnIndex, columnLetter } from "../../../model/address.ts";

/** A reference to one cell; from zero. */
interface Reference {
  readonly row: number;
  readonly column: number;
  readonly isRowFixed: boolean;
  readonly isColumnFixed: boolean;
}

/** `texts` are what stands around the references, one more than there are of them. */
export interface Apart {
  readonly texts: readonly string[];
  readonly references: readonly Reference[];
  /** Quotes and new lines within a text and arrays of constants are what Univer's lexer loses when it moves a formula. */
  readonly isMovedBySpreadsheet: boolean;
}

/** Quoted texts and names of sheets; references to a cell; whole columns and rows. */
const PARTS =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\p{L}\d_.$])(?:(\$?)([A-Z]{1,3})(\$?)(\d{1,7})|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?![\p{L}\d_.([!?\\])/giu;

/** The end of a range that goes on to the last row or column; a second reference whose cells in common are meant. */
const GOES_ON = /(?::(?:\$?[A-Z]{1,3}(?![\p{L}\d_$(])|\$?\d)|\s+[$A-Z'])/iuy;

/** The last cell of a sheet: beyond it stand names, as `YTD2024`. */
const [LAST_ROW, LAST_COLUMN] = [1_048_576, columnIndex("XFD")];

/** Null where it refers to whole columns or rows, or to a table's: these are the spreadsheet's own to move. */
export function takenApart(formula: string): Apart | null {
  if (formula.includes("[") && withoutQuoted(formula).includes("[")) return null;
  const texts: string[] = [];
  const references: Reference[] = [];
  let isMovedBySpreadsheet = !/[{\n]/.test(formula);
  let from = 0;
  for (const part of formula.matchAll(PARTS)) {
    const [all, columnSign, letters, rowSign, digits] = part;
    if (all.startsWith("'")) continue;
    if (all.startsWith('"')) {
      if (all.includes('""', 1)) isMovedBySpreadsheet = false;
      continue;
    }
    const end = part.index + all.length;
    GOES_ON.lastIndex = end;
    if (letters === undefined || digits!.startsWith("0") || GOES_ON.test(formula)) return null;
    if (columnIndex(letters) > LAST_COLUMN || Number(digits) > LAST_ROW) continue;
    texts.push(formula.slice(from, part.index));
    references.push({
      row: Number(digits) - 1,
      column: columnIndex(letters),
      isRowFixed: rowSign !== "",
      isColumnFixed: columnSign !== "",
    });
    from = end;
  }
  texts.push(formula.slice(from));
  return { texts, references, isMovedBySpreadsheet };
}

const withoutQuoted = (text: string): string => text.replace(/"[^"]*"|'[^']*'/g, "");

/** The same for two formulas if and only if each, moved to the other's cell, reads as the other. */
export function sayingFrom({ texts, references }: Apart, row: number, column: number): string {
  let saying = texts[0]!;
  references.forEach((to, i) => {
    saying += to.isRowFixed ? `R${to.row}` : `R[${to.row - row}]`;
    saying += to.isColumnFixed ? `C${to.column}` : `C[${to.column - column}]`;
    saying += `\n${texts[i + 1]}`;
  });
  return saying;
}

/** As it reads so many rows below and columns to the right; null where a reference would leave the sheet. */
export function movedBy({ texts, references }: Apart, down: number, right: number): string | null {
  let formula = texts[0]!;
  for (const [i, to] of references.entries()) {
    const row = to.isRowFixed ? to.row : to.row + down;
    const column = to.isColumnFixed ? to.column : to.column + right;
    if (row < 0 || column < 0) return null;
    formula += `${to.isColumnFixed ? "$" : ""}${columnLetter(column)}${to.isRowFixed ? "$" : ""}${row + 1}`;
    formula += texts[i + 1];
  }
  return formula;
}
