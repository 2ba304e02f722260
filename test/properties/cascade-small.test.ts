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
import { exactSplit } from "../oracles/split.ts";

const MONTHS = 12;
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const full = new Array<number>(MONTHS).fill(1);

/** Null but once in `n` draws. */
const seldom = <T>(n: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: n - 1, arbitrary: fc.constant(null) }, arbitrary);

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
  room: seldom(3, fc.integer({ min: 8, max: 40 })),
  held: seldom(6, fc.nat(8)),
  month: seldom(8, fc.record({ at: fc.nat(11), amount: fc.nat(3) })),
  step,
});
const tree = fc.record({
  people: fc.array(person, { minLength: 2, maxLength: 8 }),
  goal: fc.integer({ min: 0, max: 60 }).map((g) => (g < 6 ? g : g + 15)),
  increment: fc.constantFrom(1, 1, 10),
  odd: fc.nat(9),
  rounding: fc.constantFrom<Rounding>("remainder", "remainder", "first", "largest", "webster"),
});
type Drawn = typeof tree extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ people, goal, increment: q, odd, rounding }: Drawn): CascadeInput {
  const parents = people.map((p, i) => (i === 0 ? -1 : p.parent % Math.min(i, 3)));
  const nodes = people.map((p, i): CascadeNode => {
    const isLeaf = !parents.includes(i);
    const isThere = p.month !== null && p.presence[p.month.at]! > 0;
    return {
      parent: parents[i]!,
      name: `p${i}`,
      vacancy: false,
      presence: p.presence,
      weights: [[isLeaf ? p.weight : Number.NaN]],
      season: null,
      heldYear: isLeaf && p.held !== null ? p.held * q : null,
      heldParts:
        isLeaf && isThere && p.held === null
          ? [{ indexes: [p.month!.at], amount: p.month!.amount * q }]
          : [],
      published: null,
      atLeast: isLeaf && p.atLeast !== null ? p.atLeast * q : null,
      atMost: isLeaf && p.room !== null ? ((p.atLeast ?? 0) + p.room) * q : null,
      step: p.step,
    };
  });
  return {
    nodes,
    alternatives: [[1]],
    months: MONTHS,
    group: groupOf(MONTHS),
    increment: q,
    rounding,
    goal: goal * q + (q > 1 ? odd : 0),
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

/** Holds to the unit; bounds of who is there all year, and of who isn't within the increment a year may move. */
function checkBounds(input: CascadeInput, { seats, handed }: CascadeResult): void {
  const q = input.increment;
  const moved = new Set(handed.flatMap((h) => h.yearMoved));
  const odd = new Set(handed.flatMap((h) => (h.inUnits ? [h.node] : [])));
  const top = seats[0]!;
  input.nodes.forEach((node, i) => {
    const seat = seats[i];
    if (!seat || i === 0) return;
    if (node.heldYear !== null) expect(seat.year).toBe(node.heldYear);
    for (const { indexes, amount } of node.heldParts) expect(seat.months[indexes[0]!]).toBe(amount);
    node.presence.forEach((p, j) => {
      if (p === 0 && !input.nodes.some((n) => n.parent === i)) expect(seat.months[j]).toBe(0);
    });
    if (node.heldYear !== null || node.heldParts.length > 0) return;
    if (moved.has(i) || odd.has(node.parent) || top.year === 0) return;
    const part = sum(node.presence.map((p, j) => p * top.months[j]!)) / top.year;
    if (node.atLeast !== null)
      expect(seat.year).toBeGreaterThanOrEqual(Math.ceil((node.atLeast * part) / q - 1e-9) * q);
    if (node.atMost !== null)
      expect(seat.year).toBeLessThanOrEqual(Math.floor((node.atMost * part) / q + 1e-9) * q);
  });
}

/** Where all reports are people who are there all year: years as the best of all whole splits. Gives how many. */
function checkYears(input: CascadeInput, { seats, handed }: CascadeResult): number {
  const { nodes, increment, rounding } = input;
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
      left: year.handedDown - sum(reports.map((i) => nodes[i]!.heldYear ?? 0)),
      weights: weights.every((w) => w === 0) ? weights.map(() => 1) : weights,
      floors: free.map((i) => nodes[i]!.atLeast ?? 0),
      caps: free.map((i) => nodes[i]!.atMost),
      increment,
      rounding,
    });
    expect(free.map((i) => seats[i]!.year)).toEqual(exact?.goals);
    checked += 1;
  }
  return checked;
}

/** The base's years are those of the assigned, shared anew to the unit. */
function checkBase({ nodes }: CascadeInput, { seats, handed }: CascadeResult): void {
  for (const { node, baseYear } of handed) {
    const reports = nodes.flatMap((n, i) => (n.parent === node ? [i] : []));
    const weights = reports.map((i) => seats[i]!.year);
    if (sum(weights) === 0) continue;
    const exact = exactSplit({
      left: baseYear.handedDown,
      weights,
      floors: weights.map(() => 0),
      caps: weights.map(() => null),
      increment: 1,
      rounding: "remainder",
    });
    expect(reports.map((i) => seats[i]!.baseYear)).toEqual(exact!.goals);
  }
}

test("of whole small trees all sums, holds and bounds stand in both layers, and years are those of the definition", () => {
  let [made, checked] = [0, 0];
  fc.assert(
    fc.property(tree, (drawn) => {
      const input = inputOf(drawn);
      const result = cascadeTree(input);
      checkSums(input, result);
      checkBounds(input, result);
      checked += checkYears(input, result);
      if (result.refusals.length === 0) made += 1;
    }),
    { numRuns: 250 },
  );
  expect(made).toBeGreaterThan(60);
  expect(checked).toBeGreaterThan(60);
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
      const [before, after] = [cascadeTree(input).seats, cascadeTree({ ...input, nodes }).seats];
      order.forEach((old, at) => {
        expect(after[at]).toEqual(before[old]);
      });
    }),
    { numRuns: 150 },
  );
});
