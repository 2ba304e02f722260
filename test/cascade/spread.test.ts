/** A goal along its months by hand: what is said stays, and the rest goes down by halves and quarters. */
import { describe, expect, test } from "vitest";
import { groupOf, type SpreadInput, spread } from "../../src/cascade/spread.ts";

const year = (over: Partial<SpreadInput> & Pick<SpreadInput, "total">) => {
  const weights = over.weights ?? new Array<number>(12).fill(1);
  const outcome = spread({ weights, group: groupOf(weights.length), ...over });
  return outcome.ok ? outcome.value : outcome.refusal;
};
const part = (indexes: readonly number[], amount: number) => ({ indexes, amount });
const Q1 = [0, 1, 2];

test("the nesting is halves and quarters of twelve, halves of four, else flat", () => {
  const indexes = (count: number) => groupOf(count).parts.map((p) => p.indexes);
  expect(indexes(12)).toEqual([
    [0, 1, 2, 3, 4, 5],
    [6, 7, 8, 9, 10, 11],
  ]);
  expect(groupOf(12).parts[1]!.parts.map((p) => p.indexes)).toEqual([
    [6, 7, 8],
    [9, 10, 11],
  ]);
  expect(indexes(4)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(indexes(3)).toEqual([[0], [1], [2]]);
  expect(groupOf(3).parts[0]!.parts).toEqual([]);
});

describe("a year", () => {
  test("goes to halves, quarters and months, each by what is free in it", () => {
    expect(year({ total: 10 })).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0]);
    expect(year({ total: 7, rounding: "first", weights: [1, 2, 2] })).toEqual([2, 3, 2]);
    expect(year({ total: 700, increment: 100, weights: [1, 2, 2] })).toEqual([100, 300, 300]);
  });
  test("keeps what is said; of 40 the first half has a third", () => {
    expect(year({ total: 100, said: [part(Q1, 60)] })).toEqual([
      20, 20, 20, 5, 4, 4, 5, 5, 4, 5, 4, 4,
    ]);
    const both = year({ total: 100, said: [part([1], 10), part(Q1, 60)] });
    expect(both).toEqual([25, 10, 25, 5, 4, 4, 5, 5, 4, 5, 4, 4]);
    const months = year({ total: 100, said: [part([0], 30), part([1], 20), part([2], 10)] });
    expect(months).toEqual([30, 20, 10, 5, 4, 4, 5, 5, 4, 5, 4, 4]);
  });
  test("without any weight is even over what is free", () => {
    const weights = new Array<number>(4).fill(0);
    expect(year({ total: 8, weights })).toEqual([2, 2, 2, 2]);
    expect(year({ total: 8, weights, said: [part([0], 5)] })).toEqual([5, 1, 1, 1]);
    expect(year({ total: 8, weights: [0, 0, 0, 4], said: [part([3], 2)] })).toEqual([2, 2, 2, 2]);
    expect(year({ total: 8, weights: [-5, 0, 1, 1] })).toEqual([0, 0, 4, 4]);
  });
  test("of which all is said must be just that, inside a part too", () => {
    const said = [part([0], 5), part([1], 5), part([2], 5)];
    expect(year({ total: 100, said: [...said, part(Q1, 20)] })).toEqual({
      code: "all held",
      target: 20,
      held: 15,
      short: 5,
    });
    expect(year({ total: 15, weights: [1, 1, 1], said })).toEqual([5, 5, 5]);
    const apart = { code: "all held", held: 15, short: 1 };
    expect(year({ total: 16, weights: [1, 1, 1], said })).toEqual({ ...apart, target: 16 });
    expect(year({ total: 14, weights: [1, 1, 1], said })).toEqual({ ...apart, target: 14 });
  });
});
