/** Published examples of spreading: an amount over leaves or months, evenly, by what was there, by a pattern. */
import type { Example, Part, Translation } from "./published.ts";
import { evenly, handedDown, plain, split, sum } from "./published-parts.ts";

export const SPREADING: Readonly<Record<string, Translation>> = {
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
