/** The nearest table by trying every whole one: shares as fractions of whole numbers, criteria of A7 in order. */

export interface Shares {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Numerators over `scale`; null: the cell must stay empty. */
  readonly shares: readonly (readonly (bigint | null)[])[];
  readonly scale: bigint;
}

/** All whole tables with the margins, read row by row, the larger first. */
function* tables(
  rows: readonly number[],
  columns: readonly number[],
  isOpen: (i: number, j: number) => boolean,
): Generator<number[][]> {
  const [rowSum, ...below] = rows;
  if (rowSum === undefined) {
    if (columns.every((c) => c === 0)) yield [];
    return;
  }
  const i = rows.length;
  for (const row of fillings(rowSum, columns, 0, (j) => isOpen(i, j)))
    for (const rest of tables(
      below,
      columns.map((c, j) => c - row[j]!),
      isOpen,
    ))
      yield [row, ...rest];
}

function* fillings(
  left: number,
  room: readonly number[],
  j: number,
  isOpen: (j: number) => boolean,
): Generator<number[]> {
  if (j === room.length) {
    if (left === 0) yield [];
    return;
  }
  for (let x = isOpen(j) ? Math.min(left, room[j]!) : 0; x >= 0; x -= 1)
    for (const rest of fillings(left - x, room, j + 1, isOpen)) yield [x, ...rest];
}

/** Increments outside the shares' own, and the sum of squared distances times scale². */
export function measure(table: readonly (readonly number[])[], { shares, scale }: Shares) {
  let outside = 0n;
  let distance = 0n;
  table.forEach((row, i) => {
    row.forEach((x, j) => {
      const share = shares[i]![j] ?? 0n;
      const floor = share / scale;
      const ceil = floor + (share % scale === 0n ? 0n : 1n);
      const cell = BigInt(x);
      if (cell < floor) outside += floor - cell;
      if (cell > ceil) outside += cell - ceil;
      distance += (cell * scale - share) ** 2n;
    });
  });
  return { outside, distance };
}

/** The best table, or null where there is none. The first of equal ones: they come the larger first. */
export function exactTable(input: Shares): number[][] | null {
  const { rows, columns, shares } = input;
  let best: { table: number[][]; outside: bigint; distance: bigint } | null = null;
  const isOpen = (left: number, j: number) => shares[rows.length - left]![j] !== null;
  for (const table of tables(rows, columns, isOpen)) {
    const { outside, distance } = measure(table, input);
    const isBetter =
      best === null ||
      outside < best.outside ||
      (outside === best.outside && distance < best.distance);
    if (isBetter) best = { table, outside, distance };
  }
  return best?.table ?? null;
}
