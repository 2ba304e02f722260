/** The base by hand: goals without the buffers above, in both directions. */
import { describe, expect, test } from "vitest";
import { baseOf } from "../../src/cascade/base.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import { PLAIN_STEP } from "../../src/cascade/target.ts";
import { cascade } from "./teams.ts";

const base = (...asked: Parameters<typeof cascade>) =>
  cascade(...asked).seats.map((seat) => [seat!.baseYear, seat!.baseMonths]);
const step = { overAssign: 0.25 };

describe("the base", () => {
  test("is the goal where no step has a buffer or a reserve, and the very same months", () => {
    const { seats } = cascade([{}, { weight: 2 }, {}], { goal: 90, months: 2 });
    for (const seat of seats) {
      expect(seat!.baseYear).toBe(seat!.year);
      expect(seat!.baseMonths).toEqual(seat!.months);
    }
  });
  test("leaves a buffer out, keeps a reserve off, at every level", () => {
    const people = [{ step }, {}, {}, { parent: 1 }, { parent: 1, weight: 3 }];
    expect(base(people, { goal: 80, months: 2 })).toEqual([
      [80, [40, 40]],
      [64, [32, 32]],
      [16, [8, 8]],
      [16, [8, 8]],
      [48, [24, 24]],
    ]);
    // Twenty-four of thirty after a reserve of a fifth; the buffer isn't in them.
    const both = { overAssign: 0.5, keepBack: 0.2 };
    expect(base([{ step: both }, {}, {}], { goal: 30, months: 1 })).toEqual([
      [30, [30]],
      [12, [12]],
      [12, [12]],
    ]);
  });
  test("below a buffer is the part of a goal that is base, reserve and all", () => {
    const keep = { keepBack: 0.1 };
    const people = [{ step }, { step: keep }, { parent: 1 }, { parent: 1, weight: 4 }];
    // 100 becomes 125; 112.5, rounded to 113, of it is handed down, and 100 of 125 of that is base.
    expect(base(people, { goal: 100 }).map(([year]) => year)).toEqual([100, 100, 18, 72]);
  });
  test("follows the manager's months, and his signs", () => {
    const season = [3, 1];
    const people = [{ step, season }, {}, { presence: [0, 1] }];
    const up = base(people, { goal: 80, months: 2 });
    expect(up[0]).toEqual([80, [60, 20]]);
    expect(up.slice(1).map(([, months]) => months)).toEqual([
      [60, 10],
      [0, 10],
    ]);
    const lower = { ...step, lowerIsBetter: true };
    const down = base([{ step: lower, season }, {}, { presence: [0, 1] }], {
      goal: -80,
      months: 2,
    });
    expect(down).toEqual([
      [-80, [-60, -20]],
      [-70, [-60, -10]],
      [-10, [0, -10]],
    ]);
    const kept = base([{ step: { keepBack: 0.25, overAssign: 0.2 }, season }, {}, {}], {
      goal: -80,
      months: 2,
    });
    expect(kept.slice(1)).toEqual([
      [-30, [-23, -7]],
      [-30, [-22, -8]],
    ]);
  });
  test("after a reserve follows the manager's months too", () => {
    const both = { keepBack: 0.2, overAssign: 0.5 };
    const made = base([{ step: both, season: [3, 1] }, {}, {}], { goal: 80, months: 2 });
    expect(made.slice(1)).toEqual([
      [32, [24, 8]],
      [32, [24, 8]],
    ]);
  });
  test("finds a unit another place than a month somebody isn't there", () => {
    const over = { step: { overAssign: 0.5 } };
    const people = [over, {}, { weight: 3, presence: [1, 0] }, { weight: 3, presence: [0, 1] }];
    // One each in assigned terms; of the base's two the last has none, and his month is the first one's.
    expect(base(people, { goal: 2, months: 2 })).toEqual([
      [2, [1, 1]],
      [1, [0, 1]],
      [1, [1, 0]],
      [0, [0, 0]],
    ]);
  });
  test("is owed in a month held where somebody isn't there", () => {
    const held = { presence: [0, 1], heldParts: [{ indexes: [0], amount: 25 }] };
    expect(base([{ step }, {}, held], { goal: 80, months: 2 })[2]).toEqual([40, [20, 20]]);
  });
  test("ties where people come and go and its rounding differs from the goals'", () => {
    const made = baseOf({
      own: { year: 6, months: [4, 2], baseYear: 3, baseMonths: [1, 2] },
      target: 6,
      columns: [4, 2],
      step: PLAIN_STEP,
      group: groupOf(2),
      years: [4, 2],
      months: Float64Array.from([4, 0, 0, 2]),
      days: Float64Array.from([1, 0, 0, 1]),
    });
    expect(made).toEqual({
      target: 3,
      columns: [1, 2],
      years: [2, 1],
      months: Float64Array.from([1, 1, 0, 1]),
    });
  });
  test("less the reserve is below the goal where buffer and rounding bring back just the goal; of the opposite its opposite", () => {
    const buffered = { keepBack: 0.05, overAssign: 0.06 };
    const goals = (goal: number, lowerIsBetter: boolean) =>
      cascade([{ step: { ...buffered, lowerIsBetter } }, {}, {}], {
        goal,
        increment: 10,
      }).seats.map((seat) => [seat!.year, seat!.baseYear]);
    // 10 less 0.5 is 9.5, half away from 0.
    expect(goals(10, false)[0]).toEqual([10, 10]);
    expect(goals(30, false)).toEqual([
      [30, 30],
      [20, 19],
      [10, 10],
    ]);
    expect(goals(-30, true)).toEqual([
      [-30, -30],
      [-20, -19],
      [-10, -10],
    ]);
  });
  test("of nothing is nothing", () => {
    expect(base([{ step }, {}, {}], { goal: 0, months: 2 })[1]).toEqual([0, [0, 0]]);
    const people = [{ step }, {}, {}, { parent: 1, weight: 0 }, { parent: 1, weight: 0 }];
    expect(base(people, { goal: 80 }).slice(3)).toEqual([
      [0, [0]],
      [0, [0]],
    ]);
  });
});
