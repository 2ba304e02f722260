import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitDown } from "../../src/cascade/down.ts";
import { mulDiv } from "../../src/cascade/exact.ts";
import type { Rounding } from "../../src/cascade/rounding.ts";
import { type SplitInput, split } from "../../src/cascade/split.ts";
import { seldom } from "./seldom.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const whole = (max: number) => fc.integer({ min: 0, max });
const roundings = fc.constantFrom<Rounding>("remainder", "largest", "first", "webster");

/** A split with floors and caps around what each may get, holds, and a total that is often feasible. */
const inputs: fc.Arbitrary<SplitInput> = fc
  .record({
    people: fc.array(
      fc.record({
        weight: fc.oneof({ weight: 4, arbitrary: whole(1_000_000) }, fc.constant(0)),
        low: fc.option(whole(2_000), { freq: 3 }),
        room: fc.option(whole(500_000), { freq: 3 }),
        held: seldom(6, whole(50_000)),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    total: whole(5_000_000),
    increment: fc.constantFrom(1, 1, 5, 100),
    rounding: roundings,
  })
  .map(({ people, total, increment, rounding }) => ({
    total,
    increment,
    rounding,
    weights: people.map((p) => p.weight),
    atLeast: people.map((p) => p.low),
    atMost: people.map((p) => (p.room === null ? null : (p.low ?? 0) + p.room)),
    held: people.map((p) => p.held),
  }));

describe("exact arithmetic", () => {
  test("⌊a·b/t⌋ and its remainder are those of whole numbers of any size", () => {
    const size = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(size, size, size, (x, y, z) => {
        const t = Math.max(1, z);
        const [a, b] = [x, Math.min(y, t)];
        const { floor, rest } = mulDiv(a, b, t);
        expect(BigInt(floor)).toBe((BigInt(a) * BigInt(b)) / BigInt(t));
        expect(BigInt(rest)).toBe((BigInt(a) * BigInt(b)) % BigInt(t));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a split", () => {
  test("adds up exactly, keeps holds, floors and caps, and gives nothing to a zero weight beyond its floor", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const outcome = split(input);
        if (!outcome.ok) return;
        const { goals, evenly, odd } = outcome.value;
        expect(sum(goals)).toBe(input.total);
        goals.forEach((goal, i) => {
          const held = input.held?.[i] ?? null;
          if (held !== null) {
            expect(goal).toBe(held);
            return;
          }
          expect(goal).toBeGreaterThanOrEqual(input.atLeast?.[i] ?? 0);
          expect(goal).toBeLessThanOrEqual(
            (input.atMost?.[i] ?? Number.POSITIVE_INFINITY) + (odd?.who === i ? odd.amount : 0),
          );
          if (odd?.who !== i) expect(goal % (input.increment ?? 1)).toBe(0);
          const floor =
            Math.ceil((input.atLeast?.[i] ?? 0) / (input.increment ?? 1)) * (input.increment ?? 1);
          if (input.weights[i] === 0 && !evenly) expect(goal).toBe(floor);
        });
      }),
      { numRuns: 3_000 },
    );
  });

  test("a refusal is right: no goals within the bounds add up to the total", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const outcome = split(input);
        if (outcome.ok || !["floors", "caps"].includes(outcome.refusal.code)) return;
        const q = input.increment ?? 1;
        const evenly = input.weights.every((w, i) => w === 0 || input.held?.[i] != null);
        const low = sum(
          input.weights.map(
            (_, i) => input.held?.[i] ?? Math.ceil((input.atLeast?.[i] ?? 0) / q) * q,
          ),
        );
        const high = sum(
          input.weights.map((w, i) => {
            const cap = input.atMost?.[i] ?? null;
            const floor = Math.ceil((input.atLeast?.[i] ?? 0) / q) * q;
            if (input.held?.[i] != null) return input.held[i];
            if (w === 0 && !evenly) return floor;
            return cap === null ? Number.POSITIVE_INFINITY : Math.floor(cap / q) * q;
          }),
        );
        expect(input.total < low || input.total > high).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test("nobody is a whole increment away from his exact share", () => {
    const plain = fc.record({
      total: whole(1e12),
      weights: fc.array(whole(1e9), { minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(plain, ({ total, weights }) => {
        const outcome = split({ total, weights });
        if (!outcome.ok || outcome.value.evenly) return;
        const all = BigInt(sum(weights));
        outcome.value.goals.forEach((goal, i) => {
          const apart = BigInt(goal) * all - BigInt(total) * BigInt(weights[i]!);
          expect(apart < all && apart > -all).toBe(true);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test("the scale of the weights changes nothing", () => {
    const plain = fc.record({
      total: whole(1e9),
      weights: fc.array(whole(1e6), { minLength: 1, maxLength: 20 }),
      by: fc.constantFrom(2, 3, 10, 1_000),
    });
    fc.assert(
      fc.property(plain, ({ total, weights, by }) => {
        expect(split({ total, weights: weights.map((w) => w * by) })).toEqual(
          split({ total, weights }),
        );
      }),
    );
  });

  test("splitting again what came out gives the same", () => {
    const plain = fc.record({
      total: whole(1e9),
      weights: fc.array(whole(1e6), { minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(plain, ({ total, weights }) => {
        const once = split({ total, weights });
        if (!once.ok || total === 0) return;
        const again = split({ total, weights: once.value.goals });
        expect(again.ok && again.value.goals).toEqual(once.value.goals);
      }),
    );
  });
});

describe("down a tree in one pass", () => {
  const trees = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 60 });
  test("every manager's reports add up to his goal, as one split after the other gives it", () => {
    fc.assert(
      fc.property(
        trees,
        whole(1e12),
        fc.array(whole(1e6), { minLength: 400, maxLength: 400 }),
        (fans, goal, draws) => {
          const first: number[] = [];
          let child = 1;
          for (let n = 0; n < child; n += 1) {
            first.push(child);
            child += fans[n] ?? 0;
          }
          first.push(child);
          const weights = Float64Array.from({ length: child }, (_, i) => draws[i % draws.length]!);
          const out = splitDown({ first: Int32Array.from(first), weights }, goal);
          for (let n = 0; n < child; n += 1) {
            const [from, to] = [first[n]!, first[n + 1]!];
            if (from === to) continue;
            const alone = split({
              total: out[n]!,
              weights: [...weights.slice(from, to)],
              rounding: "remainder",
            });
            expect(alone.ok && alone.value.goals).toEqual([...out.slice(from, to)]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
