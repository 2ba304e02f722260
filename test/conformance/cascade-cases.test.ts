import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { makeCalendar } from "../../dsl/calendar/index.ts";
import { factors } from "../../src/cascade/factors.ts";
import { type RateMethod, splitRate } from "../../src/cascade/ratio.ts";
import { splitAmounts } from "../../src/cascade/split.ts";
import { groupOf, spread } from "../../src/cascade/spread.ts";
import { target } from "../../src/cascade/target.ts";
import { blendShares } from "../../src/cascade/weights.ts";

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: Record<string, never>;
  readonly expected?: Record<string, unknown>;
  readonly error?: Record<string, unknown>;
}
const { cases } = JSON.parse(readFileSync("test/conformance/cases/cascade-cases.json", "utf8")) as {
  cases: Case[];
};
const of = (kind: string) => cases.filter((c) => c.kind === kind).map((c) => [c.id, c] as const);
const list = (value: unknown) => (value as (number | null)[]).map((x) => x ?? 0);

describe("split", () => {
  test.each(of("split"))("%s", (_, { input, expected, error }) => {
    const { total, increment, at_least, at_most, held, rounding } = input as Record<
      string,
      unknown
    >;
    let weights = list((input as Record<string, unknown>).weights);
    const other = (input as Record<string, unknown>).else;
    if (other && weights.every((w) => w <= 0)) weights = list(other);
    const outcome = splitAmounts({
      total: total as number,
      weights,
      ...(increment !== undefined && { increment: increment as number }),
      ...(at_least !== undefined && { atLeast: at_least as (number | null)[] }),
      ...(at_most !== undefined && { atMost: at_most as (number | null)[] }),
      ...(held !== undefined && { held: held as (number | null)[] }),
      ...(rounding !== undefined && { rounding: rounding as "first" }),
    });
    if (error) {
      expect(outcome.ok).toBe(false);
      if (!outcome.ok) expect(outcome.refusal).toEqual(error);
      return;
    }
    expect(outcome.ok && outcome.value.goals).toEqual(expected!.goals);
    if (expected!.odd) expect(outcome.ok && outcome.value.odd).toEqual(expected!.odd);
    const findings = (expected!.findings as string[] | undefined)?.length ?? 0;
    if (outcome.ok && !other) {
      expect(Number(outcome.value.evenly) + outcome.value.negativeWeights.length).toBe(findings);
    }
  });
});

describe("spread", () => {
  test.each(of("spread"))("%s", (_, { input, expected }) => {
    const { total, weights } = input as unknown as { total: number; weights: number[] };
    const outcome = spread({ total, weights, group: groupOf(weights.length) });
    expect(outcome.ok && outcome.value).toEqual(expected!.goals);
  });
});

describe("target", () => {
  test.each(of("target"))("%s", (_, { input, expected }) => {
    const i = input as unknown as {
      goal: number;
      over_assign?: number;
      keep_back?: number;
      lower_is_better?: boolean;
      increment?: number;
    };
    const step = {
      overAssign: i.over_assign ?? 0,
      keepBack: i.keep_back ?? 0,
      lowerIsBetter: i.lower_is_better ?? false,
    };
    expect(target(i.goal * 100, step, (i.increment ?? 1) * 100) / 100).toBeCloseTo(
      expected!.target as number,
      6,
    );
  });
});

describe("blend", () => {
  test.each(of("blend"))("%s", (_, { input, expected }) => {
    const { total, parts } = input as unknown as {
      total: number;
      parts: { share: number; values: number[] }[];
    };
    const outcome = splitAmounts({ total, weights: blendShares(parts).shares });
    expect(outcome.ok && outcome.value.goals).toEqual(expected!.goals);
  });
});

describe("factors", () => {
  const calendar = makeCalendar({
    spec: {
      yearStarts: 1,
      namedBy: "end",
      weeks: null,
      track: ["month"],
      workWeek: null,
      holidays: [],
    },
    holidays: [],
  });
  test.each(of("factors"))("%s", (_, { input, expected }) => {
    const i = input as unknown as {
      since: string;
      start?: string;
      ramp?: number[];
      months: string[];
    };
    const from = parseIso(i.since)!;
    const made = factors({
      months: i.months.map((label) => calendar.parse(label)!),
      from,
      to: 10_000_000,
      ramp: i.ramp ? { shares: i.ramp, months: 1, from: parseIso(i.start!)! } : null,
      days: calendar.workdays,
    });
    expect(made).toEqual(expected!.factors);
  });
});

describe("ratio", () => {
  test.each(of("ratio"))("%s", (_, { input, expected, error }) => {
    const { rate, by, at_most, reports } = input as unknown as {
      rate: number;
      by: RateMethod;
      at_most?: number;
      reports: readonly { denominator: number; baseline: number }[];
    };
    const outcome = splitRate(
      rate,
      by,
      reports.map((r) => ({ ...r, atLeast: 0, atMost: at_most ?? 1, held: null })),
    );
    if (error) {
      expect(outcome.ok).toBe(false);
      if (outcome.ok) return;
      const found = outcome.refusal as unknown as Record<string, unknown>;
      for (const [key, value] of Object.entries(error)) {
        if (typeof value === "number") expect(found[key]).toBeCloseTo(value, 12);
        else expect(found[key]).toBe(value);
      }
      return;
    }
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    (expected!.rates as number[]).forEach((r, i) => {
      expect(outcome.value.rates[i]).toBeCloseTo(r, 12);
    });
    if (expected?.down) expect(outcome.value.worse).toEqual(expected.down);
  });
});
