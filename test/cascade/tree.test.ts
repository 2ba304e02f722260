/** A whole tree: the order of ties, what stands as published, and what is taken from the tree before. */
import { describe, expect, test } from "vitest";
import { type CascadeInput, cascadeTree, workTree } from "../../src/cascade/tree.ts";
import { cascade, inFull, monthsOf, type Someone, seatInFull, teamOf, yearsOf } from "./teams.ts";

const part = (index: number, amount: number) => ({ indexes: [index], amount });

describe("the order of ties", () => {
  const first = (...names: string[]) =>
    yearsOf(cascade([{}, ...names.map((name) => ({ name }))], { goal: 1 })).indexOf(1, 1);
  test("is by name, the shorter of two first, then as they stand", () => {
    expect(first("b", "a")).toBe(2);
    expect(first("ab", "a")).toBe(2);
    expect(first("a", "ab")).toBe(1);
    expect(first("b1", "a2")).toBe(2);
    expect(yearsOf(cascade([{ name: "x" }, { name: "a" }, { name: "a" }], { goal: 1 }))).toEqual([
      1, 1, 0,
    ]);
  });
  test("is that of code points: what lies beyond the first plane comes last", () => {
    expect(first("\u{1f600}", "\uff21")).toBe(2);
    expect(first("\uff21", "\u{1f600}")).toBe(1);
    expect(first("\u{1f601}", "\u{1f600}")).toBe(2);
    expect(first("\ue000", "\ud7ff")).toBe(2);
    expect(first("\u{10000}", "\ue000")).toBe(2);
    expect(first("\u{10ffff}", "\ue000")).toBe(2);
    expect(first("\u{10000}", "\ud7ff")).toBe(2);
    expect(first("\u{10ffff}", "\ud7ff")).toBe(2);
    expect(first("\u{103ff}", "\u{103fe}")).toBe(2);
  });
});

describe("after publishing", () => {
  const over = { goal: 120, months: 3, closed: [0] };
  const months = (...lists: (readonly number[] | null)[]) =>
    lists.map((published): Someone => ({ published }));
  test("nothing is frozen where closed months come out as published", () => {
    const people = months([40, 0, 0], [20, 0, 0], [20, 0, 0]);
    expect(cascade(people, over).frozen).toBe(false);
    expect(cascade(months(null, [20, 0, 0], [20, 0, 0]), over).frozen).toBe(false);
    expect(cascade(people, { ...over, closed: [] }).frozen).toBe(false);
    expect(cascade(months(null, null, null), over).frozen).toBe(false);
  });
  test("else closed months stay as published, and the open ones are shared", () => {
    const made = cascade(months([40, 0, 0], [30, 0, 0], [10, 0, 0]), over);
    expect(made.frozen).toBe(true);
    expect(monthsOf(made)).toEqual([
      [40, 40, 40],
      [30, 20, 20],
      [10, 20, 20],
    ]);
    // Who wasn't published owed nothing then.
    const newcomer = cascade(months([40, 0, 0], [40, 0, 0], null), over);
    expect(monthsOf(newcomer).slice(1)).toEqual([
      [40, 20, 20],
      [0, 20, 20],
    ]);
    expect(newcomer.handed[0]!.months.map((m) => [m.held, m.free])).toEqual([
      [40, 0],
      [0, 40],
      [0, 40],
    ]);
  });
  test("a top whose closed month was another keeps it, and shares the rest", () => {
    const made = cascade(months([60, 0, 0], [40, 0, 0], [20, 0, 0]), over);
    expect(monthsOf(made)).toEqual([
      [60, 30, 30],
      [40, 15, 15],
      [20, 15, 15],
    ]);
  });
  test("a manager's closed month is what his reports had, though his own would be another", () => {
    const made = cascade(months([40, 0, 0], [30, 0, 0], [20, 0, 0]), over);
    expect(monthsOf(made).slice(1)).toEqual([
      [30, 18, 17],
      [20, 17, 18],
    ]);
    expect(made.handed[0]!.months.map((m) => m.handedDown)).toEqual([50, 35, 35]);
  });
});

