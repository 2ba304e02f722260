/** The nearest table by hand, and beside every table there is where ties, closed cells and far margins meet. */
import { describe, expect, test } from "vitest";
import { EMPTY, nearestTable, tableOf } from "../../src/cascade/table.ts";
import { nearestWithin } from "../../src/cascade/within.ts";
import { exactTable } from "../oracles/table.ts";

/** Shares as numerators over `scale`; null: closed. What stands in the scratch of a closed cell, or beyond the rows, is nobody's. */
function filled(
  rows: readonly number[],
  columns: readonly number[],
  shares: readonly (readonly (number | null)[])[],
  scale: number,
) {
  const table = tableOf(rows.length + 2, columns.length);
  table.rows = rows.length;
  table.scale = scale;
  table.floor.fill(1);
  table.rest.fill(1);
  table.rowSums.fill(5);
  table.rowSums.set(rows);
  table.columnSums.set(columns);
  shares.flat().forEach((share, at) => {
    table.floor[at] = share === null ? 3 : Math.floor(share / scale);
    table.rest[at] = share === null ? EMPTY : share % scale;
  });
  table.x.fill(7);
  return table;
}
const read = ({ x, rows, columns }: ReturnType<typeof tableOf>) =>
  Array.from({ length: rows }, (_, i) => [...x.subarray(i * columns, (i + 1) * columns)]);
function nearest(...asked: Parameters<typeof filled>) {
  const table = filled(...asked);
  return nearestTable(table) ?? read(table);
}
const exact = (...[rows, columns, shares, scale]: Parameters<typeof filled>) =>
  exactTable({
    rows,
    columns,
    shares: shares.map((row) => row.map((s) => (s === null ? null : BigInt(s)))),
    scale: BigInt(scale),
  });

