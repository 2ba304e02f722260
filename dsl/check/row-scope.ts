import type { RowId, RowNode } from "../ir/ir.ts";
import { PLAIN, type Representation, type Unit } from "../types/type.ts";
import type { Context, TableInfo } from "./context.ts";

export interface RowScope {
  readonly context: Context;
  /** The table whose rows count. */
  readonly table: TableInfo;
}
export interface TypedRow {
  readonly id: RowId;
  readonly as: Representation;
  readonly unit: Unit;
}

export const make = (
  { context }: RowScope,
  node: RowNode,
  as: Representation,
  unit: Unit = PLAIN,
): TypedRow => ({ id: context.pools.row(node), as, unit });

export const negated = (scope: RowScope, not: boolean, row: TypedRow): TypedRow =>
  not ? { ...row, id: scope.context.pools.row({ kind: "not", of: row.id }) } : row;
