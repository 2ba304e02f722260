/** SPLIT2 by hand: a table whose rows and columns tie, in decimal amounts. */
import { describe, expect, test } from "vitest";
import { type Split2Input, splitTable } from "../../src/cascade/split2.ts";

const table = (
  rows: readonly number[],
  columns: readonly number[],
  over: Partial<Split2Input> = {},
) => {
  const outcome = splitTable({ rows, columns, weights: null, ...over });
  return outcome.ok ? outcome.value : outcome.refusal;
};

describe("a table", () => {
  test("is rows times columns over the total, in the finest decimals that are shown", () => {
    expect(table([6, 3], [6, 3])).toEqual([
      [4, 2],
      [2, 1],
    ]);
    expect(table([0.5, 1], [0.75, 0.75], { increment: 0.25 })).toEqual([
      [0.25, 0.25],
      [0.5, 0.5],
    ]);
    expect(table([1, 1], [1, 1], { increment: 0.5 })).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(table([100, 200], [150, 150], { increment: 50 })).toEqual([
      [50, 50],
      [100, 100],
    ]);
  });
  test("of negative amounts is that of the opposite; of nothing, nothing", () => {
    expect(table([-6, -3], [-6, -3])).toEqual([
      [-4, -2],
      [-2, -1],
    ]);
    expect(table([0, 0], [0])).toEqual([[0], [0]]);
    expect(table([0, 0], [0], { weights: [[2], [1]] })).toEqual([[0], [0]]);
  });
  test("comes near to weights; what is 0, negative or blank stays empty", () => {
    expect(
      table([4, 4], [4, 4], {
        weights: [
          [3, 1],
          [1, 3],
        ],
      }),
    ).toEqual([
      [3, 1],
      [1, 3],
    ]);
    for (const none of [0, -5, Number.NaN])
      expect(
        table([4, 4], [4, 4], {
          weights: [
            [none, 1],
            [1, 1],
          ],
        }),
      ).toEqual([
        [0, 4],
        [4, 0],
      ]);
    expect(
      table([4, 4], [4, 4], {
        weights: [
          [0, 0],
          [0, -1],
        ],
      }),
    ).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
});

describe("there is none", () => {
  test("where the totals differ, told with their own sign", () => {
    expect(table([1.5, 1], [2])).toEqual({ code: "totals differ", rows: 2.5, columns: 2 });
    expect(table([-3], [-1, -1])).toEqual({ code: "totals differ", rows: -3, columns: -2 });
  });
  test("where a margin is no whole increment, or faces the other way", () => {
    const code = "not whole increments";
    expect(table([150, 50], [100, 100], { increment: 100 })).toEqual({
      code,
      margin: 150,
      increment: 100,
    });
    expect(table([200], [150, 50], { increment: 100 })).toMatchObject({ margin: 150 });
    expect(table([3, -1], [1, 1])).toEqual({ code, margin: -1, increment: 1 });
    expect(table([-3, 1], [-1, -1])).toEqual({ code, margin: 1, increment: 1 });
  });
  test("where the zeros leave no room: who owes more than his columns can take", () => {
    const weights = [
      [1, 0],
      [1, 1],
    ];
    expect(table([3, 1], [2, 2], { weights })).toEqual({
      code: "no table",
      rows: [0],
      columns: [0],
      owed: 3,
      can: 2,
      short: 1,
    });
    const halves = { weights, increment: 0.5 };
    expect(table([-1.5, -0.5], [-1, -1], halves)).toMatchObject({
      owed: -1.5,
      can: -1,
      short: 0.5,
    });
  });
});
