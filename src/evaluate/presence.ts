import { ALWAYS_FROM, ALWAYS_TO } from "../model/assignments.ts";
import type { Org } from "../model/org.ts";

const known = new WeakMap<Org, readonly number[]>();

/** Nodes that are not in the org on some day: the only ones whose presence need be asked. */
export function sometimesAway(org: Org): readonly number[] {
  const before = known.get(org);
  if (before) return before;
  const made = org.nodes.flatMap(({ id }) => {
    const always = org.positionsOf(id).some((at) => {
      const { from, to } = org.positions[at]!;
      return from <= ALWAYS_FROM && to >= ALWAYS_TO;
    });
    return always ? [] : [id];
  });
  known.set(org, made);
  return made;
}
