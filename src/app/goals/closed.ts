/** What was published before, as a cascade needs it: per place in the org, and whether it came out so anyway. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { toUnits } from "../../cascade/exact.ts";
import type { CascadeBookInput, CascadeSpan, SeatOf } from "./cascade-input.ts";

/** A seat's months as last published, in whole units; null where none was. A mover's month goes to each place by days. */
export function publishedOf(
  input: CascadeBookInput,
  { kpi, months, perUnit }: CascadeSpan,
  { position, node }: SeatOf,
): number[] | null {
  const { edits, model } = input;
  if (edits.closedOn === null) return null;
  const values = months.map((month) => edits.published(kpi.id, node, month));
  if (values.every((v) => v === null)) return null;
  const places = model.org.positionsOf(node);
  return values.map((value, j) => {
    const units = toUnits(value ?? 0, perUnit);
    const days = places.map((at) => daysIn(model.org.positions[at]!, months[j]!));
    return divided(units, days)[places.indexOf(position)] ?? 0;
  });
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
export function isAsPublished({ edits }: CascadeBookInput, year: WorkedOut): boolean {
  const { closedOn } = edits;
  const closed = year.months.filter((m) => closedOn !== null && m.end - 1 <= closedOn);
  const nodes = [...new Set(year.seats.map((s) => s.node))];
  const published = (node: number, month: Period) => edits.published(year.kpi.id, node, month);
  if (!nodes.some((node) => year.months.some((m) => published(node, m) !== null))) return true;
  if (year.result.refusals.length > 0) return false;
  return nodes.every((node) =>
    closed.every((month) => {
      const goal = year.goal(node, month)?.goal ?? 0;
      return toUnits(goal, year.perUnit) === toUnits(published(node, month) ?? 0, year.perUnit);
    }),
  );
}
