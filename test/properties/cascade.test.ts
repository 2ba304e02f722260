import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupOf, spread } from "../../src/cascade/spread.ts";
import { PLAIN_STEP, type Step, target } from "../../src/cascade/target.ts";
import { type CascadeInput, type CascadeNode, cascadeTree } from "../../src/cascade/tree.ts";
import { inFull } from "../cascade/teams.ts";
import { seldom } from "./seldom.ts";

const MONTHS = 12;
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

interface Drawn {
  readonly parent: number;
  readonly weight: number;
  readonly held: number | null;
  readonly season: readonly number[] | null;
  readonly step: Step;
}
const step: fc.Arbitrary<Step> = fc.record({
  keepBack: fc.constantFrom(0, 0, 0.01, 0.05),
  overAssign: fc.constantFrom(0, 0, 0.04, 0.1),
  lowerIsBetter: fc.constant(false),
});
const drawn = fc.array(
  fc.record({
    parent: fc.nat(),
    weight: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 1e6 }) }, fc.constant(0)),
    held: seldom(8, fc.integer({ min: 0, max: 5_000 })),
    season: seldom(
      3,
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: MONTHS, maxLength: MONTHS }),
    ),
    step,
  }),
  { minLength: 1, maxLength: 40 },
);

/** Parents stand before their children; names tell the order of ties. */
function inputOf(
  people: readonly Drawn[],
  goal: number,
  increment: number,
  holds: boolean,
): CascadeInput {
  const parents = people.map((p, i) => (i === 0 ? -1 : p.parent % i));
  const isManager = people.map((_, i) => parents.includes(i));
  const nodes = people.map(
    (p, i): CascadeNode => ({
      parent: parents[i]!,
      name: `p${String(i).padStart(3, "0")}`,
      vacancy: false,
      presence: new Array<number>(MONTHS).fill(1),
      weights: [[isManager[i] ? Number.NaN : p.weight]],
      season: p.season,
      heldYear: holds && i > 0 && !isManager[i] ? p.held : null,
      heldParts: [],
      published: null,
      atLeast: null,
      atMost: null,
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
    closed: [],
  };
}
const goals = fc.integer({ min: 0, max: 1e9 });
const increments = fc.constantFrom(1, 100);

describe("a goal down the tree", () => {
  test("every manager's reports add up to what he hands down, in both layers; it is the goal less the reserve plus the buffer", () => {
    fc.assert(
      fc.property(drawn, goals, increments, fc.boolean(), (people, goal, increment, holds) => {
        const input = inputOf(people, goal * increment, increment, holds);
        const { seats, handed } = cascadeTree(input);
        for (const { node, year, baseYear } of handed) {
          const reports = input.nodes.flatMap((n, i) => (n.parent === node ? [i] : []));
          expect(sum(reports.map((r) => seats[r]!.year))).toBe(year.handedDown);
          expect(sum(reports.map((r) => seats[r]!.baseYear))).toBe(baseYear.handedDown);
          expect(year.difference).toBe(0);
          expect(year.goal).toBe(seats[node]!.year);
          expect(year.goal - year.reserve + year.buffer).toBe(year.handedDown);
          expect(year.handedDown).toBe(target(year.goal, input.nodes[node]!.step, increment));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("each person's months add up to his year, in both layers", () => {
    fc.assert(
      fc.property(drawn, goals, increments, fc.boolean(), (people, goal, increment, holds) => {
        for (const seat of cascadeTree(inputOf(people, goal * increment, increment, holds)).seats) {
          if (!seat) continue;
          expect(sum(seat.months)).toBe(seat.year);
          expect(sum(seat.baseMonths)).toBe(seat.baseYear);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("holds stay, and a zero weight gets nothing where a sibling weighs something", () => {
    fc.assert(
      fc.property(drawn, goals, (people, goal) => {
        const input = inputOf(people, goal, 1, true);
        const { seats, handed } = cascadeTree(input);
        input.nodes.forEach((node, i) => {
          if (node.heldYear !== null && seats[i]) expect(seats[i].year).toBe(node.heldYear);
        });
        for (const { node, alternative } of handed) {
          if (alternative < 0) continue;
          input.nodes.forEach((n, i) => {
            if (n.parent === node && n.weights[0]![0] === 0 && n.heldYear === null)
              expect(seats[i]!.year).toBe(0);
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  test("the order in which reports are written changes nothing", () => {
    fc.assert(
      fc.property(drawn, goals, fc.infiniteStream(fc.nat()), (people, goal, draws) => {
        const input = inputOf(people, goal, 1, true);
        const key = input.nodes.map(() => draws.next().value as number);
        // Any order with parents before their children.
        const depth = input.nodes.map((n, i): number => {
          let d = 0;
          for (let at = i; input.nodes[at]!.parent >= 0; at = input.nodes[at]!.parent) d += 1;
          return n.parent < 0 ? 0 : d;
        });
        const order = input.nodes
          .map((_, i) => i)
          .sort((a, b) => depth[a]! - depth[b]! || key[a]! - key[b]!);
        const place = new Map(order.map((old, at) => [old, at]));
        const nodes = order.map((old) => {
          const node = input.nodes[old]!;
          return { ...node, parent: node.parent < 0 ? -1 : place.get(node.parent)! };
        });
        const before = inFull(cascadeTree(input)).seats;
        const after = inFull(cascadeTree({ ...input, nodes })).seats;
        order.forEach((old, at) => {
          expect(after[at]).toEqual(before[old]);
        });
      }),
      { numRuns: 300 },
    );
  });

  test("the same input gives the same result", () => {
    fc.assert(
      fc.property(drawn, goals, (people, goal) => {
        const input = inputOf(people, goal, 1, true);
        expect(inFull(cascadeTree(input))).toEqual(inFull(cascadeTree(structuredClone(input))));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a year along its months", () => {
  test("adds up; what is said stays; quarters are as near to their shares as whole units allow", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 12, maxLength: 12 });
    const said = fc.option(fc.record({ month: fc.nat(11), amount: fc.nat(1_000) }));
    fc.assert(
      fc.property(goals, weights, said, (total, curve, one) => {
        const parts = one ? [{ indexes: [one.month], amount: one.amount }] : [];
        const outcome = spread({ total, weights: curve, group: groupOf(12), said: parts });
        if (!outcome.ok) return;
        expect(sum(outcome.value)).toBe(total);
        if (one) expect(outcome.value[one.month]).toBe(one.amount);
        if (one || sum(curve) === 0) return;
        const first = sum(outcome.value.slice(0, 6));
        const share = (total * sum(curve.slice(0, 6))) / sum(curve);
        expect(Math.abs(first - share)).toBeLessThan(1.000001);
      }),
      { numRuns: 1_000 },
    );
  });
});

test("a plain step hands down the goal itself", () => {
  fc.assert(fc.property(goals, (goal) => target(goal, PLAIN_STEP, 1) === goal));
});
