/** Seats → positions: every path that ever held, numbered in pre-order. */
import type { Day } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import { ALWAYS_FROM, ALWAYS_TO } from "./assignments.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import type { ItemFinder } from "./levels.ts";
import type { Org, Position } from "./org.ts";
import type { Seat } from "./seats.ts";

interface Draft {
  readonly node: number;
  readonly parent: number;
  readonly depth: number;
  last: number;
  readonly from: Day;
  readonly to: Day;
  readonly row: number;
}

interface Child {
  readonly node: number;
  readonly from: Day;
  readonly to: Day;
  readonly row: number;
}

/** `place` gives the cell of a row's name, for findings. */
export function positionsOf(
  seats: readonly Seat[],
  tops: readonly number[],
  place: (row: number) => string,
  itemOf: ItemFinder,
  findings: Finding[],
): Org {
  const children = childrenOf(seats);
  const positions: Draft[] = [];
  const hang = (child: Child, parent: number, depth: number, from: Day, to: Day): void => {
    const at = positions.length;
    positions.push({ node: child.node, parent, depth, last: at, from, to, row: child.row });
    for (const below of children[child.node]!) {
      const start = Math.max(from, below.from);
      const end = Math.min(to, below.to);
      if (start < end && !isAbove(positions, at, below.node))
        hang(below, at, depth + 1, start, end);
    }
    positions[at]!.last = positions.length - 1;
  };
  for (const top of tops) {
    const stays = seats[top]!.stays.filter((stay) => stay.parent < 0);
    const own = stays.length > 0 ? stays : [{ from: ALWAYS_FROM, to: ALWAYS_TO, row: -1 }];
    for (const stay of own) hang({ node: top, ...stay }, -1, 0, stay.from, stay.to);
  }
  reportRings(seats, children, positions, place, findings);
  return orgOf(seats, positions, tops, itemOf);
}

/** Reports of each node by name, then by day: sorting the sheet changes nothing. */
function childrenOf(seats: readonly Seat[]): Child[][] {
  const children: Child[][] = seats.map(() => []);
  for (const { node, stays } of seats) {
    for (const { parent, from, to, row } of stays) {
      if (parent >= 0) children[parent]!.push({ node: node.id, from, to, row });
    }
  }
  for (const list of children) {
    list.sort(
      (a, b) => order(seats[a.node]!.node.folded, seats[b.node]!.node.folded) || a.from - b.from,
    );
  }
  return children;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isAbove(positions: readonly Draft[], at: number, node: number): boolean {
  for (let up = at; up >= 0; up = positions[up]!.parent)
    if (positions[up]!.node === node) return true;
  return false;
}

/** Who hangs under no top is in a ring, or below one. */
function reportRings(
  seats: readonly Seat[],
  children: readonly (readonly Child[])[],
  positions: readonly Draft[],
  place: (row: number) => string,
  findings: Finding[],
): void {
  const placed = new Set(positions.map((p) => p.node));
  const told = new Set<number>();
  for (const { node } of seats) {
    if (placed.has(node.id) || told.has(node.id)) continue;
    const ring = ringFrom(seats, node.id);
    if (ring.length === 0 || ring.some((id) => told.has(id))) continue;
    const all = reachedFrom(ring, children);
    for (const id of all) told.add(id);
    const names = ring.map((id) => seats[id]!.node.name);
    const cells = ring.flatMap((id) => seats[id]!.node.rows.slice(0, 1).map(place)).join(", ");
    const below = [...all].filter((id) => !placed.has(id)).length - ring.length;
    findings.push(finding("ORG01", cells, { names, below }));
  }
}

function reachedFrom(
  ids: readonly number[],
  children: readonly (readonly Child[])[],
): ReadonlySet<number> {
  const reached = new Set(ids);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const id of reached) for (const { node } of children[id]!) reached.add(node);
  return reached;
}

function ringFrom(seats: readonly Seat[], start: number): number[] {
  const path: number[] = [];
  let at = start;
  while (at >= 0 && !path.includes(at)) {
    path.push(at);
    at = seats[at]!.stays[0]?.parent ?? -1;
  }
  return at < 0 ? [] : path.slice(path.indexOf(at));
}

/** People by name; of nodes below them `Ann / Acme`, and the bare name where only one bears it. */
function namesOf(seats: readonly Seat[]): ReadonlyMap<string, number> {
  const byName = new Map<string, number>();
  const items = seats.filter(({ node }) => node.level !== null);
  for (const { node } of seats) if (node.level === null) byName.set(node.folded, node.id);
  const bare = new Map<string, number>();
  for (const { node } of items) bare.set(node.folded, bare.has(node.folded) ? -1 : node.id);
  const paths = new Map<number, string>();
  for (const { node } of items) {
    const path = `${paths.get(node.above) ?? seats[node.above]!.node.folded} / ${node.folded}`;
    paths.set(node.id, path);
    if (!byName.has(path)) byName.set(path, node.id);
  }
  for (const [name, id] of bare) if (id >= 0 && !byName.has(name)) byName.set(name, id);
  return byName;
}

function orgOf(
  seats: readonly Seat[],
  positions: readonly Position[],
  tops: readonly number[],
  itemOf: ItemFinder,
): Org {
  const byNode: number[][] = seats.map(() => []);
  for (const [at, position] of positions.entries()) byNode[position.node]!.push(at);
  for (const list of byNode) list.sort((a, b) => positions[a]!.from - positions[b]!.from);
  const byName = namesOf(seats);
  const isItem = Uint8Array.from(seats, ({ node }) => (node.level === null ? 0 : 1));
  const hasItems = isItem.includes(1);
  const positionOn = (node: number, day: Day): number => {
    for (const at of byNode[node] ?? []) {
      if (positions[at]!.from <= day && day < positions[at]!.to) return at;
    }
    return -1;
  };
  const managerOn = (node: number, day: Day): number => {
    const at = positionOn(node, day);
    const parent = at < 0 ? -1 : positions[at]!.parent;
    return parent < 0 ? -1 : positions[parent]!.node;
  };
  const reportsMemo = new Map<number, readonly number[]>();
  const below = (position: number, day: Day, items: 0 | 1): number[] => {
    const found: number[] = [];
    for (let at = position + 1; at <= positions[position]!.last; at = positions[at]!.last + 1) {
      const { node, from, to } = positions[at]!;
      if (isItem[node] === items && from <= day && day < to) found.push(node);
    }
    return found;
  };
  const reportsOf = (position: number, day: Day): number[] => below(position, day, 0);
  const dated = positions.some((p) => p.from > ALWAYS_FROM || p.to < ALWAYS_TO);
  return {
    nodes: seats.map(({ node }) => node),
    positions,
    tops,
    nodeOf: (name) => byName.get(foldText(name)) ?? null,
    positionOn,
    positionsOf: (node) => byNode[node] ?? [],
    managerOn,
    reportsOn: (node, day) => {
      const position = positionOn(node, day);
      if (position < 0) return [];
      if (dated) return reportsOf(position, day);
      const known = reportsMemo.get(position) ?? reportsOf(position, day);
      reportsMemo.set(position, known);
      return known;
    },
    itemsOn: (node, day) => {
      const position = hasItems ? positionOn(node, day) : -1;
      return position < 0 ? [] : below(position, day, 1);
    },
    itemOf,
    personOf: (node) => {
      let at = node;
      while (isItem[at] === 1) at = seats[at]!.node.above;
      return at;
    },
    existsIn: (node, start, end) =>
      (byNode[node] ?? []).some((at) => positions[at]!.from < end && positions[at]!.to > start),
  };
}
