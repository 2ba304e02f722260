/** Shares that came from elsewhere, in doubles, rounded to whole increments. */
import { describe, expect, test } from "vitest";
import { cutAt, FINE, type Rounding, roundAmounts } from "../../src/cascade/rounding.ts";

interface Asked {
  readonly floors?: readonly number[];
  readonly caps?: readonly number[];
  readonly increment?: number;
  readonly rounding?: Rounding;
}
function rounded(shares: readonly number[], { increment = 10, ...asked }: Asked = {}) {
  const left = Math.round(shares.reduce((sum, x) => sum + x, 0));
  const outcome = roundAmounts(
    {
      left,
      weights: [],
      floors: shares.map(() => 0),
      caps: shares.map(() => Number.POSITIVE_INFINITY),
      increment,
      rounding: "remainder",
      total: left + 1_000,
      ...asked,
    },
    shares,
  );
  return outcome.ok ? outcome.value : outcome.refusal;
}

test("a share is compared at 2⁻³⁰ of an increment: what is nearly whole is", () => {
  expect(cutAt(2.5)).toEqual({ count: 2, rest: FINE / 2, scale: FINE });
  expect(cutAt(3 - 2 ** -40)).toEqual({ count: 3, rest: 0, scale: FINE });
  expect(cutAt(3 + 2 ** -40)).toEqual({ count: 3, rest: 0, scale: FINE });
});

describe("whole increments", () => {
  test("go by remainder, by share or in order, the first on ties; never to who owes nothing", () => {
    const goals = (rounding: Rounding) => rounded([0, 14, 28, 14, 34], { rounding });
    expect(goals("remainder")).toMatchObject({ goals: [0, 20, 30, 10, 30] });
    expect(goals("largest")).toMatchObject({ goals: [0, 10, 30, 10, 40] });
    expect(goals("first")).toMatchObject({ goals: [0, 20, 30, 10, 30] });
    expect(goals("webster")).toMatchObject({ goals: [0, 10, 30, 10, 40] });
    const tied = rounded([15, 15, 5, 5], { rounding: "largest" });
    expect(tied).toMatchObject({ goals: [20, 20, 0, 0] });
    expect(rounded([5, 15, 15, 5])).toMatchObject({ goals: [10, 20, 10, 0] });
  });
  test("first what is odd, to the largest share; shares are told with it", () => {
    expect(rounded([14, 29])).toEqual({
      goals: [10, 33],
      odd: { who: 1, amount: 3 },
      shares: [expect.closeTo(14, 6), expect.closeTo(29, 6)],
    });
  });
});

describe("bounds beyond which shares lie already", () => {
  const odd = { code: "odd", target: 1_035, odd: 5, increment: 10 };
  test("leave nobody to take what is odd", () => {
    // The first at 0 would leave 30 for the second, who can owe 20; the second at 10 leaves 20 for the first.
    expect(rounded([8, 27], { caps: [10, 20] })).toEqual(odd);
    expect(rounded([30, 5], { floors: [30, 0], caps: [30, 0] })).toEqual(odd);
    // And 20 is less than the floor of the second.
    const floors = { floors: [0, 30], caps: [10, 60] };
    expect(rounded([8, 17], floors)).toEqual({ ...odd, target: 1_025 });
  });
  test("or somebody whose others can do with the rest", () => {
    expect(rounded([8, 27], { caps: [10, 30] })).toMatchObject({ goals: [5, 30] });
  });
});
