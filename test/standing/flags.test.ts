/** Flags against an account written out by hand, and against a plain reference on random histories. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Day, dayOf } from "../../dsl/calendar/day.ts";
import {
  type FlagRule,
  flagHistory,
  followFlag,
  monthsBetween,
  type State,
  shareOf,
} from "../../src/standing/flags.ts";

/** Last days of the quarters from 2025-Q1 on. */
const quarterEnd = (at: number): Day =>
  dayOf(2025 + Math.floor((at + 1) / 4), ((3 * at + 3) % 12) + 1, 1) - 1;
const history = (
  states: readonly State[],
  rule: Partial<FlagRule> = {},
  actions: readonly Day[] = [],
) =>
  flagHistory(
    { for: 1, escalateMonths: null, ...rule },
    states.map((state, at) => ({ last: quarterEnd(at), state })),
    actions,
  );
const words = (...args: Parameters<typeof history>) =>
  history(...args).map((h) => h.event ?? (h.open ? "open" : "-"));

describe("what breaks a run, and what doesn't", () => {
  test("no data and too early stand still, whether the flag is open or not", () => {
    expect(words([true, "too early", true], { for: 2 })).toEqual(["-", "-", "raised"]);
    expect(words([true, "no data", "too early", false])).toEqual([
      "raised",
      "open",
      "open",
      "ended",
    ]);
    expect(words(["no data", "too early"])).toEqual(["-", "-"]);
  });
  test("ramping, no goal and absence end an open flag and break a run", () => {
    for (const state of ["ramping", "no goal", "absent"] as const) {
      expect(words([true, state])).toEqual(["raised", "ended"]);
      expect(words([true, state, true], { for: 2 })).toEqual(["-", "-", "-"]);
    }
  });
  test("since is the first period of the run", () => {
    const made = history([true, "no data", true, true, false], { for: 2 });
    expect(made.map((h) => h.since)).toEqual([-1, -1, 0, 0, -1]);
  });
});

describe("an action", () => {
  test("counts from the last day of the period of the raise to the last day of the period", () => {
    const raisedOn = quarterEnd(0);
    const closes = (day: Day) => words([true, true, true], {}, [day]);
    expect(closes(raisedOn - 1)).toEqual(["raised", "open", "open"]);
    expect(closes(raisedOn)).toEqual(["raised", "closed", "-"]);
    expect(closes(quarterEnd(1))).toEqual(["raised", "closed", "-"]);
    expect(closes(quarterEnd(1) + 1)).toEqual(["raised", "open", "closed"]);
  });
  test("closes while there is no data, too; the flag then waits for a period that is false", () => {
    const day = [quarterEnd(0) + 5];
    expect(words([true, "no data", true, false, true], {}, day)).toEqual([
      "raised",
      "closed",
      "-",
      "-",
      "raised",
    ]);
    expect(words([true, true, "no data", true], {}, day)).toEqual(["raised", "closed", "-", "-"]);
    // Neither a ramp nor absence is a period in which the condition was false.
    expect(words([true, true, "ramping", true], {}, day)).toEqual(["raised", "closed", "-", "-"]);
  });
  test("a closed flag needs its full run again", () => {
    const day = [quarterEnd(1) + 5];
    expect(words([true, true, true, false, true, true], { for: 2 }, day)).toEqual([
      "-",
      "raised",
      "closed",
      "-",
      "-",
      "raised",
    ]);
    const made = history([true, true, true, false, true, true], { for: 2 }, day);
    expect(made[5]!.since).toBe(4);
  });
  test("whoever follows actions hears when the flag is armed again, once", () => {
    const states: State[] = [true, true, "ramping", false, false, true];
    const made = followFlag(
      { for: 1, escalateMonths: null },
      states.map((state, at) => ({ last: quarterEnd(at), state })),
      (raised, at) => raised === 0 && at === 1,
    );
    expect(made.map((h) => h.event)).toEqual(["raised", "closed", null, "armed", null, "raised"]);
  });
});

