/** Published examples of goals that come down: spreading, holds, over-assignment, ramps, moves, rates. */
import type { Example, Part, Translation } from "./published.ts";

const split = (
  total: number,
  weights: readonly (number | null)[],
  goals: readonly number[],
  about: string,
  more: Partial<Part> & { readonly held?: readonly (number | null)[] } = {},
): Part => {
  const { held, ...part } = more;
  const input = { total, weights, ...(held && { held }) };
  return { about, kind: "split", input, wanted: { goals }, ...part };
};
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const evenly = (count: number): number[] => new Array<number>(count).fill(1);
/** Sums of decimals, without their last binary digit. */
const plain = (x: number): number => Number(x.toPrecision(12));

/** Somebody at a part of the full goal beside somebody at the whole: the period is theirs together. */
const ramped = (full: number, ramp: number, owed: number, about: string): Part => ({
  about,
  kind: "step",
  input: {
    periods: [full + owed],
    reports: [
      { name: "A", weight: 1, ramp: [ramp] },
      { name: "B", weight: 1 },
    ],
  },
  wanted: { goals: [[owed], [full]] },
  option: `ramp ${ramp * 100}%`,
});

const handedDown = (
  goal: number,
  over: number,
  increment: number,
  target: number,
  name: string,
): Part => ({
  name,
  about: `${goal} and ${plain(over * 100)} % more`,
  kind: "target",
  input: { goal, over_assign: over, increment },
  wanted: { target },
  option: `over-assign ${plain(over * 100)}%`,
});

const factors = (
  since: string,
  ramp: number[],
  months: string[],
  list: number[],
  name?: string,
): Part => ({
  ...(name !== undefined && { name }),
  about: "the part of the full goal, month by month",
  kind: "factors",
  input: { since, start: since, ramp, months },
  wanted: { factors: list },
});
const monthsFrom = (year: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);

