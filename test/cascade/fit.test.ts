/** Real tables scaled to margins: what comes out, and when it is given up. */
import { describe, expect, test } from "vitest";
import { between, fitTable, toRows } from "../../src/cascade/fit.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

function fit(
  cells: readonly (readonly number[])[],
  columns: readonly number[],
  factor: Parameters<typeof fitTable>[4],
) {
  const width = columns.length;
  // Scratch may be longer than there are rows.
  const table = Float64Array.from([...cells.flat(), ...columns.map(() => 7)]);
  let asked = 0;
  const counted = (row: number, of: number) => {
    asked += 1;
    if (row >= cells.length) throw new Error(`there is no row ${row}`);
    return factor(row, of);
  };
  const isMet = fitTable(table, Float64Array.from(columns), cells.length, width, counted);
  const rows = cells.map((_, i) => [...table.subarray(i * width, (i + 1) * width)]);
  expect([...table.subarray(-width)]).toEqual(columns.map(() => 7));
  return { isMet, rows, rounds: asked / cells.length };
}

describe("a table with both margins", () => {
  test("is rows times columns times what it was", () => {
    const { isMet, rows } = fit(
      [
        [1, 1],
        [1, 1],
      ],
      [10, 30],
      toRows([12, 28]),
    );
    expect(isMet).toBe(true);
    [
      [3, 9],
      [7, 21],
    ].forEach((row, i) => {
      row.forEach((x, j) => {
        expect(rows[i]![j]).toBeCloseTo(x, 9);
      });
    });
  });
  test("keeps its cross ratio; what is empty stays so", () => {
    const { isMet, rows } = fit(
      [
        [4, 1, 0],
        [1, 1, 0],
        [0, 0, 0],
      ],
      [6, 4, 0],
      toRows([5, 5, 0]),
    );
    expect(isMet).toBe(true);
    const [[a, b], [c, d], none] = rows as [number[], number[], number[]];
    expect((a! * d!) / (b! * c!)).toBeCloseTo(4, 9);
    expect([a! + b!, a! + c!]).toEqual([expect.closeTo(5, 9), expect.closeTo(6, 9)]);
    expect(none).toEqual([0, 0, 0]);
    expect(rows.map((row) => row[2])).toEqual([0, 0, 0]);
  });
  test("takes its time where it comes nearer slowly", () => {
    const near = [
      [1, 1e-4],
      [1, 1],
    ];
    const { isMet, rows, rounds } = fit(near, [2, 2], toRows([2.02, 1.98]));
    expect(rounds).toBeGreaterThan(500);
    expect(isMet).toBe(true);
    expect(rows.map(sum)).toEqual([expect.closeTo(2.02, 9), expect.closeTo(1.98, 9)]);
  });
  test("is found as soon where a row has to be scaled by much", () => {
    const roundsOf = (scale: number) =>
      fit(
        [
          [2 * scale, scale],
          [1, 2],
        ],
        [10, 12],
        toRows([9, 13]),
      );
    for (const scale of [1e-9, 1e9]) {
      expect(roundsOf(scale).isMet).toBe(true);
      expect(Math.abs(roundsOf(scale).rounds - roundsOf(1).rounds)).toBeLessThan(4);
    }
  });
  test("is given up soon where there is none", () => {
    const never = [
      [1, 0],
      [1, 1],
    ];
    const { isMet, rounds } = fit(never, [2, 2], toRows([3, 1]));
    expect(rounds).toBeLessThan(500);
    expect(isMet).toBe(false);
  });
  test("of as many rows and columns as there are", () => {
    const cells = Array.from({ length: 150 }, () => new Array<number>(80).fill(2));
    const { isMet, rows } = fit(
      cells,
      new Array<number>(80).fill(150),
      toRows(new Array<number>(150).fill(80)),
    );
    expect(isMet).toBe(true);
    for (const x of rows.flat()) expect(x).toBeCloseTo(1, 9);
  });
});

describe("factors", () => {
  test("of a sum take it to the sum itself; nothing stays", () => {
    expect([toRows([6, 4])(1, 8), toRows([6, 4])(0, 0)]).toEqual([0.5, 1]);
  });
  test("of bounds are 1 unless one binds", () => {
    const factor = between([2, 0], [8, Number.POSITIVE_INFINITY]);
    expect([1, 2, 4, 8, 16, 0].map((of) => factor(0, of))).toEqual([2, 1, 1, 1, 0.5, 1]);
    expect(factor(1, 1e9)).toBe(1);
    const { isMet, rows, rounds } = fit(
      [
        [1, 1e-4],
        [1, 1],
      ],
      [2, 2],
      between([2.02, 0], [2.02, 9]),
    );
    expect(rounds).toBeGreaterThan(1_000);
    expect(isMet).toBe(true);
    expect(sum(rows[0]!)).toBeCloseTo(2.02, 9);
  });
});
