/** What can't be met where reports come and go, what is held in their months, and how such years are rounded. */
import { describe, expect, test } from "vitest";
import { cascade, monthsOf, yearsOf } from "./teams.ts";

const LATE = { presence: [0, 1] };
const EARLY = { presence: [1, 0] };
const refusalOf = (...asked: Parameters<typeof cascade>) => cascade(...asked).refusals[0]?.refusal;
const part = (index: number, amount: number) => ({ indexes: [index], amount });

describe("years are checked before periods, and told as years", () => {
  const over = { goal: 100, months: 2 };
  test("floors and caps", () => {
    const floors = refusalOf([{}, { atLeast: 90 }, { ...LATE, atLeast: 60 }], over);
    expect(floors).toEqual({ code: "floors", target: 100, floors: 120, excess: 20, nearest: 120 });
    const caps = refusalOf([{}, { atMost: 60 }, { ...LATE, atMost: 60 }], over);
    expect(caps).toEqual({ code: "caps", target: 100, caps: 90, excess: 10, nearest: 90 });
    // Who weighs nothing counts with his floor, unless nobody weighs anything.
    const none = { weight: 0, atMost: 500 };
    expect(refusalOf([{}, { atMost: 90 }, { ...LATE, ...none }], over)).toMatchObject({ caps: 90 });
    expect(yearsOf(cascade([{}, none, { ...LATE, ...none }], over))).toEqual([100, 75, 25]);
    const cell = { heldParts: [part(0, 10)] };
    expect(refusalOf([{}, { ...cell, atMost: 40 }, none], over)).toEqual({
      code: "caps",
      target: 100,
      caps: 40,
      excess: 60,
      nearest: 40,
    });
  });
  test("holds, of a year and of months", () => {
    const holds = refusalOf([{}, { heldYear: 90 }, { ...LATE, heldYear: 30 }, {}], over);
    expect(holds).toEqual({ code: "holds", target: 100, held: 120, excess: 20 });
    // All are held here too, but too much of it.
    const only = refusalOf([{}, { heldYear: 90 }, { ...LATE, heldYear: 30 }], over);
    expect(only).toEqual({ code: "holds", target: 100, held: 120, excess: 20 });
    expect(yearsOf(cascade([{}, { heldYear: 60 }, { heldYear: 40 }], over))).toEqual([100, 60, 40]);
    const all = refusalOf([{}, { heldYear: 60 }, { ...LATE, heldYear: 30 }], over);
    expect(all).toEqual({ code: "all held", target: 100, held: 90, short: 10 });
    const cell = { heldParts: [part(1, 45)] };
    const mixed = refusalOf([{}, { heldYear: 60 }, { ...LATE, ...cell }, {}], over);
    expect(mixed).toEqual({ code: "holds", target: 100, held: 105, excess: 5 });
  });
  test("bounds between which nothing lies", () => {
    expect(
      refusalOf([{}, LATE, { atLeast: 41, atMost: 49 }], { ...over, increment: 50 }),
    ).toMatchObject({ code: "no increment", who: 1, floor: 41, cap: 49 });
    // Of a manager, by what is held and bound below: a year between them misses both.
    const capped = [
      { parent: 1, heldParts: [part(0, 30)], atMost: 0 },
      { parent: 1, atMost: 0 },
    ];
    expect(refusalOf([{}, {}, { weight: 38 }, ...capped], { ...over, goal: 200 })).toMatchObject({
      code: "no increment",
      who: 0,
      floor: 30,
      cap: 0,
    });
    // Beside a manager whose months are held below, too: trying without that bound overlooked the other.
    const ramps = { presence: [0.25, 1], atLeast: 1, atMost: 1 };
    const cell = { parent: 1, heldParts: [part(0, 1)] };
    const first = { goal: 1, months: 2, said: [part(0, 1), part(1, 0)] };
    expect(refusalOf([{}, {}, ramps, cell], first)).toMatchObject({
      code: "no increment",
      who: 1,
      floor: 0.25,
      cap: 0.25,
    });
  });
  test("a period without anybody is told with all of it, held months and the rest", () => {
    const held = { ...LATE, heldParts: [part(0, 20)] };
    expect(refusalOf([{}, LATE, held], over)).toEqual({
      code: "nobody",
      period: 0,
      target: 50,
      open: 30,
    });
    const none = { presence: [0, 0] };
    expect(refusalOf([{}, none, { ...none, there: [0, 1], atMost: 20 }], over)).toEqual({
      code: "nobody",
      period: 0,
      target: 50,
      open: 50,
    });
    expect(refusalOf([{}, { ...EARLY, atMost: 40 }, LATE], over)).toMatchObject({
      code: "periods",
      periods: [0],
      who: [0],
    });
  });
  test("a period of nothing needs nobody, where all come late too", () => {
    const said = [part(0, 0), part(1, 100)];
    expect(monthsOf(cascade([{}, LATE, LATE], { ...over, said }))).toEqual([
      [0, 100],
      [0, 50],
      [0, 50],
    ]);
  });
});

