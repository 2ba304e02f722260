/** The tree as data: which positions stand below a node. */
import { climbOf } from "../evaluate/climb.ts";
import type { Org } from "../model/org.ts";

export interface Below {
  /** Side by side: the node, and a position whose rows are the node's. */
  readonly nodes: readonly number[];
  readonly positions: readonly number[];
  /** The node's own position above it: where the subtree starts. */
  readonly tops: readonly number[];
}

/** The closure of the tree: of `subtree` everything below, of `own` the node itself and the accounts it works. */
export function belowOf(org: Org, scope: "own" | "subtree"): Below {
  const up = climbOf(org, scope);
  const nodes: number[] = [];
  const positions: number[] = [];
  const tops: number[] = [];
  for (let position = 0; position < org.positions.length; position += 1) {
    for (let at = position; at >= 0; at = up[at]!) {
      nodes.push(org.positions[at]!.node);
      positions.push(position);
      tops.push(at);
    }
  }
  return { nodes, positions, tops };
}
