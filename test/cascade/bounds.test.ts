/** Bounds from the people up, by hand. */
import { describe, expect, test } from "vitest";
import { allowed, boundsUp, oriented } from "../../src/cascade/bounds.ts";
import { sumUp } from "../../src/cascade/seeds.ts";
import { PLAIN_STEP } from "../../src/cascade/target.ts";
import { cascade, type Someone, teamOf, yearsOf } from "./teams.ts";

const NONE = Number.POSITIVE_INFINITY;
function bounds(
  people: readonly Someone[],
  topMonths: readonly number[],
  increment = 1,
  facing?: number,
) {
  const input = teamOf(people, { goal: 0, months: topMonths.length, increment });
  const children = input.nodes.map((_, at) =>
    input.nodes.flatMap((n, i) => (n.parent === at ? [i] : [])),
  );
  return boundsUp(input, sumUp(input, children), topMonths, facing);
}
const one = (who: Someone, topMonths: readonly number[], increment?: number) =>
  bounds([{}, who], topMonths, increment)[1];

describe("a person's bounds", () => {
  test("are a full year's by the part of the top's year on his days, inward to increments", () => {
    expect(one({}, [10, 30])).toEqual({ floor: 0, cap: NONE, said: { floor: 0, cap: NONE } });
    const both = { atLeast: 101, atMost: 199 };
    expect(one(both, [10, 30])).toMatchObject({ floor: 101, cap: 199 });
    const late = { ...both, presence: [0, 1] };
    expect(one(late, [10, 30])).toMatchObject({
      floor: 76,
      cap: 149,
      said: { floor: 75.75, cap: 149.25 },
    });
    expect(one(late, [10, 30], 10)).toMatchObject({ floor: 80, cap: 140 });
    expect(one({ atMost: 50, presence: [0.5, 0] }, [10, 10])).toMatchObject({
      floor: 0,
      cap: 12,
      said: { floor: 0, cap: 12.5 },
    });
  });
  test("that are whole but for their last digits stay so", () => {
    const presence = [0.1, 0.2];
    expect(one({ atLeast: 100, presence }, [1, 1])).toMatchObject({ floor: 15 });
    expect(one({ atMost: 100, presence: [0.29, 0.29] }, [1, 1])).toMatchObject({ cap: 29 });
  });
  test("are by days alone where the top owes nothing", () => {
    const late = { atLeast: 40, atMost: 80, presence: [0, 1] };
    expect(one(late, [0, 0])).toMatchObject({ floor: 20, cap: 40 });
  });
  test("change places under a negative goal, and a floor is never below nothing", () => {
    const both = { atLeast: -199, atMost: -101 };
    expect(one(both, [-10, -30])).toMatchObject({ floor: 101, cap: 199 });
    expect(one({ atLeast: -5 }, [10, 30])).toMatchObject({ floor: 0, cap: NONE });
    expect(one({ atMost: -5 }, [10, 30])).toMatchObject({ floor: 0, cap: -5 });
    expect(one({ atLeast: -7 }, [-1, -1])).toMatchObject({ floor: 0, cap: 7 });
  });
  test("are the hold where the year is held; held parts are a floor, of the whole year a hold", () => {
    const held = { floor: 30, cap: 30, said: { floor: 30, cap: 30 } };
    expect(one({ heldYear: 30, atLeast: 40 }, [1, 1])).toEqual(held);
    expect(one({ heldYear: -30 }, [-1, -1])).toEqual(held);
    const part = (index: number, amount: number) => ({ indexes: [index], amount });
    expect(one({ heldParts: [part(0, 12)] }, [1, 1])).toMatchObject({ floor: 12, cap: NONE });
    expect(one({ heldParts: [part(0, 12)], atLeast: 20 }, [1, 1])).toMatchObject({ floor: 20 });
    expect(one({ heldParts: [part(0, -12)] }, [-1, -1])).toMatchObject({ floor: 12 });
    expect(one({ heldParts: [part(0, 12), part(1, 18)] }, [1, 1])).toEqual(held);
  });
});

