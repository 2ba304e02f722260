/** Windows and nodes: where in time and tree a figure is taken. */
import type { Grain } from "./ids.ts";

/** Steps are applied left to right to the period a figure is asked for; every window is cut at the as-of day. */
export interface Window {
  readonly steps: readonly TimeStep[];
}

export type TimeStep =
  | { readonly op: "lastYear" }
  | { readonly op: "lastPeriod" }
  /** From the start of the enclosing fiscal year, quarter or month to the period's end. */
  | { readonly op: "toDate"; readonly of: "year" | "quarter" | "month" }
  /** `n` whole units that end with the period. */
  | { readonly op: "trailing"; readonly n: number; readonly grain: Grain }
  | { readonly op: "fixed"; readonly period: string };

export type NodeRef =
  | { readonly who: "self" }
  | { readonly who: "manager"; readonly of: NodeRef }
  | { readonly who: "top" }
  | { readonly who: "named"; readonly name: string };
