import type { Expr } from "./ast.ts";

/** An expression and all it is made of, wholes before parts. */
export function* expressionsIn(expr: Expr): Iterable<Expr> {
  yield expr;
  for (const child of Object.values(expr)) {
    for (const part of Array.isArray(child) ? child : [child]) {
      if (typeof part === "object" && part !== null && "kind" in part)
        yield* expressionsIn(part as Expr);
    }
  }
}
