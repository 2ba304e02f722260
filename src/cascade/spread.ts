/** A4, along time: year, halves, quarters, months, coarse to fine. */
import { done, type Outcome, refused } from "./refusal.ts";
import type { Rounding } from "./rounding.ts";
import { split } from "./split.ts";

/** The calendar's nesting as positions in the finest list: a year of halves of quarters of months. */
export interface Group {
  readonly indexes: readonly number[];
  readonly parts: readonly Group[];
}

const leaf = (index: number): Group => ({ indexes: [index], parts: [] });
const nest = (parts: readonly Group[]): Group => ({
  indexes: parts.flatMap((p) => p.indexes),
  parts,
});

/** The nesting of a list: twelve months by halves and quarters, four quarters by halves, anything else flat. */
export function groupOf(count: number): Group {
  const leaves = Array.from({ length: count }, (_, i) => leaf(i));
  if (count === 4) return nest([nest(leaves.slice(0, 2)), nest(leaves.slice(2))]);
  if (count !== 12) return nest(leaves);
  const quarters = [0, 3, 6, 9].map((from) => nest(leaves.slice(from, from + 3)));
  return nest([nest(quarters.slice(0, 2)), nest(quarters.slice(2))]);
}

/** A goal already said for some of the finest periods together. */
export interface SaidPart {
  readonly indexes: readonly number[];
  readonly amount: number;
}

export interface SpreadInput {
  readonly total: number;
  readonly weights: readonly number[];
  readonly group: Group;
  readonly increment?: number;
  readonly said?: readonly SaidPart[];
  readonly rounding?: Rounding;
}

/** Months that add up to the total; what is said stays, its siblings take up the difference. */
export function spread(input: SpreadInput): Outcome<readonly number[]> {
  const out = new Array<number>(input.weights.length).fill(0);
  const refusal = fill(input, input.group, input.total, input.said ?? [], out);
  return refusal ? refused(refusal) : done(out);
}

/** A month that is said beside its quarter is part of what is said of the quarter. */
const outermost = (said: readonly SaidPart[]): readonly SaidPart[] =>
  said.filter(
    ({ indexes }) =>
      !said.some(
        (other) =>
          other.indexes.length > indexes.length && indexes.every((i) => other.indexes.includes(i)),
      ),
  );

type Refused = Extract<Outcome<never>, { ok: false }>["refusal"];

function fill(
  input: SpreadInput,
  group: Group,
  total: number,
  said: readonly SaidPart[],
  out: number[],
): Refused | null {
  if (group.parts.length === 0) {
    out[group.indexes[0]!] = total;
    return null;
  }
  const inside = (part: Group) =>
    said.filter((s) => s.indexes.every((i) => part.indexes.includes(i)));
  const whole = (part: Group) => inside(part).find((s) => s.indexes.length === part.indexes.length);
  const saidAmount = (part: Group) =>
    whole(part)?.amount ?? outermost(inside(part)).reduce((sum, s) => sum + s.amount, 0);
  const isSaid = (part: Group, index: number) =>
    inside(part).some((s) => s.indexes.includes(index));
  const freeOf = (part: Group) => (whole(part) ? [] : part.indexes.filter((i) => !isSaid(part, i)));
  const frees = group.parts.map(freeOf);
  const amounts = group.parts.map(saidAmount);
  const left = total - amounts.reduce((sum, a) => sum + a, 0);
  let weights = frees.map((free) =>
    free.reduce((sum, i) => sum + Math.max(0, input.weights[i] ?? 0), 0),
  );
  if (weights.every((w) => w === 0)) weights = frees.map((free) => free.length);
  const held = frees.map((free) => (free.length === 0 ? 0 : null));
  const outcome = split({
    total: left,
    weights,
    held,
    increment: input.increment ?? 1,
    rounding: input.rounding ?? "remainder",
  });
  if (!outcome.ok) {
    const { refusal } = outcome;
    // What was shared is the rest; what can't be met is the whole.
    return refusal.code === "all held"
      ? { ...refusal, target: total, held: total - left }
      : refusal;
  }
  for (const [at, part] of group.parts.entries()) {
    const own = outcome.value.goals[at]! + amounts[at]!;
    const refusal = fill(input, part, own, inside(part), out);
    if (refusal) return refusal;
  }
  return null;
}