describe("the top", () => {
  test("keeps what is said of its parts; beyond the year it is refused", () => {
    const said = [part(1, 70)];
    expect(monthsOf(cascade([{}, {}], { goal: 100, months: 3, said }))[0]).toEqual([15, 70, 15]);
    const over = cascade([{}, {}], { goal: 100, months: 2, said: [part(0, 70), part(1, 40)] });
    const refusal = { code: "all held", target: 100, held: 110, short: 10 };
    expect(over.refusals).toEqual([{ node: 0, refusal }]);
    expect(over.seats).toEqual([null, null]);
    expect(over.handed).toEqual([]);
  });
  test("closed, what was published stands and not what is said of that month", () => {
    const made = cascade([{ published: [50, 0] }, { published: [50, 0] }], {
      goal: 100,
      months: 2,
      closed: [0],
      said: [part(0, 70)],
    });
    expect(monthsOf(made)[0]).toEqual([50, 50]);
    expect(made.seats[0]!.held).toBe(true);
    // A quarter of which a month is closed still holds its other months.
    const published = [30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const quarter = cascade([{ published }, { published }], {
      goal: 150,
      months: 12,
      closed: [0],
      said: [{ indexes: [0, 1, 2], amount: 60 }],
    });
    expect(monthsOf(quarter)[0]).toEqual([30, 15, 15, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
  });
});

describe("beside the tree before", () => {
  const input = teamOf(
    [
      {},
      {},
      {},
      { parent: 1, weight: 3, atLeast: 10 },
      { parent: 1 },
      { parent: 2, weight: 2 },
      { parent: 2 },
    ],
    { goal: 700, months: 2 },
  );
  const held = (at: number, heldYear: number | null, from: CascadeInput = input): CascadeInput => ({
    ...from,
    nodes: from.nodes.map((n, i) => (i === at ? { ...n, heldYear } : n)),
  });
  test("a manager for whom nothing changed keeps his reports' very seats and step", () => {
    const before = workTree(input);
    const again = workTree({ ...input }, before);
    expect(again.below).toBe(before.below);
    again.result.seats.forEach((seat, at) => {
      expect(seat).toBe(before.result.seats[at]);
    });
    expect(again.plain.steps[1]).toBe(before.plain.steps[1]);
    const changed = held(5, 350);
    const after = workTree(changed, before);
    expect(inFull(after.result)).toEqual(inFull(cascadeTree(changed)));
    expect(after.plain.steps[1]).not.toBe(before.plain.steps[1]);
    const own = before.result.seats[5]!.year;
    const same = held(5, own);
    const kept = workTree(same, before);
    expect(inFull(kept.result)).toEqual(inFull(cascadeTree(same)));
    expect(kept.plain.steps[1]).toBe(before.plain.steps[1]);
    expect(kept.plain.steps[2]).not.toBe(before.plain.steps[2]);
  });
  test("a hold in a team changes its manager's bounds to the unit, and so his peers' goals", () => {
    const tens = { ...input, increment: 10 };
    let before = workTree(held(5, 205, tens));
    for (const year of [206, 209, 301, 205]) {
      const next = held(5, year, tens);
      before = workTree(next, before);
      expect(inFull(before.result)).toEqual(inFull(cascadeTree(next)));
    }
  });
  test("so does a held month, which is a floor alone", () => {
    const tens = { ...input, increment: 10 };
    const held = (amount: number): CascadeInput => ({
      ...tens,
      nodes: tens.nodes.map((n, i) => (i === 5 ? { ...n, heldParts: [part(0, amount)] } : n)),
    });
    let before = workTree(held(302));
    for (const amount of [309, 301, 333, 338]) {
      before = workTree(held(amount), before);
      expect(inFull(before.result)).toEqual(inFull(cascadeTree(held(amount))));
    }
  });
  test("a goal that turns its sign is worked out from nothing", () => {
    const before = workTree(input);
    for (const goal of [-700, 0, 700]) {
      const turned = { ...input, goal };
      expect(inFull(workTree(turned, before).result)).toEqual(inFull(cascadeTree(turned)));
    }
  });
  test("bounds that the top's months make are compared, though a manager's own seat stays", () => {
    const halves = { heldParts: [part(0, 20), part(1, 20)] };
    const people = (bound: Someone): Someone[] => [
      {},
      halves,
      {},
      { parent: 1, presence: [1, 0], ...bound },
      { parent: 1 },
    ];
    const year = (bound: Someone, first: number, before: CascadeInput | null) => {
      const said = [part(0, first), part(1, 100 - first)];
      const next = teamOf(people(bound), { goal: 100, months: 2, said });
      if (!before) return cascadeTree(next).seats[3]!.year;
      const { nodes } = before;
      const { result } = workTree({ ...next, nodes }, workTree(before));
      expect(inFull(result)).toEqual(inFull(cascadeTree({ ...next, nodes })));
      return result.seats[3]!.year;
    };
    const from = (bound: Someone) =>
      teamOf(people(bound), { goal: 100, months: 2, said: [part(0, 50), part(1, 50)] });
    const cap = { weight: 5, atMost: 30 };
    expect([year(cap, 50, null), year(cap, 70, from(cap)), year(cap, 40, from(cap))]).toEqual([
      15, 17, 12,
    ]);
    const floor = { weight: 0.2, atLeast: 20 };
    expect([year(floor, 50, null), year(floor, 70, from(floor))]).toEqual([10, 14]);
  });
  test("the top's seat is the one from before if no field of it is another", () => {
    const [plain] = cascadeTree(input).seats;
    const full = seatInFull(plain!);
    const top = { ...full, months: [...full.months], baseMonths: [...full.baseMonths] };
    const before = workTree({ ...input, top });
    const copy = { ...top, months: [...top.months], baseMonths: [...top.baseMonths] };
    expect(workTree({ ...input, top: copy }, before).result.seats[0]).toBe(top);
    const others: readonly Partial<typeof top>[] = [
      { year: 701 },
      { months: [349, 351] },
      { baseYear: 699 },
      { baseMonths: [351, 349] },
      { held: true },
      { share: 0.5 },
      { exact: 699.5 },
      { odd: 1 },
      { took: 1 },
      { bound: "at most" },
    ];
    for (const other of others)
      expect(workTree({ ...input, top: { ...top, ...other } }, before).result.seats[0]).toEqual({
        ...top,
        ...other,
      });
  });
  test("seats are equal to the last field before they are taken", () => {
    const flip = (atMost: number | null): CascadeInput => ({
      ...input,
      nodes: input.nodes.map((n, i) => (i === 6 ? { ...n, atMost } : n)),
    });
    const years = cascadeTree(input).seats.map((seat) => seat!.year);
    // A cap at the very goal changes what is told of the seat, not the goal.
    const before = workTree(input);
    const after = workTree(flip(years[6]!), before);
    expect(after.result.seats[6]).toMatchObject({ year: years[6], bound: "at most" });
    expect(inFull(after.result)).toEqual(inFull(cascadeTree(flip(years[6]!))));
  });
});
