/** Tables scaled to columns with rows between bounds: what marks the result, and how near it comes. */
import { describe, expect, test } from "vitest";
import { fitWithin } from "../../src/cascade/fit-within.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const NONE = Number.POSITIVE_INFINITY;

function fit(
  cells: readonly (readonly number[])[],
  columnSums: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
) {
  const columns = columnSums.length;
  const a = Float64Array.from(cells.flat());
  const margins = { columnSums: Float64Array.from(columnSums), floors, caps };
  const isMet = fitWithin({ a, rows: cells.length, columns, ...margins });
  const rows = cells.map((_, i) => [...a.subarray(i * columns, (i + 1) * columns)]);
  return {
    isMet,
    rows,
    years: rows.map(sum),
    months: columnSums.map((_, j) => sum(rows.map((r) => r[j]!))),
  };
}

describe("a table within bounds", () => {
  test("is the columns in proportion where none binds", () => {
    const { isMet, rows } = fit(
      [
        [1, 1],
        [3, 1],
      ],
      [40, 10],
      [0, 0],
      [NONE, 20 + 15],
    );
    expect(isMet).toBe(true);
    expect(rows).toEqual([
      [10, 5],
      [30, 5],
    ]);
  });
  test("stands at a cap and at a floor, the others sharing the rest", () => {
    const even = [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ];
    const { isMet, years, months } = fit(even, [40, 40], [0, 0, 0, 30], [10, NONE, NONE, NONE]);
    expect(isMet).toBe(true);
    [10, 20, 20, 30].forEach((year, i) => {
      expect(years[i]).toBeCloseTo(year, 10);
    });
    months.forEach((month) => {
      expect(month).toBeCloseTo(40, 12);
    });
  });
  test("comes to a floor that leaves one part in a million of a month, in a few rounds", () => {
    const room = 1e-4;
    const cells = [
      [1, 0, 0],
      [1, 1, 0.25],
      [0, 0, 1],
      [0, 0, 0.25],
    ];
    const floors = [100 - room, 100 + 2 * room, 100 - 3 * room, 0];
    const { isMet, years, months } = fit(cells, [100, 100, 100], floors, [NONE, NONE, NONE, NONE]);
    expect(isMet).toBe(true);
    floors.forEach((floor, i) => {
      expect(years[i]! - floor).toBeGreaterThan(-1e-10);
    });
    months.forEach((month) => {
      expect(month).toBeCloseTo(100, 10);
    });
    // Who is free has what is left over.
    expect(years[3]).toBeGreaterThan(0);
    expect(years[3]).toBeLessThan(3 * room);
  });
  test("has a free factor where all rows of a part are bound", () => {
    const { isMet, years } = fit(
      [
        [1, 1],
        [1, 3],
      ],
      [30, 30],
      [20, 40],
      [20, 40],
    );
    expect(isMet).toBe(true);
    expect(years[0]).toBeCloseTo(20, 10);
    expect(years[1]).toBeCloseTo(40, 10);
  });
  test("keeps what is empty, and is given up where bounds can't be met", () => {
    const { isMet, rows } = fit(
      [
        [1, 0],
        [0, 0],
        [1, 1],
      ],
      [10, 10],
      [0, 0, 15],
      [NONE, NONE, NONE],
    );
    expect(isMet).toBe(true);
    expect(rows.map((row) => row.map((x) => Math.round(x * 1e6) / 1e6))).toEqual([
      [5, 0],
      [0, 0],
      [5, 10],
    ]);
    expect(
      fit(
        [
          [1, 0],
          [1, 1],
        ],
        [10, 10],
        [12, 0],
        [NONE, NONE],
      ).isMet,
    ).toBe(false);
  });
});
