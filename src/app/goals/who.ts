import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Level, Who, WhoWhere } from "../../../dsl/ir/ir.ts";
import type { Org } from "../../model/org.ts";

/** Whether a condition of `for … where` holds for a node on the period's last day (docs/language.md, `goal`). */
export type WhoCondition = (where: WhoWhere, node: number, period: Period) => boolean;

/** Whether a node is a unit that the people's column names. */
export type IsUnit = (column: string, node: number) => boolean;

export interface WhoInput {
  readonly org: Org;
  readonly holds: WhoCondition;
  readonly isUnit: IsUnit;
}

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
export function rankOf(who: Who, where: WhoWhere, fromTable: boolean): number {
  if (who.of === "person") return RANK.person;
  if (fromTable) return RANK.table;
  if (who.of === "reports" || who.of === "team") return RANK.team;
  const some = where.people !== null || where.level !== null;
  if (some || who.of === "level" || who.of === "unit") return RANK.where;
  return who.of === "everyone" ? RANK.everyone : RANK.kind;
}

/** Whether a node is among WHO on the period's last day: goals are owed by who is there then. */
export function isAmong(
  who: Who,
  where: WhoWhere,
  node: number,
  period: Period,
  { org, holds, isUnit }: WhoInput,
): boolean {
  const day = period.end - 1;
  if (org.positionOn(node, day) < 0) return false;
  if (!isOfKind(who, node, day, org, isUnit)) return false;
  return holds(where, node, period);
}

function isOfKind(who: Who, node: number, day: number, org: Org, isUnit: IsUnit): boolean {
  const { level } = org.nodes[node]!;
  if (who.of === "person") return org.nodeOf(who.name) === node;
  if (who.of === "level") return level === who.level;
  if (level !== null) return false;
  switch (who.of) {
    case "everyone":
      return true;
    case "reps":
      return org.reportsOn(node, day).length === 0;
    case "managers":
      return org.reportsOn(node, day).length > 0;
    case "reports":
      return org.managerOn(node, day) === org.nodeOf(who.name);
    case "team":
      return isBelow(node, org.nodeOf(who.name), day, org);
    case "unit":
      return isUnit(who.column, node);
  }
}

/** Whether a KPI is owed at a node on a day, or a flag raised there. */
export function isAtLevel(
  at: Level,
  node: number,
  day: number,
  { org, isUnit }: Pick<WhoInput, "org" | "isUnit">,
): boolean {
  if (at.of === "level") return org.nodes[node]!.level === at.level;
  if (org.nodes[node]!.level !== null) return false;
  if (at.of === "people") return true;
  return isOfKind(at, node, day, org, isUnit);
}

function isBelow(node: number, above: number | null, day: number, org: Org): boolean {
  if (above === null) return false;
  for (let at = org.managerOn(node, day); at >= 0; at = org.managerOn(at, day)) {
    if (at === above) return true;
  }
  return false;
}
