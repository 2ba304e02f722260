/** Which node a reference of the rules means. */
import type { NodeRef } from "../../dsl/ir/ir.ts";
import type { Org } from "../model/org.ts";

/** The node that a reference means to a node, in the org of a day; -1 where there is none. */
export function nodeMeant(org: Org, ref: NodeRef, self: number, day: number): number {
  switch (ref.who) {
    case "self":
      return self;
    case "top":
      return org.tops[0] ?? -1;
    case "named":
      return org.nodeOf(ref.name) ?? -1;
    case "manager": {
      const below = nodeMeant(org, ref.of, self, day);
      return below < 0 ? -1 : org.managerOn(below, day);
    }
  }
}
