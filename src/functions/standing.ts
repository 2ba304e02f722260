/** Functions of standing: attainment, what is expected by a day, pace, forecast, status, score. */
import { UserError } from "../model/user-error.ts";
import { attainment, type Better, forecast, pace, status } from "../standing/attainment.ts";
import { score } from "../standing/score.ts";
import { numbersOf, shaped } from "./read.ts";
import { type AnyFunction, type Grid, type Out, sheetFunction } from "./spec.ts";

const blank = (value: number): number | null => (Number.isNaN(value) ? null : value);

function betterOf(direction: Grid | null): Better {
  const cell = direction?.[0]?.[0] ?? null;
  if (cell === null) return { better: "higher" };
  if (typeof cell === "number") return { better: "within", tolerance: cell };
  const word = String(cell).trim().toLowerCase();
  if (word === "higher") return { better: "higher" };
  if (word === "lower") return { better: "lower", byRatio: false };
  if (word === "lower by ratio") return { better: "lower", byRatio: true };
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(word);
  if (percent) return { better: "within", tolerance: Number(percent[1]) / 100 };
  throw new UserError(
    `\`${String(cell)}\` is no direction.`,
    "direction",
    'Write "higher", "lower", "lower by ratio", or a tolerance such as 5%.',
  );
}

const DIRECTION = {
  name: "direction",
  type: "any",
  optional: true,
  help: '"higher" (default), "lower", "lower by ratio", or a tolerance such as 5%.',
} as const;
const AMOUNTS = [
  { name: "actual", type: "any", help: "What was done." },
  { name: "goal", type: "any", help: "What was owed." },
] as const;
const SPAN = [
  { name: "start", type: "date", help: "First day of the period." },
  { name: "end", type: "date", help: "Last day of the period." },
  { name: "as_of", type: "date", help: "The day up to which it counts; a cell, not TODAY()." },
  {
    name: "weights",
    type: "range",
    optional: true,
    help: "How the goal is spread over equal parts of the period; left out: evenly by days.",
  },
] as const;

/** Pairs two ranges cell by cell; a single cell goes with every cell of the other. */
function paired(a: Grid, b: Grid, work: (x: number, y: number) => number): (number | null)[][] {
  const like = a.flat().length >= b.flat().length ? a : b;
  const [x, y] = [numbersOf(a), numbersOf(b)];
  const at = (list: readonly (number | null)[], i: number) =>
    (list.length === 1 ? list[0] : list[i]) ?? Number.NaN;
  return shaped(
    like,
    like.flat().map((_, i) => blank(work(at(x, i), at(y, i)))),
  );
}

/** The part of the goal due by a day: by days, or by the weights of equal parts of the period. */
function shareDue(start: number, end: number, asOf: number, weights: Grid | null): number {
  const days = end + 1 - start;
  if (days <= 0)
    throw new UserError("The period ends before it starts.", "end", "Swap the two dates.");
  const gone = Math.min(days, Math.max(0, asOf + 1 - start));
  const list = weights ? numbersOf(weights).map((w) => w ?? 0) : [1];
  const total = list.reduce((sum, w) => sum + w, 0);
  if (total <= 0) return gone / days;
  const each = days / list.length;
  return list.reduce(
    (sum, w, i) => sum + (w / total) * Math.min(1, Math.max(0, (gone - i * each) / each)),
    0,
  );
}

const attainmentOf = sheetFunction({
  id: "ATTAINMENT",
  summary: "The part of a goal that was reached; right for lower is better and negative goals too.",
  params: [
    ...AMOUNTS,
    DIRECTION,
    { name: "baseline", type: "number", optional: true, help: "Attainment counts from here." },
  ],
  returns: "shape",
  examples: [
    { args: [90, 100], result: [[0.9]] },
    { args: [6, 8, "lower"], result: [[1.25]] },
    {
      args: [
        [[90], [120]],
        [[100], [100]],
      ],
      result: [[0.9], [1.2]],
    },
  ],
  run: (actual, goal, direction, baseline) => {
    const better = betterOf(direction);
    return paired(actual, goal, (a, g) => round(attainment(a, g, better, baseline ?? undefined)));
  },
});

