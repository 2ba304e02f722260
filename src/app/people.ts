import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Model } from "../model/model.ts";
import type { Person } from "./results.ts";

/** People, and the nodes below them, in tree order as the org has them now, and as it had them in any period. */
export function peopleOf(model: Model): {
  readonly list: readonly Person[];
  readonly everyone: readonly Person[];
  readonly at: (node: number, period: Period) => Person;
} {
  const { org } = model;
  const personOf = (position: number): Person => {
    const { node, depth } = org.positions[position]!;
    const path: string[] = [];
    for (let at = position; at >= 0; at = org.positions[at]!.parent) {
      path.unshift(org.nodes[org.positions[at]!.node]!.name);
    }
    const { parent } = org.positions[position]!;
    return {
      node,
      name: org.nodes[node]!.name,
      called: path.slice(path.length - 1 - stepsBelow(node)).join(" / "),
      path,
      manager: parent < 0 ? -1 : org.positions[parent]!.node,
      hasReports: leads(position),
      level: depth,
      below: org.nodes[node]!.level,
      vacancy: org.nodes[node]!.vacancy,
    };
  };
  const stepsBelow = (node: number): number =>
    org.nodes[node]!.level === null ? 0 : 1 + stepsBelow(org.nodes[node]!.above);
  const leads = (position: number): boolean => {
    const { last } = org.positions[position]!;
    for (let at = position + 1; at <= last; at = org.positions[at]!.last + 1)
      if (org.nodes[org.positions[at]!.node]!.level === null) return true;
    return false;
  };
  const known = new Map<number, Person>();
  const person = (position: number): Person => {
    const made = known.get(position) ?? personOf(position);
    known.set(position, made);
    return made;
  };
  /** The position that holds on the as-of day, else the last one. */
  const latest = (node: number): number => {
    const now = org.positionOn(node, model.asOf);
    const list = org.positionsOf(node);
    return now >= 0 ? now : list[list.length - 1]!;
  };
  const list = org.nodes
    .filter(({ id }) => org.positionsOf(id).length > 0)
    .map(({ id }) => latest(id))
    .sort((a, b) => a - b)
    .map(person);
  return {
    list: list.filter((person) => person.below === null),
    everyone: list,
    at: (node, period) => {
      const on = org.positionOn(node, period.end - 1);
      if (on >= 0) return person(on);
      let last = latest(node);
      for (const at of org.positionsOf(node)) {
        const { from, to } = org.positions[at]!;
        if (from < period.end && to > period.start) last = at;
      }
      return person(last);
    },
  };
}
