/** The finest periods that a cascade ties, and how the year nests down to them. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import { YEAR_PARTS } from "../../../dsl/ir/ids.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Group } from "../../cascade/spread.ts";
import type { CascadeBookInput } from "./cascade-input.ts";

/** Whether a leaf belongs to a period: the one it starts in, as months own the weeks that start in them. */
export const startsIn = (leaf: Period, { start, end }: Pick<Period, "start" | "end">): boolean =>
  leaf.start >= start && leaf.start < end;

/**
 * Months; of a stock the one period that is owed. Weeks where they nest (a calendar of weeks) and are tracked
 * or said, and where a KPI's goals are said in weeks only: then a longer period owes those that start in it.
 */
export function leavesOf(
  { model, said }: CascadeBookInput,
  kpi: Kpi,
  year: Period,
): readonly Period[] {
  const { calendar } = model;
  if (kpi.nature.of === "stock") return [year];
  const grains = said.grainsOf(kpi.id);
  const isSaid = grains.includes("week");
  const { spec } = calendar;
  const inWeeks = spec.weeks
    ? isSaid || spec.track.includes("week")
    : isSaid && grains.every((grain) => grain === "week" || grain === "day");
  return calendar.parts(year, inWeeks ? "week" : "month");
}

/**
 * A curve over the year's months, over its leaves: the weeks of a month owe their parts of it by working days.
 * Where the leaves are the months it is the curve itself.
 */
export function overLeaves(
  calendar: Calendar,
  months: readonly Period[],
  leaves: readonly Period[],
  curve: readonly number[],
): number[] {
  if (leaves[0]?.grain !== "week") return [...curve];
  const days = leaves.map(({ start, end }) => calendar.workdays(start, end));
  const out = new Array<number>(leaves.length).fill(0);
  months.forEach((month, m) => {
    const inside = leaves.flatMap((leaf, j) => (startsIn(leaf, month) ? [j] : []));
    const all = inside.reduce((sum, j) => sum + days[j]!, 0);
    for (const j of inside) out[j] = curve[m]! * (all === 0 ? 1 / inside.length : days[j]! / all);
  });
  return out;
}

/** The year's leaves by halves, quarters and, above weeks, months, whatever the calendar calls them. */
export function groupOfYear(calendar: Calendar, year: Period, leaves: readonly Period[]): Group {
  const grain = leaves[0]!.grain;
  const group = (outer: Period, finer: readonly (typeof YEAR_PARTS)[number][]): Group => {
    const indexes = leaves.flatMap((leaf, j) => (startsIn(leaf, outer) ? [j] : []));
    const [next, ...rest] = finer;
    if (!next || next === grain || leaves.length === 1)
      return { indexes, parts: leaves.length === 1 ? [] : indexes.map(leaf) };
    return { indexes, parts: calendar.parts(outer, next).map((part) => group(part, rest)) };
  };
  return group(year, YEAR_PARTS);
}

const leaf = (index: number): Group => ({ indexes: [index], parts: [] });
