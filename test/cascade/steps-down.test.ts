/** Targets, bounds going up, days and ramps: each edge by hand, and what must hold for any. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCalendar } from "../../dsl/calendar/calendar.ts";
import { dayOf } from "../../dsl/calendar/day.ts";
import type { CalendarSpec } from "../../dsl/ir/ir.ts";
import { factors, isRamping, type Ramp, rampFrom } from "../../src/cascade/factors.ts";
import {
  capUp,
  floorUp,
  layersOf,
  PLAIN_STEP,
  type Step,
  target,
} from "../../src/cascade/target.ts";
import { blendShares } from "../../src/cascade/weights.ts";

const step = (over: Partial<Step>): Step => ({ ...PLAIN_STEP, ...over });

describe("what a step hands down", () => {
  test("without buffer and reserve the goal, odd as it is", () => {
    expect(target(98_765_432, PLAIN_STEP, 100_000)).toBe(98_765_432);
    expect(layersOf(1234, 1234, PLAIN_STEP)).toEqual({ reserve: 0, buffer: 0 });
  });
  test("to the nearest increment, halves away from zero", () => {
    expect(target(1000, step({ keepBack: 0.05 }), 100)).toBe(1000);
    expect(target(-1000, step({ keepBack: 0.05 }), 100)).toBe(-1000);
    expect(target(1000, step({ keepBack: 0.051 }), 100)).toBe(900);
    expect(target(0, step({ keepBack: 0.5 }), 100)).toBe(0);
  });
  test("a buffer never ends on the easier side", () => {
    expect(target(1040, step({ overAssign: 0.001 }), 100)).toBe(1100);
    expect(target(1000, step({ overAssign: 0.001 }), 100)).toBe(1000);
    expect(target(1060, step({ overAssign: 0.001, lowerIsBetter: true }), 100)).toBe(1000);
    expect(target(1000, step({ overAssign: 0.001, lowerIsBetter: true }), 100)).toBe(1000);
    expect(target(1000, step({ overAssign: 0.1, lowerIsBetter: true }), 100)).toBe(900);
    // A reserve alone may round either way.
    expect(target(1040, step({ keepBack: 0.001 }), 100)).toBe(1000);
  });
  test("a negative goal's buffer makes it harder too", () => {
    expect(target(-1000, step({ overAssign: 0.1 }), 1)).toBe(-900);
    expect(target(-1000, step({ overAssign: 0.1, lowerIsBetter: true }), 1)).toBe(-1100);
    expect(target(-1000, step({ keepBack: 0.1 }), 1)).toBe(-900);
  });
  test("nothing has no sign", () => {
    expect(target(-1, step({ keepBack: 0.1 }), 10)).toBe(0);
    expect(target(-4, step({ overAssign: 0.1 }), 10)).toBe(0);
    expect(target(-6, step({ keepBack: 0.9, overAssign: 0.1 }), 1)).toBe(0);
    expect(target(-96, step({ overAssign: 0.01 }), 100)).toBe(0);
  });
  test("what rounding adds is the buffer's, where there is none the reserve's", () => {
    const reserve = step({ keepBack: 0.02 });
    expect(layersOf(100_005, target(100_005, reserve, 100), reserve)).toEqual({
      reserve: 2005,
      buffer: 0,
    });
    const both = step({ keepBack: 0.1, overAssign: 0.05 });
    expect(layersOf(1001, target(1001, both, 10), both)).toEqual({ reserve: 100, buffer: 49 });
  });
});

describe("bounds going up a step", () => {
  const steps = fc.record({
    keepBack: fc.constantFrom(0, 0.02, 0.1),
    overAssign: fc.constantFrom(0, 0.01, 0.05, 0.3),
    lowerIsBetter: fc.boolean(),
  });
  const bound = fc.integer({ min: 0, max: 20_000 });
  const increment = fc.constantFrom(1, 7, 100);
  test("a floor is the least whole goal that hands down enough", () => {
    fc.assert(
      fc.property(steps, bound, increment, (s, floors, q) => {
        const goal = floorUp(floors, s, q);
        expect(goal % q).toBe(0);
        expect(target(goal, s, q)).toBeGreaterThanOrEqual(floors);
        if (goal > 0) expect(target(goal - q, s, q)).toBeLessThan(floors);
      }),
      { numRuns: 300 },
    );
  });
  test("a cap is the largest whole goal that hands down no more", () => {
    fc.assert(
      fc.property(steps, bound, increment, (s, caps, q) => {
        const goal = capUp(caps, s, q);
        expect(goal % q).toBe(0);
        if (goal > 0) expect(target(goal, s, q)).toBeLessThanOrEqual(caps);
        expect(target(goal + q, s, q)).toBeGreaterThan(caps);
      }),
      { numRuns: 300 },
    );
  });
  test("none stays none", () => {
    expect(floorUp(0, step({ overAssign: 0.1 }), 100)).toBe(0);
    expect(floorUp(-5, PLAIN_STEP, 100)).toBe(0);
    expect(capUp(Number.POSITIVE_INFINITY, step({ overAssign: 0.1 }), 100)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

const plainDays = (start: number, end: number) => Math.max(0, end - start);
const months = (year: number, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    start: dayOf(year + Math.floor((from + i - 1) / 12), ((from + i - 1) % 12) + 1, 1),
    end: dayOf(year + Math.floor((from + i) / 12), ((from + i) % 12) + 1, 1),
  }));
const LATER = dayOf(2030, 1, 1);

describe("days in the org", () => {
  const list = months(2025, 1, 4);
  test("from the first day to the day before `to`, by the month's days", () => {
    const made = factors({
      months: list,
      from: dayOf(2025, 2, 15),
      to: dayOf(2025, 4, 11),
      ramp: null,
      days: plainDays,
    });
    expect(made).toEqual([0, 14 / 28, 1, 10 / 30]);
  });
  test("who comes after a month, or left before it, owes none of it", () => {
    const made = (from: number, to: number) =>
      factors({ months: list, from, to, ramp: null, days: plainDays });
    expect(made(dayOf(2025, 2, 1), LATER)).toEqual([0, 1, 1, 1]);
    expect(made(0, dayOf(2025, 2, 1))).toEqual([1, 0, 0, 0]);
  });
  test("a month without a working day owes nothing", () => {
    const made = factors({ months: list, from: 0, to: LATER, ramp: null, days: () => 0 });
    expect(made).toEqual([0, 0, 0, 0]);
  });
});

describe("a ramp", () => {
  const calendarOf = (over: Partial<CalendarSpec>) =>
    makeCalendar({
      spec: {
        yearStarts: 1,
        namedBy: "end",
        weeks: null,
        track: ["month"],
        workWeek: null,
        holidays: [],
        ...over,
      },
      holidays: [],
    });
  const plain = calendarOf({});
  const GRAINS = { 1: "month", 3: "quarter", 6: "half" } as const;
  const rampOf = (from: number, shares: readonly number[], count: 1 | 3 | 6 = 1): Ramp =>
    rampFrom(plain, GRAINS[count], from, shares);
  const made = (ramp: Ramp, list = months(2025, 1, 6), to = LATER) =>
    factors({ months: list, from: ramp.from, to, ramp, days: plainDays });

  test("counts from the month of the start up to the 15th, else from the next", () => {
    expect(made(rampOf(dayOf(2025, 1, 15), [0.25, 0.5]))).toEqual([0.25, 0.5, 1, 1, 1, 1]);
    expect(made(rampOf(dayOf(2025, 1, 16), [0.25, 0.5]))).toEqual([0, 0.25, 0.5, 1, 1, 1]);
  });
  test("by quarter counts from the quarter of the start, or the next after its first half", () => {
    const list = months(2025, 1, 9);
    const early = made(rampOf(dayOf(2025, 2, 10), [0.5], 3), list);
    expect(early).toEqual([0, 0.5, 0.5, 1, 1, 1, 1, 1, 1]);
    const late = made(rampOf(dayOf(2025, 2, 20), [0.5], 3), list);
    expect(late).toEqual([0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1]);
    const [first, second] = [dayOf(2025, 1, 1), dayOf(2025, 4, 1)];
    expect(made(rampOf(first, [0.25, 0.5], 3), list)).toEqual([
      0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 1, 1, 1,
    ]);
    expect(made(rampOf(second, [0.5], 3), list)).toEqual([0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1]);
  });
  test("replaces the days of the start, not those of the end", () => {
    const ramp = rampOf(dayOf(2025, 1, 10), [0.5, 0.5]);
    expect(made(ramp, months(2025, 1, 3), dayOf(2025, 2, 15))).toEqual([0.5, 0.5 * 0.5, 0]);
  });
  test("somebody who moves while ramping owes once: each place from its own first day", () => {
    const ramp = rampOf(dayOf(2025, 1, 6), [0.25, 0.5, 0.75, 1]);
    const moves = dayOf(2025, 3, 11);
    const list = months(2025, 1, 5);
    const place = (from: number, to: number) =>
      factors({ months: list, from, to, ramp, days: plainDays });
    const [before, after] = [place(ramp.from, moves), place(moves, LATER)];
    expect(before).toEqual([0.25, 0.5, (10 / 31) * 0.75, 0, 0]);
    expect(after).toEqual([0, 0, (21 / 31) * 0.75, 1, 1]);
    before.forEach((b, j) => {
      expect(b + after[j]!).toBeCloseTo([0.25, 0.5, 0.75, 1, 1][j]!, 12);
    });
  });
  test("by quarter turns in the middle of the middle month, by half after the third", () => {
    const list = months(2025, 1, 6);
    const quarterly = (day: number) => made(rampOf(dayOf(2025, 2, day), [0.5], 3), list)[3];
    expect(quarterly(16)).toBe(1);
    expect(quarterly(17)).toBe(0.5);
    const half = (month: number, day: number) =>
      made(rampOf(dayOf(2025, month, day), [0.5], 6), months(2025, 1, 12))[6];
    expect(half(3, 31)).toBe(1);
    expect(half(4, 1)).toBe(0.5);
    expect(isRamping(rampOf(dayOf(2025, 2, 1), [0.5]), list[0]!)).toBe(false);
  });
  test("by quarter of a year that starts in February: the fiscal quarter", () => {
    const calendar = calendarOf({ yearStarts: 2 });
    const ramp = rampFrom(calendar, "quarter", dayOf(2025, 2, 3), [0.5]);
    expect(made(ramp, months(2025, 2, 6))).toEqual([0.5, 0.5, 0.5, 1, 1, 1]);
  });
  test("in a calendar of weeks counts its periods, and turns after the middle of one", () => {
    const weeks = { pattern: "4-4-5", ending: "last", weekday: 6, month: 1 } as const;
    const calendar = calendarOf({ weeks });
    const year = calendar.periodOf(dayOf(2025, 6, 1), "year");
    const list = calendar.parts(year, "month");
    const [, second, third] = list;
    const from = (start: number) =>
      made(rampFrom(calendar, "month", start, [0.25, 0.5]), list.slice(1, 6));
    expect([second!.end - second!.start, third!.end - third!.start]).toEqual([28, 35]);
    expect(from(second!.start + 13)).toEqual([0.25, 0.5, 1, 1, 1]);
    expect(from(second!.start + 14)).toEqual([0, 0.25, 0.5, 1, 1]);
    expect(from(third!.start + 16)).toEqual([0, 0.25, 0.5, 1, 1]);
    expect(from(third!.start + 17)).toEqual([0, 0, 0.25, 0.5, 1]);
  });
  test("by week: a month owes the mean of its weeks by days", () => {
    // 1 September 2025 is a Monday, so is the 8th.
    const ramp = rampFrom(plain, "week", dayOf(2025, 9, 1), [0.5]);
    const [september] = made(ramp, months(2025, 9, 2));
    expect(september).toBeCloseTo((0.5 * 7 + 23) / 30, 12);
    expect(isRamping(ramp, months(2025, 9, 1)[0]!)).toBe(true);
    expect(isRamping(ramp, months(2025, 10, 1)[0]!)).toBe(false);
  });
  test("goes over the end of a year", () => {
    const ramp = rampOf(dayOf(2025, 12, 1), [0.5, 0.75]);
    expect(made(ramp, months(2025, 11, 4))).toEqual([0, 0.5, 0.75, 1]);
  });
  test("is over once its share is whole", () => {
    const ramp = rampOf(dayOf(2025, 2, 20), [0.5, 1]);
    const list = months(2025, 1, 5);
    expect(list.map((m) => isRamping(ramp, m))).toEqual([false, true, true, false, false]);
    const quarterly = rampOf(dayOf(2025, 1, 1), [0.5], 3);
    expect(list.map((m) => isRamping(quarterly, m))).toEqual([true, true, true, false, false]);
  });
});

describe("a blend", () => {
  test("is of shares; blank and negative count as 0; a part that is all 0 drops out", () => {
    const made = blendShares([
      { share: 0.5, values: [900, 100, -50] },
      { share: 0.25, values: [1, 3, 0] },
      { share: 0.25, values: [0, -1, 0] },
    ]);
    expect(made.dropped).toEqual([2]);
    const wanted = [(2 / 3) * 0.9 + (1 / 3) * 0.25, (2 / 3) * 0.1 + (1 / 3) * 0.75, 0];
    made.shares.forEach((s, i) => {
      expect(s).toBeCloseTo(wanted[i]!, 12);
    });
  });
  test("of nothing is nothing", () => {
    expect(blendShares([])).toEqual({ shares: [], dropped: [] });
    expect(blendShares([{ share: 1, values: [0, 0] }])).toEqual({ shares: [0, 0], dropped: [0] });
  });
});
