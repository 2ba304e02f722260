/** Functions that need no rules: splits, attainment, pace, periods. */
import { makeCalendar } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import { compile } from "../../dsl/index.ts";
import type { Grain } from "../../dsl/ir/ir.ts";
import { splitAmounts } from "../cascade/amounts.ts";
import { type Refusal, refusalText } from "../cascade/refusal.ts";
import type { Rounding } from "../cascade/rounding.ts";
import { splitTable } from "../cascade/split2.ts";
import { serialOf } from "../model/serial.ts";
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

const split = sheetFunction({
  id: "SPLIT",
  summary: "Splits a total over weights, exactly, in whole increments, as the cascade does.",
  params: [
    { name: "total", type: "number", help: "What is to be split." },
    { name: "weights", type: "range", help: "One weight a cell; blank or 0 gets nothing." },
    {
      name: "increment",
      type: "number",
      optional: true,
      help: "The smallest step; 1 if left out.",
    },
    { name: "at_least", type: "range", optional: true, help: "Floors, cell by cell; blank: none." },
    { name: "at_most", type: "range", optional: true, help: "Caps, cell by cell; blank: none." },
    {
      name: "held",
      type: "range",
      optional: true,
      help: "Amounts that stay, cell by cell; blank: free.",
    },
    {
      name: "rounding",
      type: "text",
      optional: true,
      help: 'Who gets what is left of whole steps: "remainder" (default: the largest remainders), "largest", "first" or "webster".',
    },
  ],
  returns: "shape",
  examples: [
    { args: [1000, [[5], [3], [2]]], result: [[500], [300], [200]] },
    { args: [100, [[1, 1, 1]], 0.01], result: [[33.34, 33.33, 33.33]] },
    {
      args: [100, [[2, 3, 1]], null, null, null, null, "first"],
      result: [[34, 50, 16]],
    },
  ],
  run: (total, weights, increment, atLeast, atMost, held, rounding) => {
    const list = (grid: Grid | null) => (grid ? { list: numbersOf(grid) } : null);
    const [low, high, kept] = [list(atLeast), list(atMost), list(held)];
    const outcome = splitAmounts({
      total,
      weights: numbersOf(weights).map((w) => w ?? 0),
      ...(increment !== null && { increment }),
      ...(low && { atLeast: low.list }),
      ...(high && { atMost: high.list }),
      ...(kept && { held: kept.list }),
      rounding: roundingOf(rounding),
    });
    if (outcome.ok) return shaped(weights, outcome.value.goals);
    const text = inCells(outcome.refusal, "cell");
    throw new UserError(text, "SPLIT", "Change the total, a hold or a bound.");
  },
});

const ROUNDINGS: readonly Rounding[] = ["remainder", "largest", "first", "webster"];

function roundingOf(word: string | null): Rounding {
  const found = ROUNDINGS.find((r) => r === (word ?? "remainder").trim().toLowerCase());
  if (found) return found;
  throw new UserError(
    `\`${word}\` is no rounding.`,
    "rounding",
    `Write one of ${ROUNDINGS.join(", ")}.`,
  );
}

const inCells = (refusal: Refusal, one: "cell" | "row"): string =>
  refusalText(refusal, "this total", {
    amount: (x) => x.toLocaleString("en-US", { maximumFractionDigits: 9 }),
    person: (i) => `${one} ${i + 1}`,
    period: (j) => `column ${j + 1}`,
  });

const split2 = sheetFunction({
  id: "SPLIT2",
  summary: "A table whose rows and columns both tie, as near to its weights as whole steps allow.",
  params: [
    { name: "row_totals", type: "range", help: "One total a row." },
    { name: "column_totals", type: "range", help: "One total a column." },
    {
      name: "weights",
      type: "range",
      optional: true,
      help: "The shape to come close to, a cell for each row and column; 0 or blank stays empty. Left out: by the totals.",
    },
    {
      name: "increment",
      type: "number",
      optional: true,
      help: "The smallest step; 1 if left out.",
    },
  ],
  returns: "table",
  examples: [
    {
      args: [[[50], [30], [20]], [[25, 25, 25, 25]]],
      result: [
        [13, 13, 12, 12],
        [7, 7, 8, 8],
        [5, 5, 5, 5],
      ],
    },
    {
      args: [
        [[4], [5], [6]],
        [[4, 5, 6]],
        [
          [51, 98, 45],
          [60, 100, 120],
          [63, 102, 144],
        ],
      ],
      result: [
        [1, 2, 1],
        [1, 2, 2],
        [2, 1, 3],
      ],
    },
  ],
  run: (rowTotals, columnTotals, weights, increment) => {
    const rows = numbersOf(rowTotals).map((x) => x ?? 0);
    const columns = numbersOf(columnTotals).map((x) => x ?? 0);
    const shape = weights ? weights.map((row) => numbersOf([row]).map((x) => x ?? 0)) : null;
    const fits = shape?.length === rows.length && shape.every((r) => r.length === columns.length);
    if (shape && !fits)
      throw new UserError(
        `The weights are no table of ${rows.length} rows and ${columns.length} columns.`,
        "weights",
        "Give one cell for each row total and column total.",
      );
    const outcome = splitTable({
      rows,
      columns,
      weights: shape,
      ...(increment !== null && { increment }),
    });
    if (outcome.ok) return outcome.value.map((row) => [...row]);
    const text = inCells(outcome.refusal, "row");
    throw new UserError(
      text,
      "SPLIT2",
      "Change a total, or give a weight to a cell that has none.",
    );
  },
});

