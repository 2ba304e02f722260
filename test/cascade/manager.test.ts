/** One manager by hand: his lines, his reports' seats, what he is told, and what can't be met. */
import { describe, expect, test } from "vitest";
import { cascade, monthsOf, yearsOf } from "./teams.ts";

const plain = { reserve: 0, buffer: 0, held: 0, odd: 0, vacancies: 0, open: 0, difference: 0 };
const refusalOf = (...asked: Parameters<typeof cascade>) => cascade(...asked).refusals[0]?.refusal;

describe("the lines", () => {
  const { seats, handed } = cascade(
    [
      { step: { keepBack: 0.1, overAssign: 0.05 } },
      { weight: 3 },
      { vacancy: true },
      { heldYear: 100 },
    ],
    { goal: 1000, months: 2 },
  );
  const [line] = handed;
  test("goal, reserve and buffer make what is handed down; held, vacancies and free are parts of it", () => {
    // 900 after the reserve, 945 with the buffer; 845 of it free: 633.75 and 211.25.
    const year = { ...plain, goal: 1000, reserve: 100, buffer: 45, handedDown: 945 };
    expect(line!.year).toEqual({ ...year, held: 100, vacancies: 211, free: 845 });
    const month = { ...plain, goal: 500, reserve: 50, held: 50 };
    expect(line!.months).toEqual([
      { ...month, buffer: 23, handedDown: 473, vacancies: 106, free: 423 },
      { ...month, buffer: 22, handedDown: 472, vacancies: 105, free: 422 },
    ]);
  });
  test("the base has the reserve and no buffer", () => {
    // 900 by 634 : 211 : 100.
    const year = { ...plain, goal: 1000, reserve: 100, handedDown: 900 };
    expect(line!.baseYear).toEqual({ ...year, held: 95, vacancies: 201, free: 805 });
    const month = { ...plain, goal: 500, reserve: 50, handedDown: 450 };
    expect(line!.baseMonths).toEqual([
      { ...month, held: 47, vacancies: 101, free: 403 },
      { ...month, held: 48, vacancies: 100, free: 402 },
    ]);
  });
  test("a seat tells its share before rounding and who took an increment by it", () => {
    const free = { held: false, odd: 0, bound: null };
    expect(seats.slice(1)).toEqual([
      {
        ...free,
        year: 634,
        months: [317, 317],
        baseYear: 604,
        baseMonths: [302, 302],
        share: 633.75 / 945,
        exact: 633.75,
        took: 1,
      },
      {
        ...free,
        year: 211,
        months: [106, 105],
        baseYear: 201,
        baseMonths: [101, 100],
        share: 211.25 / 945,
        exact: 211.25,
        took: 0,
      },
      {
        ...free,
        held: true,
        year: 100,
        months: [50, 50],
        baseYear: 95,
        baseMonths: [47, 48],
        share: 100 / 945,
        exact: 100,
        took: 0,
      },
    ]);
    expect(seats[0]).toMatchObject({ year: 1000, share: 1, exact: 1000, held: false });
  });
  test("what is no whole increment is told of the year, the month and who took it", () => {
    const one = cascade([{}, { weight: 2 }, {}, {}], { goal: 1050, increment: 100, months: 2 });
    expect(one.handed[0]!.year).toMatchObject({ odd: 50, free: 1050 });
    expect(one.handed[0]!.months.map((m) => m.odd)).toEqual([50, 0]);
    expect(monthsOf(one).slice(1)).toEqual([
      [350, 200],
      [100, 200],
      [100, 100],
    ]);
    const told = one.seats.map((s) => [s!.odd, s!.exact, s!.took]);
    expect(told.slice(1)).toEqual([
      [50, 525, 1],
      [0, 262.5, 1],
      [0, 262.5, 0],
    ]);
  });
  test("held months are held in their months only", () => {
    const held = { heldParts: [{ indexes: [1], amount: 70 }] };
    const [one] = cascade([{}, held, {}], { goal: 200, months: 2 }).handed;
    expect(one!.months.map((m) => [m.held, m.free])).toEqual([
      [0, 100],
      [70, 30],
    ]);
    expect(one!.baseMonths.map((m) => m.held)).toEqual([0, 70]);
    // The year's line counts whoever holds any of it.
    expect(one!.year).toMatchObject({ held: 120, free: 80 });
  });
  test("what somebody who left no longer owes stays open, by the month and to the unit", () => {
    const left = { left: [1, 0.5, 0] };
    const { seats: own, handed: lines } = cascade([{}, left, {}], { goal: 63, months: 3 });
    // Thirty-two in all, 11 11 10; of the second month 5.5, and six are still owed.
    expect(own[1]).toMatchObject({ year: 17, months: [11, 6, 0], baseYear: 17 });
    expect(own[1]!.baseMonths).toEqual([11, 6, 0]);
    expect(lines[0]!.year).toMatchObject({ handedDown: 63, open: 15, free: 63, difference: 0 });
    expect(lines[0]!.baseYear).toMatchObject({ open: 15, difference: 0 });
    expect(lines[0]!.months.map((m) => m.open)).toEqual([0, 5, 10]);
    expect(lines[0]!.baseMonths.map((m) => [m.open, m.difference])).toEqual([
      [0, 0],
      [5, 0],
      [10, 0],
    ]);
  });
});

