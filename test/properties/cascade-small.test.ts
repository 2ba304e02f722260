/** Whole small trees in both layers: every sum, hold and bound, and every year by its definition. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rounding } from "../../src/cascade/rounding.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import type { Step } from "../../src/cascade/target.ts";
import {
  type CascadeInput,
  type CascadeNode,
  type CascadeResult,
  cascadeTree,
} from "../../src/cascade/tree.ts";
import { inFull } from "../cascade/teams.ts";
import { exactSplit } from "../oracles/split.ts";
import { seldom } from "./seldom.ts";

const MONTHS = 12;
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const full = new Array<number>(MONTHS).fill(1);

const step: fc.Arbitrary<Step> = fc.record({
  keepBack: fc.constantFrom(0, 0, 0.05),
  overAssign: fc.constantFrom(0, 0, 0.1),
  lowerIsBetter: fc.constant(false),
});
const person = fc.record({
  parent: fc.nat(),
  weight: fc.nat(6),
  presence: fc.constantFrom(
    full,
    full,
    full,
    [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
    [0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  ),
  atLeast: seldom(3, fc.nat(5)),
  room: seldom(3, fc.oneof(fc.nat(2), fc.integer({ min: 8, max: 40 }))),
  held: seldom(6, fc.nat(8)),
  month: seldom(8, fc.record({ at: fc.nat(11), amount: fc.nat(3), odd: fc.nat(9) })),
  season: seldom(
    4,
    fc.array(fc.constantFrom(0, 1, 1, 2, 2, 3, 3, 5, 5, 8), {
      minLength: MONTHS,
      maxLength: MONTHS,
    }),
  ),
  step,
});
const tree = fc.record({
  people: fc.array(person, { minLength: 2, maxLength: 8 }),
  goal: fc.integer({ min: 0, max: 60 }).map((g) => (g < 6 ? g : g + 15)),
  isNegative: fc.constantFrom(false, false, true),
  lowerIsBetter: fc.boolean(),
  increment: fc.constantFrom(1, 1, 10),
  odd: fc.nat(9),
  rounding: fc.constantFrom<Rounding>("remainder", "remainder", "first", "largest", "webster"),
});
type Drawn = typeof tree extends fc.Arbitrary<infer T> ? T : never;

/** A negative goal is that of the opposite holds, its caps the opposite floors. */
function inputOf(drawn: Drawn): CascadeInput {
  const { people, increment: q, rounding, lowerIsBetter } = drawn;
  const goal = drawn.goal * q + (q > 1 ? drawn.odd : 0);
  // A goal of nothing has no direction: bounds are those of a positive one.
  const sign = drawn.isNegative && goal > 0 ? -1 : 1;
  const signed = (amount: number | null) => (amount === null ? null : sign * amount * q || 0);
  const heldIn = ({ amount, odd }: { readonly amount: number; readonly odd: number }) =>
    sign * (amount * q + (q > 1 ? odd : 0)) || 0;
  const parents = people.map((p, i) => (i === 0 ? -1 : p.parent % Math.min(i, 3)));
  const nodes = people.map((p, i): CascadeNode => {
    const isLeaf = !parents.includes(i);
    const isThere = p.month !== null && p.presence[p.month.at]! > 0;
    const floor = isLeaf ? signed(p.atLeast) : null;
    const cap = isLeaf && p.room !== null ? signed((p.atLeast ?? 0) + p.room) : null;
    const [atLeast, atMost] = sign < 0 ? [cap, floor] : [floor, cap];
    return {
      parent: parents[i]!,
      name: `p${i}`,
      vacancy: false,
      presence: p.presence,
      weights: [[isLeaf ? p.weight : Number.NaN]],
      season: p.season,
      heldYear: isLeaf ? signed(p.held) : null,
      heldParts:
        isLeaf && isThere && p.held === null
          ? [{ indexes: [p.month!.at], amount: heldIn(p.month!) }]
          : [],
      published: null,
      atLeast,
      atMost,
      step: { ...p.step, lowerIsBetter },
    };
  });
  return {
    nodes,
    alternatives: [[1]],
    months: MONTHS,
    group: groupOf(MONTHS),
    increment: q,
    rounding,
    goal: sign * goal || 0,
    said: [],
    closed: [],
  };
}

/** Every sum in both layers: a manager's months and year by the reports, each year by its months. */
function checkSums({ nodes }: CascadeInput, { seats, handed }: CascadeResult): void {
  for (const { node, year, months, baseYear, baseMonths } of handed) {
    const below = nodes.flatMap((n, i) => (n.parent === node ? [seats[i]!] : []));
    expect(sum(below.map((s) => s.year))).toBe(year.handedDown);
    expect(sum(below.map((s) => s.baseYear))).toBe(baseYear.handedDown);
    months.forEach((line, j) => {
      expect(sum(below.map((s) => s.months[j]!))).toBe(line.handedDown);
    });
    baseMonths.forEach((line, j) => {
      expect(sum(below.map((s) => s.baseMonths[j]!))).toBe(line.handedDown);
    });
  }
  for (const seat of seats) {
    if (!seat) continue;
    expect(sum(seat.months)).toBe(seat.year);
    expect(sum(seat.baseMonths)).toBe(seat.baseYear);
  }
}

/** Bounds in the direction of the goal: the floor of a negative one is the cap that was said. */
function boundsOf({ atLeast, atMost }: CascadeNode, sign: number) {
  const turned = (bound: number | null) => (bound === null ? null : sign * bound || 0);
  const [floor, cap] = sign < 0 ? [atMost, atLeast] : [atLeast, atMost];
  return { floor: turned(floor), cap: turned(cap) };
}