describe("a manager's", () => {
  const step = { keepBack: 0, overAssign: 0.1 };
  test("are the least and largest goal whose hand-down lies between the sums below", () => {
    const reports = [
      { parent: 1, atLeast: 50, atMost: 100 },
      { parent: 1, heldYear: 60 },
    ];
    const [, plain] = bounds([{}, {}, ...reports], [1]);
    expect(plain).toEqual({
      floor: 110,
      cap: 160,
      said: { floor: 110, cap: 160 },
      below: { floor: 110, cap: 160 },
    });
    // 100 hands down 110, 145 hands down 159.5 and so 160.
    const [, buffered] = bounds([{}, { step }, ...reports], [1]);
    expect(buffered).toMatchObject({ floor: 100, cap: 145, below: { floor: 110, cap: 160 } });
    // A negative goal's buffer takes from it: 122 hands down 110, 178 hands down 160.
    const turned = [
      { parent: 1, atLeast: -100, atMost: -50 },
      { parent: 1, heldYear: -60 },
    ];
    const [, negative] = bounds([{}, { step }, ...turned], [-1]);
    expect(negative).toMatchObject({ floor: 122, cap: 178, below: { floor: 110, cap: 160 } });
  });
  test("count who weighs nothing with the floor, as the shares do, capped or not", () => {
    const none = { parent: 1, weight: 0 };
    const people = [
      {},
      {},
      {},
      { ...none, atLeast: 5 },
      none,
      { parent: 1, weight: 2, atMost: 40 },
    ];
    expect(bounds(people, [1])[1]).toMatchObject({ floor: 5, cap: 45 });
    // By weight 50 : 25; the first team can owe 45.
    expect(yearsOf(cascade(people, { goal: 75 }))).toEqual([75, 45, 30, 5, 0, 40]);
    expect(cascade(people, { goal: 75 }).refusals).toEqual([]);
    const all = people.map((one) => ({ ...one, weight: 0 }));
    expect(bounds(all, [1])[1]).toMatchObject({ floor: 5, cap: NONE });
    const held = people.map((one, i) => (i === 4 ? { ...none, heldYear: 7 } : one));
    expect(bounds(held, [1])[1]).toMatchObject({ floor: 12, cap: 52 });
  });
  test("are whole increments, but of a team that is held whole its very sum; the sums below needn't be, at no level", () => {
    const reports = [{ parent: 1 }, { parent: 2, heldYear: 51 }, { parent: 2, heldYear: 14 }];
    const [, top, manager] = bounds([{}, {}, ...reports], [1], 10);
    expect(manager).toMatchObject({ floor: 65, cap: 65, below: { floor: 65, cap: 65 } });
    expect(top).toMatchObject({ floor: 65, cap: 65, below: { floor: 65, cap: 65 } });
    const [, stepped] = bounds([{}, {}, { ...reports[0]!, step }, ...reports.slice(1)], [1], 10);
    expect(stepped).toMatchObject({ below: { floor: 60, cap: 50 } });
  });
  test("allow what hands down no less and no more than the sums below", () => {
    const below = { floor: 51, cap: 60 };
    const allows = (goal: number) => allowed(below, goal, PLAIN_STEP, 10);
    expect([50, 51, 60, 61].map(allows)).toEqual([false, true, true, false]);
    expect(allowed(below, 50, { ...PLAIN_STEP, overAssign: 0.2 }, 10)).toBe(true);
  });
});

