/** Fisher's exact test against one in whole numbers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atLeastAsFar } from "../../src/standing/evidence.ts";

const choose = (n: number, k: number): bigint => {
  let made = 1n;
  for (let i = 1; i <= k; i += 1) made = (made * BigInt(n - k + i)) / BigInt(i);
  return made;
};
/** Every table with these margins, weighed in whole numbers; those no likelier than the one seen. */
function exact(a: number, b: number, c: number, d: number): number {
  const [row, other, column] = [a + b, c + d, a + c];
  const weight = (x: number) => choose(row, x) * choose(other, column - x);
  let [rarer, all] = [0n, 0n];
  for (let x = Math.max(0, column - other); x <= Math.min(row, column); x += 1) {
    all += weight(x);
    if (weight(x) <= weight(a)) rarer += weight(x);
  }
  return Number((rarer * 10n ** 15n) / all) / 1e15;
}

describe("how rare a table is", () => {
  test("tea with milk: four of four told right, and three of four", () => {
    expect(atLeastAsFar(4, 0, 0, 4)).toBeCloseTo(2 / 70, 12);
    expect(atLeastAsFar(3, 1, 1, 3)).toBeCloseTo(34 / 70, 12);
  });
  test("an empty margin says nothing", () => {
    expect(atLeastAsFar(0, 0, 0, 0)).toBe(1);
    expect(atLeastAsFar(5, 0, 7, 0)).toBe(1);
    expect(atLeastAsFar(0, 0, 3, 9)).toBe(1);
  });
  test("is that of whole numbers, for any table", () => {
    const count = fc.nat(25);
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        expect(atLeastAsFar(a, b, c, d)).toBeCloseTo(exact(a, b, c, d), 9);
      }),
      { numRuns: 200 },
    );
  });
  test("large counts overflow nothing", () => {
    expect(atLeastAsFar(5000, 5000, 5000, 5000)).toBeCloseTo(1, 12);
    expect(atLeastAsFar(900, 100, 850, 150)).toBeCloseTo(exact(900, 100, 850, 150), 9);
  });
});
