/** So many rows at once that their list stays in the nearest cache. */
const BLOCK = 4096;

/**
 * Walks the rows that a condition keeps, a block at a time: `work` gets a list and how many of it count. Rows
 * are listed without a branch, for which way a random condition goes no processor can guess.
 */
export function eachKept(
  keep: Uint8Array | null,
  rows: number,
  work: (list: Int32Array, count: number) => void,
): void {
  const list = new Int32Array(BLOCK);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    let count = 0;
    for (let r = from; r < to; r += 1) {
      list[count] = r;
      count += keep === null ? 1 : keep[r]!;
    }
    work(list, count);
  }
}
