/** Ids that stand more than once in a column, found without a dictionary: most columns of ids hold none. */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";

/** FNV-1a's prime and start. */
const PRIME = 0x01000193;
const START = 0x811c9dc5 | 0;
const BLANK = 32;
const CAPITALS = { first: 65, last: 90, toSmall: 32 } as const;

/** The hash of a text in matching form; NaN where that takes more than lower case. */
function plainHash(text: string): number {
  let hash = START;
  let before = BLANK;
  for (let i = 0; i < text.length; i += 1) {
    let sign = text.charCodeAt(i);
    if (sign < BLANK || sign > 126 || (sign === BLANK && before === BLANK)) return Number.NaN;
    before = sign;
    if (sign >= CAPITALS.first && sign <= CAPITALS.last) sign += CAPITALS.toSmall;
    hash = Math.imul(hash ^ sign, PRIME);
  }
  return before === BLANK ? Number.NaN : hash;
}

function hashOf(text: string): number {
  const plain = plainHash(text);
  if (!Number.isNaN(plain)) return plain;
  let hash = START;
  for (const sign of foldText(text)) hash = Math.imul(hash ^ sign.codePointAt(0)!, PRIME);
  return hash;
}

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
    const hash = hashOf(text);
    const slot = (hash ^ (hash >>> 15)) & (size - 1);
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
