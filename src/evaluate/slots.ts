import type { Org } from "../model/org.ts";

/**
 * Where the sums of a position are kept. In an org without movers a node has one position, and sums are kept by
 * node, where they are wanted in the end; else by position, to be put together by node afterwards.
 */
export interface Slots {
  readonly width: number;
  /** By position. */
  readonly of: Int32Array;
  /** The node of each slot; null: slots are nodes. */
  readonly nodeOf: Int32Array | null;
}

const known = new WeakMap<Org, Slots>();

export function slotsOf(org: Org): Slots {
  const before = known.get(org);
  if (before) return before;
  const nodeOf = Int32Array.from(org.positions, ({ node }) => node);
  const single = new Set(nodeOf).size === nodeOf.length;
  const made: Slots = single
    ? { width: org.nodes.length, of: nodeOf, nodeOf: null }
    : { width: nodeOf.length, of: nodeOf.map((_, at) => at), nodeOf };
  known.set(org, made);
  return made;
}
