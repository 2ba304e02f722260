import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import {
  attainment,
  type Better,
  expectedToDate,
  forecast,
  type Part,
  pace,
  shareDue,
  status,
  type When,
} from "../../src/standing/attainment.ts";
import { flagHistory, type State, shareOf } from "../../src/standing/flags.ts";
import { score } from "../../src/standing/score.ts";

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}
const { cases } = JSON.parse(
  readFileSync("test/conformance/cases/standing-cases.json", "utf8"),
) as { cases: Case[] };

const number = (value: unknown): number => (typeof value === "number" ? value : Number.NaN);
const baselineOf = (input: Case["input"]) =>
  "baseline" in input ? number(input.baseline) : undefined;
function better(direction: unknown): Better {
  if (direction === "lower") return { better: "lower", byRatio: false };
  if (direction === "lower by ratio") return { better: "lower", byRatio: true };
  if (typeof direction === "object" && direction !== null) {
    return { better: "within", tolerance: number((direction as { within: number }).within) };
  }
  return { better: "higher" };
}
const close = (actual: number, expected: unknown) => {
  if (expected === null) expect(actual).toBeNaN();
  else expect(actual).toBeCloseTo(number(expected), 8);
};

const checks: Record<string, (input: Case["input"], expected: Case["expected"]) => void> = {
  attainment: (i, e) =>
    close(
      attainment(number(i.actual), number(i.goal), better(i.direction), baselineOf(i)),
      e.attainment,
    ),
  expected: (i, e) => {
    const parts = i.parts as Part[];
    close(expectedToDate(parts), e.expected);
    close(shareDue(number(i.goal), parts), e.share);
  },
  pace: (i, e) =>
    close(
      pace(
        number(i.actual),
        number(i.goal),
        number(i.share),
        i.additive !== false,
        better(i.direction),
        baselineOf(i),
      ),
      e.pace,
    ),
  forecast: (i, e) =>
    close(forecast(number(i.actual), number(i.share), i.additive !== false), e.forecast),
  status: (i, e) => {
    const [actual, goal, direction, baseline] = [
      number(i.actual),
      number(i.goal),
      better(i.direction),
      baselineOf(i),
    ];
    const additive = i.additive !== false;
    const share = "share" in i ? number(i.share) : 1;
    const said = status({
      actual,
      goal,
      attainment: attainment(actual, goal, direction, baseline),
      pace: pace(actual, goal, share, additive, direction, baseline),
      share,
      additive,
      when: i.when as When,
      metAt: number(i.met_at ?? 1),
      atRiskBelow: number(i.at_risk_below ?? 0.8),
      better: direction,
      ...(baseline !== undefined && { baseline }),
    });
    expect(said).toBe(e.status);
  },
  score: (i, e) => {
    const parts = (i.parts as { kpi: string; weight: number; attainment: number | null }[]).map(
      (p) => ({
        weight: p.weight,
        attainment: number(p.attainment),
      }),
    );
    const scored = score(
      parts,
      "cap" in i ? number(i.cap) : null,
      "floor" in i ? number(i.floor) : null,
    );
    close(scored.score, e.score);
    close(scored.counted, e.counted);
    const names = (i.parts as { kpi: string }[]).map((p) => p.kpi);
    expect(scored.leftOut.map((at) => names[at])).toEqual(e.left_out);
  },
  flags: (i, e) => {
    const periods = i.periods as { name: string; end: string; state: State }[];
    const history = flagHistory(
      {
        for: number(i.for),
        escalateMonths: "escalate_months" in i ? number(i.escalate_months) : null,
      },
      periods.map(({ end, state }) => ({ last: parseIso(end)!, state })),
      ((i.actions ?? []) as string[]).map((day) => parseIso(day)!),
    );
    const shown = history.map((h, at) => ({
      period: periods[at]!.name,
      open: h.open,
      event: h.event,
      since: h.since < 0 ? null : periods[h.since]!.name,
      level: h.level,
    }));
    expect(shown).toEqual(e.periods);
  },
  share: (i, e) => close(shareOf(i.states as State[]), e.share),
};

describe("standing, case by case", () => {
  test.each(cases.map((c) => [c.id, c] as const))("%s", (_, { kind, input, expected }) => {
    const check = checks[kind];
    if (!check) throw new Error(`no check for ${kind}`);
    check(input, expected);
  });
});