describe("which bound a goal stands at", () => {
  const told = (...asked: Parameters<typeof cascade>) =>
    cascade(...asked)
      .seats.slice(1)
      .map((s) => [s!.year, s!.bound, s!.exact]);
  test("as it was said, whichever way the goal points", () => {
    expect(told([{}, { atMost: 30 }, { atLeast: 50 }, {}], { goal: 120 })).toEqual([
      [30, "at most", 30],
      [50, "at least", 50],
      [40, null, 40],
    ]);
    expect(told([{}, { atLeast: -30 }, { atMost: -50 }, {}], { goal: -120 })).toEqual([
      [-30, "at least", -30],
      [-50, "at most", -50],
      [-40, null, -40],
    ]);
  });
  test("none where it isn't reached, is a hold, or is a floor of nothing", () => {
    expect(told([{}, { atLeast: 10, atMost: 70 }, {}], { goal: 120 })[0]).toEqual([60, null, 60]);
    const held = { atLeast: 10, heldYear: 10 };
    expect(told([{}, held, {}], { goal: 120 })[0]).toEqual([10, null, 10]);
    const none = { atLeast: 0, weight: 0 };
    expect(told([{}, none, {}], { goal: 120 })[0]).toEqual([0, null, 0]);
  });
  test("a floor that is said is met first, and only the rest is shared", () => {
    // Not so the holds below a manager: shares of 0.45 0.45 3.64 0.45 would give 1 0 4 0.
    const people = [{}, { atLeast: 1 }, {}, { weight: 8 }, {}];
    expect(yearsOf(cascade(people, { goal: 5 }))).toEqual([5, 1, 1, 3, 0]);
    const below = [{}, {}, {}, { weight: 8 }, {}, { parent: 1, heldYear: 1 }];
    expect(yearsOf(cascade(below, { goal: 5 }))).toEqual([5, 1, 0, 4, 0, 1]);
  });
});

test("goals held as they came out hold their manager's too, though he took what is no whole increment", () => {
  const team = (held: boolean) => [
    {},
    {},
    { weight: 4, atMost: 80 },
    { parent: 1, weight: 0, heldYear: held ? 0 : null },
    { parent: 1, heldYear: held ? 51 : null },
    { parent: 1, weight: 0 },
  ];
  for (const held of [false, true])
    expect(yearsOf(cascade(team(held), { goal: 131, increment: 10 }))).toEqual([
      131, 51, 80, 0, 51, 0,
    ]);
});

test("of managers held below only those who needn't be whole increments are freed", () => {
  // Thirty and fifty are held and capped; what is left is the very 51 that is held below.
  const people = [
    {},
    {},
    {},
    { weight: 40, atMost: 50 },
    { parent: 1, weight: 0, heldYear: 0 },
    { parent: 1, heldYear: 51 },
    { parent: 2, heldYear: 30 },
  ];
  expect(yearsOf(cascade(people, { goal: 131, increment: 10 }))).toEqual([
    131, 51, 30, 50, 0, 51, 30,
  ]);
});

test("a manager whose held goal faces the other way hands it down as it is", () => {
  const people = [{}, { heldYear: 20 }, {}, { parent: 1 }, { parent: 1, weight: 3 }];
  const up = cascade(people, { goal: -100, months: 2 });
  expect(monthsOf(up)).toEqual([
    [-50, -50],
    [10, 10],
    [-60, -60],
    [3, 2],
    [7, 8],
  ]);
});

