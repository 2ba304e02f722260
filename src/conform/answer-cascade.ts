/** Our answers to the cases of one manager's arithmetic: splits, along time, targets, rates, days. */
import { makeCalendar } from "../../dsl/calendar/index.ts";
import { scaleRefusal, splitAmounts } from "../cascade/amounts.ts";
import { toUnits } from "../cascade/exact.ts";
import { factors, rampFrom } from "../cascade/factors.ts";
import { splitRate } from "../cascade/ratio.ts";
import type { Refusal } from "../cascade/refusal.ts";
import { groupOf, spread } from "../cascade/spread.ts";
import { target } from "../cascade/target.ts";
import { blendShares } from "../cascade/weights.ts";
import { UserError } from "../model/user-error.ts";
import { type Answers, dayOf } from "./answer-standing.ts";
import type { Answer, JsonObject } from "./case.ts";
import type { Inputs } from "./inputs.ts";

/** Decimals are taken to this many units, so that every amount of a case is whole. */
const UNITS = 1e4;
const OPEN_END = 3_000_000;

export const refusedAs = (refusal: Refusal): Answer => ({ error: { ...refusal } as JsonObject });
const zeroes = (list: readonly (number | null)[]): number[] => list.map((x) => x ?? 0);

export const AMOUNTS: Answers<"split" | "blend" | "spread" | "target" | "ratio" | "factors"> = {
  split: splitOf,
  blend: ({ total, parts, increment }) =>
    splitOf({
      total,
      weights: blendShares(parts.map((p) => ({ share: p.share, values: zeroes(p.values) }))).shares,
      ...(increment !== undefined && { increment }),
    }),
  spread: spreadOf,
  target: ({ goal, over_assign = 0, keep_back = 0, lower_is_better = false, increment = 1 }) => {
    const step = { overAssign: over_assign, keepBack: keep_back, lowerIsBetter: lower_is_better };
    const made = target(toUnits(goal, UNITS), step, toUnits(increment, UNITS));
    return { value: { target: made / UNITS } };
  },
  ratio: ratioOf,
  factors: factorsOf,
};

function splitOf(i: Inputs["split"]): Answer {
  const weights = zeroes(i.weights);
  const others = i.else && weights.every((w) => w <= 0) ? zeroes(i.else) : weights;
  const outcome = splitAmounts({
    total: i.total,
    weights: others,
    ...(i.increment !== undefined && { increment: i.increment }),
    ...(i.at_least && { atLeast: i.at_least }),
    ...(i.at_most && { atMost: i.at_most }),
    ...(i.held && { held: i.held }),
    ...(i.rounding && { rounding: i.rounding }),
  });
  if (!outcome.ok) return refusedAs(outcome.refusal);
  const { goals, odd, evenly, negativeWeights } = outcome.value;
  const findings = [
    ...(evenly ? ["no weights: evenly"] : []),
    ...negativeWeights.map(() => "negative weight: 0"),
  ];
  return { value: { goals, odd: odd && { ...odd }, findings } };
}

function spreadOf({ total, weights, increment = 1, held = {} }: Inputs["spread"]): Answer {
  const outcome = spread({
    total: toUnits(total, UNITS),
    weights: zeroes(weights),
    group: groupOf(weights.length),
    increment: toUnits(increment, UNITS),
    said: Object.entries(held).map(([index, amount]) => ({
      indexes: [Number(index)],
      amount: toUnits(amount, UNITS),
    })),
  });
  if (!outcome.ok) return refusedAs(scaleRefusal(outcome.refusal, (units) => units / UNITS));
  return { value: { goals: outcome.value.map((g) => g / UNITS) } };
}

function ratioOf({ rate, by, at_least = 0, at_most = 1, reports }: Inputs["ratio"]): Answer {
  const bounds = { atLeast: at_least, atMost: at_most, held: null };
  const list = reports.map(({ denominator, baseline }) => ({
    denominator,
    baseline: baseline ?? Number.NaN,
    ...bounds,
  }));
  const outcome = splitRate(rate, by, list);
  if (!outcome.ok) return refusedAs(outcome.refusal);
  const { rates, worse } = outcome.value;
  const weightless = reports.flatMap((r, i) => (r.denominator === 0 ? [i] : []));
  return { value: { rates, down: worse, no_denominator: weightless } };
}

/** Plain calendar months; every day counts. */
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

function factorsOf({ since, until, start, ramp, months }: Inputs["factors"]): Answer {
  const list = months.map((label) => {
    const month = calendar.parse(label);
    if (!month) throw new UserError(`\`${label}\` is no month.`, "", "Write it as 2026-03.");
    return month;
  });
  const made = factors({
    months: list,
    from: dayOf(since),
    to: until === undefined ? OPEN_END : dayOf(until) + 1,
    ramp: ramp ? rampFrom(calendar, "month", dayOf(start ?? since), ramp) : null,
    days: calendar.workdays,
  });
  return { value: { factors: made } };
}
