/** The tree on typed arrays against the tree of seats: the same goals, months and all. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { monthsDown } from "../../src/cascade/months-down.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import { PLAIN_STEP } from "../../src/cascade/target.ts";
import { cascadeTree } from "../../src/cascade/tree.ts";

const MONTHS = 4;
const drawn = fc.record({
  fans: fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
  people: fc.array(
    fc.record({
      weight: fc.integer({ min: 1, max: 9 }),
      presence: fc.constantFrom([1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 1, 1], [0, 0.25, 0.5, 1]),
    }),
    { minLength: 20, maxLength: 20 },
  ),
  top: fc.array(fc.nat(60), { minLength: MONTHS, maxLength: MONTHS }),
  isAllThere: fc.boolean(),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** Breadth first: where each node's reports begin, and each node's manager. */
function shapeOf(fans: readonly number[]) {
  const first = [1];
  const parents = [-1];
  for (let n = 0; n < parents.length; n += 1) {
    for (let c = 0; c < (fans[n] ?? 0); c += 1) parents.push(n);
    first.push(parents.length);
  }
  return { first: Int32Array.from(first), parents };
}

function bothWays({ fans, people, top, isAllThere }: Drawn) {
  const { first, parents } = shapeOf(fans);
  const presence = parents.map((_, n) => (isAllThere ? [1, 1, 1, 1] : people[n]!.presence));
  const weights = Float64Array.from(parents, () => 0);
  for (let n = parents.length - 1; n >= 0; n -= 1) {
    if (first[n] === first[n + 1]) weights[n] = people[n]!.weight;
    if (n > 0) weights[parents[n]!]! += weights[n]!;
  }
  const group = groupOf(MONTHS);
  const days = isAllThere ? null : Float64Array.from(presence.flat());
  const made = monthsDown({ first, weights, group, days }, Float64Array.from(top));
  const { seats, refusals } = cascadeTree({
    nodes: parents.map((parent, n) => ({
      parent,
      name: `p${String(n).padStart(2, "0")}`,
      vacancy: false,
      presence: presence[n]!,
      weights: [[people[n]!.weight]],
      season: null,
      heldYear: null,
      heldParts: [],
      published: null,
      atLeast: null,
      atMost: null,
      step: PLAIN_STEP,
    })),
    alternatives: [[1]],
    months: MONTHS,
    group,
    increment: 1,
    rounding: "remainder",
    goal: top.reduce((sum, m) => sum + m, 0),
    said: top.map((amount, j) => ({ indexes: [j], amount })),
    closed: [],
  });
  return { made, seats, refusals };
}

test("every node's months are those of the cascade, people who come late and ramp too", () => {
  let refused = 0;
  fc.assert(
    fc.property(drawn, (one) => {
      const { made, seats, refusals } = bothWays(one);
      if (!made.ok) {
        refused += 1;
        expect(refusals[0]!.refusal).toEqual(made.refusal);
        return;
      }
      expect(refusals).toEqual([]);
      expect([...made.value]).toEqual(seats.flatMap((seat) => seat!.months));
    }),
    { numRuns: 200 },
  );
  expect(refused).toBeGreaterThan(3);
});

/** A root whose reports are the others. */
const flat = (weights: readonly number[], days: readonly (readonly number[])[] | null) => ({
  first: Int32Array.from([1, ...weights.map(() => weights.length + 1), weights.length + 1]),
  weights: Float64Array.from([weights.reduce((sum, w) => sum + w, 0), ...weights]),
  group: groupOf(2),
  days: days && Float64Array.from([[1, 1], ...days].flat()),
});

test("who is there by parts of each month owes by them", () => {
  const halves = [
    [0.5, 0.5],
    [0.25, 0.25],
  ];
  const made = monthsDown(flat([1, 1], halves), Float64Array.from([30, 60]));
  expect(made).toEqual({ ok: true, value: Float64Array.from([30, 60, 20, 40, 10, 20]) });
  const even = monthsDown(flat([1, 1], null), Float64Array.from([30, 60]));
  expect(even).toEqual({ ok: true, value: Float64Array.from([30, 60, 15, 30, 15, 30]) });
});

test("a month with a goal and nobody is refused", () => {
  const late = [
    [0, 1],
    [0, 0.5],
  ];
  expect(monthsDown(flat([1, 1], late), Float64Array.from([3, 4]))).toEqual({
    ok: false,
    refusal: { code: "nobody", period: 0, target: 3, open: 3 },
  });
});
