/** Owners of rows as a relation: texts of the owner columns → positions of the tree. */
import { ALWAYS_FROM, ALWAYS_TO } from "../model/assignments.ts";
import type { Org } from "../model/org.ts";
import type { Owners } from "./binding.ts";
import type { RelationColumn } from "./dialect.ts";

/** Columns `a0`, `a1` … (texts), `pos`, and `d0`, `d1` (half-open days) where somebody moves. */
export function ownerColumns({ keys, positions, days }: Owners): readonly RelationColumn[] {
  const columns: RelationColumn[] = keys.map((values, i) => ({
    name: `a${i}`,
    of: "text",
    values,
  }));
  columns.push({ name: "pos", of: "whole", values: positions });
  if (days)
    columns.push(
      { name: "d0", of: "whole", values: days.from },
      { name: "d1", of: "whole", values: days.to },
    );
  return columns;
}

/** Owners for keys (as many columns as `depth`) that are resolved to nodes: a row for each position of the node. */
export function ownersAt(
  org: Org,
  by: Owners["by"],
  owners: readonly { readonly keys: readonly string[]; readonly node: number }[],
  depth: number,
): Owners {
  const keys: string[][] = Array.from({ length: depth }, () => []);
  const positions: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const owner of owners) {
    for (const at of org.positionsOf(owner.node)) {
      owner.keys.forEach((key, i) => {
        keys[i]!.push(key);
      });
      positions.push(at);
      from.push(org.positions[at]!.from);
      to.push(org.positions[at]!.to);
    }
  }
  const always = from.every((day) => day <= ALWAYS_FROM) && to.every((day) => day >= ALWAYS_TO);
  return { by, keys, positions, days: always ? null : { from, to } };
}
