/** Parts that translations of published examples are made of. */
import type { Part } from "./published.ts";

/** Goals by weights, whole or held. */
export const split = (
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
export const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
export const evenly = (count: number): number[] => new Array<number>(count).fill(1);
/** Sums of decimals, without their last binary digit. */
export const plain = (x: number): number => Number(x.toPrecision(12));

/** Somebody at a part of the full goal beside somebody at the whole: the period is theirs together. */
export const ramped = (full: number, ramp: number, owed: number, about: string): Part => ({
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

/** What a manager hands down with an over-assignment. */
export const handedDown = (
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

/** The part of a full goal that is owed, month by month, on the way up a ramp. */
export const factors = (
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
/** The first months of a year, `2025-01` and on. */
export const monthsFrom = (year: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);
