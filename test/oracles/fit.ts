/** Proportional fitting to 2⁻¹²⁸: the share tables of least relative entropy, for oracles. Small tables only. */
const ONE = 1n << 128n;
/** Rounds change nothing any more at this. */
const STILL = 1n << 40n;
const MOST_ROUNDS = 400;

/** A whole number, or a fraction, in parts of 2⁻¹²⁸. */
export const fine = (n: number | bigint, d: number | bigint = 1): bigint =>
  (BigInt(n) * ONE) / BigInt(d);

const sum = (list: readonly bigint[]): bigint => list.reduce((all, x) => all + x, 0n);
const scaled = (list: readonly bigint[], to: bigint): bigint[] => {
  const all = sum(list);
  return all === 0n ? [...list] : list.map((x) => (x * to) / all);
};
const turned = (table: readonly (readonly bigint[])[], width: number): bigint[][] =>
  Array.from({ length: width }, (_, j) => table.map((row) => row[j]!));

/** Rows to their sums, then columns to theirs, until nothing moves; columns last. All in parts of 2⁻¹²⁸. */
export function exactFit(
  seeds: readonly (readonly bigint[])[],
  rows: readonly bigint[],
  columns: readonly bigint[],
): bigint[][] {
  let table = seeds.map((row) => [...row]);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = table;
    const byRows = table.map((row, i) => scaled(row, rows[i]!));
    const byColumns = turned(byRows, columns.length).map((list, j) => scaled(list, columns[j]!));
    table = turned(byColumns, seeds.length);
    const isStill = table.every((row, i) =>
      row.every((x, j) => x - before[i]![j]! < STILL && before[i]![j]! - x < STILL),
    );
    if (isStill) break;
  }
  return table;
}

/** Parts of 2⁻¹²⁸ as the nearest part of 2⁻³⁰. */
export const toParts = (value: bigint): bigint => (value + (1n << 97n)) >> 98n;
