/** The one-way split against an exact reference, and its edges by hand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { perUnitOf, scaleRefusal, splitAmounts } from "../../src/cascade/amounts.ts";
import type { Refusal } from "../../src/cascade/refusal.ts";
import { type SplitInput, split } from "../../src/cascade/split.ts";

/** Clamps one side at a time, the one with the larger violation, in whole numbers; then largest remainders. */
function reference(total: number, weights: number[], floors: number[], caps: number[], q: number) {
  const clamped: (number | null)[] = weights.map((w, i) => (w === 0 ? floors[i]! : null));
  for (;;) {
    const free = weights.flatMap((_, i) => (clamped[i] === null ? [i] : []));
    const rest = total - clamped.reduce<number>((sum, c) => sum + (c ?? 0), 0);
    const all = free.reduce((sum, i) => sum + weights[i]!, 0);
    // Violations over the common denominator `all`.
    const under = free.filter((i) => rest * weights[i]! < floors[i]! * all);
    const over = free.filter((i) => rest * weights[i]! > caps[i]! * all);
    const lacking = under.reduce((sum, i) => sum + floors[i]! * all - rest * weights[i]!, 0);
    const exceeding = over.reduce((sum, i) => sum + rest * weights[i]! - caps[i]! * all, 0);
    if (under.length + over.length === 0) {
      const goals = clamped.map((c, i) => c ?? Math.floor((rest * weights[i]!) / (all * q)) * q);
      const byRest = free
        .filter((i) => (rest * weights[i]!) % (all * q) > 0)
        .sort(
          (a, b) =>
            ((rest * weights[b]!) % (all * q)) - ((rest * weights[a]!) % (all * q)) || a - b,
        );
      let left = (total - goals.reduce((sum, g) => sum + g, 0)) / q;
      for (const i of byRest) if (left-- > 0) goals[i]! += q;
      return goals;
    }
    if (exceeding > lacking) for (const i of over) clamped[i] = caps[i]!;
    else for (const i of under) clamped[i] = floors[i]!;
  }
}

const goals = (input: SplitInput) => {
  const outcome = split(input);
  return outcome.ok ? outcome.value.goals : outcome.refusal;
};