/** Doubles differ in their last digits; a cell shows fifteen. */
const round = (value: number): number =>
  Number.isNaN(value) ? value : Number(value.toPrecision(15));

const expected = sheetFunction({
  id: "EXPECTED",
  summary: "The part of a goal that is due by a day.",
  params: [{ name: "goal", type: "number", help: "The goal of the whole period." }, ...SPAN],
  returns: "scalar",
  examples: [{ args: [365, "2026-01-01", "2026-12-31", "2026-01-31"], result: 31 }],
  run: (goal, start, end, asOf, weights) => round(goal * shareDue(start, end, asOf, weights)),
});

const paceOf = sheetFunction({
  id: "PACE",
  summary: "The actual against what is due by a day.",
  params: [
    { name: "actual", type: "number", help: "What was done." },
    { name: "goal", type: "number", help: "The goal of the whole period." },
    ...SPAN,
  ],
  returns: "scalar",
  examples: [
    { args: [60, 365, "2026-01-01", "2026-12-31", "2026-01-31"], result: 1.93548387096774 },
  ],
  run: (actual, goal, start, end, asOf, weights) =>
    blank(
      round(pace(actual, goal, shareDue(start, end, asOf, weights), true, { better: "higher" })),
    ),
});

const forecastOf = sheetFunction({
  id: "FORECAST",
  summary: "Where a period ends if it goes on so.",
  params: [{ name: "actual", type: "number", help: "What was done." }, ...SPAN],
  returns: "scalar",
  examples: [{ args: [31, "2026-01-01", "2026-12-31", "2026-01-31"], result: 365 }],
  run: (actual, start, end, asOf, weights) =>
    blank(round(forecast(actual, shareDue(start, end, asOf, weights), true))),
});

const statusOf = sheetFunction({
  id: "STATUS",
  summary:
    "The word for an attainment: met or missed of a closed period; with a pace ahead, on pace, behind or at risk.",
  params: [
    { name: "attainment", type: "any", help: "The attainment, or a range of them." },
    { name: "met_at", type: "number", optional: true, help: "1 if left out." },
    { name: "at_risk_below", type: "number", optional: true, help: "0.8 if left out." },
    { name: "pace", type: "any", optional: true, help: "The pace of a running period." },
  ],
  returns: "shape",
  examples: [
    { args: [0.99], result: [["missed"]] },
    { args: [0.5, 1, 0.8, 0.9], result: [["behind"]] },
  ],
  run: (reached, metAt, atRiskBelow, running) => {
    const paces = running ? numbersOf(running) : null;
    const words = numbersOf(reached).map((value, i): Out => {
      const at = paces ? (paces.length === 1 ? paces[0] : paces[i]) : null;
      return status({
        actual: value ?? Number.NaN,
        goal: 1,
        attainment: value ?? Number.NaN,
        pace: at ?? Number.NaN,
        share: 1,
        additive: false,
        when: at === null || at === undefined ? "closed" : "current",
        metAt: metAt ?? 1,
        atRiskBelow: atRiskBelow ?? 0.8,
        better: { better: "higher" },
      });
    });
    return shaped(reached, words);
  },
});

const scoreOf = sheetFunction({
  id: "SCORE",
  summary:
    "The weighted mean of attainments; blanks are left out and the other weights fill their place.",
  params: [
    { name: "attainments", type: "range", help: "One attainment a cell." },
    { name: "weights", type: "range", help: "One weight a cell." },
    { name: "cap", type: "number", optional: true, help: "No attainment counts for more." },
  ],
  returns: "scalar",
  examples: [{ args: [[[1.1, 0.5, 1]], [[0.6, 0.2, 0.2]]], result: 0.96 }],
  run: (attainments, weights, cap) => {
    const shares = numbersOf(weights);
    const parts = numbersOf(attainments).map((a, i) => ({
      weight: shares[i] ?? 0,
      attainment: a ?? Number.NaN,
    }));
    return blank(round(score(parts, cap, null).score));
  },
});

export const STANDING: readonly AnyFunction[] = [
  attainmentOf,
  expected,
  paceOf,
  forecastOf,
  statusOf,
  scoreOf,
];
