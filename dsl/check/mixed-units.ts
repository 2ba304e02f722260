/** Two figures side by side: one unit, or an error that names both. */
import type { Done } from "../diagnostics/phrases.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Unit } from "../types/type.ts";
import { type Context, fixTo } from "./context.ts";
import type { FigureScope, Typed } from "./figure-scope.ts";
import { joinUnits } from "./units.ts";

type Sided = Extract<Expr, { kind: "binary" | "compare" | "else" | "call" }>;

/** The unit of two figures side by side; a mix is an error that names both. */
export function mix(scope: FigureScope, expr: Sided, left: Typed, right: Typed, does: Done): Unit {
  percentSign(scope, expr, left, right);
  const unit = joinUnits(left.unit, right.unit);
  if (unit) return unit;
  const { context } = scope;
  const sides = { of: "units", left: left.unit, right: right.unit } as const;
  if (
    expr.kind === "binary" &&
    expr.op === "+" &&
    expr.right.kind === "number" &&
    expr.right.percent
  ) {
    const text = `* ${Math.round((1 + expr.right.value) * 1e6) / 1e4}%`;
    const start = context.text.lastIndexOf("+", expr.right.span.start);
    const write = { key: "for more", percent: expr.right.image, text } as const;
    const fix = fixTo({ start, end: expr.right.span.end }, text);
    return context.stop("KPI300", expr.span, { sides, does, write }, fix);
  }
  const money = left.unit.of === "money" && right.unit.of === "money";
  const write = money ? "convert" : "none";
  return context.stop("KPI300", expr.span, { sides, does, write });
}

/** Beside a percentage a written plain number is a forgotten sign, unless it is 0 or 1. */
function percentSign(scope: FigureScope, expr: Sided, left: Typed, right: Typed): void {
  if (expr.kind !== "binary" && expr.kind !== "compare") return;
  const sides = [
    { percent: left, named: expr.left, written: expr.right },
    { percent: right, named: expr.right, written: expr.left },
  ];
  for (const { percent, named, written } of sides) {
    if (percent.unit.of !== "percent" || written.kind !== "number" || written.percent) continue;
    if (written.value === 0 || written.value === 1) continue;
    forgotPercent(scope.context, `\`${scope.context.source(named.span)}\``, written);
  }
}

/** `62` or `0.5` where a percentage is meant. */
export function forgotPercent(
  context: Context,
  name: string,
  written: Extract<Expr, { kind: "number" }>,
): never {
  const small = Math.abs(written.value) <= 1;
  const write = small ? `${Math.round(written.value * 1e6) / 1e4}%` : `${written.image}%`;
  const means = small ? null : written.value * 100;
  return context.stop(
    "KPI303",
    written.span,
    { name, written: written.image, means, write },
    { fix: { span: written.span, text: write } },
  );
}