describe("bounds, exactly", () => {
  test("the water level and largest remainders, for any floors, caps and increment", () => {
    const person = fc.record({
      weight: fc.integer({ min: 0, max: 12 }),
      low: fc.integer({ min: 0, max: 6 }),
      room: fc.integer({ min: 0, max: 9 }),
    });
    const inputs = fc.record({
      people: fc.array(person, { minLength: 1, maxLength: 6 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      q: fc.constantFrom(1, 5),
    });
    fc.assert(
      fc.property(inputs, ({ people, part, q }) => {
        fc.pre(people.some((p) => p.weight > 0));
        const weights = people.map((p) => p.weight);
        const floors = people.map((p) => p.low * q);
        const caps = people.map((p) => (p.low + p.room) * q);
        const least = floors.reduce((a, b) => a + b, 0);
        const most = caps.reduce((a, c, i) => a + (weights[i] === 0 ? floors[i]! : c), 0);
        const total = least + Math.round(((most - least) / q) * part) * q;
        const found = goals({ total, weights, increment: q, atLeast: floors, atMost: caps });
        expect(found).toEqual(reference(total, weights, floors, caps, q));
      }),
      { numRuns: 1500 },
    );
  });
  test("one side at a time: a cap that cuts first lifts others over their floors", () => {
    const input = { weights: [8, 1, 1], atMost: [60, null, null], atLeast: [null, 15, null] };
    expect(goals({ total: 100, ...input })).toEqual([60, 20, 20]);
    expect(goals({ total: 60, ...input })).toEqual([40, 15, 5]);
  });
  test("a zero weight gets its floor and no more, whatever the rule", () => {
    for (const rounding of ["remainder", "first", "largest", "webster"] as const) {
      const input = { weights: [0, 1, 1], atLeast: [3, null, null], rounding };
      expect(goals({ total: 10, ...input })).toEqual([3, 4, 3]);
    }
  });
  test("caps bind under every rule", () => {
    const input = { total: 10, weights: [5, 3, 3], atMost: [4, null, null] };
    expect(goals({ ...input, rounding: "first" })).toEqual([4, 3, 3]);
    expect(goals({ ...input, rounding: "largest" })).toEqual([4, 3, 3]);
    expect(goals({ ...input, rounding: "webster" })).toEqual([4, 3, 3]);
    expect(goals({ total: 11, weights: [5, 3, 3], atMost: [5, 3, null] })).toEqual([5, 3, 3]);
  });
});

describe("house rules", () => {
  const total = 10;
  const weights = [6, 6, 2, 1];
  test("who has the next increment", () => {
    expect(goals({ total, weights })).toEqual([4, 4, 1, 1]);
    expect(goals({ total, weights, rounding: "first" })).toEqual([5, 4, 1, 0]);
    expect(goals({ total, weights: [2, 6, 6, 1], rounding: "largest" })).toEqual([1, 5, 4, 0]);
    expect(goals({ total, weights, rounding: "webster" })).toEqual([4, 4, 1, 1]);
    expect(goals({ total: 3, weights: [1, 1, 1, 1], rounding: "webster" })).toEqual([1, 1, 1, 0]);
  });
  test("of equal claims by Webster the first has the increment, though another's share had it", () => {
    const input = { total: 37, weights: [2, 6, 1], increment: 10, rounding: "webster" } as const;
    const bounds = { atLeast: [null, null, 10], atMost: [null, 20, null] };
    // Shares 7, 20, 10, and 7 is odd. 2 / 1 for the first's first ten, 6 / 3 for the second's second.
    expect(goals({ ...input, ...bounds })).toEqual([17, 10, 10]);
  });
  test("Webster moves an increment to the better claim, within floors", () => {
    const input = {
      total: 100,
      weights: [5117, 4400, 162, 161, 160],
      rounding: "webster",
    } as const;
    expect(goals(input)).toEqual([51, 43, 2, 2, 2]);
    const floor = { ...input, atLeast: [null, 44, null, null, null] };
    expect(goals(floor)).toEqual([50, 44, 2, 2, 2]);
    // Down to the floor itself, in any increment.
    const tens = { ...input, total: 1000, increment: 10 };
    const low = (least: number) => goals({ ...tens, atLeast: [null, least, null, null, null] });
    expect([low(430), low(440)]).toEqual([
      [510, 430, 20, 20, 20],
      [500, 440, 20, 20, 20],
    ]);
  });
});

describe("what is no whole increment", () => {
  const odd = (input: SplitInput) => {
    const outcome = split(input);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return [outcome.value.goals, outcome.value.odd];
  };
  test("goes to the largest share, the first on ties", () => {
    expect(odd({ total: 1007, weights: [1, 2, 2], increment: 100 })).toEqual([
      [200, 407, 400],
      { who: 1, amount: 7 },
    ]);
  });
  test("not to whoever would then be below his floor or over his cap", () => {
    expect(
      odd({
        total: 1050,
        weights: [1, 1],
        increment: 100,
        atLeast: [500, null],
        atMost: [500, null],
      }),
    ).toEqual([[500, 550], { who: 1, amount: 50 }]);
    expect(odd({ total: 1050, weights: [3, 1], increment: 100, atMost: [600, null] })).toEqual([
      [600, 450],
      { who: 1, amount: 50 },
    ]);
  });
  test("where nobody can take it as shares stand, to the first set to the bound nearest to his share", () => {
    const input = {
      total: 81,
      weights: [2, 1, 1, 1],
      increment: 10,
      atLeast: [null, 20, null, 40],
      atMost: [20, null, 10, null],
    };
    // Shares 14, 20, 7, 40: the first stands at 10, not at 0, and takes 1.
    expect(odd(input)).toEqual([[11, 20, 10, 40], { who: 0, amount: 1 }]);
    const low = {
      ...input,
      weights: [1, 2, 1, 1],
      atLeast: [20, null, null, 40],
      atMost: [null, 20, 10, null],
    };
    // Shares 20, 14, 7, 40: the first stays at 20 and takes 1; the others share 60 anew, 13⅓ and 6⅔ beside 40.
    expect(odd(low)).toEqual([[21, 10, 10, 40], { who: 0, amount: 1 }]);
    // Between a floor and a cap that are one there is no room for it, nor with who weighs nothing.
    const fixed = { ...low, atMost: [20, 20, 10, null] };
    expect(odd(fixed)).toEqual([[20, 11, 10, 40], { who: 1, amount: 1 }]);
    const nobody = { ...fixed, total: 101, weights: [0, 2, 1, 1], atMost: [90, 20, 10, null] };
    expect(odd(nobody)).toEqual([[20, 20, 10, 51], { who: 3, amount: 1 }]);
  });
  test("goes to who has one increment of room, the first where all have it", () => {
    expect(odd({ total: 15, weights: [1, 1], increment: 10, atMost: [10, 10] })).toEqual([
      [5, 10],
      { who: 0, amount: 5 },
    ]);
  });
  test("is taken by someone else where bounds leave less than an increment of room", () => {
    expect(
      goals({
        total: 250,
        weights: [1, 1],
        increment: 100,
        atLeast: [100, 100],
        atMost: [100, 200],
      }),
    ).toMatchObject([100, 150]);
    expect(
      goals({
        total: 250,
        weights: [1, 0],
        increment: 100,
        atLeast: [100, 100],
        atMost: [200, 200],
      }),
    ).toMatchObject([150, 100]);
    expect(
      goals({ total: 150, weights: [1, 1], increment: 100, atLeast: [100, 0], atMost: [200, 0] }),
    ).toMatchObject([150, 0]);
  });
  test("with holds off, of what is left", () => {
    expect(
      odd({ total: 1050, weights: [1, 1, 1], increment: 100, held: [null, 350, null] }),
    ).toEqual([[400, 350, 300], null]);
    expect(
      odd({ total: 1000, weights: [1, 1, 1], increment: 100, held: [350, null, null] }),
    ).toEqual([[350, 350, 300], { who: 1, amount: 50 }]);
  });
});

describe("below zero everything is mirrored", () => {
  test("holds, bounds, the odd part and shares", () => {
    const outcome = split({
      total: -1007,
      weights: [1, 1, 1],
      increment: 100,
      held: [-300, null, null],
      atMost: [null, -400, null],
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: { goals: [-300, -400, -307], odd: { who: 2, amount: -7 } },
    });
    expect(goals({ total: -10, weights: [1, 1], atLeast: [-4, null] })).toEqual([-4, -6]);
    expect(goals({ total: -10, weights: [0, 1] })).toEqual([0, -10]);
    const made = split({ total: -9, weights: [1, 1] });
    expect(made.ok && made.value.shares).toEqual([-4.5, -4.5]);
  });
});

describe("below zero what can't be met is told with the signs it was asked with", () => {
  const weights = [1, 1];
  test("floors are the caps of the opposite", () => {
    expect(goals({ total: -100, weights, atLeast: [-40, -50] })).toEqual({
      code: "floors",
      target: -100,
      floors: -90,
      excess: 10,
      nearest: -90,
    });
    expect(goals({ total: -100, weights, atMost: [-70, -60] })).toEqual({
      code: "caps",
      target: -100,
      caps: -130,
      excess: 30,
      nearest: -130,
    });
  });
  test("holds, odd parts, and bounds without an increment between them", () => {
    expect(goals({ total: -100, weights, held: [-130, null] })).toEqual({
      code: "holds",
      target: -100,
      held: -130,
      excess: 30,
    });
    const bounds = { increment: 100, atLeast: [-190, null], atMost: [-110, null] };
    expect(goals({ total: -500, weights, ...bounds })).toEqual({
      code: "no increment",
      who: 0,
      floor: -190,
      cap: -110,
      increment: 100,
    });
  });
});

describe("shares before rounding", () => {
  test("are exact; of the held what is held", () => {
    const plain = split({ total: 10, weights: [1, 2, 1] });
    expect(plain.ok && plain.value.shares).toEqual([2.5, 5, 2.5]);
    const held = split({ total: 10, weights: [1, 2, 1], held: [null, 3, null] });
    expect(held.ok && held.value.shares).toEqual([3.5, 3, 3.5]);
  });
});

describe("nobody, and nothing", () => {
  test("no reports: refused unless nothing is owed", () => {
    expect(goals({ total: 0, weights: [] })).toEqual([]);
    expect(goals({ total: 5, weights: [] })).toMatchObject({ code: "all held", short: 5 });
    expect(goals({ total: 5, weights: [1], held: [5] })).toEqual([5]);
  });
  test("evenly and negative weights are said", () => {
    const made = split({ total: 4, weights: [-1, 0, Number.NaN] });
    expect(made.ok && made.value).toMatchObject({
      goals: [2, 1, 1],
      evenly: true,
      negativeWeights: [0],
    });
    const held = split({ total: 4, weights: [0, 1], held: [null, 1] });
    expect(held.ok && held.value).toMatchObject({ goals: [3, 1], evenly: true });
  });
  test("refusals count the held", () => {
    const input = { weights: [1, 1, 1], held: [10, null, null] };
    expect(goals({ total: 30, ...input, atLeast: [null, 15, 10] })).toEqual({
      code: "floors",
      target: 30,
      floors: 35,
      excess: 5,
      nearest: 35,
    });
    expect(goals({ total: 30, ...input, atMost: [null, 5, 10] })).toEqual({
      code: "caps",
      target: 30,
      caps: 25,
      excess: 5,
      nearest: 25,
    });
  });
});

describe("decimal amounts", () => {
  test("are split in the finest unit that any of them shows, refusals told in it", () => {
    const made = splitAmounts({
      total: 10.05,
      weights: [1, 1],
      increment: 0.1,
      atLeast: [5.2, null],
    });
    expect(made.ok && made.value).toMatchObject({
      goals: [5.2, 4.85],
      odd: { who: 1, amount: 0.05 },
    });
    // Nine places at most: a third has no last one.
    expect([[], [5, 20], [0.5, 0.25], [1 / 3], [Number.NaN, 1.5]].map(perUnitOf)).toEqual([
      1, 1, 100, 1e9, 10,
    ]);
    const refused = splitAmounts({ total: 0.5, weights: [1, 1], held: [0.3, 0.3] });
    expect(!refused.ok && refused.refusal).toEqual({
      code: "holds",
      target: 0.5,
      held: 0.6,
      excess: 0.1,
    });
    const who = splitAmounts({
      total: 5,
      weights: [1, 1],
      increment: 0.5,
      atLeast: [null, 1.1],
      atMost: [null, 1.4],
    });
    expect(!who.ok && who.refusal).toEqual({
      code: "no increment",
      who: 1,
      floor: 1.1,
      cap: 1.4,
      increment: 0.5,
    });
  });
  test("holds, caps and shares are in the sheet's unit; an increment is 1 where none is said", () => {
    const made = splitAmounts({
      total: 1.5,
      weights: [1, 1, 1],
      increment: 0.01,
      atMost: [null, 0.25, null],
      held: [0.5, null, null],
    });
    const goals = [0.5, 0.25, 0.75];
    expect(made.ok && made.value).toMatchObject({ goals, shares: goals, odd: null });
    // Decimals that a bound or a hold alone shows count too.
    const near = (over: Partial<SplitInput>) => {
      const own = splitAmounts({ total: 10, weights: [1, 1], increment: 0.5, ...over });
      return own.ok && own.value.goals;
    };
    expect(near({ held: [3.25, null] })).toEqual([3.25, 6.75]);
    expect(near({ atLeast: [null, 5.0004] })).toEqual([4.5, 5.5]);
    expect(near({ atMost: [4.9996, null] })).toEqual([4.5, 5.5]);
    const whole = splitAmounts({ total: 10.5, weights: [1, 1] });
    expect(whole.ok && whole.value).toMatchObject({
      goals: [5.5, 5],
      shares: [5.25, 5.25],
      odd: { who: 0, amount: 0.5 },
    });
  });
  test("positions in a refusal are no amounts", () => {
    const cut = { code: "no table", rows: [0, 2], columns: [1], owed: 50, can: 30, short: 20 };
    const told = scaleRefusal(cut as Refusal, (units) => units / 10);
    expect(told).toEqual({ ...cut, owed: 5, can: 3, short: 2 });
  });
});
