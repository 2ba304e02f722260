import { foldText } from "../../dsl/fold.ts";
import type { PeopleSource } from "../../dsl/ir/ir.ts";
import { nearest } from "../../dsl/nearest.ts";
import { ALWAYS_FROM, ALWAYS_TO, type Assignment, assignmentsOf } from "./assignments.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import type { Org, OrgNode } from "./org.ts";
import { positionsOf } from "./positions.ts";
import type { Table } from "./table.ts";

/** A node under construction: its assignments as (parent, days). */
export interface Seat {
  readonly node: OrgNode;
  readonly stays: {
    readonly parent: number;
    readonly from: number;
    readonly to: number;
    readonly row: number;
  }[];
}

/**
 * The org over time from the people's table: who has a row reports to what that row says; a manager or
 * unit without a row reports to the next column of the rows that name it, at last to the named top.
 */
export function buildOrg(
  people: PeopleSource | null,
  table: Table | null,
  findings: Finding[],
): Org {
  if (!people || !table) return positionsOf([], [], findings);
  const assignments = assignmentsOf(people, table, findings);
  const seats: Seat[] = [];
  const byName = new Map<string, number>();

  const seat = (
    name: string,
    folded: string,
    unit: boolean,
    list: readonly Assignment[],
  ): number => {
    const known = byName.get(folded);
    if (known !== undefined) return known;
    const id = seats.length;
    const node: OrgNode = {
      id,
      name,
      folded,
      unit,
      vacancy: list.some((a) => a.vacancy),
      rows: list.map((a) => a.row),
    };
    seats.push({ node, stays: [] });
    byName.set(folded, id);
    return id;
  };

  for (const [folded, list] of assignments) seat(list[0]!.name, folded, false, list);
  const unitParents = new Map<number, string>();
  const named = new Map<number, number>();
  for (const [folded, list] of assignments) {
    const id = byName.get(folded)!;
    for (const assignment of list) {
      const parent = climb(assignment.path);
      seats[id]!.stays.push({
        parent,
        from: assignment.from,
        to: assignment.to,
        row: assignment.row,
      });
      if (parent >= 0) named.set(parent, (named.get(parent) ?? 0) + 1);
    }
  }
  reportUnits();
  return positionsOf(seats, topsOf(), findings);

  /** The manager of a row: its nearest named column; units on the way get the next column as theirs. */
  function climb(path: readonly string[]): number {
    const steps = people!.top === null ? path : [...path, people!.top];
    const ids = steps.map((name) => {
      const folded = foldText(name);
      return byName.get(folded) ?? seat(name, folded, true, []);
    });
    for (let i = 0; i < ids.length; i += 1) {
      const at = seats[ids[i]!]!;
      if (!at.node.unit) break;
      const above = ids[i + 1] ?? -1;
      settleUnit(at, above, steps[i + 1] ?? "");
    }
    return ids[0] ?? -1;
  }

  function settleUnit(unit: Seat, parent: number, parentName: string): void {
    const known = unitParents.get(unit.node.id);
    if (known === undefined) {
      unitParents.set(unit.node.id, parentName);
      unit.stays.push({ parent, from: ALWAYS_FROM, to: ALWAYS_TO, row: -1 });
    } else if (foldText(known) !== foldText(parentName) && known !== "" && parentName !== "") {
      const params = { unit: unit.node.name, first: known, second: parentName };
      findings.push(finding("ORG08", unit.node.name, params));
    }
  }

  /** In a plain parent column every manager should have a row: one without is a typo, or the top. */
  function reportUnits(): void {
    if (people!.reportsTo.length !== 1) return;
    const units = seats.filter(
      (s) => s.node.unit && foldText(s.node.name) !== foldText(people!.top ?? ""),
    );
    const persons = seats.filter((s) => !s.node.unit).map((s) => s.node.name);
    const hasTop = people!.top !== null || seats.some((s) => !s.node.unit && isTop(s));
    for (const unit of units) {
      if (!hasTop && units.length === 1) return;
      const count = named.get(unit.node.id) ?? 0;
      const [near = null] = nearest(unit.node.name, persons);
      findings.push(
        finding("ORG05", unit.node.name, { manager: unit.node.name, count, nearest: near }),
      );
    }
  }

  function topsOf(): number[] {
    const tops = seats.filter(isTop);
    const named = people!.top === null ? null : byName.get(foldText(people!.top));
    if (named === undefined || named === null) {
      const own = tops.filter((s) => !s.node.unit);
      // A manager without a row is set under the one top there is, so that the total still covers everyone.
      if (own.length === 1 && tops.length > 1) {
        for (const stray of tops) {
          if (stray !== own[0]) stray.stays.splice(0, stray.stays.length, under(own[0]!.node.id));
        }
        return [own[0]!.node.id];
      }
      if (tops.length > 1) {
        const names = tops.map((s) => s.node.name).join(", ");
        findings.push(finding("ORG04", names, { names }));
      }
      return tops.map((s) => s.node.id);
    }
    return [named];
  }
}

const under = (parent: number) => ({ parent, from: ALWAYS_FROM, to: ALWAYS_TO, row: -1 });
const isTop = (s: Seat): boolean => s.stays.length === 0 || s.stays.some((stay) => stay.parent < 0);
