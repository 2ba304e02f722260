import type { Day } from "../../dsl/calendar/day.ts";
import type { LevelId } from "../../dsl/ir/ir.ts";

/**
 * The org over time. A node is a person, unit or vacancy, or below people an account and the like; a position is one path by which a node hung in
 * the tree for some time. Positions are numbered in pre-order of the tree of all paths that ever held, so
 * the subtree of a position is the interval `[position, last[position]]`, whatever the day.
 * An org without dates has one position per node.
 */
export interface Org {
  readonly nodes: readonly OrgNode[];
  readonly positions: readonly Position[];
  /** Node ids of the tops, first in tree order; more than one only with a finding. */
  readonly tops: readonly number[];
  /** A node by name in matching form, in the tree or (a ring, contradicting rows) not; null where nobody is called so. */
  nodeOf(name: string): number | null;
  /** The position that holds on a day, or -1 (not in the org that day). */
  positionOn(node: number, day: Day): number;
  /** Positions of a node, in time order. */
  positionsOf(node: number): readonly number[];
  /** The node's manager on a day, or -1 (the top, or nobody). */
  managerOn(node: number, day: Day): number;
  /** Direct reports on a day, by name order; nodes below people are none. */
  reportsOn(node: number, day: Day): readonly number[];
  /** Nodes of a level below people that hang directly under a node on a day, by name order. */
  itemsOn(node: number, day: Day): readonly number[];
  /** The node of a level under another one, by name in matching form; null where there is none. */
  itemOf(above: number, level: LevelId, folded: string): number | null;
  /** A node below people's owner; a person itself. */
  personOf(node: number): number;
  /** Whether the node is in the org at any time of `[start, end)`. */
  existsIn(node: number, start: Day, end: Day): boolean;
}

export interface OrgNode {
  readonly id: number;
  /** As written in the people's sheet. */
  readonly name: string;
  /** Matching form: the order of ties, the key of look-ups. */
  readonly folded: string;
  readonly vacancy: boolean;
  /** A unit named only in a path column or as the top, without a row of its own. */
  readonly unit: boolean;
  /** The level below people that it is a node of; null: a person, unit or vacancy. */
  readonly level: LevelId | null;
  /** Of a node below people the node it hangs under, else -1. */
  readonly above: number;
  /** Rows (table rows) of the people's table that speak of this node, in time order. */
  readonly rows: readonly number[];
}

export interface Position {
  readonly node: number;
  /** -1 for a top. */
  readonly parent: number;
  /** 0 is the top. */
  readonly depth: number;
  /** Last position of the subtree (pre-order interval end, inclusive). */
  readonly last: number;
  /** Half-open days for which this path held. */
  readonly from: Day;
  readonly to: Day;
  /** The people-table row that put the node here, or -1 for a unit. */
  readonly row: number;
}
