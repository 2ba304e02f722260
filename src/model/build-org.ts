import { foldText, sameText } from "../../dsl/fold.ts";
import type { PeopleSource, Program } from "../../dsl/ir/ir.ts";
import { assignmentsOf } from "./assignments.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { addLevels } from "./levels.ts";
import type { Org } from "./org.ts";
import { positionsOf } from "./positions.ts";
import { always, type Seat, type Stay, seatsOf } from "./seats.ts";
import { suggester } from "./suggest.ts";
import type { Table } from "./table.ts";

/** What the checks of an org look at. */
interface Draft {
  readonly people: PeopleSource;
  readonly table: Table;
  readonly seats: readonly Seat[];
  /** Stays below each seat, by seat. */
  readonly below: ReadonlyMap<number, readonly { readonly seat: Seat; readonly stay: Stay }[]>;
  /** The cell of a row's name. */
  readonly place: (row: number) => string;
  readonly findings: Finding[];
}

/** The org over time from the people's table; without one nobody is in it. */
export function buildOrg(
  program: Program,
  tables: readonly (Table | null)[],
  findings: Finding[],
): Org {
  const { people } = program;
  const table = people ? (tables[people.table] ?? null) : null;
  if (!people || !table) return positionsOf([], [], String, () => null, findings);
  const nameColumn = table.find(people.name) ?? 0;
  const place = (row: number): string => table.address(nameColumn, row);
  const seats = [...seatsOf(assignmentsOf(people, table, findings), people.top, findings)];
  const draft: Draft = { people, table, seats, below: reportsOf(seats), place, findings };
  reportUnits(draft);
  reportAbsent(draft);
  const tops = topsOf(draft);
  return positionsOf(seats, tops, place, addLevels(program, tables, seats), findings);
}

function reportsOf(seats: readonly Seat[]): Draft["below"] {
  const below = new Map<number, { seat: Seat; stay: Stay }[]>();
  for (const seat of seats) {
    for (const stay of seat.stays) {
      const list = below.get(stay.parent) ?? [];
      list.push({ seat, stay });
      below.set(stay.parent, list);
    }
  }
  return below;
}

const isTop = (seat: Seat): boolean => seat.stays.some((stay) => stay.parent < 0);

/** In a plain parent column every manager should have a row: one without is a typo, or the top. */
function reportUnits({ people, table, seats, below, findings }: Draft): void {
  if (people.reportsTo.length !== 1) return;
  const top = people.top === null ? null : foldText(people.top);
  const units = seats.filter(({ node }) => node.unit && node.folded !== top);
  const persons = seats.filter(({ node }) => !node.unit);
  const hasTop = top !== null || persons.some(isTop);
  if (!hasTop && units.length === 1) return;
  const suggest = suggester(persons.map(({ node }) => node.name));
  for (const { node } of units) {
    const count = below.get(node.id)?.length ?? 0;
    const near = suggest(node.name);
    const column = columnWith(node.folded, table, people);
    findings.push(
      finding("ORG05", node.name, { manager: node.name, count, nearest: near, column }),
    );
  }
}

/** The column of the people's sheet, beside name and manager, that holds a manager's name just once; null without one. */
function columnWith(folded: string, table: Table, people: PeopleSource): string | null {
  const used = [people.name, ...people.reportsTo, people.since, people.until];
  const found = table.headers.filter((header, c) => {
    if (header === null || used.some((column) => column !== null && sameText(column, header)))
      return false;
    const texts = table.texts(c);
    const code = texts.folded.indexOf(folded);
    return code > 0 && texts.codes.indexOf(code) === texts.codes.lastIndexOf(code);
  });
  return found.length === 1 ? found[0]! : null;
}

/** Reports of a manager on days on which the manager is not in the org. */
function reportAbsent({ seats, below, place, findings }: Draft): void {
  for (const manager of seats) {
    const there = ({ from, to }: Stay): number =>
      manager.stays.reduce(
        (days, own) => days + Math.max(0, Math.min(to, own.to) - Math.max(from, own.from)),
        0,
      );
    const without = (below.get(manager.node.id) ?? []).filter(
      ({ stay }) => there(stay) < stay.to - stay.from,
    );
    const [first] = without;
    if (!first) continue;
    const cell = first.stay.row < 0 ? first.seat.node.name : place(first.stay.row);
    const params = { manager: manager.node.name, count: without.length, example: cell };
    findings.push(finding("ORG11", cell, params));
  }
}

/** The named top, else everybody who reports to nobody. */
function topsOf(draft: Draft): number[] {
  const { people, seats } = draft;
  const named = people.top === null ? null : foldText(people.top);
  const top = seats.find(({ node }) => node.folded === named);
  if (top) return [top.node.id];
  const tops = seats.filter(isTop);
  const persons = tops.filter(({ node }) => !node.unit);
  if (persons.length === 1) {
    // A manager without a row is set under the one top there is, so that the total still covers everyone.
    const [root] = persons;
    for (const stray of tops) {
      if (stray !== root) stray.stays.splice(0, stray.stays.length, always(root!.node.id));
    }
    return [root!.node.id];
  }
  if (tops.length > 1) reportTops(draft, tops);
  return tops.map(({ node }) => node.id);
}

/** Several tops: those who lead somebody are tops indeed, the others just lack a manager. */
function reportTops({ below, place, findings }: Draft, tops: readonly Seat[]): void {
  const cellOf = ({ node }: Seat) => (node.rows.length > 0 ? place(node.rows[0]!) : node.name);
  const leads = ({ node }: Seat) => below.has(node.id);
  const leading = tops.filter(leads);
  for (const seat of leading.length > 0 ? tops.filter((top) => !leads(top)) : []) {
    const params = { name: seat.node.name, place: cellOf(seat) };
    findings.push(finding("ORG09", params.place, params));
  }
  const several = leading.length > 0 ? leading : tops;
  if (several.length < 2) return;
  const names = several.map(({ node }) => node.name).join(", ");
  findings.push(finding("ORG04", several.map(cellOf).join(", "), { names }));
}
