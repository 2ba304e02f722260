/** `else` and `if` on rows: a value that is one of several. */
import type { RowId } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import { PLAIN, type Representation } from "../types/type.ts";
import { checkArity } from "./arity.ts";
import { expectKind, isIf, kindOf, partsOfIf } from "./row-kinds.ts";
import { make, type RowScope, type TypedRow } from "./row-scope.ts";

export function lowerElse(
  scope: RowScope,
  expr: Extract<Expr, { kind: "else" }>,
  want: Representation,
): TypedRow {
  const { lower } = scope.context;
  const first = lower.row(scope, expr.first, want);
  const second = lower.row(scope, expr.second, first.as);
  refuseText(scope, expr, first);
  return make(scope, { kind: "orElse", first: first.id, second: second.id }, first.as, first.unit);
}

/** `if(test, a, b)`; null for calls of anything else. */
export function lowerIf(scope: RowScope, expr: Extract<Expr, { kind: "call" }>): TypedRow | null {
  if (!isIf(expr)) return null;
  checkArity(scope.context, expr);
  const parts = partsOfIf(expr);
  if (!parts) return null;
  const { lower } = scope.context;
  const test = lower.rowCondition(scope, parts.test);
  const a = lower.row(scope, parts.a, "number");
  const b = lower.row(scope, parts.b, a.as);
  refuseText(scope, expr, a);
  if (a.as === "truth") return eitherWay(scope, test, a.id, b.id);
  return make(scope, { kind: "choose", test, whenTrue: a.id, whenFalse: b.id }, a.as, a.unit);
}

/** A text that is one of two can be asked about; it is no value by itself. */
function refuseText(scope: RowScope, expr: Expr, { as }: TypedRow): void {
  if (as === "text") expectKind(scope, expr, as, "number");
}

/** `a` where the test holds, else `b`, of conditions. */
function eitherWay(scope: RowScope, test: RowId, a: RowId, b: RowId): TypedRow {
  const { pools } = scope.context;
  const where = pools.row({ kind: "and", parts: [test, a] });
  const not = pools.row({ kind: "not", of: test });
  const elsewhere = pools.row({ kind: "and", parts: [not, b] });
  return make(scope, { kind: "or", parts: [where, elsewhere] }, "truth");
}

/**
 * `([Stage] else "Open") = "Won"` and `if(…, [a], [b]) contains "x"` ask a text that is one of several: each is
 * asked where it is the one. Null for all else.
 */
export function byBranch(scope: RowScope, expr: Expr): TypedRow | null {
  const isText = (e: Expr) => kindOf(scope, e) === "text";
  switch (expr.kind) {
    case "compare":
      if (!isText(expr.left) && !isText(expr.right)) return null;
      return (
        branches(scope, expr.left, (left) => ({ ...expr, left })) ??
        branches(scope, expr.right, (right) => ({ ...expr, right }))
      );
    case "contains":
    case "startsWith":
      return branches(scope, expr.of, (of) => ({ ...expr, of }));
    case "in":
      return expr.values.some(isText) ? branches(scope, expr.of, (of) => ({ ...expr, of })) : null;
    case "isBlank":
      return ["text", null].includes(kindOf(scope, expr.of))
        ? branches(scope, expr.of, (of) => ({ ...expr, of }))
        : null;
    default:
      return null;
  }
}

function branches(scope: RowScope, of: Expr, ask: (of: Expr) => Expr): TypedRow | null {
  const { lower } = scope.context;
  const asked = (one: Expr): RowId => lower.row(scope, ask(one), "truth").id;
  switch (of.kind) {
    case "brackets":
      return branches(scope, of.of, ask);
    case "else":
      return firstThatIs(scope, alternatives(of), asked);
    case "call": {
      const parts = partsOfIf(of);
      if (!parts) return null;
      const test = lower.rowCondition(scope, parts.test);
      return eitherWay(scope, test, asked(parts.a), asked(parts.b));
    }
    default:
      return null;
  }
}

/** Asks the first alternative that isn't blank; the last where all before it are. */
function firstThatIs(
  scope: RowScope,
  list: readonly Expr[],
  asked: (one: Expr) => RowId,
): TypedRow {
  const [last, ...before] = [...list].reverse();
  const otherwise: TypedRow = { id: asked(last!), as: "truth", unit: PLAIN };
  return before.reduce((rest, of) => {
    const isThere: Expr = { kind: "isBlank", of, not: true, span: of.span };
    const { id } = scope.context.lower.row(scope, isThere, "truth");
    return eitherWay(scope, id, asked(of), rest.id);
  }, otherwise);
}

/** What stands between the `else`s, first to last. */
function alternatives(expr: Expr): Expr[] {
  const found: Expr[] = [];
  let at = expr;
  while (at.kind === "else") {
    found.push(at.second);
    at = at.first;
  }
  return [at, ...found.reverse()];
}