const SPREADING: Readonly<Record<string, Translation>> = {
  "aimplan-topdown": ({
    inputs: i,
    expected,
  }: Example<{ values: number[]; total: number }, number[]>) => [
    split(i.total, i.values, expected, "by what each had"),
  ],
  "tm1-proportional-replace": ({
    inputs: i,
    expected,
  }: Example<{ basis: number[]; total: number }, number[]>) => [
    split(i.total, i.basis, expected, "by what each had"),
  ],
  "tm1-relative-proportional": ({
    inputs: i,
    expected,
  }: Example<{ reference: number[]; total: number }, number[]>) => [
    split(i.total, i.reference, expected, "by the figures of another region"),
  ],
  "essbase-allocate-spread-even": ({
    inputs: i,
    expected,
  }: Example<{ basis: number[]; total: number }, number[]>) => [
    split(i.total, evenly(i.basis.length), expected, "evenly", { option: "by evenly" }),
  ],
  "tm1-equal-leaves": ({
    inputs: i,
    expected,
  }: Example<{ basis: number[]; total: number }, number[]>) => [
    split(i.total, i.basis, expected, "nobody has a weight: evenly"),
  ],
  "tm1-zero-basis-equal": ({
    inputs: i,
    expected,
  }: Example<{ basis: number[]; total: number }, number[]>) => [
    split(i.total, i.basis, expected, "nobody has a weight: evenly, with a finding"),
  ],
  "essbase-allocate-spread-round": ({
    inputs: i,
    expected,
  }: Example<
    { total: number; basis: Record<string, number | null> },
    Record<string, number | null>
  >) => {
    const names = Object.keys(i.basis);
    const there = names.map((n) => (i.basis[n] === null ? null : 1));
    const goals = names.map((n) => expected[n] ?? 0);
    return [
      split(i.total, there, goals, "evenly among those with a basis; a blank gets nothing", {
        option: "by evenly, rounding largest",
      }),
    ];
  },
  "kepion-breakback-net-change": ({
    inputs: i,
    expected,
  }: Example<{ shares: number[]; net_change: number }, number[]>) => [
    split(i.net_change, i.shares, expected, "a change, by shares"),
  ],
  "anaplan-breakback-factor": ({
    inputs: i,
    expected,
  }: Example<{ total_old: number; total_new: number }, { every_leaf_factor: number }>) => {
    const leaves = [0.4, 0.6].map((share) => share * i.total_old);
    const goals = leaves.map((leaf) => plain(leaf * expected.every_leaf_factor));
    return [split(i.total_new, leaves, goals, "every leaf by one factor")];
  },
  "hyperion-bell": pattern,
  "hyperion-445": pattern,
  "siebel-quota-spread-cumulative": ({
    inputs: i,
    expected,
  }: Example<{ annual_pct: number; periods: number }, number[]>) => [
    {
      about: "a quarter each; the page adds them up as it goes",
      kind: "spread",
      input: { total: i.annual_pct, weights: evenly(i.periods) },
      wanted: { goals: expected.map((x, at) => x - (expected[at - 1] ?? 0)) },
    },
  ],
  "certinia-equal-add": ({
    inputs: i,
    expected,
  }: Example<{ existing: number[]; amount: number; range: number[] }, number[]>) => {
    const more = i.range.map((at) => expected[at - 1]! - i.existing[at - 1]!);
    return [
      split(i.amount, evenly(i.range.length), more, "what is added, evenly", {
        option: "by evenly",
      }),
    ];
  },
  "certinia-equal-readonly": ({
    inputs: i,
    expected,
  }: Example<{ amount: number; cells: number; readonly: number[] }, { increase: number[] }>) => {
    const held = evenly(i.cells).map((_, at) => (i.readonly.includes(at + 1) ? 0 : null));
    return [split(i.amount, evenly(i.cells), expected.increase, "a cell that stays", { held })];
  },
  "certinia-percent": ({
    inputs: i,
    expected,
  }: Example<{ existing: number[]; percent: number }, number[]>) =>
    i.existing.map((goal, at) =>
      handedDown(goal, i.percent / 100, 1, expected[at]!, String(at + 1)),
    ),
  "mdx-equal-increment": ({
    inputs: i,
    expected,
  }: Example<{ leaves: number[]; new_total: number }, number[]>) => [
    split(
      i.new_total - sum(i.leaves),
      evenly(i.leaves.length),
      expected.map((x, at) => x - i.leaves[at]!),
      "what is added, evenly",
      { option: "by evenly" },
    ),
  ],
  "sap-crm-blend-baseline": ({
    inputs: i,
    expected,
  }: Example<{ hist_2022: number; hist_2023: number; weights: number[] }, number>) => [
    {
      about: "half of each year's amount",
      kind: "forms",
      input: {
        sheets: {
          Team: [
            ["Name", "Boss"],
            ["Ann", null],
          ],
        },
        rules: "people from Team\n  name [Name]\n  reports to [Boss]\n",
        as_of: "2024-01-31",
        ask: `${i.weights[0]! * 100}% * ${i.hist_2022} + ${i.weights[1]! * 100}% * ${i.hist_2023}`,
      },
      wanted: { answer: String(expected) },
      option: "by 50% * x + 50% * y: amounts; a blend is of shares",
    },
  ],
};

function pattern({
  inputs,
  expected,
}: Example<{ total: number; pattern: string }, number[]>): Part[] {
  const weights = inputs.pattern.split(" ").map(Number);
  return [
    {
      about: `the pattern ${inputs.pattern}`,
      kind: "spread",
      input: { total: inputs.total, weights },
      wanted: { goals: expected },
    },
  ];
}