/** Promised by name, so that a sheet that uses it says what it waits for. */
const later = (
  id: string,
  summary: string,
  params: AnyFunction["params"],
  instead: string,
): AnyFunction => ({
  id,
  summary: `${summary} Comes with the cascade release.`,
  params: params.map((param) => ({ ...param, optional: true })),
  returns: "table",
  examples: [{ args: [], result: null }],
  run: () => {
    throw new UserError(
      `${id} comes with the cascade release; this version doesn't have it yet.`,
      id,
      instead,
    );
  },
});

export const evidence = later(
  "EVIDENCE",
  "How often a leading KPI was met and the lagging one too.",
  [
    { name: "rules", type: "range", help: "The cells that hold the rules (KPI_Rules)." },
    { name: "as_of", type: "date", help: "The day the figures are taken." },
  ],
  "Use FLAGS for who meets the leading KPIs and misses what they lead.",
);

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

const GRAINS: readonly Grain[] = ["day", "week", "month", "quarter", "half", "year"];

/** A calendar as the rules write it: `year starts February`. */
function calendarOf(text: string | null) {
  if (text === null)
    return makeCalendar({ spec: compile("", null).program.calendar, holidays: [] });
  const { program, diagnostics } = compile(`calendar\n  ${text}\n  track monthly`, null);
  const [fault] = diagnostics;
  if (fault)
    throw new UserError(
      fault.message,
      "calendar",
      fault.hint ?? "Write it as in the rules: year starts February.",
    );
  return makeCalendar({ spec: program.calendar, holidays: [] });
}

function periodOf(label: string, calendar: string | null) {
  const period = calendarOf(calendar).parse(label);
  if (period) return period;
  throw new UserError(
    `\`${label}\` is no period.`,
    "period",
    "Write 2026, 2026-Q1, 2026-03 or 2026-W07.",
  );
}

const CALENDAR = {
  name: "calendar",
  type: "text",
  optional: true,
  help: 'As in the rules, for example "year starts February".',
} as const;

const period = sheetFunction({
  id: "PERIOD",
  summary: "The period that holds a day.",
  params: [
    { name: "date", type: "date", help: "The day." },
    {
      name: "grain",
      type: "text",
      optional: true,
      help: '"month", "quarter" (default), "half", "year", "week" or "day".',
    },
    CALENDAR,
  ],
  returns: "scalar",
  examples: [
    { args: ["2026-02-10"], result: "2026-Q1" },
    { args: ["2026-01-31", "quarter", "year starts February"], result: "2026-Q4" },
  ],
  run: (date, grain, calendar) => {
    const wanted = GRAINS.find((g) => g === (grain ?? "quarter").trim().toLowerCase());
    if (!wanted)
      throw new UserError(
        `\`${grain}\` is no length of time.`,
        "grain",
        `Write one of ${GRAINS.join(", ")}.`,
      );
    return calendarOf(calendar).periodOf(date, wanted).label;
  },
});

const PERIOD = { name: "period", type: "text", help: "2026, 2026-Q1, 2026-03, 2026-W07." } as const;

const periodStart = sheetFunction({
  id: "PERIODSTART",
  summary: "The first day of a period, as a date.",
  params: [PERIOD, CALENDAR],
  returns: "scalar",
  examples: [{ args: ["2026-Q1"], result: 46023 }],
  run: (label, calendar) => serialOf(isoOf(periodOf(label, calendar).start), 1900),
});

const periodEnd = sheetFunction({
  id: "PERIODEND",
  summary: "The last day of a period, as a date.",
  params: [PERIOD, CALENDAR],
  returns: "scalar",
  examples: [{ args: ["2026-Q1"], result: 46112 }],
  run: (label, calendar) => serialOf(isoOf(periodOf(label, calendar).end - 1), 1900),
});

export const CALCULATORS: readonly AnyFunction[] = [
  split,
  split2,
  attainmentOf,
  expected,
  paceOf,
  forecastOf,
  statusOf,
  scoreOf,
  period,
  periodStart,
  periodEnd,
];
