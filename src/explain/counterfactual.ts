/** What somebody would owe without the holds beside: one step of a cascade, taken again. */
import { cascadeTree } from "../cascade/tree.ts";
import type { CascadeMaking } from "./explanation.ts";

export interface Without {
  readonly held: readonly string[];
  /** Of the whole span, in the KPI's unit. */
  readonly goal: number;
  readonly instead: number;
}

/** Null where no sibling is held, or the goal itself is, or it can't be met without the hold. */
export function withoutHolds({ trees, perUnit }: CascadeMaking): Without | null {
  const [tree] = trees;
  const at = tree?.at[0];
  if (!tree || at === undefined || trees.length > 1 || tree.at.length > 1) return null;
  const { nodes } = tree.input;
  const own = nodes[at]!;
  const isHeld = (i: number) => nodes[i]!.heldYear !== null || nodes[i]!.heldParts.length > 0;
  if (isHeld(at) || own.parent < 0) return null;
  const held = nodes.flatMap((n, i) =>
    n.parent === own.parent && i !== at && isHeld(i) ? [i] : [],
  );
  if (held.length === 0) return null;
  const free = nodes.map((n, i) =>
    held.includes(i) ? { ...n, heldYear: null, heldParts: [] } : n,
  );
  const is = cascadeTree(tree.input).seats[at];
  const would = cascadeTree({ ...tree.input, nodes: free }).seats[at];
  if (!is || !would) return null;
  return {
    held: held.map((i) => tree.names[i]!),
    goal: would.year / perUnit,
    instead: is.year / perUnit,
  };
}
