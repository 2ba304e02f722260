/** The edges of attainment, pace and status: where a closed form turns. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attainment,
  type Better,
  expectedToDate,
  forecast,
  pace,
  type StatusInput,
  shareDue,
  status,
} from "../../src/standing/attainment.ts";

const HIGHER: Better = { better: "higher" };
const LOWER: Better = { better: "lower", byRatio: false };
const BY_RATIO: Better = { better: "lower", byRatio: true };
const within = (tolerance: number): Better => ({ better: "within", tolerance });
const BLANK = Number.NaN;

describe("attainment", () => {
  test("a blank actual or goal has none, whatever is better", () => {
    for (const better of [HIGHER, LOWER, BY_RATIO, within(0.2)]) {
      expect(attainment(BLANK, 5, better)).toBeNaN();
      expect(attainment(5, BLANK, better)).toBeNaN();
    }
    // A goal of 0 that is better lower has one for every actual but a blank.
    expect(attainment(BLANK, 0, LOWER)).toBeNaN();
  });

  test("a baseline counts only where the goal lies beyond it", () => {
    expect(attainment(95, 100, HIGHER, 90)).toBe(0.5);
    expect(attainment(95, 90, HIGHER, 90)).toBeCloseTo(95 / 90, 12);
    expect(attainment(5, 4, LOWER, 8)).toBe(0.75);
    expect(attainment(6, 8, LOWER, 8)).toBe(1.25);
    expect(attainment(6, 8, LOWER, 7)).toBe(1.25);
    expect(attainment(5, 100, HIGHER, BLANK)).toBeNaN();
  });

  test("a goal of 0 that is better lower is met at 0 and, in favour, a slack above it", () => {
    expect(attainment(1e-9, 0, LOWER)).toBe(1);
    expect(attainment(2e-9, 0, LOWER)).toBe(0);
    expect(attainment(-3, 0, BY_RATIO)).toBe(1);
  });

  test("by ratio: tenfold at most, also for an actual of 0 or less; a goal below 0 plainly", () => {
    expect(attainment(8, 8, BY_RATIO)).toBe(1);
    expect(attainment(0.1, 8, BY_RATIO)).toBe(10);
    expect(attainment(0, 8, BY_RATIO)).toBe(10);
    expect(attainment(-1, 8, BY_RATIO)).toBe(10);
    expect(attainment(-6, -4, BY_RATIO)).toBe(1.5);
    expect(attainment(-6, -4, LOWER)).toBe(1.5);
  });

  test("a band: its edge is inside, with the slack; without width anything off is 0", () => {
    expect(attainment(120 + 0.9e-9, 100, within(0.2))).toBe(1);
    expect(attainment(120 + 1e-6, 100, within(0.2))).toBeLessThan(1);
    expect(attainment(5, 5, within(0))).toBe(1);
    expect(attainment(6, 5, within(0))).toBe(0);
    expect(attainment(500, 100, within(0.2))).toBe(0);
    expect(attainment(-110, -100, within(0.2))).toBe(1);
  });

  test("higher is better as 1 + difference / |goal|: more is never less, and the goal itself is 1", () => {
    const goal = fc.integer({ min: -1000, max: 1000 }).filter((g) => g !== 0);
    fc.assert(
      fc.property(goal, fc.integer({ min: -1000, max: 1000 }), (g, a) => {
        expect(attainment(g, g, HIGHER)).toBe(1);
        expect(attainment(a + 1, g, HIGHER)).toBeGreaterThan(attainment(a, g, HIGHER));
        expect(attainment(a, g, LOWER) + attainment(a, g, HIGHER)).toBeCloseTo(2, 12);
        if (g > 0) expect(attainment(a, g, HIGHER)).toBeCloseTo(a / g, 12);
      }),
    );
  });
});

describe("what is due", () => {
  const parts = [
    { weight: 60, days: 20, gone: 20 },
    { weight: 40, days: 0, gone: 0 },
    { weight: 100, days: 10, gone: 5 },
  ];
  test("parts without a day owe nothing yet", () => {
    expect(expectedToDate(parts)).toBe(110);
    expect(expectedToDate([])).toBe(0);
  });
  test("without a goal, or with one of 0, the days alone say how much", () => {
    expect(shareDue(200, parts)).toBe(0.55);
    expect(shareDue(BLANK, parts)).toBeCloseTo(25 / 30, 12);
    expect(shareDue(0, parts)).toBeCloseTo(25 / 30, 12);
    expect(shareDue(BLANK, [{ weight: 1, days: 0, gone: 0 }])).toBe(0);
  });
  test("a baseline shrinks by the share due; nothing due has no pace", () => {
    expect(pace(95, 120, 0.5, true, HIGHER, 100)).toBe(4.5);
    expect(pace(95, 120, 0.5, true, HIGHER)).toBeCloseTo(95 / 60, 12);
    expect(pace(4, 0, 0, true, LOWER)).toBeNaN();
    expect(pace(4, 10, -0.1, true, HIGHER)).toBeNaN();
    expect(pace(110, 120, 0.5, false, HIGHER, 100)).toBe(0.5);
  });
  test("a forecast needs something due", () => {
    expect(forecast(4, -0.1, true)).toBeNaN();
    expect(forecast(4, 0, true)).toBeNaN();
    expect(forecast(4, 0.5, true)).toBe(8);
    expect(forecast(4, 0, false)).toBe(4);
  });
});

describe("the word", () => {
  const said = (over: Partial<StatusInput>) =>
    status({
      actual: 50,
      goal: 100,
      attainment: 0.5,
      pace: 1,
      share: 0.5,
      additive: true,
      when: "current",
      metAt: 1,
      atRiskBelow: 0.8,
      better: HIGHER,
      ...over,
    });

  test("no goal comes first, also in a future period; then the future has none", () => {
    expect(said({ goal: BLANK, when: "future" })).toBe("no goal");
    expect(said({ when: "future", actual: BLANK })).toBeNull();
  });
  test("a goal of 0 is one where lower is better, or a baseline lies below it", () => {
    const closed = { goal: 0, when: "closed", attainment: 1 } as const;
    expect(said(closed)).toBe("no goal");
    expect(said({ ...closed, better: LOWER })).toBe("met");
    expect(said({ ...closed, better: within(0.1) })).toBe("met");
    expect(said({ ...closed, baseline: -5 })).toBe("met");
    expect(said({ ...closed, baseline: 0 })).toBe("no goal");
    expect(said({ ...closed, baseline: 5 })).toBe("no goal");
  });
  test("a blank actual, or a blank attainment of one, is no data", () => {
    expect(said({ actual: BLANK })).toBe("no data");
    expect(said({ attainment: BLANK })).toBe("no data");
    expect(said({ attainment: BLANK, when: "closed" })).toBe("no data");
  });
  test("edges are the person's, by the slack and no more", () => {
    const closed = (reached: number) => said({ when: "closed", attainment: reached });
    expect(closed(1 - 1e-9)).toBe("met");
    expect(closed(1 - 2e-9)).toBe("missed");
    expect(said({ pace: 0.8 - 1e-9 })).toBe("behind");
    expect(said({ pace: 0.8 - 2e-9 })).toBe("at risk");
    expect(said({ pace: 1 - 1e-9 })).toBe("on pace");
    expect(said({ pace: 1 - 2e-9 })).toBe("behind");
    expect(said({ pace: 1 + 0.1 - 1e-9 })).toBe("ahead");
    expect(said({ pace: 1.1 - 2e-9 })).toBe("on pace");
  });
  test("nothing due: on pace, behind only on the wrong side of 0", () => {
    const early = (over: Partial<StatusInput>) => said({ share: 0, pace: BLANK, ...over });
    expect(early({ actual: 0 })).toBe("on pace");
    expect(early({ actual: 50 })).toBe("on pace");
    expect(early({ actual: -1 })).toBe("behind");
    expect(early({ actual: -1e-9 })).toBe("on pace");
    expect(early({ actual: 1, better: LOWER })).toBe("behind");
    expect(early({ actual: 1e-9, better: LOWER })).toBe("on pace");
    expect(early({ actual: -1, better: LOWER })).toBe("on pace");
    expect(early({ actual: 50, share: -0.5 })).toBe("on pace");
    // Of a rate the share doesn't matter.
    expect(early({ additive: false, pace: 0.5 })).toBe("at risk");
    // What is due and has a pace is judged by it.
    expect(said({ share: 0.5, pace: 0.5, actual: 50 })).toBe("at risk");
  });
});
