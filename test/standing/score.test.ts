import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { score } from "../../src/standing/score.ts";

const BLANK = Number.NaN;
const part = (weight: number, attainment: number) => ({ weight, attainment });

describe("a score", () => {
  test("caps and floors each part before the mean", () => {
    const parts = [part(1, 2), part(1, -1), part(2, 0.5)];
    expect(score(parts, null, null).score).toBe(0.5);
    expect(score(parts, 1, null).score).toBe(0.25);
    expect(score(parts, null, 0).score).toBe(0.75);
    expect(score(parts, 1.5, 0).score).toBe(0.625);
    expect(score([part(1, 0.2)], null, 0.4).score).toBe(0.4);
  });
  test("says which parts have no attainment, and how much of the weights counted", () => {
    const made = score([part(3, BLANK), part(1, 0.5), part(4, BLANK)], null, null);
    expect(made).toEqual({ score: 0.5, counted: 0.125, leftOut: [0, 2] });
  });
  test("of none is blank; parts that weigh nothing alone have no mean either", () => {
    expect(score([part(3, BLANK)], null, null)).toEqual({ score: BLANK, counted: 0, leftOut: [0] });
    expect(score([], null, null)).toEqual({ score: BLANK, counted: 0, leftOut: [] });
    expect(score([part(0, 0.5), part(2, BLANK)], 1, 0)).toEqual({
      score: BLANK,
      counted: 0,
      leftOut: [1],
    });
  });
  test("lies between the least and the largest attainment that counts", () => {
    const parts = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 })),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(parts, (list) => {
        const made = score(
          list.map(([w, a]) => part(w, a)),
          null,
          null,
        ).score;
        const all = list.map(([, a]) => a);
        expect(made).toBeGreaterThanOrEqual(Math.min(...all) - 1e-12);
        expect(made).toBeLessThanOrEqual(Math.max(...all) + 1e-12);
      }),
    );
  });
});
