/**
 * The probability, with the margins of a 2×2 table as they are, of a table at least as unlikely as the one
 * seen: Fisher's exact test, two-sided. Counts are whole and not negative; an empty margin gives 1.
 * Source: R. A. Fisher, "The Design of Experiments", 1935, §11; two-sided by small probabilities.
 */
export function atLeastAsFar(a: number, b: number, c: number, d: number): number {
  const [row, column, all] = [a + b, a + c, a + b + c + d];
  const least = Math.max(0, row + column - all);
  const most = Math.min(row, column);
  // Logarithms of each table's weight, from the one before it: no factorial overflows.
  const logs: number[] = [0];
  for (let x = least; x < most; x += 1) {
    const ratio = ((row - x) * (column - x)) / ((x + 1) * (all - row - column + x + 1));
    logs.push(logs[logs.length - 1]! + Math.log(ratio));
  }
  const largest = logs.reduce((top, log) => Math.max(top, log), Number.NEGATIVE_INFINITY);
  const weights = logs.map((log) => Math.exp(log - largest));
  const seen = weights[a - least]!;
  const sum = (list: readonly number[]) => list.reduce((total, w) => total + w, 0);
  return sum(weights.filter((w) => w <= seen * (1 + 1e-9))) / sum(weights);
}