describe("held months", () => {
  const over = { goal: 200, months: 2 };
  test("may be all of a held year, or part of it; beyond it is refused", () => {
    const held = (year: number, ...amounts: number[]) => ({
      heldYear: year,
      heldParts: amounts.map((amount, j) => part(j, amount)),
    });
    const first = (who: ReturnType<typeof held>) => monthsOf(cascade([{}, {}, who], over))[2];
    expect(first(held(30, 30))).toEqual([30, 0]);
    expect(first(held(50, 30))).toEqual([30, 20]);
    expect(refusalOf([{}, {}, held(20, 30)], over)).toEqual({
      code: "cells over year",
      who: 1,
      cells: 30,
      year: 20,
      excess: 10,
    });
  });
  test("count in the year's floor and cap", () => {
    const cell = { heldParts: [part(0, 30)] };
    expect(monthsOf(cascade([{}, {}, { ...cell, atLeast: 90 }], over))[2]).toEqual([30, 60]);
    expect(monthsOf(cascade([{}, {}, { ...cell, atMost: 40 }], over))[2]).toEqual([30, 10]);
    const capped = cascade([{}, {}, { ...cell, atMost: 40 }], over).seats[2]!;
    expect(capped).toMatchObject({ year: 40, bound: "at most" });
    expect(capped.exact).toBeCloseTo(40, 9);
  });
  test("of a held year leave the rest of it held, and the others what is left of each month", () => {
    const held = { heldYear: 50, heldParts: [part(0, 30)] };
    const one = cascade([{}, held, {}, { ...LATE, weight: 3 }], over);
    // 70 of the first month are one's alone; 80 of the second are left for weights of 1 and 3.
    expect(yearsOf(one)).toEqual([200, 50, 90, 60]);
    expect(monthsOf(one).slice(1)).toEqual([
      [30, 20],
      [70, 20],
      [0, 60],
    ]);
  });
  test("leave a year within its bounds, whole increments or not", () => {
    const hundreds = { goal: 3000, months: 3, increment: 100 };
    const late = (amount: number) => ({ presence: [0, 1, 1], heldParts: [part(1, amount)] });
    const years = (...people: Parameters<typeof cascade>[0]) =>
      yearsOf(cascade([{}, ...people], hundreds));
    // Two thirds of the year: six hundred, of which 80 are held; 520 more would be 500 by the rounding alone.
    expect(years({ weight: 3 }, { weight: 3 }, { ...late(80), atLeast: 900 })).toEqual([
      3000, 1120, 1200, 680,
    ]);
    // 30 are held; 570 more would be 600 by it.
    expect(years({}, {}, { ...late(30), atMost: 900, weight: 9 })).toEqual([3000, 1270, 1200, 530]);
  });
  test("of any amount leave a year that is bound to one amount at just that", () => {
    const said = [part(0, 40), part(1, 60)];
    const tens = { goal: 100, months: 2, increment: 10, said };
    const only = { atLeast: 60, atMost: 60, heldParts: [part(0, 7)] };
    expect(monthsOf(cascade([{}, only, {}], tens)).slice(1)).toEqual([
      [7, 53],
      [33, 7],
    ]);
  });
  test("are met to the unit where no whole increments lie within the bounds of all", () => {
    const held = { atLeast: 20, atMost: 30, heldParts: [part(0, 7)] };
    const one = cascade([{}, held, held], {
      goal: 50,
      months: 2,
      increment: 10,
      said: [part(0, 14), part(1, 36)],
    });
    expect(yearsOf(one)).toEqual([50, 25, 25]);
    expect(one.handed[0]).toMatchObject({ inUnits: true, atOnce: false, yearMoved: [] });
  });
  test("leave the others' shares of their months", () => {
    const one = cascade([{}, { heldParts: [part(0, 40)] }, { weight: 2 }, {}], over);
    expect(monthsOf(one).slice(1)).toEqual([
      [40, 25],
      [40, 50],
      [20, 25],
    ]);
    expect(one.seats.map((s) => s!.exact)).toEqual([200, 65, 90, 45]);
  });
});

