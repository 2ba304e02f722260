/** Row expressions: one value per row of a table. */
import type { Representation } from "../types/type.ts";
import type { RowId, TableId } from "./ids.ts";
import type { ArithmeticOp, CompareOp, NumberFunction } from "./operators.ts";
import type { LinkStep } from "./sources.ts";

/** Blank spreads through arithmetic; truth-valued nodes are never blank (`<>` is `not` of `=`). */
export type RowNode =
  | {
      readonly kind: "column";
      readonly table: TableId;
      readonly column: string;
      /** Links followed from the measure's table to reach `table`; empty for its own columns. */
      readonly via: readonly LinkStep[];
      readonly as: Representation;
    }
  | {
      readonly kind: "literal";
      readonly value: number | string | boolean;
      readonly as: Representation;
    }
  | { readonly kind: "blank" }
  /** The as-of day or the period's last day, whichever is earlier: the one row node that depends on the window. */
  | { readonly kind: "today" }
  | {
      readonly kind: "arithmetic";
      readonly op: ArithmeticOp;
      readonly left: RowId;
      readonly right: RowId;
    }
  | { readonly kind: "divide"; readonly left: RowId; readonly right: RowId }
  /** Day minus day, in days. */
  | { readonly kind: "dayDifference"; readonly left: RowId; readonly right: RowId }
  /** Day plus a number of days. */
  | { readonly kind: "dayShift"; readonly day: RowId; readonly days: RowId }
  | { readonly kind: "call"; readonly fn: NumberFunction; readonly args: readonly RowId[] }
  | { readonly kind: "orElse"; readonly first: RowId; readonly second: RowId }
  | {
      readonly kind: "choose";
      readonly test: RowId;
      readonly whenTrue: RowId;
      readonly whenFalse: RowId;
    }
  | {
      readonly kind: "compare";
      readonly op: CompareOp;
      readonly by: Representation;
      readonly left: RowId;
      readonly right: RowId;
    }
  | { readonly kind: "textIn"; readonly of: RowId; readonly values: readonly string[] }
  | { readonly kind: "numberIn"; readonly of: RowId; readonly values: readonly number[] }
  | { readonly kind: "contains"; readonly of: RowId; readonly text: RowId }
  | { readonly kind: "startsWith"; readonly of: RowId; readonly text: RowId }
  | { readonly kind: "isBlank"; readonly of: RowId }
  | { readonly kind: "and"; readonly parts: readonly RowId[] }
  | { readonly kind: "or"; readonly parts: readonly RowId[] }
  | { readonly kind: "not"; readonly of: RowId };