/** Holds to the unit; bounds inward to increments, whoever comes and goes and whatever month is held. */
function checkBounds(input: CascadeInput, { seats }: CascadeResult): void {
  const q = input.increment;
  const sign = input.goal < 0 ? -1 : 1;
  const top = seats[0]!;
  input.nodes.forEach((node, i) => {
    const seat = seats[i];
    if (!seat || i === 0) return;
    if (node.heldYear !== null) expect(seat.year).toBe(node.heldYear);
    for (const { indexes, amount } of node.heldParts) expect(seat.months[indexes[0]!]).toBe(amount);
    node.presence.forEach((p, j) => {
      if (p === 0 && !input.nodes.some((n) => n.parent === i)) expect(seat.months[j]).toBe(0);
    });
    if (node.heldYear !== null || top.year === 0) return;
    const part = sum(node.presence.map((p, j) => p * top.months[j]!)) / top.year;
    const { floor, cap } = boundsOf(node, sign);
    if (floor !== null)
      expect(sign * seat.year).toBeGreaterThanOrEqual(Math.ceil((floor * part) / q - 1e-9) * q);
    if (cap !== null)
      expect(sign * seat.year).toBeLessThanOrEqual(Math.floor((cap * part) / q + 1e-9) * q);
  });
}

/** Where all reports are people who are there all year: years as the best of all whole splits. Gives how many. */
function checkYears(input: CascadeInput, { seats, handed }: CascadeResult): number {
  const { nodes, increment, rounding } = input;
  const sign = input.goal < 0 ? -1 : 1;
  let checked = 0;
  for (const { node, year, alternative } of handed) {
    const reports = nodes.flatMap((n, i) => (n.parent === node ? [i] : []));
    const isPlain = (i: number) =>
      !nodes.some((n) => n.parent === i) &&
      nodes[i]!.presence === full &&
      nodes[i]!.heldParts.length === 0;
    if (!reports.every(isPlain)) continue;
    const free = reports.filter((i) => nodes[i]!.heldYear === null);
    const weights = free.map((i) => (alternative < 0 ? 1 : nodes[i]!.weights[0]![0]!));
    const exact = exactSplit({
      left: sign * (year.handedDown - sum(reports.map((i) => nodes[i]!.heldYear ?? 0))) || 0,
      weights: weights.every((w) => w === 0) ? weights.map(() => 1) : weights,
      floors: free.map((i) => boundsOf(nodes[i]!, sign).floor ?? 0),
      caps: free.map((i) => boundsOf(nodes[i]!, sign).cap),
      increment,
      rounding,
    });
    expect(free.map((i) => sign * seats[i]!.year || 0)).toEqual(exact?.goals);
    checked += 1;
  }
  return checked;
}

/** The base's years are those of the assigned, shared anew to the unit. */
function checkBase({ nodes }: CascadeInput, { seats, handed }: CascadeResult): void {
  for (const { node, baseYear } of handed) {
    const reports = nodes.flatMap((n, i) => (n.parent === node ? [i] : []));
    const weights = reports.map((i) => Math.abs(seats[i]!.year));
    if (sum(weights) === 0) continue;
    const exact = exactSplit({
      left: Math.abs(baseYear.handedDown),
      weights,
      floors: weights.map(() => 0),
      caps: weights.map(() => null),
      increment: 1,
      rounding: "remainder",
    });
    expect(reports.map((i) => Math.abs(seats[i]!.baseYear))).toEqual(exact!.goals);
  }
}

/** The same with months at once: who has left and still owes all is worked out month by month. */
function inMonths(input: CascadeInput): CascadeResult {
  return cascadeTree({ ...input, nodes: input.nodes.map((node) => ({ ...node, left: full })) });
}

test("of whole small trees all sums, holds and bounds stand in both layers, and years are those of the definition", () => {
  let [made, checked] = [0, 0];
  fc.assert(
    fc.property(tree, (drawn) => {
      const input = inputOf(drawn);
      const result = cascadeTree(input);
      checkSums(input, result);
      expect(inFull(result)).toEqual(inFull(inMonths(input)));
      checkBounds(input, result);
      checked += checkYears(input, result);
      if (result.refusals.length === 0) made += 1;
    }),
    { numRuns: 250 },
  );
  expect(made).toBeGreaterThan(30);
  expect(checked).toBeGreaterThan(30);
});

test("bases are the assigned years shared anew, to the unit", () => {
  const few = tree.map((drawn) => ({
    ...drawn,
    people: drawn.people.slice(0, 4),
    increment: 1 as const,
  }));
  fc.assert(
    fc.property(few, (drawn) => {
      const input = inputOf({ ...drawn, goal: drawn.goal % 25 });
      checkBase(input, cascadeTree(input));
    }),
    { numRuns: 400 },
  );
});

test("sorting the sheet changes no goal of anybody, days, ramps, bounds and all", () => {
  fc.assert(
    fc.property(tree, fc.infiniteStream(fc.nat()), (drawn, draws) => {
      const input = inputOf(drawn);
      const depth = (i: number): number => (i === 0 ? 0 : 1 + depth(input.nodes[i]!.parent));
      const key = input.nodes.map(() => draws.next().value as number);
      const order = input.nodes
        .map((_, i) => i)
        .sort((a, b) => depth(a) - depth(b) || key[a]! - key[b]!);
      const nodes = order.map((old) => {
        const node = input.nodes[old]!;
        return { ...node, parent: node.parent < 0 ? -1 : order.indexOf(node.parent) };
      });
      const before = inFull(cascadeTree(input)).seats;
      const after = inFull(cascadeTree({ ...input, nodes })).seats;
      order.forEach((old, at) => {
        expect(after[at]).toEqual(before[old]);
      });
    }),
    { numRuns: 150 },
  );
});
