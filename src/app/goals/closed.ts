/** What was published before, as a cascade needs it: per place in the org, and whether it came out so anyway. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { toUnits } from "../../cascade/exact.ts";
import type { CascadeBookInput, CascadeSpan, SeatOf } from "./cascade-input.ts";
import { startsIn } from "./cascade-leaves.ts";

/** A seat's months as last published, in whole units; null where none was. A mover's month goes to each place by days. */
export function publishedOf(
  input: CascadeBookInput,
  span: CascadeSpan,
  { position, node }: SeatOf,
): number[] | null {
  const { edits, model } = input;
  const { months } = span;
  if (edits.closedOn === null) return null;
  const values = unitsPublished(input, span, node);
  if (values.every((v) => v === null)) return null;
  const places = model.org.positionsOf(node);
  return values.map((value, j) => {
    const units = value ?? 0;
    const days = places.map((at) => daysIn(model.org.positions[at]!, months[j]!));
    return divided(units, days)[places.indexOf(position)] ?? 0;
  });
}

/** Whole units by leaf; of weeks that weren't published, or don't make up their month, the month's by working days. */
function unitsPublished(
  { edits, model }: CascadeBookInput,
  { kpi, year, months: leaves, perUnit }: CascadeSpan,
  node: number,
): (number | null)[] {
  const { calendar } = model;
  const read = (period: Period): number | null => {
    const value = edits.published(kpi.id, node, period);
    return value === null ? null : toUnits(value, perUnit);
  };
  const values = leaves.map(read);
  if (leaves.length === 1 || leaves[0]?.grain !== "week") return values;
  for (const month of calendar.parts(year, "month")) {
    const whole = read(month);
    const inside = leaves.flatMap((leaf, j) => (startsIn(leaf, month) ? [j] : []));
    const weeks = inside.reduce((sum, j) => sum + (values[j] ?? Number.NaN), 0);
    if (whole === null || weeks === whole) continue;
    const days = inside.map((j) => calendar.workdays(leaves[j]!.start, leaves[j]!.end));
    const parts = divided(whole, days);
    inside.forEach((j, i) => {
      values[j] = parts[i]!;
    });
  }
  return values;
}

/**
 * Until when a seat is divided for, as if its person had stayed: who left after publishing leaves a difference
 * that stays with the manager, until somebody cascades again from a day. Else until the seat's own end.
 */
export function stayedUntil(
  { edits, model }: CascadeBookInput,
  { kpi, months, year }: CascadeSpan,
  { position, node }: SeatOf,
): number {
  const { to } = model.org.positions[position]!;
  const moves = model.org.positionsOf(node).some((at) => model.org.positions[at]!.from >= to);
  if (to >= year.end || moves) return to;
  const wasOwed = months.some((m) => m.start >= to && edits.published(kpi.id, node, m) !== null);
  if (!wasOwed) return to;
  return Math.max(to, edits.cascadedFrom(kpi.id) ?? year.end);
}

/** Of each month as if he had stayed, the part that is still owed; null where nobody left. */
export function leftOf(real: readonly number[], stayed: readonly number[]): number[] | null {
  if (real.every((p, j) => p === stayed[j])) return null;
  return real.map((p, j) => (stayed[j]! > 0 ? p / stayed[j]! : 1));
}

const daysIn = ({ from, to }: { readonly from: number; readonly to: number }, month: Period) =>
  Math.max(0, Math.min(to, month.end) - Math.max(from, month.start));

/** By days, the last place with any taking what rounding leaves; who has no day any more keeps it at his last place. */
function divided(units: number, days: readonly number[]): number[] {
  const all = days.reduce((sum, d) => sum + d, 0);
  const last = all === 0 ? days.length - 1 : days.reduce((found, d, i) => (d > 0 ? i : found), 0);
  let left = units;
  const parts = days.map((d, i) => {
    if (i === last || all === 0) return 0;
    const part = Math.round((units * d) / all);
    left -= part;
    return part;
  });
  parts[last] = left;
  return parts;
}

/** What `isAsPublished` asks of a cascade that was worked out as if nothing were published. */
interface WorkedOut extends CascadeSpan {
  readonly seats: readonly SeatOf[];
  readonly result: { readonly refusals: readonly unknown[] };
  goal(node: number, period: Period): { readonly goal: number } | null;
}

/**
 * Whether every closed month comes out as it was published, of everybody's places together: then nothing
 * needs to be kept, and a run's own output changes nothing (A11).
 */
export function isAsPublished({ edits, model }: CascadeBookInput, year: WorkedOut): boolean {
  const { closedOn } = edits;
  const nodes = [...new Set(year.seats.map((s) => s.node))];
  const published = (node: number, month: Period) => edits.published(year.kpi.id, node, month);
  const isOnRecord = (periods: readonly Period[]) =>
    nodes.some((node) => periods.some((m) => published(node, m) !== null));
  // Weeks that are tied only since were published as months.
  const isInWeeks = year.months.length > 1 && year.months[0]!.grain === "week";
  const months = isInWeeks ? model.calendar.parts(year.year, "month") : [];
  const periods = [year.months, months].find(isOnRecord);
  if (!periods) return true;
  const closed = periods.filter((m) => closedOn !== null && m.end - 1 <= closedOn);
  if (year.result.refusals.length > 0) return false;
  return nodes.every((node) =>
    closed.every((month) => {
      const goal = year.goal(node, month)?.goal ?? 0;
      return toUnits(goal, year.perUnit) === toUnits(published(node, month) ?? 0, year.perUnit);
    }),
  );
}