describe("escalation", () => {
  test("one level for every span passed since the raise; never without a span", () => {
    const level = (months: number | null) =>
      history([true, true, true, true, true], { escalateMonths: months }).map((h) => h.level);
    expect(level(6)).toEqual([0, 0, 1, 1, 2]);
    expect(level(3)).toEqual([0, 1, 2, 3, 4]);
    expect(level(null)).toEqual([0, 0, 0, 0, 0]);
  });
  test("a period without data passes time too", () => {
    const made = history([true, "no data", "too early"], { escalateMonths: 3 });
    expect(made.map((h) => h.level)).toEqual([0, 1, 2]);
  });
  test("a running period counts up to the day it is seen", () => {
    const seen = (day: Day) =>
      flagHistory(
        { for: 1, escalateMonths: 1 },
        [
          { last: quarterEnd(0), state: true },
          { last: quarterEnd(1), state: true, seen: day },
        ],
        [],
      )[1]!.level;
    expect(seen(dayOf(2025, 4, 29))).toBe(0);
    expect(seen(dayOf(2025, 4, 30))).toBe(1);
    expect(seen(dayOf(2025, 5, 30))).toBe(1);
    expect(seen(dayOf(2025, 5, 31))).toBe(2);
    expect(seen(dayOf(2025, 3, 31))).toBe(0);
    expect(seen(dayOf(2025, 3, 1))).toBe(0);
  });
  test("a calendar may count its spans itself", () => {
    const made = history([true, true, true], {
      spansPassed: (from, to) => Math.floor((to - from) / 91),
    });
    expect(made.map((h) => h.level)).toEqual([0, 1, 2]);
  });
});

describe("months between last days", () => {
  test("ends of months count as the same day", () => {
    expect(monthsBetween(dayOf(2025, 1, 31), dayOf(2025, 2, 28))).toBe(1);
    expect(monthsBetween(dayOf(2025, 2, 28), dayOf(2025, 3, 31))).toBe(1);
    expect(monthsBetween(dayOf(2025, 2, 28), dayOf(2025, 3, 30))).toBe(0);
    expect(monthsBetween(dayOf(2024, 12, 31), dayOf(2026, 3, 31))).toBe(15);
    expect(monthsBetween(dayOf(2025, 3, 14), dayOf(2025, 5, 13))).toBe(1);
    expect(monthsBetween(dayOf(2025, 3, 14), dayOf(2025, 5, 14))).toBe(2);
  });
});

describe("a share of the reports", () => {
  test("is of those that can be judged; of none it is blank", () => {
    expect(shareOf([true, false, false, "no data", "absent", "ramping"])).toBeCloseTo(1 / 3, 12);
    expect(shareOf(["no data", "too early", "no goal"])).toBeNaN();
    expect(shareOf([])).toBeNaN();
    expect(shareOf([true])).toBe(1);
  });
});

test("on random histories: open only after a full run, never twice raised without an end, closes stay closed", () => {
  const states = fc.array(
    fc.constantFrom<State>(true, true, true, false, "no data", "too early", "ramping", "absent"),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      states,
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.nat(1200)),
      (list, count, days) => {
        const actions = days.map((d) => quarterEnd(0) + d);
        const made = history(list, { for: count }, actions);
        made.forEach((now, at) => {
          const before = made[at - 1];
          expect(now.since >= 0).toBe(now.open);
          if (now.event === "raised") {
            expect(before?.open ?? false).toBe(false);
            const run = list.slice(now.since, at + 1);
            expect(run.filter((s) => s === true)).toHaveLength(count);
            expect(run.every((s) => s === true || s === "no data" || s === "too early")).toBe(true);
          }
          if (now.event === "ended" || now.event === "closed") expect(before!.open).toBe(true);
          if (now.open && now.event === null) expect(before!.open).toBe(true);
        });
      },
    ),
  );
});