const HOLDS: Readonly<Record<string, Translation>> = {
  "hold-infeasible": ({
    inputs: i,
    expected,
  }: Example<
    { total: number; held: Record<string, number>; free: string[] },
    { error: string }
  >) => {
    const held = Object.values(i.held);
    const excess = Number(/over by (\d+)/.exec(expected.error)?.[1]);
    return [
      {
        about: "holds over the total: refused, nobody owes a negative rest",
        kind: "split",
        input: {
          total: i.total,
          weights: evenly(held.length + i.free.length),
          held: [...held, ...i.free.map(() => null)],
        },
        wanted: { code: "holds", target: i.total, held: sum(held), excess },
        refused: true,
      },
    ];
  },
  "anaplan-leaf-hold": ({
    inputs: i,
    expected,
  }: Example<
    { values: Record<string, number>; held: string[]; set: { Q1: number } },
    Record<string, number>
  >) => {
    const months = Object.keys(i.values).filter((m) => m !== "Q1");
    const held = months.map((m) => (i.held.includes(m) ? i.values[m]! : null));
    const goals = months.map((m) => expected[m]!);
    const weights = months.map((m) => i.values[m]!);
    return [
      split(i.set.Q1, weights, goals, "one month stays, the others share by what they had", {
        held,
      }),
    ];
  },
  "hyperion-lock-two-months": ({
    inputs: i,
    expected,
  }: Example<{ values: number[]; held: string[]; total: number }, number[]>) => {
    const held = ["Jan", "Feb", "Mar"].map((m, at) => (i.held.includes(m) ? i.values[at]! : null));
    return [
      split(i.total, i.values, expected, "two months stay, the third takes the rest", { held }),
    ];
  },
  "tm1-consolidation-hold": ({
    inputs: i,
    expected,
  }: Example<{ values: Record<string, number>; set: { Mar: number } }, Record<string, number>>) => {
    const months = ["Jan", "Feb", "Mar"];
    const held = months.map((m) => (m === "Mar" ? i.set.Mar : null));
    const goals = months.map((m) => expected[m]!);
    const weights = months.map((m) => i.values[m]!);
    return [split(expected.Q1!, weights, goals, "the quarter stays, a month is set", { held })];
  },
  "hyperion-flow-parent-propagation": ({
    inputs: i,
    expected,
  }: Example<{ quarter_old: number; quarter_new: number }, { year_new: number }>) => {
    const [old, now] = [i.quarter_old, i.quarter_new];
    return [
      {
        about: "a held quarter changes its own year; here a sibling takes up the difference",
        kind: "step",
        input: {
          periods: [old, old, old, old].map((q) => 2 * q),
          reports: [
            { name: "A", weight: 1, cells: { "0": now } },
            { name: "B", weight: 1 },
          ],
        },
        wanted: {
          goals: [
            [now, old, old, old],
            [2 * old - now, old, old, old],
          ],
          year: [expected.year_new, 8 * old - expected.year_new],
        },
        option: "hold",
      },
    ];
  },
  "floor-base-plus-share": ({
    inputs: i,
    expected,
  }: Example<
    { total: number; min: number[]; weights: number[] },
    { min_then_share_of_rest: number[]; clamp_proportional: number[] }
  >) => [
    split(
      i.total - sum(i.min),
      i.weights,
      expected.min_then_share_of_rest.map((x, at) => x - i.min[at]!),
      "what is above the bases, by weight",
      {
        name: "base-plus-share",
        option: "SPLIT(total − sum of the bases, weights), added to the bases",
      },
    ),
    {
      name: "clamp",
      about: "a floor is a clamp: nobody is below it anyway",
      kind: "split",
      input: { total: i.total, weights: i.weights, at_least: i.min },
      wanted: { goals: expected.clamp_proportional },
    },
  ],
};

