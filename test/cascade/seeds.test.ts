/** Weights from the people up, and the seeds of one manager's reports: every number by hand. */
import { describe, expect, test } from "vitest";
import { seedsAt, sumUp } from "../../src/cascade/seeds.ts";
import type { CascadeInput } from "../../src/cascade/tree.ts";
import { type Someone, teamOf } from "./teams.ts";

const below = (input: CascadeInput) =>
  sumUp(
    input,
    input.nodes.map((_, at) => input.nodes.flatMap((n, i) => (n.parent === at ? [i] : []))),
  );
const seeds = (
  people: readonly Someone[],
  over: Partial<CascadeInput> = {},
  held = [-1],
  at = 0,
) => {
  const input = teamOf(people, { goal: 0, ...over });
  const { seeds: made, days, ...told } = seedsAt(input, below(input), at, (r) => held.includes(r));
  return { ...told, seeds: [...made], days: [...days] };
};

describe("sums from the people up", () => {
  const people = [
    {},
    {},
    {},
    { parent: 1, weight: 2 },
    { parent: 1, weight: 3, presence: [0, 1] },
    { parent: 2, weight: 5, presence: [0.5, 1] },
    { parent: 2, weight: -4, presence: [0.5, 1] },
  ];
  const { totals, monthly, days, daysOf, negative } = below(teamOf(people, { goal: 0, months: 2 }));
  test("weigh without days in all, with them by the month; negative counts as 0 and is told", () => {
    expect([...totals[0]![0]!]).toEqual([10, 5, 5, 2, 3, 5, 0]);
    expect([...monthly[0]![0]!]).toEqual([4.5, 10, 2, 5, 2.5, 5, 2, 2, 0, 3, 2.5, 5, 0, 0]);
    expect([...negative]).toEqual([0, 0, 0, 0, 0, 0, 1]);
  });
  test("have the most days of anybody below, and know where all have the same", () => {
    expect([...days]).toEqual([1, 1, 1, 1, 0.5, 1, 1, 1, 0, 1, 0.5, 1, 0.5, 1]);
    const [top, mixed, same, , , one, other] = daysOf;
    expect([top, mixed]).toEqual([-1, -1]);
    expect([same, other]).toEqual([one, one]);
    expect(same).toBeGreaterThanOrEqual(0);
  });
});

describe("the seeds of a manager's reports", () => {
  test("are whole weights where all are there alike, else weights by the month", () => {
    const alike = seeds([{}, { weight: 0.5 }, { weight: 1 }], { months: 2 });
    expect(alike).toMatchObject({ weights: [5, 10], seeds: [0.5, 0.5, 1, 1], alternative: 0 });
    const late = seeds([{}, { weight: 2 }, { weight: 3, presence: [0, 1] }], { months: 2 });
    expect(late).toMatchObject({ weights: null, seeds: [2, 2, 0, 3], days: [1, 1, 0, 1] });
    // Nobody's days are those of all below a manager whose reports differ.
    const mixed = seeds(
      [{}, {}, { parent: 1 }, { parent: 1, presence: [0, 1] }, { presence: [0, 1] }],
      { months: 2 },
    );
    expect(mixed).toMatchObject({ weights: null, seeds: [1, 2, 0, 1] });
  });
  test("blend the parts' shares; a part of nothing drops out and the others are scaled up", () => {
    const people = [{}, { weights: [[1, 30, 0]] }, { weights: [[3, 10, 0]] }];
    const made = seeds(people, { alternatives: [[0.5, 0.25, 0.25]] });
    // Two thirds of 1 : 3 and a third of 30 : 10.
    expect(made.seeds[0]).toBeCloseTo(2 / 3 / 4 + 3 / 4 / 3, 12);
    expect(made.seeds[1]).toBeCloseTo((2 / 3) * (3 / 4) + 1 / 3 / 4, 12);
    expect(made).toMatchObject({ droppedParts: [2], alternative: 0 });
    expect(made.weights![0]! / made.weights![1]!).toBeCloseTo(5 / 7, 8);
  });
  test("a head counts whole in a month in whose last days he is there", () => {
    const half = { presence: [0.5, 1], there: [1, 1] };
    const made = seeds([{}, half, { presence: [0.5, 1], there: [0, 1] }], {
      months: 2,
      heads: [[true]],
    });
    // Days alike, heads not: no whole weights.
    expect(made).toMatchObject({ seeds: [1, 1, 0, 1], days: [0.5, 1, 0.5, 1], weights: null });
    const days = seeds([{}, half, half], { months: 2, heads: [[false]] });
    expect(days).toMatchObject({ seeds: [0.5, 1, 0.5, 1], weights: [1, 1] });
  });
  test("are by the first weights that aren't nothing for those who aren't held", () => {
    const people = [{}, { weights: [[5], [1]] }, { weights: [[0], [2]] }];
    const over = { alternatives: [[1], [1]] };
    expect(seeds(people, over)).toMatchObject({ alternative: 0, seeds: [5, 0] });
    expect(seeds(people, over, [1])).toMatchObject({ alternative: 1, seeds: [1, 2] });
    expect(seeds(people, over, [1, 2])).toMatchObject({ alternative: 0, seeds: [5, 0] });
  });
  test("are by none, evenly, where nobody weighs anything in a month he is there", () => {
    const zero = [{}, { weight: 0 }, { weight: 0, presence: [0, 1] }];
    const made = { alternative: -1, weights: null, seeds: [1, 1, 0, 1], droppedParts: [] };
    expect(seeds(zero, { months: 2 })).toMatchObject(made);
    expect(seeds([{}, { weight: 0 }, { weight: -1 }])).toMatchObject({ weights: [1, 1] });
    const gone = [{}, { weight: 5, presence: [0, 0] }, { weight: 0 }];
    expect(seeds(gone, { months: 2 })).toMatchObject({ alternative: -1, seeds: [0, 0, 1, 1] });
    const nobody = [{}, { weight: 5, presence: [0, 0] }, { weight: 1, presence: [0, 0] }];
    expect(seeds(nobody, { months: 2 })).toMatchObject({ alternative: 0, seeds: [0, 0, 0, 0] });
  });
  test("of a manager are the same again where nobody is held, and his own where somebody is", () => {
    const input = teamOf([{}, { weight: 5 }, { weight: 0 }], { goal: 0 });
    const sums = below(input);
    const free = seedsAt(input, sums, 0, () => false);
    expect(seedsAt(input, sums, 0, () => false)).toBe(free);
    expect(seedsAt(input, sums, 0, (r) => r === 1).alternative).toBe(-1);
    expect(seedsAt(input, sums, 0, () => false)).toBe(free);
  });
});
