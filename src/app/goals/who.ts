import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { RowId, Who } from "../../../dsl/ir/ir.ts";
import type { Org } from "../../model/org.ts";

/** Whether a people's row condition holds for a node on a day (docs/language.md, `for … where`). */
export type PersonCondition = (where: RowId, node: number, period: Period) => boolean;

/** How particular a statement is: the smallest number wins (docs/language.md, "Who has a goal more than once"). */
export const RANK = {
  reset: 0,
  person: 1,
  table: 2,
  team: 3,
  where: 4,
  kind: 5,
  everyone: 6,
} as const;

/** The rank of a WHO; a `where` makes a kind or everyone more particular. */
export function rankOf(who: Who, where: RowId | null, fromTable: boolean): number {
  if (who.of === "person") return RANK.person;
  if (fromTable) return RANK.table;
  if (who.of === "reports" || who.of === "team") return RANK.team;
  if (where !== null || who.of === "level") return RANK.where;
  return who.of === "everyone" ? RANK.everyone : RANK.kind;
}

/** Whether a node is among WHO on the period's last day: goals are owed by who is there then. */
export function isAmong(
  who: Who,
  where: RowId | null,
  node: number,
  period: Period,
  org: Org,
  holds: PersonCondition,
): boolean {
  const day = period.end - 1;
  if (org.positionOn(node, day) < 0) return false;
  if (!isOfKind(who, node, day, org)) return false;
  return where === null || holds(where, node, period);
}

function isOfKind(who: Who, node: number, day: number, org: Org): boolean {
  switch (who.of) {
    case "everyone":
      return true;
    case "person":
      return org.nodeOf(who.name) === node;
    case "reps":
      return org.reportsOn(node, day).length === 0;
    case "managers":
      return org.reportsOn(node, day).length > 0;
    case "reports":
      return org.managerOn(node, day) === org.nodeOf(who.name);
    case "team":
      return isBelow(node, org.nodeOf(who.name), day, org);
    case "level":
      return false;
  }
}

function isBelow(node: number, above: number | null, day: number, org: Org): boolean {
  if (above === null) return false;
  for (let at = org.managerOn(node, day); at >= 0; at = org.managerOn(at, day)) {
    if (at === above) return true;
  }
  return false;
}