const PEOPLE: Readonly<Record<string, Translation>> = {
  "quota-pool-115": ({
    inputs: i,
    expected,
  }: Example<
    { target: number; buffer: number; reps: number },
    { pool: number; average: number }
  >) => [
    handedDown(i.target, plain(i.buffer - 1), 1, expected.pool, "pool"),
    split(
      expected.pool,
      evenly(i.reps),
      evenly(i.reps).map(() => expected.average),
      "evenly",
      {
        name: "average",
        option: "by evenly",
      },
    ),
  ],
  "overassign-compound-3x5": ({
    inputs: i,
    expected: { levels },
  }: Example<{ plan: number; buffers: number[] }, { levels: number[] }>) =>
    i.buffers.map((over, at) =>
      handedDown(levels[at]!, over, 0.0001, levels[at + 1]!, `level-${at + 1}`),
    ),
  "ramp-salescookie": ({ inputs: i }: Example<{ months: number[]; then: number }, unknown>) => {
    const ramp = i.months.map((m) => m / i.then);
    const rest = evenly(12 - ramp.length);
    return [factors("2025-01-01", ramp, monthsFrom(2025, 12), [...ramp, ...rest])];
  },
  "ramp-flat-himodus": ({
    inputs: i,
    expected,
  }: Example<{ annual: number; ramp: number }, number>) => [
    ramped(i.annual / 4, i.ramp, expected, "a quarter at half the full goal"),
  ],
  "effective-quota-credit": ({
    inputs: i,
    expected,
  }: Example<{ quota: number; ramp: number }, { effective_quota: number }>) => [
    ramped(
      i.quota,
      i.ramp,
      expected.effective_quota,
      "a ramping goal; the credit's share is a KPI's",
    ),
  ],
  "ramp-gitlab-bdr": ({ expected }: Example<unknown, Record<string, number[]>>) => {
    const starts: readonly (readonly [string, string, string])[] = [
      ["1st Monday", "2025-01-06", "first-monday"],
      ["16th or after", "2025-01-16", "from-16th"],
      ["ramped transfer", "2025-01-01", "transfer"],
    ];
    return starts.map(([published, since, name]) => {
      const list = expected[published]!.map((percent) => percent / 100);
      const ramp = list.filter((share) => share > 0);
      return factors(since, ramp, monthsFrom(2025, list.length), list, name);
    });
  },
  "prorate-quickbase-october": ({
    inputs: i,
    expected,
  }: Example<{ annual: number; quarter_weights: number[]; start: string }, { Q4: number }>) => {
    const months = monthsFrom(Number(i.start.slice(0, 4)), 12);
    const quarters = i.quarter_weights.map((w) => plain(w * i.annual));
    return [
      {
        name: "quarters",
        about: "the full year by quarters",
        kind: "spread",
        input: { total: i.annual, weights: i.quarter_weights },
        wanted: { goals: [...quarters.slice(0, 3), expected.Q4] },
      },
      {
        name: "days",
        about: "who starts with the fourth quarter owes it whole, and nothing before",
        kind: "factors",
        input: { since: i.start, months },
        wanted: { factors: months.map((m) => (`${m}-01` >= i.start ? 1 : 0)) },
      },
    ];
  },
  "varicent-scheduled-move": ({
    inputs: i,
    expected,
  }: Example<
    { account_quota: number; move_date: string; year: string },
    { old_share_by_month: number; new_share_by_month: number }
  >) => {
    const months = monthsFrom(Number(i.year), 12);
    const isNew = months.map((m) => (`${m}-01` >= i.move_date ? 1 : 0));
    const isOld = isNew.map((x) => 1 - x);
    const month = i.account_quota / 12;
    return [
      {
        about: "an account that moves is a report of each, one after the other",
        kind: "step",
        input: {
          periods: months.map(() => month),
          reports: [
            { name: "new", weight: 1, presence: isNew },
            { name: "old", weight: 1, presence: isOld },
          ],
        },
        wanted: {
          goals: [isNew.map((x) => x * month), isOld.map((x) => x * month)],
          year: [expected.new_share_by_month, expected.old_share_by_month],
        },
      },
    ];
  },
};

interface RateInputs {
  readonly target: number;
  readonly denominators: readonly number[];
  readonly baseline: readonly number[];
  readonly ceiling?: number;
}
const rates = (
  i: RateInputs,
  by: string,
  list: readonly number[],
  more: Partial<Part> & { readonly most?: number },
): Part => {
  const { most, ...part } = more;
  return {
    about: `${plain(i.target * 100)} % by ${by}`,
    kind: "ratio",
    input: {
      rate: i.target,
      by,
      ...(most !== undefined && { at_most: most }),
      reports: i.denominators.map((denominator, at) => ({ denominator, baseline: i.baseline[at] })),
    },
    wanted: { rates: list },
    option: `by ${by}`,
    ...part,
  };
};

const RATES: Readonly<Record<string, Translation>> = {
  "ratio-goal-capped": ({
    inputs: i,
    expected,
  }: Example<RateInputs, { uncapped: number[]; rates: number[] }>) => [
    rates(i, "same points", expected.rates, { name: "capped", most: i.ceiling ?? 1 }),
    rates(i, "same points", expected.uncapped, {
      name: "uncapped",
      most: 2,
      option: "at most 200%",
    }),
  ],
  "ratio-goal-same-rate": ({ inputs: i, expected }: Example<RateInputs, { rates: number[] }>) => [
    rates(i, "same rate", expected.rates, {}),
  ],
  "ratio-of-sums-vs-average": ({
    inputs: i,
    expected,
  }: Example<{ num: number[]; den: number[] }, { ratio_of_sums: number }>) => {
    const baseline = i.num.map((n, at) => plain(n / i.den[at]!));
    const input = { target: expected.ratio_of_sums, denominators: i.den, baseline };
    return [
      rates(input, "same points", baseline, {
        about: "a manager's rate is the ratio of the sums: his reports' own rates make it",
      }),
    ];
  },
};

export const CASCADES: Readonly<Record<string, Translation>> = {
  ...SPREADING,
  ...HOLDS,
  ...PEOPLE,
  ...RATES,
};
