/** A tree worked out beside one worked out before is the tree worked out alone. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { groupOf } from "../../src/cascade/spread.ts";
import type { Step } from "../../src/cascade/target.ts";
import {
  type CascadeInput,
  type CascadeNode,
  cascadeTree,
  type WorkedTree,
  workTree,
} from "../../src/cascade/tree.ts";
import { inFull, seatInFull } from "../cascade/teams.ts";
import { seldom } from "./seldom.ts";

const MONTHS = 12;
const step: fc.Arbitrary<Step> = fc.record({
  keepBack: fc.constantFrom(0, 0, 0.05),
  overAssign: fc.constantFrom(0, 0, 0.1),
  lowerIsBetter: fc.constant(false),
});
const presence = fc.constantFrom(
  new Array<number>(MONTHS).fill(1),
  [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
  [0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1, 1, 1],
);
const person = fc.record({
  parent: fc.nat(),
  weight: fc.integer({ min: 0, max: 50 }),
  presence,
  atLeast: seldom(8, fc.integer({ min: 0, max: 300 })),
  atMost: seldom(8, fc.integer({ min: 2_000, max: 90_000 })),
  published: seldom(4, fc.integer({ min: 0, max: 2_000 })),
  step,
});

/** What changes between two runs: somebody's year or month held or released, or the top's goal. */
const change = fc.record({
  who: fc.nat(),
  kind: fc.constantFrom("year", "month", "free", "goal"),
  amount: fc.integer({ min: 0, max: 20_000 }),
  month: fc.nat(MONTHS - 1),
});

const tree = fc.record({
  people: fc.array(person, { minLength: 2, maxLength: 25 }),
  goal: fc.integer({ min: 1_000, max: 500_000 }),
  increment: fc.constantFrom(1, 1, 100),
  closed: fc.constantFrom<readonly number[]>([], [], [0, 1]),
});

type Drawn<A> = A extends fc.Arbitrary<infer V> ? V : never;

function inputOf({ people, goal, increment, closed }: Drawn<typeof tree>): CascadeInput {
  const parents = people.map((p, i) => (i === 0 ? -1 : p.parent % i));
  // Pre-order: parents stand before their children, which is all a tree asks for.
  const nodes = people.map(
    (p, i): CascadeNode => ({
      parent: parents[i]!,
      name: `p${String(i).padStart(3, "0")}`,
      vacancy: false,
      presence: p.presence,
      weights: [[parents.includes(i) ? Number.NaN : p.weight]],
      season: null,
      heldYear: null,
      heldParts: [],
      published:
        p.published === null || closed.length === 0
          ? null
          : new Array<number>(MONTHS).fill(p.published),
      atLeast: parents.includes(i) ? null : p.atLeast,
      atMost: parents.includes(i) ? null : p.atMost,
      step: p.step,
    }),
  );
  return {
    nodes,
    alternatives: [[1]],
    months: MONTHS,
    group: groupOf(MONTHS),
    increment,
    rounding: "remainder",
    goal,
    said: [],
    closed,
  };
}

function changed(input: CascadeInput, { who, kind, amount, month }: Drawn<typeof change>) {
  if (kind === "goal") return { ...input, goal: amount * 25 };
  const at = 1 + (who % (input.nodes.length - 1));
  const held =
    kind === "year"
      ? { heldYear: amount, heldParts: [] }
      : kind === "month"
        ? { heldYear: null, heldParts: [{ indexes: [month], amount }] }
        : { heldYear: null, heldParts: [] };
  return { ...input, nodes: input.nodes.map((n, i) => (i === at ? { ...n, ...held } : n)) };
}

test("beside the tree before it, a tree comes out as alone, refusals and lines too", () => {
  let [made, frozen, all] = [0, 0, 0];
  fc.assert(
    fc.property(tree, fc.array(change, { minLength: 1, maxLength: 6 }), (drawn, changes) => {
      let input = inputOf(drawn);
      let before: WorkedTree = workTree(input);
      for (const one of changes) {
        input = changed(input, one);
        before = workTree(input, before);
        expect(inFull(before.result)).toEqual(inFull(cascadeTree(input)));
        all += 1;
        if (before.result.refusals.length === 0) made += 1;
        if (before.result.frozen) frozen += 1;
      }
    }),
    { numRuns: 20 },
  );
  expect(made).toBeGreaterThan(all / 4);
  expect(frozen).toBeGreaterThan(all / 20);
});

test("what a hold doesn't touch is not worked out again: those very seats", () => {
  fc.assert(
    fc.property(tree, change, (drawn, one) => {
      const input = inputOf({ ...drawn, closed: [] });
      const before = workTree(input);
      const after = workTree(changed(input, { ...one, kind: "year" }), before);
      for (const [at, seat] of after.result.seats.entries()) {
        const was = before.result.seats[at];
        if (seat && was && JSON.stringify(seatInFull(seat)) === JSON.stringify(seatInFull(was)))
          expect(seat).toBe(was);
      }
    }),
  );
});
