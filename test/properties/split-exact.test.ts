/** The one-way split against its definition: every whole split there is, in exact fractions. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rounding } from "../../src/cascade/rounding.ts";
import { split } from "../../src/cascade/split.ts";
import { type ExactSplit, exactShares, exactSplit, isFeasible } from "../oracles/split.ts";

const person = fc.record({
  weight: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.constant(0)),
  low: fc.option(fc.nat(4), { freq: 2 }),
  room: fc.option(fc.nat(4), { freq: 2 }),
});
const drawn = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 5 }),
  increments: fc.nat(13),
  odd: fc.nat(9),
  q: fc.constantFrom(1, 10, 10),
  heavy: fc.constantFrom(1, 1, 999_999_937),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function exactOf({ people, increments, odd, q, heavy }: Drawn, rounding: Rounding): ExactSplit {
  const floors = people.map((p) => (p.low ?? 0) * q);
  return {
    left: increments * q + (q > 1 ? odd : 0),
    weights: people.map((p) => p.weight * heavy),
    floors,
    caps: people.map((p, i) => (p.room === null ? null : floors[i]! + p.room * q)),
    increment: q,
    rounding,
  };
}

const run = ({ left, weights, floors, caps, increment, rounding }: ExactSplit) =>
  split({ total: left, weights, increment, rounding, atLeast: floors, atMost: caps });

describe("a split of a few", () => {
  for (const rounding of ["remainder", "largest", "first", "webster"] as const)
    test(`by ${rounding} is that of the definition, odd part and all`, () => {
      let [made, odd] = [0, 0];
      fc.assert(
        fc.property(drawn, (one) => {
          const input = exactOf(one, rounding);
          if (input.weights.every((w) => w === 0)) return;
          const outcome = run(input);
          if (!isFeasible(input)) {
            expect(outcome).toMatchObject({ ok: false });
            return;
          }
          const exact = exactSplit(input);
          if (exact === null) {
            expect(outcome).toMatchObject({ ok: false, refusal: { code: "odd" } });
            return;
          }
          made += 1;
          if (exact.taker >= 0) odd += 1;
          if (!outcome.ok) throw new Error(outcome.refusal.code);
          expect(outcome.value.goals).toEqual(exact.goals);
          expect(outcome.value.odd?.who ?? -1).toBe(exact.taker);
        }),
        { numRuns: 1_000 },
      );
      expect(made).toBeGreaterThan(200);
      expect(odd).toBeGreaterThan(80);
    });

  test("tells each share as it is before rounding", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const input = exactOf(one, "remainder");
        const outcome = run(input);
        if (!outcome.ok || outcome.value.evenly) return;
        const exact = exactShares(input);
        outcome.value.shares.forEach((share, i) => {
          const { n, d } = exact[i]!;
          expect(share).toBeCloseTo(Number((n * 1_000_000_000n) / d) / 1e9, 6);
        });
      }),
      { numRuns: 500 },
    );
  });
});
