/** What a row expression is, told before it is lowered: numbers, texts, days and truths are read differently. */
import { foldText } from "../fold.ts";
import { functionNamed } from "../functions.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Representation } from "../types/type.ts";
import type { RowScope } from "./row-scope.ts";

type Call = Extract<Expr, { kind: "call" }>;

/** What a row expression is by itself; null for a column that could be anything. */
export function kindOf(scope: RowScope, expr: Expr): Representation | null {
  switch (expr.kind) {
    case "brackets":
      return kindOf(scope, expr.of);
    case "number":
    case "negate":
      return "number";
    case "binary":
      return sumKind(expr.op, kindOf(scope, expr.left), kindOf(scope, expr.right));
    case "text":
      return "text";
    case "truth":
      return "truth";
    case "period":
      return "day";
    case "name":
      return foldText(expr.name) === "today" ? "day" : null;
    case "else":
      return kindOf(scope, expr.first) ?? kindOf(scope, expr.second);
    case "call":
      return callKind(scope, expr);
    case "column": {
      const table = expr.table
        ? scope.context.tableByName.get(foldText(expr.table.text))
        : scope.table;
      return table?.days.has(foldText(expr.column.name)) ? "day" : null;
    }
    default:
      return "truth";
  }
}

/** A day more or less some days is a day; a day less a day is days. */
const sumKind = (
  op: string,
  left: Representation | null,
  right: Representation | null,
): Representation =>
  left === "day" && (op === "+" || (op === "-" && right === "number")) ? "day" : "number";

function callKind(scope: RowScope, expr: Call): Representation | null {
  const parts = partsOfIf(expr);
  if (parts) return kindOf(scope, parts.a) ?? kindOf(scope, parts.b);
  return isIf(expr) || !functionNamed(expr.fn.text) ? null : "number";
}

export const isIf = (expr: Call): boolean => foldText(expr.fn.text) === "if";

/** `if(test, a, b)`; null where arguments lack or are too many, and for any other function. */
export function partsOfIf(
  expr: Call,
): { readonly test: Expr; readonly a: Expr; readonly b: Expr } | null {
  if (!isIf(expr)) return null;
  const [test, a, b, more] = expr.args.filter((arg): arg is Expr => arg.kind !== "duration");
  return test && a && b && !more ? { test, a, b } : null;
}

/** `[Made] + 10`: a column that nothing else calls a day, and a number of days. */
export const couldBeDay = (scope: RowScope, expr: Expr): boolean =>
  expr.kind === "binary" &&
  (expr.op === "+" || expr.op === "-") &&
  kindOf(scope, expr.left) === null &&
  kindOf(scope, expr.right) === "number";

/** Refuses what is something else than its place needs. */
export function expectKind(
  { context }: RowScope,
  expr: Expr,
  is: Representation,
  needs: Representation,
): void {
  if (is === needs) return;
  context.stop("KPI306", expr.span, { what: context.source(expr.span), needs });
}
