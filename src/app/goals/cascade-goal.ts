/** A goal read off a cascade that was worked out: of a year, its months, or parts of them. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import type { CascadeResult, Seat } from "../../cascade/tree.ts";
import { type CascadeSpan, sum } from "./cascade-input.ts";
import { startsIn } from "./cascade-leaves.ts";

export interface Lookup {
  /** The seats of each node, reached by a goal or not. */
  readonly atOf: ReadonlyMap<number, readonly number[]>;
  readonly result: CascadeResult;
  readonly span: CascadeSpan;
  readonly calendar: Calendar;
}

/** Null where no goal reached the node. */
export function goalIn({ atOf, result, span, calendar }: Lookup, node: number, period: Period) {
  const { months, perUnit, year, kpi } = span;
  const places = atOf.get(node);
  if (!places) return null;
  const seats: Seat[] = [];
  for (const at of places) {
    const seat = result.seats[at];
    if (seat) seats.push(seat);
  }
  if (seats.length === 0) return null;
  const held = seats.some((s) => s.held);
  const give = (goal: number, base: number) => ({
    goal: goal / perUnit,
    base: base / perUnit,
    held,
  });
  const isWhole = period.grain === year.grain && period.start === year.start;
  if (isWhole || kpi.nature.of === "stock") {
    return give(sum(seats.map((s) => s.year)), sum(seats.map((s) => s.baseYear)));
  }
  if (period.grain === "day" || (period.grain === "week" && months[0]!.grain !== "week")) {
    // Weeks and days of a month, and days of a week, owe their part of it by working days, unrounded.
    const part = (j: number) => {
      const m = months[j]!;
      const days = calendar.workdays(Math.max(m.start, period.start), Math.min(m.end, period.end));
      return days <= 0 ? 0 : days / Math.max(1, calendar.workdays(m.start, m.end));
    };
    return give(
      sum(seats.map((s) => sum(s.months.map((x, j) => x * part(j))))),
      sum(seats.map((s) => sum(s.baseMonths.map((x, j) => x * part(j))))),
    );
  }
  const inside = months.map((m) => startsIn(m, period));
  const pick = (list: readonly number[]) => sum(list.filter((_, j) => inside[j]));
  return give(sum(seats.map((s) => pick(s.months))), sum(seats.map((s) => pick(s.baseMonths))));
}
