/** What of margins is no whole increment, and the cells it goes into. */
import { expect, test } from "vitest";
import { oddMargins } from "../../src/cascade/odd.ts";

/** The scratch of rows may be longer than there are rows. */
function odd(rows: readonly number[], columns: readonly number[], increment = 10) {
  const found = oddMargins({
    rows: rows.length,
    rowSums: Float64Array.from([...rows, 999, 7]),
    columnSums: Float64Array.from(columns),
    increment,
  });
  return (
    found && {
      rows: [...found.rows],
      columns: [...found.columns],
      cells: rows.map((_, i) => [
        ...found.cells.subarray(i * columns.length, (i + 1) * columns.length),
      ]),
      isBelow: found.isBelow,
    }
  );
}

test("none where all is whole increments, or an increment is a unit", () => {
  expect(odd([20, 40], [50, 10])).toBeNull();
  expect(odd([0, 10], [10, 0])).toBeNull();
  expect(odd([21, 43], [57, 7], 1)).toBeNull();
});

test("odd rows meet odd columns in order, the smaller of the two in their cell", () => {
  expect(odd([23, 40, 35], [52, 16, 30])).toEqual({
    rows: [3, 0, 5],
    columns: [2, 6, 0],
    cells: [
      [2, 1, 0],
      [0, 0, 0],
      [0, 5, 0],
    ],
    isBelow: false,
  });
});

test("what is left of rows goes into the largest column, of columns into the largest row", () => {
  expect(odd([24, 26], [20, 30])).toEqual({
    rows: [4, 6],
    columns: [0, 10],
    cells: [
      [0, 4],
      [0, 6],
    ],
    isBelow: false,
  });
  expect(odd([20, 50, 30], [34, 26, 40])).toEqual({
    rows: [0, 10, 0],
    columns: [4, 6, 0],
    cells: [
      [0, 0, 0],
      [4, 6, 0],
      [0, 0, 0],
    ],
    isBelow: false,
  });
  // Rows odd alone, columns odd alone, and the first of equal ones.
  expect(odd([15, 15], [20, 10])!.cells).toEqual([
    [5, 0],
    [5, 0],
  ]);
  expect(odd([20, 20, 10], [25, 25])!.cells).toEqual([
    [5, 5],
    [0, 0],
    [0, 0],
  ]);
});

test("says where a margin has less than is to be taken off it", () => {
  // Sixteen of odd rows, and the largest column has ten.
  const columns = odd([8, 8, 4], [10, 10])!;
  expect(columns.columns).toEqual([20, 0]);
  expect(columns.isBelow).toBe(true);
  const rows = odd([10, 10], [8, 8, 4])!;
  expect(rows.rows).toEqual([20, 0]);
  expect(rows.isBelow).toBe(true);
  // All of a margin is not more than it.
  expect(odd([5, 5], [10, 0])).toMatchObject({ columns: [10, 0], isBelow: false });
  expect(odd([10, 0], [5, 5])).toMatchObject({ rows: [10, 0], isBelow: false });
});
