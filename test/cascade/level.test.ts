/** Who stands at a bound when a total is shared, by hand. */
import { describe, expect, test } from "vitest";
import { waterLevel } from "../../src/cascade/level.ts";

const NONE = Number.POSITIVE_INFINITY;

describe("the water level", () => {
  test("leaves everybody free where no bound is in the way", () => {
    const free = { clamped: [null, null], rest: 9, weight: 3 };
    expect(waterLevel(9, [1, 2], [0, 0], [NONE, NONE])).toEqual(free);
    expect(waterLevel(9, [1, 2], [2, 5], [4, 7])).toEqual(free);
  });
  test("holds floors while there is little, caps while there is much", () => {
    const [weights, floors, caps] = [
      [8, 1, 1],
      [0, 15, 0],
      [60, NONE, NONE],
    ];
    const at = (total: number) => waterLevel(total, weights, floors, caps);
    expect(at(15)).toEqual({ clamped: [null, 15, null], rest: 0, weight: 9 });
    expect(at(60)).toEqual({ clamped: [null, 15, null], rest: 45, weight: 9 });
    expect(at(100)).toEqual({ clamped: [60, null, null], rest: 40, weight: 2 });
  });
  test("bends where a share comes to a bound, not before", () => {
    const shares = (total: number) => waterLevel(total, [1, 1], [0, 4], [6, NONE]).clamped;
    expect([7, 9, 11, 13].map(shares)).toEqual([
      [null, 4],
      [null, null],
      [null, null],
      [6, null],
    ]);
  });
  test("gives who weighs nothing the floor, a cap of nothing nothing", () => {
    const made = waterLevel(10, [0, 1, 2], [3, 0, 0], [NONE, NONE, 0]);
    expect(made).toEqual({ clamped: [3, null, 0], rest: 7, weight: 1 });
  });
  test("is exact where doubles can't tell two bends apart", () => {
    const n = 94_906_267;
    // The caps are reached at n / (n − 1) and at (n + 1) / n, which is 1 / n(n − 1) below.
    const [weights, caps] = [
      [n - 1, n],
      [n, n + 1],
    ];
    const made = waterLevel(2 * n + 5, [...weights, 1], [0, 0, 0], [...caps, NONE]);
    expect(made).toEqual({ clamped: [...caps, null], rest: 4, weight: 1 });
    // n − 1/n, n + 1 and 1 + 1/n: the second is full, the first nearly.
    const nearly = waterLevel(2 * n + 2, [...weights, 1], [0, 0, 0], [...caps, NONE]);
    expect(nearly).toEqual({ clamped: [null, n + 1, null], rest: n + 1, weight: n });
  });
});
