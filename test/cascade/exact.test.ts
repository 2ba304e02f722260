import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareProducts,
  mulDiv,
  mulDivInto,
  toUnits,
  wholeWeights,
} from "../../src/cascade/exact.ts";

describe("a·b / t in whole numbers", () => {
  test("the remainder is put where asked, and is below t where t divides", () => {
    const rests = new Float64Array([7, 7, 7]);
    expect(mulDivInto(6, 4, 3, rests, 1)).toBe(8);
    expect([...rests]).toEqual([7, 0, 7]);
    expect(mulDiv(0, 5, 3)).toEqual({ floor: 0, rest: 0 });
  });
  test("past 2^53 the lost part of the product counts", () => {
    const [a, b, t] = [9_007_199_254_740_991, 9_007_199_254_740_990, 9_007_199_254_740_991];
    expect(mulDiv(a, b, t)).toEqual({ floor: b, rest: 0 });
    const [x, y, z] = [94_906_267, 94_906_267, 94_906_266];
    const whole = BigInt(x) * BigInt(y);
    expect(mulDiv(x, y, z)).toEqual({
      floor: Number(whole / BigInt(z)),
      rest: Number(whole % BigInt(z)),
    });
  });
});

describe("which of two products is larger", () => {
  test("is told by what doubles lose, where both are the same in doubles", () => {
    const n = 94_906_267;
    // n² is one more than (n − 1)·(n + 1).
    expect(compareProducts(n, n, n - 1, n + 1)).toBeGreaterThan(0);
    expect(compareProducts(n - 1, n + 1, n, n)).toBeLessThan(0);
    expect(compareProducts(n, n + 2, n + 2, n)).toBe(0);
  });
  test("any of them below 2^53", () => {
    const large = 2 ** 52 + 1;
    expect(compareProducts(large, 3, 1, 2)).toBeGreaterThan(0);
    expect(compareProducts(1, 2, large, 3)).toBeLessThan(0);
    expect(compareProducts(2, 3, 5, 1)).toBe(1);
    fc.assert(
      fc.property(
        fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 2 ** 53 - 1 }))),
        ([a, b, c, d]) => {
          const apart = BigInt(a!) * BigInt(b!) - BigInt(c!) * BigInt(d!);
          expect(Math.sign(compareProducts(a!, b!, c!, d!))).toBe(
            apart > 0n ? 1 : apart < 0n ? -1 : 0,
          );
        },
      ),
    );
  });
});

describe("decimals", () => {
  test("become whole units by their fifteen digits", () => {
    expect(toUnits(1.005, 100)).toBe(101);
    expect(toUnits(0.1 + 0.2, 100)).toBe(30);
    expect(toUnits(-2.675, 1000)).toBe(-2675);
  });
});

describe("weights as whole numbers", () => {
  test("whole ones stay; blank, negative and endless ones are 0", () => {
    expect(wholeWeights([5, 0, 3])).toEqual([5, 0, 3]);
    expect(wholeWeights([-5, Number.NaN, Number.POSITIVE_INFINITY, 2])).toEqual([0, 0, 0, 2]);
    expect(wholeWeights([0, -1])).toEqual([0, 0]);
    expect(wholeWeights([])).toEqual([]);
  });
  test("decimals go up by one power of ten for all", () => {
    expect(wholeWeights([0.1, 0.25, 1])).toEqual([10, 25, 100]);
    expect(wholeWeights([0.1 + 0.2, 0.5])).toEqual([3, 5]);
    expect(wholeWeights([1.5, 2])).toEqual([15, 20]);
    expect(wholeWeights([0.000000001, 1])).toEqual([1, 1e9]);
  });
  test("what no power of ten makes whole is taken to 2⁻³⁰ of the largest", () => {
    const third = 1 / 3;
    expect(wholeWeights([third, 2 * third])).toEqual([2 ** 29, 2 ** 30]);
    expect(wholeWeights([1e-12, 1])).toEqual([0, 2 ** 30]);
    // Beyond 2^50 even whole weights are taken so.
    expect(wholeWeights([2 ** 51, 2 ** 50])).toEqual([2 ** 30, 2 ** 29]);
    expect(wholeWeights([2 ** 49, 1])).toEqual([2 ** 49, 1]);
    expect(wholeWeights([2 ** 49 + 0.25, 2 ** 48])).toEqual([2 ** 49, 2 ** 48]);
    expect(wholeWeights([1e12, 1e-6])).toEqual([2 ** 30, 0]);
  });
  test("keep their proportions to a part in a thousand million", () => {
    const weights = fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(weights, (list) => {
        const made = wholeWeights(list);
        const [largest, top] = [Math.max(...list), Math.max(...made)];
        expect(made.every(Number.isInteger)).toBe(true);
        list.forEach((w, i) => {
          expect(Math.abs(made[i]! / top - w / largest)).toBeLessThan(1e-9);
        });
      }),
    );
  });
});
