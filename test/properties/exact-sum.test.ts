import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binsOf, roundedSum, roundedSumOfThree } from "../../src/evaluate/exact-sum.ts";

/** Against whole numbers of any size: a number as a multiple of 2^-1074. */
function exact(value: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const exponent = (raw >> 52n) & 0x7ffn;
  const fraction = raw & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return value < 0 ? -size : size;
}

const next = (value: number, by: 1n | -1n): number => {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + by);
  return bits.getFloat64(0);
};
const size = (x: bigint): bigint => (x < 0n ? -x : x);

/** No other number is nearer to the exact sum; of two as near the even one. */
function isNearest(sum: bigint, value: number): boolean {
  const away = size(exact(value) - sum);
  if (value === 0) return away === 0n;
  return ([1n, -1n] as const).every((by) => {
    const other = size(exact(next(value, by)) - sum);
    return away < other || (away === other && exact(value) % 2n === 0n) || away === 0n;
  });
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + exact(x), 0n);
const number = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
  fc.constantFrom(0, 1, 0.5, 2 ** 53, 2 ** -53, 2 ** -54, -(2 ** -54), 3 * 2 ** -54, 1 + 2 ** -52),
);

describe("sums without loss", () => {
  test("a few numbers are rounded once", () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 6 }), (numbers) =>
        isNearest(total(numbers), roundedSum(numbers)),
      ),
      { numRuns: 2_000 },
    );
  });

  test("three at a time as any few", () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(roundedSumOfThree(a, b, c)).toBe(roundedSum([a, b, c]) + 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test("the parts of a column add up exactly, in any order and out again", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 200 }), (numbers) => {
        const bins = binsOf(Float64Array.from(numbers))!;
        const sums = new Float64Array(bins.cuts.length + 1);
        const add = (value: number) => {
          let rest = value;
          bins.cuts.forEach((cut, c) => {
            const part = rest + cut - cut;
            sums[c]! += part;
            rest -= part;
          });
          sums[bins.cuts.length]! += rest;
        };
        for (const value of numbers) add(value);
        const all = [...sums].reduce((sum, part) => sum + exact(part), 0n);
        expect(all).toBe(total(numbers));
        for (const value of [...numbers].reverse()) add(-value);
        expect([...sums].every((part) => part === 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