describe("closed months", () => {
  const over = { goal: 80, months: 2, closed: [0] };
  test("that come out as published aren't held", () => {
    const held = { published: [20, 0], heldParts: [{ indexes: [1], amount: 30 }] };
    const made = cascade([{ published: [40, 0] }, held, { published: [20, 0] }], over);
    expect(made.frozen).toBe(false);
    expect(made.handed[0]!.months.map((m) => m.held)).toEqual([0, 30]);
  });
  test("that are all there is must make the goal", () => {
    const people = [{ published: [40, 40] }, { published: [30, 30] }, { published: [20, 20] }];
    const made = cascade(people, { ...over, closed: [0, 1] });
    const refusal = { code: "all held", target: 80, held: 100, short: 20 };
    expect(made.refusals).toEqual([{ node: 0, refusal }]);
  });
});

describe("what a manager is told", () => {
  test("who would get less of a larger total, or more of a smaller one", () => {
    // Ten among 6 : 6 : 2 are 4 4 2, eleven are 5 5 1.
    const people = [{}, { weight: 6 }, { weight: 6 }, { weight: 2 }];
    const paradox = (over: Parameters<typeof cascade>[1]) =>
      cascade(people, over).handed[0]!.alabama;
    expect(paradox({ goal: 10 })).toEqual([3]);
    expect(paradox({ goal: 11 })).toEqual([3]);
    expect(paradox({ goal: 12 })).toEqual([]);
    expect(paradox({ goal: 100, increment: 10 })).toEqual([3]);
    expect(paradox({ goal: -10 })).toEqual([3]);
    expect(paradox({ goal: 10, rounding: "webster" })).toEqual([]);
    expect(paradox({ goal: 0 })).toEqual([]);
    // Beside a floor and a cap that hold ten, as beside nobody.
    const bounded = (...bound: Parameters<typeof cascade>[0]) =>
      cascade([...people, ...bound], { goal: 20 }).handed[0]!.alabama;
    expect(bounded({ atLeast: 10 })).toEqual([3]);
    expect(bounded({ weight: 100, atMost: 10 })).toEqual([3]);
    const floors = people.map((one, i) => (i === 0 ? one : { ...one, atLeast: 1 }));
    const all = cascade([...floors, { atLeast: 10 }], { goal: 20 });
    expect(yearsOf(all)).toEqual([20, 4, 4, 2, 10]);
    expect(all.handed[0]!.alabama).toEqual([3]);
  });
  test("whose own curve has a gap while he is there; the manager's own curve is none", () => {
    const one = cascade(
      [{ season: [1, 2, 1, 0] }, { season: [2, 4, 2, 0] }, { season: [1, 0, 1, 1] }],
      { goal: 40, months: 4 },
    );
    expect(one.handed[0]!.gaps).toEqual([2]);
    expect(monthsOf(one).slice(1)).toEqual([
      [5, 10, 5, 0],
      [5, 10, 5, 0],
    ]);
  });
  test("which weights were used, which parts of a blend were nothing, whose weight is negative", () => {
    const blend = cascade([{}, { weights: [[1, 0]] }, { weights: [[3, 0]] }], {
      goal: 40,
      alternatives: [[0.5, 0.5]],
    });
    expect(yearsOf(blend)).toEqual([40, 10, 30]);
    expect(blend.handed[0]).toMatchObject({ droppedParts: [1], alternative: 0 });
    const other = cascade([{}, { weights: [[0], [1]] }, { weights: [[-2], [3]] }], {
      goal: 40,
      alternatives: [[1], [1]],
    });
    expect(yearsOf(other)).toEqual([40, 10, 30]);
    expect(other.handed[0]).toMatchObject({ alternative: 1, negativeWeights: [2] });
    // Of those who aren't held: what the held one weighs doesn't make the first weights count.
    const held = cascade(
      [{}, { weights: [[5], [1]], heldYear: 10 }, { weights: [[0], [1]] }, { weights: [[0], [3]] }],
      { goal: 50, alternatives: [[1], [1]] },
    );
    expect(yearsOf(held)).toEqual([50, 10, 10, 30]);
    expect(held.handed[0]!.alternative).toBe(1);
    const none = cascade([{}, { weight: 0 }, { weight: 0 }], { goal: 40 });
    expect(yearsOf(none)).toEqual([40, 20, 20]);
    expect(none.handed[0]).toMatchObject({ alternative: -1, droppedParts: [] });
  });
});

