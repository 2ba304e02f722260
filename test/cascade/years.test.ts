/** What reports owe in the year, where holds and floors are no whole increments. */
import { expect, test } from "vitest";
import { cascade, monthsOf, yearsOf } from "./teams.ts";

test("a manager owes what is held below him, though it is no whole increment", () => {
  const people = [{}, { weight: 3, heldYear: 22 }, {}, { parent: 2, heldYear: 26 }];
  expect(yearsOf(cascade(people, { goal: 48, increment: 10 }))).toEqual([48, 22, 26, 26]);
  const alone = [{}, {}, { parent: 1, heldYear: 26 }];
  expect(yearsOf(cascade(alone, { goal: 26, increment: 10 }))).toEqual([26, 26, 26]);
});

test("who weighs nothing owes the rest of a floor over the held months, to the unit", () => {
  const held = { weight: 0, atLeast: 5, heldParts: [{ indexes: [0], amount: 6 }] };
  const one = cascade([{}, held, {}], { goal: 210, months: 2, increment: 10 });
  // The floor is taken to 10: 4 after the 6 that are held.
  expect(monthsOf(one).slice(1)).toEqual([
    [6, 4],
    [104, 96],
  ]);
  expect(one.handed[0]).toMatchObject({ inUnits: true, yearMoved: [] });
});

test("floors are told as floors, though others have none", () => {
  const one = cascade([{}, { weight: 3 }, { atLeast: 70 }], { goal: 52, increment: 10 });
  expect(one.refusals[0]!.refusal).toEqual({
    code: "floors",
    target: 52,
    floors: 70,
    excess: 18,
    nearest: 70,
  });
});

test("months that have no table by halves are tied all at once before a year moves", () => {
  const held = { heldParts: [{ indexes: [0], amount: 4 }] };
  const people = [{}, { presence: [0, 0, 1, 1] }, held, { presence: [1, 0, 1, 1] }];
  const one = cascade(people, { goal: 70, months: 4, increment: 10 });
  expect(monthsOf(one).slice(1)).toEqual([
    [0, 0, 7, 3],
    [4, 20, 4, 2],
    [16, 0, 9, 5],
  ]);
  expect(one.handed[0]).toMatchObject({ atOnce: true, yearMoved: [] });
});

test("a year doesn't move to where what is held below it no longer fits", () => {
  const early = { presence: [1, 0] };
  const people = [
    {},
    early,
    {},
    { weight: 2, heldParts: [{ indexes: [0], amount: 11 }] },
    { parent: 2, ...early, weight: 4, heldYear: 20 },
  ];
  // 19 are left of the first month, and the one who is held can owe in no other.
  expect(cascade(people, { goal: 50, months: 2, increment: 10 }).refusals).toEqual([
    {
      node: 0,
      refusal: {
        code: "periods",
        kind: "floors",
        periods: [0],
        who: [1],
        owed: 20,
        can: 19,
        short: 1,
      },
    },
  ]);
});

test("years that move stay the nearest to their shares, and the months add up", () => {
  const held = (amount: number) => ({ heldParts: [{ indexes: [0], amount }] });
  const two = [{}, { weight: 5, ...held(12) }, { weight: 2, presence: [1, 0] }];
  const late = { weight: 2, presence: [0, 1] };
  // Of the second month's 40 the first has 28.6 and the third 11.4.
  expect(monthsOf(cascade([...two, late], { goal: 80, months: 2, increment: 10 }))).toEqual([
    [40, 40],
    [12, 29],
    [28, 0],
    [0, 11],
  ]);
  const six = [
    {},
    held(13),
    { presence: [1, 1, 0, 0] },
    { weight: 2, presence: [0, 1, 0, 1] },
    { weight: 2, presence: [0, 1, 1, 1] },
    { weight: 4, presence: [0, 0, 1, 0], ...held(5) },
    { weight: 3, presence: [0, 1, 0, 1] },
  ];
  const [top, ...reports] = monthsOf(cascade(six, { goal: 100, months: 4, increment: 10 }));
  expect(top!.map((_, j) => reports.reduce((sum, row) => sum + row![j]!, 0))).toEqual(top);
  expect(reports[2]).toEqual([0, 5, 0, 5]);
});
