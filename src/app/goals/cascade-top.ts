/** Where a cascade starts, and what is said of someone in its time. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { YEAR_PARTS } from "../../../dsl/ir/ids.ts";
import { toUnits } from "../../cascade/exact.ts";
import type { SaidPart } from "../../cascade/spread.ts";
import type { Model } from "../../model/model.ts";
import {
  type CascadeBookInput,
  type CascadeSpan,
  type SaidOf,
  type SeatOf,
  sum,
  type Top,
} from "./cascade-input.ts";
import { startsIn } from "./cascade-leaves.ts";

/** The highest nodes for which the span's goal, or parts of it, are said; of who was there twice, by days. */
export function topsOf(input: CascadeBookInput, span: CascadeSpan): Top[] {
  const { org } = input.model;
  const { year } = span;
  const found: { position: number; goal: SaidOf }[] = [];
  let covered = -1;
  for (const [at, position] of org.positions.entries()) {
    if (at <= covered || position.from >= year.end || position.to <= year.start) continue;
    if (org.nodes[position.node]!.level !== null) continue;
    const goal = saidOf(input, span, position.node);
    if (!goal) continue;
    covered = position.last;
    found.push({ position: at, goal });
  }
  const seats = found.map(({ position }) => ({ position, node: org.positions[position]!.node }));
  return found.map(({ position, goal }, i) => ({
    position,
    ...scaled(goal, shareOfDays(input.model, seats[i]!, seats, span)),
  }));
}

export const scaled = (goal: SaidOf, share: number): SaidOf =>
  share === 1
    ? goal
    : {
        ...goal,
        goal: Math.round(goal.goal * share),
        said: goal.said.map((s) => ({ ...s, amount: Math.round(s.amount * share) })),
      };

/** What is said for a node in the span: all of it, or the parts that are said. */
export function saidOf(
  { said, edits, model }: CascadeBookInput,
  { kpi, year, months, perUnit }: CascadeSpan,
  node: number,
): SaidOf | null {
  const find = (period: Period): number | null =>
    edits.held(kpi.id, node, period) ?? said.find(kpi.id, node, period)?.value ?? null;
  const own = find(year);
  const parts: SaidPart[] = [];
  const finer = kpi.nature.of === "stock" ? [] : YEAR_PARTS;
  for (const grain of finer) {
    if (grain === "week" && months[0]!.grain !== "week") continue;
    for (const part of model.calendar.parts(year, grain)) {
      const found = find(part);
      if (found === null) continue;
      const indexes = months.flatMap((m, j) => (startsIn(m, part) ? [j] : []));
      const taken = parts.some((p) => p.indexes.some((j) => indexes.includes(j)));
      if (!taken) parts.push({ indexes, amount: toUnits(found, perUnit) });
    }
  }
  if (own === null && parts.length === 0) return null;
  const goal = own !== null ? toUnits(own, perUnit) : sum(parts.map((p) => p.amount));
  return { goal, year: own !== null, said: parts };
}

/** The part of a node's days in the span that falls on one of its seats: a hold is divided by it. */
export function shareOfDays(
  model: Model,
  seat: SeatOf,
  seats: readonly SeatOf[],
  { year }: CascadeSpan,
): number {
  const own = seats.filter((s) => s.node === seat.node);
  if (own.length === 1) return 1;
  const days = (s: SeatOf) => {
    const { from, to } = model.org.positions[s.position]!;
    return Math.max(0, Math.min(to, year.end) - Math.max(from, year.start));
  };
  return days(seat) / sum(own.map(days));
}