test("a held quarter is divided over its months as the manager's are, then they are held", () => {
  const season = [3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
  const held = { heldParts: [{ indexes: [0, 1, 2], amount: 60 }] };
  const one = cascade([{ season }, held, {}], { goal: 300, months: 12 });
  expect(monthsOf(one)[1]!.slice(0, 4)).toEqual([30, 20, 10, 10]);
  expect(one.handed[0]!.months.map((m) => m.held).slice(0, 4)).toEqual([30, 20, 10, 0]);
  const two = [{ indexes: [1], amount: 40 }, ...held.heldParts];
  const both = cascade([{ season }, { heldParts: two }, {}], { goal: 300, months: 12 });
  // Of the quarter's 60 the said 40 are off: 20 by 3 : 1.
  expect(monthsOf(both)[1]!.slice(0, 4)).toEqual([15, 40, 5, 10]);
  // A hold may face the other way than the goal.
  const opposite = cascade([{ season }, held, {}], { goal: -300, months: 12 });
  expect(monthsOf(opposite)[1]!.slice(0, 4)).toEqual([30, 20, 10, -10]);
});

describe("what can't be met is told with the goal's own sign", () => {
  const months = 2;
  test("caps are the floors of the opposite", () => {
    expect(refusalOf([{}, { atMost: 40 }, { atMost: 50 }], { goal: 100 })).toEqual({
      code: "caps",
      target: 100,
      caps: 90,
      excess: 10,
      nearest: 90,
    });
    expect(refusalOf([{}, { atLeast: -40 }, { atLeast: -50 }], { goal: -100 })).toEqual({
      code: "floors",
      target: -100,
      floors: -90,
      excess: 10,
      nearest: -90,
    });
    expect(refusalOf([{}, { atMost: -70 }, { atMost: -60 }], { goal: -100 })).toEqual({
      code: "caps",
      target: -100,
      caps: -130,
      excess: 30,
      nearest: -130,
    });
  });
  test("holds", () => {
    const target = -100;
    expect(refusalOf([{}, { heldYear: -80 }, { heldYear: -50 }, {}], { goal: target })).toEqual({
      code: "holds",
      target,
      held: -130,
      excess: 30,
    });
    expect(refusalOf([{}, { heldYear: -80 }, { heldYear: -10 }], { goal: target })).toEqual({
      code: "all held",
      target,
      held: -90,
      short: 10,
    });
    const cell = { heldParts: [{ indexes: [0], amount: -70 }] };
    expect(refusalOf([{}, cell, {}], { goal: target, months })).toEqual({
      code: "holds",
      period: 0,
      target: -50,
      held: -70,
      excess: 20,
    });
    const parts = [
      { indexes: [0], amount: -30 },
      { indexes: [1], amount: -20 },
    ];
    const over = { heldYear: -40, heldParts: parts };
    expect(refusalOf([{}, over, {}], { goal: -120, months })).toEqual({
      code: "cells over year",
      who: 0,
      cells: -50,
      year: -40,
      excess: 10,
    });
  });
  test("periods and who is there in them", () => {
    const late = { presence: [0, 1] };
    expect(refusalOf([{}, late, late], { goal: -100, months })).toEqual({
      code: "nobody",
      period: 0,
      target: -50,
      open: 50,
    });
    expect(refusalOf([{}, { atLeast: -40 }, late, late], { goal: -100, months })).toEqual({
      code: "periods",
      kind: "caps",
      periods: [0],
      who: [0],
      owed: -50,
      can: -40,
      short: 10,
    });
  });
  test("bounds without a whole increment between them", () => {
    const told = { code: "no increment", who: 1, increment: 100 };
    const up = [{}, {}, { atLeast: 110, atMost: 190 }];
    expect(refusalOf(up, { goal: 500, increment: 100 })).toEqual({ ...told, floor: 110, cap: 190 });
    const down = [{}, {}, { atLeast: -190, atMost: -110 }];
    expect(refusalOf(down, { goal: -500, increment: 100 })).toEqual({
      ...told,
      floor: -190,
      cap: -110,
    });
  });
});
