/**
 * Beside everybody's keys on `KPI People` the same keys in order, so that the owners of rows are found by halving.
 * What order texts have is the program's own business: it sorts them, and a cell says whether each of them then finds
 * itself. A look-up goes by the text alone, so that a row with such a text finds it too.
 */
import type { OrderedKeys } from "./block.ts";
import type { PeopleSheet } from "./people-sheet.ts";
import { inOneCell, plain, SHEETS, type SheetCell } from "./sheet.ts";
import {
  area,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  product,
} from "./text/formula.ts";

const HEADER = ["Key in order", "Number", "Each finds itself"];

export function withKeysInOrder(people: PeopleSheet): PeopleSheet {
  const { sheet, ranges } = people;
  const count = heightOf(ranges.keys);
  const width = Math.max(...sheet.rows.map((row) => row.length));
  const at = { key: width + 1, number: width + 2, fits: width + 3 } as const;
  const column = (of: number): Formula =>
    area(SHEETS.people, [fixed(1), fixed(count)], [fixed(of), fixed(of)]);
  const ordered: OrderedKeys = {
    keys: column(at.key),
    numbers: column(at.number),
    fits: cell(SHEETS.people, fixed(1), fixed(at.fits)),
  };
  const sorted = call("SORTBY", ranges.keys, ranges.keys);
  // Of two people with one key the first, as the search through all of them finds it.
  const found = call("XMATCH", cell(null, off(0), fixed(at.key)), ranges.keys);
  const cells = (r: number): SheetCell[] => {
    if (r === 0) return HEADER;
    const key: SheetCell =
      r === 1 ? { formula: sorted, result: null, fills: { rows: count, columns: 1 } } : null;
    const fits = r === 1 ? inOneCell(fitting(ordered.keys, count), null) : null;
    return [key, r <= count ? plain(found, null) : null, fits];
  };
  const rows = sheet.rows.map((row, r): SheetCell[] => [
    ...row,
    ...Array.from({ length: width + 1 - row.length }, () => null),
    ...cells(r),
  ]);
  return { ...people, sheet: { ...sheet, rows }, ranges: { ...ranges, ordered } };
}

function fitting(keys: Formula, count: number): Formula {
  const same = call("EXACT", call("LOOKUP", keys, keys, keys), keys);
  const all = operate(call("SUM", product(same, number(1))), "=", number(count));
  return iff(call("IFERROR", all, { kind: "truth", value: false }), number(1), number(0));
}

function heightOf(column: Formula): number {
  if (column.kind !== "cells" || column.to?.row?.at !== "fixed" || column.from.row.at !== "fixed")
    throw new Error("keys stand between two rows");
  return column.to.row.line - column.from.row.line + 1;
}
