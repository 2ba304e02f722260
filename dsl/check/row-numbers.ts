/** Numbers and days of a row: arithmetic and the functions of numbers. */
import { foldText } from "../fold.ts";
import { functionNamed } from "../functions.ts";
import { NUMBER_FUNCTIONS } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import { DAYS, PLAIN, type Representation } from "../types/type.ts";
import { checkArity } from "./arity.ts";
import { refuseFunction } from "./foreign-functions.ts";
import { couldBeDay, expectKind, kindOf } from "./row-kinds.ts";
import { make, type RowScope, type TypedRow } from "./row-scope.ts";
import { joinUnits, overUnits, timesUnits } from "./units.ts";

type Binary = Extract<Expr, { kind: "binary" }>;

function lowerNumber(scope: RowScope, expr: Expr): TypedRow {
  const row = scope.context.lower.row(scope, expr, "number");
  expectKind(scope, expr, row.as, "number");
  return row;
}

export const lowerNegate = (scope: RowScope, expr: Extract<Expr, { kind: "negate" }>): TypedRow =>
  negative(scope, lowerNumber(scope, expr.of));

function negative(scope: RowScope, of: TypedRow): TypedRow {
  const minus = make(scope, { kind: "literal", value: -1, as: "number" }, "number");
  return make(
    scope,
    { kind: "arithmetic", op: "*", left: minus.id, right: of.id },
    "number",
    of.unit,
  );
}

/** Sums and differences of days are told from those of numbers by what stands on the two sides. */
export function lowerBinary(scope: RowScope, expr: Binary, want: Representation): TypedRow {
  const [left, right] = [kindOf(scope, expr.left), kindOf(scope, expr.right)];
  if (expr.op === "-" && (left === "day" || right === "day") && right !== "number")
    return lowerDayDifference(scope, expr);
  const isDay = left === "day" || (want === "day" && couldBeDay(scope, expr));
  if (isDay && (expr.op === "+" || expr.op === "-")) return lowerDayShift(scope, expr);
  return lowerArithmetic(scope, expr);
}

function lowerDayDifference(scope: RowScope, expr: Binary): TypedRow {
  const { lower } = scope.context;
  const left = lower.row(scope, expr.left, "day").id;
  const right = lower.row(scope, expr.right, "day").id;
  return make(scope, { kind: "dayDifference", left, right }, "number", DAYS);
}

function lowerDayShift(scope: RowScope, expr: Binary): TypedRow {
  const { lower } = scope.context;
  const day = lower.row(scope, expr.left, "day").id;
  const days = lower.row(scope, expr.right, "number");
  const shift = expr.op === "-" ? negative(scope, days) : days;
  return make(scope, { kind: "dayShift", day, days: shift.id }, "day");
}

function lowerArithmetic(scope: RowScope, expr: Binary): TypedRow {
  const left = lowerNumber(scope, expr.left);
  const right = lowerNumber(scope, expr.right);
  const sides = { left: left.id, right: right.id };
  if (expr.op === "/")
    return make(scope, { kind: "divide", ...sides }, "number", overUnits(left.unit, right.unit));
  const unit = (expr.op === "*" ? timesUnits : joinUnits)(left.unit, right.unit);
  const node = { kind: "arithmetic", op: expr.op, ...sides } as const;
  return make(scope, node, "number", unit ?? PLAIN);
}

export function lowerNumberFunction(
  scope: RowScope,
  expr: Extract<Expr, { kind: "call" }>,
): TypedRow {
  const { context } = scope;
  const name = foldText(expr.fn.text);
  const fn = NUMBER_FUNCTIONS.find((f) => f === name);
  if (!functionNamed(name)) return refuseFunction(context, expr, scope.table);
  if (!fn) return context.stop("KPI307", expr.span, {});
  checkArity(context, expr);
  const args = expr.args.flatMap((a) => (a.kind === "duration" ? [] : [lowerNumber(scope, a)]));
  const node = { kind: "call", fn, args: args.map((a) => a.id) } as const;
  return make(scope, node, "number", args[0]?.unit);
}
