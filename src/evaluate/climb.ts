/** Where a row's value goes in the tree. */
import type { Org } from "../model/org.ts";

const known = new WeakMap<Org, Record<"own" | "subtree", Int32Array>>();

/**
 * The position that a position's figure adds to, -1 for none. A subtree's figure climbs to the top; a
 * node's own one from the accounts below a person to the person and no further.
 */
export function climbOf(org: Org, scope: "own" | "subtree"): Int32Array {
  let made = known.get(org);
  if (!made) {
    const { positions, nodes } = org;
    made = {
      subtree: Int32Array.from(positions, ({ parent }) => parent),
      own: Int32Array.from(positions, ({ node, parent }) =>
        nodes[node]!.level === null ? -1 : parent,
      ),
    };
    known.set(org, made);
  }
  return made[scope];
}