/** Whole numbers below a bound, the same in every run (Lehmer). */
function drawer(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
const sum = (list: readonly number[]) => list.reduce((all, x) => all + x, 0);

test("of halves it is the one that reads larger first, in whichever row the choice is", () => {
  expect(
    nearest(
      [1, 1],
      [1, 1],
      [
        [1, 1],
        [1, 1],
      ],
      2,
    ),
  ).toEqual([
    [1, 0],
    [0, 1],
  ]);
  // The first row has no choice; the later two have.
  expect(
    nearest(
      [1, 1, 1],
      [1, 1, 1],
      [
        [0, 0, 2],
        [1, 1, 0],
        [1, 1, 0],
      ],
      2,
    ),
  ).toEqual([
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ]);
});

test("of ties the later rows settle, those who have their one already keep it", () => {
  const quarters = [
    [3, 2, 4, 3],
    [2, 4, 4, 2],
    [3, 2, 4, 3],
  ];
  const table = filled([3, 3, 3], [2, 2, 3, 2], quarters, 4);
  expect(nearestWithin(table)).toBe(true);
  expect(read(table)).toEqual([
    [1, 1, 1, 0],
    [0, 1, 1, 1],
    [1, 0, 1, 1],
  ]);
});

test("rows of many increments start where their shares are, whatever was there before", () => {
  const wide = [
    [40_000, 80_001],
    [80_000, 39_999],
  ];
  expect(nearest([60_000, 60_000], [60_000, 60_000], wide, 2)).toEqual([
    [20_000, 40_000],
    [40_000, 20_000],
  ]);
});

test("a closed cell stays empty though all others must leave their shares", () => {
  expect(
    nearest(
      [4, 1],
      [1, 4],
      [
        [null, 2],
        [2, null],
      ],
      2,
    ),
  ).toEqual([
    [0, 4],
    [1, 0],
  ]);
  expect(
    nearest(
      [4, 1],
      [2, 3],
      [
        [null, 2],
        [2, null],
      ],
      2,
    ),
  ).toEqual({
    rows: [0],
    columns: [1],
    owed: 4,
    can: 3,
  });
  expect(
    nearest(
      [1, 2],
      [3, 0],
      [
        [null, null],
        [2, 2],
      ],
      2,
    ),
  ).toEqual({
    rows: [0],
    columns: [],
    owed: 1,
    can: 0,
  });
});

describe("beside every table there is", () => {
  const sizes = [
    [3, 3],
    [4, 3],
    [3, 4],
    [2, 4],
    [4, 2],
    [5, 2],
  ] as const;
  /** A drawn whole table gives the margins, so that one exists. */
  function drawn(draw: (below: number) => number, height: number, width: number, most: number) {
    const cells = Array.from({ length: height }, () =>
      Array.from({ length: width }, () => draw(most + 1)),
    );
    return {
      cells,
      rows: cells.map(sum),
      columns: cells[0]!.map((_, j) => sum(cells.map((row) => row[j]!))),
    };
  }
  test("with shares in halves, which tie, and some cells closed", () => {
    const draw = drawer(11);
    for (let run = 0; run < 240; run += 1) {
      const [height, width] = sizes[run % sizes.length]!;
      const { cells, rows, columns } = drawn(draw, height, width, 1);
      const shares = cells.map((row) =>
        row.map((x) => (x === 0 && draw(6) === 0 ? null : draw(run % 2 === 0 ? 3 : 2))),
      );
      expect(nearest(rows, columns, shares, 2)).toEqual(exact(rows, columns, shares, 2));
    }
  });
  test("with shares far from the margins, in thirds", () => {
    const draw = drawer(5);
    for (let run = 0; run < 120; run += 1) {
      const [height, width] = sizes[run % sizes.length]!;
      const { rows, columns } = drawn(draw, height, width, 2);
      const shares = rows.map(() => columns.map(() => draw(10)));
      expect(nearest(rows, columns, shares, 3)).toEqual(exact(rows, columns, shares, 3));
    }
  });
  test("within the increments of shares that have the table's own margins", () => {
    const draw = drawer(3);
    for (let run = 0; run < 300; run += 1) {
      const [height, width] = sizes[run % sizes.length]!;
      const { cells, rows, columns } = drawn(draw, height, width, 1);
      const shuffled = () => {
        const other = cells.map((row) => [...row]);
        for (let swap = 0; swap < 6; swap += 1) {
          const [a, b] = [draw(height), draw(height)];
          const [j, k] = [draw(width), draw(width)];
          if (other[a]![j] !== 1 || other[b]![k] !== 1) continue;
          if (other[a]![k] !== 0 || other[b]![j] !== 0) continue;
          [other[a]![j], other[b]![k], other[a]![k], other[b]![j]] = [0, 0, 1, 1];
        }
        return other;
      };
      // Two whole tables of the same margins make shares in halves that add up to them, five such in fifths.
      const scale = run % 2 === 0 ? 2 : 5;
      const others = Array.from({ length: scale - 1 }, shuffled);
      const shares = cells.map((row, i) =>
        row.map((x, j) => x + sum(others.map((o) => o[i]![j]!))),
      );
      const table = filled(rows, columns, shares, scale);
      expect(nearestWithin(table)).toBe(true);
      expect(read(table)).toEqual(exact(rows, columns, shares, scale));
    }
  });
});

describe("within their increments shares have no table", () => {
  const isWithin = (...asked: Parameters<typeof filled>) => nearestWithin(filled(...asked));
  const half = [1, 1, 1];
  test("where a row owes less than its whole increments, or more than all of them and one each", () => {
    expect(
      isWithin(
        [1, 2],
        [1, 1, 1],
        [
          [2, 2, 0],
          [0, 0, 2],
        ],
        2,
      ),
    ).toBe(false);
    expect(isWithin([4, 0], [2, 1, 1], [half, half], 2)).toBe(false);
    expect(
      isWithin(
        [1, 2],
        [2, 1],
        [
          [2, 2],
          [1, 1],
        ],
        2,
      ),
    ).toBe(false);
    expect(
      isWithin(
        [3, 0],
        [2, 1],
        [
          [1, 1],
          [1, 1],
        ],
        2,
      ),
    ).toBe(false);
  });
  test("where a row owes one and has none beside its whole ones, on either side", () => {
    const whole = [
      [0, 0],
      [2, 2],
    ];
    expect(isWithin([1, 2], [2, 1], whole, 2)).toBe(false);
    expect(isWithin([1, 2], [1, 2], whole, 2)).toBe(false);
  });
  test("or have one though shares don't add up to a row", () => {
    const found = (...asked: Parameters<typeof filled>) => {
      const table = filled(...asked);
      return nearestWithin(table) && read(table);
    };
    const thirds = [
      [1, 1],
      [2, 1],
    ];
    expect(found([2, 1], [1, 2], thirds, 3)).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(found([1, 0], [0, 1], thirds, 3)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(found([1, 0], [1, 0], thirds, 3)).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });
  test("where no row can move a unit to the column that lacks it", () => {
    expect(
      isWithin(
        [1, 1],
        [1, 0, 1],
        [
          [1, 1, 0],
          [1, 1, 0],
        ],
        2,
      ),
    ).toBe(false);
    expect(
      isWithin(
        [1, 1],
        [0, 2],
        [
          [2, 0],
          [1, 1],
        ],
        2,
      ),
    ).toBe(false);
    expect(
      isWithin(
        [1, 1],
        [2, 0],
        [
          [0, 2],
          [1, 1],
        ],
        2,
      ),
    ).toBe(false);
  });
});
