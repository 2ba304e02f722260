import { arityOf, type FunctionName, functionNamed } from "../functions.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Context } from "./context.ts";

/** An argument too many would be dropped unsaid, one too few guessed: both are errors. */
export function checkArity(context: Context, expr: Extract<Expr, { kind: "call" }>): void {
  const fn = functionNamed(expr.fn.text);
  if (!fn) return;
  const { least, most } = arityOf(fn);
  if (expr.args.length >= least && expr.args.length <= most) return;
  context.stop("KPI310", expr.span, {
    fn: fn.name,
    takes: { key: "arguments", fn: fn.name as FunctionName },
  });
}
