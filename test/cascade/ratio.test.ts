/** Rates against a bisection, and every edge of who is bounded, held or weighs nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RateMethod, type RateReport, splitRate } from "../../src/cascade/ratio.ts";

const report = (over: Partial<RateReport>): RateReport => ({
  denominator: 1,
  baseline: 0.5,
  atLeast: 0,
  atMost: 1,
  held: null,
  ...over,
});
const rates = (...args: Parameters<typeof splitRate>): readonly number[] => {
  const outcome = splitRate(...args);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.rates;
};
const refusal = (...args: Parameters<typeof splitRate>) => {
  const outcome = splitRate(...args);
  if (outcome.ok) throw new Error("not refused");
  return outcome.refusal;
};
const close = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length);
  found.forEach((r, i) => {
    expect(r).toBeCloseTo(wanted[i]!, 12);
  });
};
const mean = (list: readonly number[], reports: readonly RateReport[]): number => {
  const weight = reports.reduce((all, r) => all + r.denominator, 0);
  return list.reduce((all, x, i) => all + x * reports[i]!.denominator, 0) / weight;
};

describe("by hand", () => {
  const two = [report({ denominator: 3, baseline: 0.6 }), report({ baseline: 0.2 })];
  test("the same rate, points, and share of the gap up to the bound or down to it", () => {
    close(rates(0.7, "same rate", two), [0.7, 0.7]);
    close(rates(0.7, "same points", two), [0.8, 0.4]);
    // Today 50 %; 40 % of each gap to 100 % makes 70 %.
    close(rates(0.7, "same share of gap", two), [0.76, 0.52]);
    // Down by half of what there is.
    close(rates(0.25, "same share of gap", two), [0.3, 0.1]);
    close(rates(0.5, "same share of gap", two), [0.6, 0.2]);
  });
  test("who stands at a bound leaves the rest to the others", () => {
    const list = [report({ baseline: 0.95 }), report({ baseline: 0.2 })];
    close(rates(0.7, "same points", list), [1, 0.4]);
    const low = [report({ baseline: 0.1 }), report({ baseline: 0.9 })];
    close(rates(0.2, "same points", low), [0, 0.4]);
    const floor = [report({ baseline: 0.1, atLeast: 0.3 }), report({ baseline: 0.9 })];
    close(rates(0.2, "same points", floor), [0.3, 0.1]);
    const capped = [report({ atMost: 0.6 }), report({})];
    close(rates(0.75, "same rate", capped), [0.6, 0.9]);
  });
  test("a baseline beyond its bound is first taken to it", () => {
    const list = [report({ baseline: 1.2 }), report({ baseline: 0.2 })];
    close(rates(0.8, "same share of gap", list), [1, 0.6]);
  });
  test("a held rate stays; the others make up for it", () => {
    const list = [report({ held: 0.9 }), report({ baseline: 0.4 }), report({ baseline: 0.2 })];
    close(rates(0.6, "same points", list), [0.9, 0.55, 0.35]);
    close(rates(0.6, "same rate", list), [0.9, 0.45, 0.45]);
  });
  test("what is held weighs by its denominator, and has no part in the others' gap", () => {
    const list = [
      report({ denominator: 2, held: 0.9, baseline: 0.1 }),
      report({ denominator: 4, baseline: 0.4 }),
    ];
    close(rates(0.7, "same rate", list), [0.9, 0.6]);
    close(rates(0.7, "same share of gap", list), [0.9, 0.6]);
    // The open one has to come down although the held one stands far above what it was.
    close(rates(0.4, "same share of gap", list), [0.9, 0.15]);
  });
  test("which way the gap goes is told by who isn't held alone", () => {
    const held = report({ denominator: 4, held: 0.5, baseline: 0.9 });
    const list = [held, report({ baseline: 0.2 }), report({ baseline: 0.6 })];
    // 45 % of the two is above their 40 %, though below the 73 % of all three.
    close(rates(2.9 / 6, "same share of gap", list), [0.5, 0.2 + 0.8 / 12, 0.6 + 0.4 / 12]);
  });
  test("past the last bound, and before the first, those who are free move on", () => {
    const raised = report({ baseline: 0, atLeast: 3, atMost: Infinity });
    const endless = report({ baseline: 0, atMost: Infinity });
    close(rates(5, "same points", [raised, endless]), [5, 5]);
    const lowered = report({ baseline: 3, atLeast: -Infinity });
    const bottomless = report({ baseline: 0, atLeast: -Infinity });
    close(rates(-2, "same points", [lowered, bottomless]), [-0.5, -3.5]);
    const unbound = { atLeast: -Infinity, atMost: Infinity };
    close(
      rates(3, "same points", [report(unbound), report({ ...unbound, baseline: 1.5 })]),
      [2.5, 3.5],
    );
  });
  test("without a cap or a floor nobody stands at one", () => {
    const endless = { atMost: Number.POSITIVE_INFINITY };
    close(
      rates(3, "same points", [report(endless), report({ ...endless, baseline: 1.5 })]),
      [2.5, 3.5],
    );
    const bottomless = { atLeast: Number.NEGATIVE_INFINITY };
    close(
      rates(-2, "same points", [report(bottomless), report({ ...bottomless, baseline: 1 })]),
      [-2.25, -1.75],
    );
  });
  test("no denominator: it owes like the others and weighs nothing", () => {
    const list = [
      report({ denominator: 2, baseline: 0.4 }),
      report({ denominator: 0, baseline: 0.1 }),
    ];
    close(rates(0.5, "same points", list), [0.5, 0.2]);
    close(rates(0.5, "same rate", list), [0.5, 0.5]);
    const none = [
      report({ denominator: 0, baseline: 0.4 }),
      report({ denominator: 0, baseline: 0.1 }),
    ];
    close(rates(0.5, "same rate", none), [0.5, 0.5]);
    close(rates(0.5, "same points", none), [0.4, 0.1]);
  });
  test("no baseline: that of the others together, by their denominators", () => {
    const list = [
      report({ denominator: 3, baseline: 0.6 }),
      report({ denominator: 1, baseline: 0.2 }),
      report({ denominator: 4, baseline: Number.NaN }),
    ];
    close(rates(0.6, "same points", list), [0.7, 0.3, 0.6]);
    const weightless = [
      report({ denominator: 0, baseline: 0.6 }),
      report({ denominator: 0, baseline: 0.2 }),
      report({ denominator: 4, baseline: Number.NaN }),
    ];
    close(rates(0.6, "same points", weightless), [0.8, 0.4, 0.6]);
    const nobody = [report({ baseline: Number.NaN }), report({ baseline: Number.NaN })];
    close(rates(0.6, "same points", nobody), [0.6, 0.6]);
  });
  test("who would get worse is told, by the direction that is better; nobody without a baseline", () => {
    const worse = (rate: number, lowerIsBetter: boolean) => {
      const list = [
        report({ baseline: 0.6 }),
        report({ baseline: 0.2 }),
        report({ baseline: Number.NaN }),
      ];
      const outcome = splitRate(rate, "same rate", list, lowerIsBetter);
      return outcome.ok && outcome.value.worse;
    };
    expect(worse(0.4, false)).toEqual([0]);
    expect(worse(0.4, true)).toEqual([1]);
    expect(worse(0.6, false)).toEqual([]);
    expect(worse(0.3, false)).toEqual([0]);
    expect(worse(0.6 - 1e-13, false)).toEqual([]);
  });
});

describe("out of reach", () => {
  test("says the most, or the least, that can be had and by how much", () => {
    const list = [report({ denominator: 3, atMost: 0.8 }), report({ atLeast: 0.4 })];
    expect(refusal(0.9, "same points", list)).toMatchObject({ code: "rate caps", target: 0.9 });
    const caps = refusal(0.9, "same points", list);
    expect(caps.code === "rate caps" && caps.most).toBeCloseTo(0.85, 12);
    expect(caps.code === "rate caps" && caps.short).toBeCloseTo(0.05, 12);
    const floors = refusal(0.05, "same rate", list);
    expect(floors.code === "rate floors" && floors.least).toBeCloseTo(0.1, 12);
    expect(floors.code === "rate floors" && floors.over).toBeCloseTo(0.05, 12);
  });
  test("held rates count in what can be had", () => {
    const list = [report({ held: 0.2 }), report({})];
    const caps = refusal(0.7, "same points", list);
    expect(caps.code === "rate caps" && caps.most).toBeCloseTo(0.6, 12);
    close(rates(0.6, "same points", list), [0.2, 1]);
  });
  test("the bound itself is within reach", () => {
    const list = [report({ atMost: 0.8, baseline: 0.1 }), report({ atMost: 0.6, baseline: 0.5 })];
    const low = [report({ atLeast: 0.2, baseline: 0.9 }), report({ atLeast: 0.4, baseline: 0.6 })];
    for (const by of ["same rate", "same points", "same share of gap"] as const) {
      close(rates(0.7, by, list), [0.8, 0.6]);
      close(rates(0.3, by, low), [0.2, 0.4]);
    }
    // Of large amounts too, whose last digits are larger.
    for (let k = 1; k < 20; k += 1) {
      const [a, b] = [1_234_567.1 * k, 7_654_321.3 * k];
      const large = [report({ denominator: 3, atMost: a }), report({ denominator: 7, atMost: b })];
      expect(splitRate((3 * a + 7 * b) / 10, "same points", large)).toMatchObject({ ok: true });
    }
  });
  test("no gap is shared to a bound that isn't there", () => {
    const endless = [report({ atMost: Infinity }), report({ atMost: Infinity })];
    expect(refusal(0.7, "same share of gap", endless)).toMatchObject({
      code: "rate caps",
      most: 0.5,
    });
  });
});

describe("any rate, any reports", () => {
  const share = fc.integer({ min: 0, max: 100 }).map((x) => x / 100);
  const anyone = fc
    .record({
      denominator: fc.integer({ min: 0, max: 9 }),
      baseline: share,
      low: share,
      high: share,
    })
    .map(({ denominator, baseline, low, high }) =>
      report({ denominator, baseline, atLeast: Math.min(low, high), atMost: Math.max(low, high) }),
    );
  const some = fc.array(anyone, { minLength: 1, maxLength: 6 });
  const methods = fc.constantFrom<RateMethod>("same rate", "same points", "same share of gap");
  test("the mean is the goal's to 1e-12 within the bounds, or no mean between the bounds would do", () => {
    fc.assert(
      fc.property(share, methods, some, (rate, by, list) => {
        const weight = list.reduce((all, r) => all + r.denominator, 0);
        const outcome = splitRate(rate, by, list);
        const low = mean(
          list.map((r) => r.atLeast),
          list,
        );
        const high = mean(
          list.map((r) => r.atMost),
          list,
        );
        if (outcome.ok) {
          outcome.value.rates.forEach((r, i) => {
            expect(r).toBeGreaterThanOrEqual(list[i]!.atLeast - 1e-12);
            expect(r).toBeLessThanOrEqual(list[i]!.atMost + 1e-12);
          });
          if (weight > 0) expect(mean(outcome.value.rates, list)).toBeCloseTo(rate, 12);
        } else expect(rate < low - 1e-13 || rate > high + 1e-13).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
  test("points are the same wherever no bound is in the way", () => {
    fc.assert(
      fc.property(share, some, (rate, list) => {
        const outcome = splitRate(rate, "same points", list);
        if (!outcome.ok) return;
        const moved = outcome.value.rates.flatMap((r, i) => {
          const { atLeast, atMost, baseline } = list[i]!;
          return r > atLeast + 1e-12 && r < atMost - 1e-12 ? [r - baseline] : [];
        });
        for (const points of moved) expect(points).toBeCloseTo(moved[0]!, 10);
      }),
      { numRuns: 500 },
    );
  });
});
