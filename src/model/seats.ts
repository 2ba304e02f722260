/** Assignments → seats: every person, unit and vacancy with whom it reports to, and when. */
import type { Day } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import { ALWAYS_FROM, ALWAYS_TO, type PersonRows } from "./assignments.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import type { OrgNode } from "./org.ts";

export interface Stay {
  /** The manager's seat, -1 for none. */
  readonly parent: number;
  readonly from: Day;
  readonly to: Day;
  /** The people-table row that says so, -1 for a unit. */
  readonly row: number;
}

/** A node under construction: its stays are disjoint in time; none where its rows contradict each other. */
export interface Seat {
  readonly node: OrgNode;
  readonly stays: Stay[];
}

export const always = (parent: number): Stay => ({
  parent,
  from: ALWAYS_FROM,
  to: ALWAYS_TO,
  row: -1,
});

/**
 * Who has rows reports to what they say; a manager or unit without a row reports to the next column of
 * the first row that names it, at last to the named top.
 */
export function seatsOf(
  persons: ReadonlyMap<string, PersonRows>,
  top: string | null,
  findings: Finding[],
): readonly Seat[] {
  const plan: Seating = { seats: [], byName: new Map(), above: new Map(), findings };
  for (const [folded, { rows, assignments }] of persons) {
    addSeat(plan, rows[0]!.name, folded, assignments.length > 0 ? assignments : rows);
  }
  for (const [folded, { assignments }] of persons) {
    const self = plan.byName.get(folded)!;
    for (const { path, from, to, row } of assignments) {
      const steps = top === null || foldText(top) === folded ? path : [...path, top];
      plan.seats[self]!.stays.push({ parent: climb(plan, steps), from, to, row });
    }
  }
  return plan.seats;
}

interface Seating {
  readonly seats: Seat[];
  readonly byName: Map<string, number>;
  /** Unit → the name it was first said to report to. */
  readonly above: Map<number, string>;
  readonly findings: Finding[];
}

/** A seat for a person's rows; without any it is a unit's. */
function addSeat(
  plan: Seating,
  name: string,
  folded: string,
  rows: PersonRows["rows"] = [],
): number {
  const id = plan.seats.length;
  const node: OrgNode = {
    id,
    name,
    folded,
    unit: rows.length === 0,
    vacancy: rows.some(({ vacancy }) => vacancy),
    level: null,
    above: -1,
    rows: rows.map(({ row }) => row),
  };
  plan.seats.push({ node, stays: [] });
  plan.byName.set(folded, id);
  return id;
}

/** The seat of a path's nearest name; units on the way get the next name as their manager. */
function climb(plan: Seating, path: readonly string[]): number {
  const ids = path.map((name) => {
    const folded = foldText(name);
    return plan.byName.get(folded) ?? addSeat(plan, name, folded);
  });
  for (const [i, id] of ids.entries()) {
    const seat = plan.seats[id]!;
    if (!seat.node.unit) break;
    settleUnit(plan, seat, ids[i + 1] ?? -1, path[i + 1] ?? "");
  }
  return ids[0] ?? -1;
}

function settleUnit(plan: Seating, unit: Seat, parent: number, parentName: string): void {
  const known = plan.above.get(unit.node.id);
  if (known === undefined) {
    plan.above.set(unit.node.id, parentName);
    unit.stays.push(always(parent));
  } else if (known !== "" && parentName !== "" && foldText(known) !== foldText(parentName)) {
    const params = { unit: unit.node.name, first: known, second: parentName };
    plan.findings.push(finding("ORG08", unit.node.name, params));
  }
}