describe("a manager held against the top's goal", () => {
  const team = (sign: number) => [
    {},
    { heldYear: sign * 30 },
    {},
    { parent: 1, [sign > 0 ? "atMost" : "atLeast"]: sign * 8 },
    { parent: 1 },
  ];
  test("has his reports' bounds in his own direction", () => {
    const people = team(1);
    expect(bounds(people, [-100])[3]).toMatchObject({ floor: 0, cap: NONE });
    expect(bounds(people, [-100], 1, 1)[3]).toMatchObject({ floor: 0, cap: 8 });
    expect(bounds(people, [-100], 1, 1)[1]).toMatchObject({ floor: 30, cap: 30 });
  });
  test("hands down within them, either way round", () => {
    expect(yearsOf(cascade(team(1), { goal: -100 }))).toEqual([-100, 30, -130, 8, 22]);
    expect(yearsOf(cascade(team(-1), { goal: 100 }))).toEqual([100, -30, 130, -8, -22]);
  });
  test("and so does a manager below, whose caps are the sum", () => {
    const people = [
      ...team(1).slice(0, 3),
      { parent: 1 },
      { parent: 1 },
      { parent: 3, atMost: 8, atLeast: 6 },
      { parent: 3, atMost: 5 },
    ];
    expect(yearsOf(cascade(people, { goal: -100 }))).toEqual([-100, 30, -130, 13, 17, 8, 5]);
    const less = people.map((p, i) => (i === 1 ? { heldYear: 9 } : p));
    expect(yearsOf(cascade(less, { goal: -100 }))).toEqual([-100, 9, -109, 6, 3, 6, 0]);
  });
  test("is refused where they can't take what he is held at", () => {
    const people = team(1).map((p, i) => (i === 4 ? { parent: 1, atMost: 10 } : p));
    expect(cascade(people, { goal: -100 }).refusals).toEqual([
      { node: 1, refusal: { code: "caps", target: 30, caps: 18, excess: 12, nearest: 18 } },
    ]);
  });
});

test("a buffer of the opposite goal is the other way round", () => {
  const step = { keepBack: 0.1, overAssign: 0.2, lowerIsBetter: false };
  expect(oriented(step, 1)).toBe(step);
  expect(oriented(step, -1)).toEqual({ ...step, lowerIsBetter: true });
});

describe("teams that are held whole, at no whole increments", () => {
  /** Two such teams, 22 and 26 below a goal in tens, and one that is free. */
  const people = (free: boolean): Someone[] => [
    {},
    { weight: 0 },
    { parent: 1, heldYear: 22 },
    { weight: 0 },
    { parent: 3, heldYear: 26 },
    ...(free ? [{ weight: 0 }, { parent: 5 }] : []),
  ];
  test("owe the very sums of the holds, where both were refused for no increment lies there", () => {
    const alone = cascade(people(false), { goal: 48, increment: 10 });
    expect(alone.refusals).toEqual([]);
    expect(yearsOf(alone)).toEqual([48, 22, 22, 26, 26]);
    const beside = cascade(people(true), { goal: 148, increment: 10 });
    expect(yearsOf(beside)).toEqual([148, 22, 22, 26, 26, 100, 100]);
  });
  test("their months tie both ways", () => {
    const { seats, refusals } = cascade(people(true), { goal: 1_248, months: 12, increment: 10 });
    expect(refusals).toEqual([]);
    expect(seats.map((seat) => seat!.year)).toEqual([1_248, 22, 22, 26, 26, 1_200, 1_200]);
    for (let j = 0; j < 12; j += 1) {
      const month = seats.map((seat) => seat!.months[j]!);
      expect(month[1]! + month[3]! + month[5]!).toBe(month[0]);
      expect([month[2], month[4], month[6]]).toEqual([month[1], month[3], month[5]]);
    }
    for (const { year, months } of seats.map((seat) => seat!))
      expect(months.reduce((sum, m) => sum + m, 0)).toBe(year);
  });
  test("that together are no goal of the top are refused with their sum", () => {
    const { refusals } = cascade(people(false), { goal: 50, increment: 10 });
    expect(refusals).toMatchObject([{ node: 0, refusal: { target: 50 } }]);
  });
});
