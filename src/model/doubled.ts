/** Ids that stand more than once in a column, found without a dictionary: most columns of ids hold none. */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { matchingHash } from "./columns/dictionary.ts";

const textOf = (cell: CellValue): string =>
  cell === null || isCellError(cell) ? "" : String(cell).trim() === "" ? "" : String(cell);

/**
 * Sheet rows (from 1) of each id that stands twice or more, by the id as first written, in the sheet's order.
 * Blanks and errors are no ids. One pass: rows are chained by hash, and only equal hashes are compared as texts.
 */
export function doubledIds(
  cells: readonly CellValue[],
  sheetRow: Int32Array,
): ReadonlyMap<string, readonly number[]> {
  const size = 1 << Math.ceil(Math.log2(Math.max(2, sheetRow.length * 2)));
  const heads = new Int32Array(size).fill(-1);
  const before = new Int32Array(sheetRow.length);
  const hashes = new Int32Array(sheetRow.length);
  const groups = new Map<string, number[]>();
  const firstOf = new Map<number, number[]>();
  const cellAt = (r: number): string => textOf(cells[sheetRow[r]! - 1] ?? null);
  for (let r = 0; r < sheetRow.length; r += 1) {
    const text = cellAt(r);
    if (text === "") continue;
    const hash = matchingHash(text);
    const slot = hash & (size - 1);
    let other = heads[slot]!;
    while (other >= 0 && (hashes[other] !== hash || foldText(cellAt(other)) !== foldText(text)))
      other = before[other]!;
    if (other >= 0) {
      const group = firstOf.get(other) ?? [sheetRow[other]!];
      if (group.length === 1) {
        firstOf.set(other, group);
        groups.set(cellAt(other).trim(), group);
      }
      group.push(sheetRow[r]!);
      continue;
    }
    hashes[r] = hash;
    before[r] = heads[slot]!;
    heads[slot] = r;
  }
  return groups;
}
