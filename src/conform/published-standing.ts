/** Published examples of attainment, pace, score and status. */
import type { Example, Not, Part, Translation } from "./published.ts";

/** Half of the last digit that a page prints. */
const digits = (count: number): number => 0.5000001 * 10 ** -count;

const reached = (
  input: object,
  attainment: number | undefined,
  more: Partial<Part> = {},
): Part => ({
  about: "the part that was reached",
  kind: "attainment",
  input,
  wanted: { attainment },
  ...more,
});

const scored = (
  list: readonly number[],
  weights: readonly number[],
  score: number,
  more: Partial<Part> = {},
  bounds: object = {},
): Part => ({
  about: "the weighted mean",
  kind: "score",
  input: {
    ...bounds,
    parts: list.map((attainment, i) => ({ kpi: `part ${i + 1}`, weight: weights[i], attainment })),
  },
  wanted: { score },
  ...more,
});

const lower = (actual: number, goal: number, attainment: number, name: string): Part =>
  reached({ actual, goal, direction: "lower" }, attainment, { name, about: "lower is better" });

type Goal = { target: number; actual: number };
type Goals = { target: number; actual: number[] };

export const STANDINGS: Readonly<Record<string, Translation>> = {
  "pace-40k": ({
    inputs: i,
    expected,
  }: Example<{ to_date: number; elapsed: number; days: number }, { projected: number }>) => [
    {
      about: "where the month ends if it goes on so",
      kind: "forecast",
      input: { actual: i.to_date, share: i.elapsed / i.days },
      wanted: { forecast: expected.projected },
    },
  ],
  "pace-96k": ({
    inputs: i,
    expected,
  }: Example<
    { to_date: number; elapsed: number; days: number; goal: number },
    { projected: number; projected_attainment: number }
  >) => [
    {
      name: "forecast",
      about: "where the month ends if it goes on so",
      kind: "forecast",
      input: { actual: i.to_date, share: i.elapsed / i.days },
      wanted: { forecast: expected.projected },
    },
    {
      name: "pace",
      about: "against what is due",
      kind: "pace",
      input: { actual: i.to_date, goal: i.goal, share: i.elapsed / i.days },
      wanted: { pace: expected.projected_attainment },
      within: digits(3),
    },
  ],
  "okr-ratio": ({ inputs: i, expected }: Example<Goal, number>) => [
    reached({ actual: i.actual, goal: i.target }, expected),
  ],
  "quota-trend-attainment": ({
    inputs,
    expected,
  }: Example<{ quota: number[]; closed: number[] }, number[]>) =>
    inputs.quota.map((goal, i) =>
      reached({ actual: inputs.closed[i], goal }, expected[i], {
        name: `month-${i + 1}`,
        within: digits(4),
      }),
    ),
  "stratec-down-polarity": ({
    inputs: i,
    expected,
  }: Example<Goal, { two_minus_ratio: number; inverse_ratio: number }>) => [
    lower(i.actual, i.target, expected.two_minus_ratio, "two-minus-ratio"),
    reached(
      { actual: i.actual, goal: i.target, direction: "lower by ratio" },
      expected.inverse_ratio,
      { name: "inverse-ratio", option: "lower is better by ratio", within: digits(4) },
    ),
  ],
  "infor-decreasing-50": ({ inputs: i, expected }: Example<Goals, number[]>) =>
    i.actual.map((actual, at) => lower(actual, i.target, expected[at]!, String(actual))),
  "infor-decreasing-zero": ({ inputs: i, expected }: Example<Goals, number[]>) =>
    i.actual.map((actual, at): Part | Not =>
      actual === 0 || actual === 1
        ? lower(actual, i.target, expected[at]!, String(actual))
        : {
            name: String(actual),
            why: "Here a goal of 0 is met or not: a share of nothing would depend on the unit.",
          },
    ),
  "infor-increasing-mirror": ({
    inputs: i,
    expected,
  }: Example<Goal, { one_plus_form: number }>) => [
    reached({ actual: i.actual, goal: i.target }, expected.one_plus_form, { name: "one-plus" }),
    { name: "naive-ratio", why: "A plain ratio turns the sign of a negative goal; not offered." },
  ],
  "okrasia-baseline": ({ inputs: i, expected }: Example<Goal & { baseline: number }, number>) => [
    reached({ actual: i.actual, goal: i.target, baseline: i.baseline }, expected, {
      option: "from a baseline",
      within: digits(4),
    }),
  ],
  "okr-churn-baseline": ({ inputs: i, expected }: Example<Goal & { baseline: number }, number>) => [
    reached(
      { actual: i.actual, goal: i.target, baseline: i.baseline, direction: "lower" },
      expected,
      { option: "from a baseline", within: digits(2) },
    ),
  ],
  "viva-kr-types": ({
    inputs: { increase, decrease },
    expected,
  }: Example<{ increase: number[]; decrease: number[] }, number[]>) => [
    reached({ baseline: increase[0], goal: increase[1], actual: increase[2] }, expected[0], {
      name: "increase",
      option: "from a baseline",
    }),
    reached(
      { baseline: decrease[0], goal: decrease[1], actual: decrease[2], direction: "lower" },
      expected[1],
      { name: "decrease", option: "from a baseline" },
    ),
  ],
  "okr-milestones": ({
    inputs,
    expected,
  }: Example<{ weights: number[]; done: number[] }, number>) => [
    scored(inputs.done, inputs.weights, expected),
  ],
  "nice-range-score": ({
    inputs: i,
    expected,
  }: Example<{ worst: number; best: number; actual: number[]; weight: number }, number[]>) =>
    i.actual.flatMap((actual, at) => {
      const attainment = (actual - i.worst) / (i.best - i.worst);
      return [
        reached({ actual, goal: i.best, baseline: i.worst }, attainment, {
          name: `${actual}-attainment`,
          option: "from a baseline",
        }),
        scored(
          [attainment],
          [i.weight],
          expected[at]! / i.weight,
          { name: `${actual}-score`, option: "cap 100%, floor 0%" },
          { cap: 1, floor: 0 },
        ),
      ];
    }),
  "synergita-weighted-with-children": ({
    inputs: i,
    expected,
  }: Example<
    { kr: number[]; weights: number[]; contributors: number[] },
    { own: number; with_contributors: number }
  >) => {
    const share = (percent: number) => percent / 100;
    const all = [expected.own, ...i.contributors].map(share);
    return [
      scored(i.kr.map(share), i.weights, share(expected.own), { name: "own" }),
      scored(
        all,
        all.map(() => 1),
        share(expected.with_contributors),
        {
          name: "with-contributors",
          option: "a score with equal weights",
        },
      ),
    ];
  },
  "lattice-average-vs-sum": ({
    inputs: i,
    expected,
  }: Example<
    { targets: number[]; actuals: number[] },
    { average_of_percents: number; ratio_of_sums: number }
  >) => {
    const sum = (list: number[]) => list.reduce((all, x) => all + x, 0);
    return [
      reached({ actual: sum(i.actuals), goal: sum(i.targets) }, expected.ratio_of_sums, {
        name: "ratio-of-sums",
        about: "a manager's figure is of the rows below",
        within: digits(4),
      }),
      scored(
        i.actuals.map((actual, at) => actual / i.targets[at]!),
        i.actuals.map(() => 1),
        expected.average_of_percents,
        { name: "average", option: "a score with equal weights", within: digits(4) },
      ),
    ];
  },
  "atlas-copco-capped": ({
    inputs: i,
    expected,
  }: Example<{ weights: number[]; results: number[] }, { score: number }>) => [
    scored(i.results, i.weights, expected.score / 100, { option: "cap 100%" }, { cap: 1 }),
  ],
  "oracle-kpi-thresholds": ({ inputs, expected }: Example<{ attainment: number[] }, string[]>) => {
    const words: Readonly<Record<string, string>> = {
      Good: "on pace",
      Warning: "behind",
      Critical: "at risk",
    };
    return inputs.attainment.map((actual, i): Part | Not =>
      actual === 0.7
        ? { name: "0.7", why: "The edge: `at risk below` is strict, so at 70 % one is behind." }
        : {
            name: String(actual),
            about: `${expected[i]} is ${words[expected[i]!]}`,
            kind: "status",
            input: { actual, goal: 1, when: "current", at_risk_below: 0.7 },
            wanted: { status: words[expected[i]!] },
            option: "at risk below 70%",
          },
    );
  },
};
