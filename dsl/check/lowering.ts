import type { FigureId, RowId } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Representation } from "../types/type.ts";
import type { FigureScope, Typed } from "./figure-scope.ts";
import type { RowScope, TypedRow } from "./row-scope.ts";

/** The readers of expressions, for those they call: handed over by the compiler, because each needs the others. */
export interface Lowering {
  figure(scope: FigureScope, expr: Expr): Typed;
  /** A truth, or the statement ends. */
  condition(scope: FigureScope, expr: Expr): FigureId;
  /** A number, or the statement ends. */
  number(scope: FigureScope, expr: Expr): Typed;
  /** `want` decides how a bare column is read. */
  row(scope: RowScope, expr: Expr, want: Representation): TypedRow;
  /** A truth, or the statement ends. */
  rowCondition(scope: RowScope, expr: Expr): RowId;
}
