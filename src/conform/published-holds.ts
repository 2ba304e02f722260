/** Published examples of holds and floors: what stays, and who takes up the difference. */
import type { Example, Translation } from "./published.ts";
import { evenly, split, sum } from "./published-parts.ts";

export const HOLDS: Readonly<Record<string, Translation>> = {
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