describe("years of those who come and go", () => {
  test("are their periods' shares, rounded within their bounds", () => {
    const over = { goal: 20, months: 2, said: [part(0, 9), part(1, 11)] };
    // 4.5 and 3.67; a third comes late: 4.5 + 3.67, 4.5 + 3.67, 3.67.
    const one = cascade([{}, {}, {}, LATE], over);
    expect(yearsOf(one)).toEqual([20, 8, 8, 4]);
    one.seats.slice(1).forEach((seat, i) => {
      expect(seat!.exact).toBeCloseTo([9.5 - 4 / 3, 9.5 - 4 / 3, 11 / 3][i]!, 9);
    });
    expect(
      monthsOf(one)
        .slice(1)
        .map((row) => row![0]),
    ).toEqual([5, 4, 0]);
  });
  test("the odd part goes to the largest share", () => {
    const one = cascade([{}, {}, LATE, { weight: 3 }], {
      goal: 1050,
      months: 2,
      increment: 100,
      said: [part(0, 500), part(1, 550)],
    });
    expect(yearsOf(one)).toEqual([1050, 200, 100, 750]);
    expect(one.seats.map((s) => s!.odd)).toEqual([0, 0, 0, 50]);
    const [, a, b, c] = monthsOf(one);
    expect([0, 1].map((j) => a![j]! + b![j]! + c![j]!)).toEqual([500, 550]);
  });
  test("a bound in increments is met inward", () => {
    const over = { goal: 1000, months: 2, increment: 100 };
    expect(yearsOf(cascade([{}, {}, { ...LATE, atLeast: 700 }], over))).toEqual([1000, 600, 400]);
    expect(yearsOf(cascade([{}, {}, { ...LATE, atMost: 300 }], over))).toEqual([1000, 900, 100]);
  });
  test("a year moves by an increment where the periods leave no other way", () => {
    const one = cascade([{}, EARLY, EARLY, LATE, LATE], {
      goal: 2,
      months: 2,
      said: [part(0, 1), part(1, 1)],
    });
    // By the years alone the first two had one each.
    expect(monthsOf(one).slice(1)).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(one.handed[0]).toMatchObject({ atOnce: true, yearMoved: [2, 3], inUnits: false });
    const tens = cascade([{}, EARLY, EARLY, LATE, LATE], {
      goal: 20,
      months: 2,
      increment: 10,
      said: [part(0, 10), part(1, 10)],
    });
    expect(yearsOf(tens)).toEqual([20, 10, 0, 10, 0]);
    expect(tens.handed[0]).toMatchObject({ atOnce: true, yearMoved: [2, 3], inUnits: false });
  });
  test("years that move are tied to the unit where a month or a held year is no whole increment", () => {
    const tens = (...[people, first, second]: [Parameters<typeof cascade>[0], number, number]) =>
      cascade([{}, ...people], {
        goal: first + second,
        months: 2,
        increment: 10,
        said: [part(0, first), part(1, second)],
      });
    const odd = tens([EARLY, EARLY, LATE, LATE], 15, 5);
    expect(monthsOf(odd).slice(1)).toEqual([
      [8, 0],
      [7, 0],
      [0, 3],
      [0, 2],
    ]);
    expect(odd.handed[0]).toMatchObject({ yearMoved: [1, 2, 3, 4], inUnits: true });
    const one = tens([EARLY, EARLY, LATE, LATE], 10, 15);
    expect(yearsOf(one)).toEqual([25, 10, 0, 5, 10]);
    const five = { ...EARLY, heldYear: 5 };
    const held = tens([five, five, EARLY, EARLY, LATE, LATE], 20, 10);
    expect(yearsOf(held)).toEqual([30, 5, 5, 5, 5, 5, 5]);
    expect(held.handed[0]).toMatchObject({ yearMoved: [3, 4, 5, 6], inUnits: true });
    // A held year of whole increments stays as it is, and so do increments.
    const ten = { ...EARLY, heldYear: 10 };
    const whole = tens([EARLY, EARLY, ten, LATE, LATE], 20, 10);
    expect(yearsOf(whole)).toEqual([30, 10, 0, 10, 10, 0]);
    expect(whole.handed[0]).toMatchObject({ yearMoved: [2, 4], inUnits: false });
  });
  test("own curves shape the months of those who are there; a gap is none where they aren't", () => {
    const one = cascade([{}, { season: [3, 1] }, { season: [1, 3] }], { goal: 80, months: 2 });
    expect(monthsOf(one).slice(1)).toEqual([
      [30, 10],
      [10, 30],
    ]);
    expect(one.handed[0]!.atOnce).toBe(false);
    const late = cascade([{}, {}, { ...LATE, season: [0, 2] }, { season: [0, 2] }], {
      goal: 80,
      months: 2,
    });
    expect(late.handed[0]!.gaps).toEqual([3]);
    const inner = [1, 1, 0].map((presence, j) => ({
      presence: j === 0 ? [1, 1, 1] : [1, 1, presence],
    }));
    const gap = cascade([{}, ...inner.slice(0, 2), { ...inner[2]!, season: [1, 2, 0] }], {
      goal: 90,
      months: 3,
    });
    expect(gap.handed[0]!.gaps).toEqual([]);
  });
});
