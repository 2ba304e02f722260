/** A7, odd margins: what of rows and columns is no whole increment is met first, north-west in order. */

interface Margins {
  readonly rows: number;
  readonly rowSums: Float64Array;
  readonly columnSums: Float64Array;
  readonly increment: number;
}

export interface OddParts {
  /** Taken off each row and column, and put into the cells, in units. */
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly cells: Float64Array;
  /** A margin has less than is to be taken off it. */
  readonly isBelow: boolean;
}

/**
 * Odd rows meet odd columns in order, the smaller of the two amounts going into their cell; what is left of
 * rows goes into the largest column, what is left of columns into the largest row. Null: nothing is odd.
 */
export function oddMargins({ rows, rowSums, columnSums, increment: q }: Margins): OddParts | null {
  if (q === 1) return null;
  let isOdd = false;
  for (let i = 0; i < rows; i += 1) if (rowSums[i]! % q !== 0) isOdd = true;
  for (let j = 0; j < columnSums.length; j += 1) if (columnSums[j]! % q !== 0) isOdd = true;
  if (!isOdd) return null;
  const columns = columnSums.length;
  const left = rowSums.slice(0, rows).map((r) => r % q);
  const over = columnSums.map((c) => c % q);
  const odd = {
    rows: new Float64Array(rows),
    columns: new Float64Array(columns),
    cells: new Float64Array(rows * columns),
  };
  const put = (i: number, j: number, amount: number) => {
    odd.rows[i]! += amount;
    odd.columns[j]! += amount;
    odd.cells[i * columns + j]! += amount;
    left[i]! -= amount;
    over[j]! -= amount;
  };
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (left[i] === 0) i += 1;
    else if (over[j] === 0) j += 1;
    else put(i, j, Math.min(left[i]!, over[j]!));
  }
  const widest = largest(columnSums, columns);
  const tallest = largest(rowSums, rows);
  for (let i = 0; i < rows; i += 1) put(i, widest, left[i]!);
  for (let j = 0; j < columns; j += 1) if (over[j]! > 0) put(tallest, j, over[j]!);
  const isBelow =
    odd.rows.some((part, i) => part > rowSums[i]!) ||
    odd.columns.some((part, j) => part > columnSums[j]!);
  return { ...odd, isBelow };
}

function largest(list: Float64Array, length: number): number {
  let at = 0;
  for (let i = 1; i < length; i += 1) if (list[i]! > list[at]!) at = i;
  return at;
}
