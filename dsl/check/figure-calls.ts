/** Calls in figures: standings, time, aggregates, numbers. */
import { foldText } from "../fold.ts";
import { functionNamed } from "../functions.ts";
import { NUMBER_FUNCTIONS, type NumberFunction, type StandingOf, type TimeStep } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import { PERCENT } from "../types/type.ts";
import { aggregate, isAggregate } from "./aggregates.ts";
import { checkArity } from "./arity.ts";
import { kpiArgument, lowerKpi, lowerScore } from "./figure-names.ts";
import { type FigureScope, make, standingPlace, type Typed } from "./figure-scope.ts";
import { refuseFunction } from "./foreign-functions.ts";
import { kpiOf } from "./kpi-ref.ts";
import { mix } from "./mixed-units.ts";
import { joinUnits } from "./units.ts";

const STANDINGS: readonly StandingOf[] = ["goal", "attainment", "pace", "forecast", "gap"];
const TO_DATE = { ytd: "year", qtd: "quarter", mtd: "month" } as const;

export function lowerCall(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const { context } = scope;
  const name = foldText(expr.fn.text);
  const first = expr.args[0];
  const standing = STANDINGS.find((s) => s === name);
  if (functionNamed(name)?.group !== "rows") checkArity(context, expr);
  if (standing) {
    const kpi = kpiOf(context, kpiArgument(scope, expr), expr.span);
    const place = standingPlace(scope, expr);
    const unit = standing === "attainment" || standing === "pace" ? PERCENT : kpi.unit;
    return make(
      scope,
      expr,
      { kind: "standing", what: standing, kpi: kpi.id, ...place },
      "number",
      unit,
    );
  }
  if (name === "actual") return lowerKpi(scope, kpiArgument(scope, expr), expr);
  if (name === "score") {
    if (first?.kind !== "name")
      return context.stop("KPI310", expr.span, { fn: "score", takes: "score" });
    return lowerScore(scope, first.name, first);
  }
  if (name === "own" && first && first.kind !== "duration")
    return scope.context.lower.figure({ ...scope, own: true }, first);
  if ((name === "ytd" || name === "qtd" || name === "mtd") && first && first.kind !== "duration") {
    return scope.context.lower.figure(
      { ...scope, steps: [...scope.steps, { op: "toDate", of: TO_DATE[name] }] },
      first,
    );
  }
  if (name === "trailing") return lowerTrailing(scope, expr);
  if (name === "growth") return lowerGrowth(scope, expr);
  const several = (name === "min" || name === "max") && expr.args.length >= 2;
  if (isAggregate(name) && !several) return aggregate(scope, expr, name);
  if (name === "if") return lowerIf(scope, expr);
  const fn = NUMBER_FUNCTIONS.find((f) => f === name);
  if (fn) return lowerNumberFunction(scope, expr, fn);
  return refuseFunction(context, expr, null);
}

function lowerTrailing(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const [of, over] = expr.args;
  if (!of || of.kind === "duration" || over?.kind !== "duration") {
    return scope.context.stop("KPI310", expr.span, {
      fn: "trailing",
      takes: "figure and span",
    });
  }
  return scope.context.lower.figure(
    { ...scope, steps: [...scope.steps, { op: "trailing", n: over.n, grain: over.grain }] },
    of,
  );
}

/** x over x of the earlier period, less 1; blank where the earlier one is blank, 0 or negative. */
function lowerGrowth(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const [of, over] = expr.args;
  if (!of || of.kind === "duration")
    return scope.context.stop("KPI310", expr.span, { fn: "growth", takes: "figure" });
  if (over && !(over.kind === "duration" && over.grain === "year"))
    return scope.context.stop("KPI310", over.span, {
      fn: "growth",
      takes: "only year",
    });
  const yearly = over?.kind === "duration" && over.grain === "year";
  const back: TimeStep = yearly ? { op: "lastYear" } : { op: "lastPeriod" };
  const now = scope.context.lower.number(scope, of);
  const before = scope.context.lower.number({ ...scope, steps: [...scope.steps, back] }, of);
  const zero = make(scope, expr, { kind: "literal", value: 0, as: "number" }, "number");
  const one = make(scope, expr, { kind: "literal", value: 1, as: "number" }, "number");
  const blank = make(scope, expr, { kind: "blank" }, "number");
  const ratio = make(scope, expr, { kind: "divide", left: now.id, right: before.id }, "number");
  const growth = make(
    scope,
    expr,
    { kind: "arithmetic", op: "-", left: ratio.id, right: one.id },
    "number",
  );
  const test = make(
    scope,
    expr,
    { kind: "compare", op: ">", by: "number", left: before.id, right: zero.id },
    "truth",
  );
  return make(
    scope,
    expr,
    { kind: "choose", test: test.id, whenTrue: growth.id, whenFalse: blank.id },
    "number",
    PERCENT,
  );
}

function lowerIf(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const args = expr.args.filter((a): a is Expr => a.kind !== "duration");
  if (args.length !== 3) {
    return scope.context.stop("KPI310", expr.span, {
      fn: "if",
      takes: "condition and two figures",
    });
  }
  const test = scope.context.lower.condition(scope, args[0]!);
  const then = scope.context.lower.figure(scope, args[1]!);
  const otherwise = scope.context.lower.figure(scope, args[2]!);
  const unit = mix(scope, expr, then, otherwise, "alternatives");
  return make(
    scope,
    expr,
    { kind: "choose", test, whenTrue: then.id, whenFalse: otherwise.id },
    then.as,
    unit,
  );
}

function lowerNumberFunction(
  scope: FigureScope,
  expr: Extract<Expr, { kind: "call" }>,
  fn: NumberFunction,
): Typed {
  const args = expr.args
    .filter((a): a is Expr => a.kind !== "duration")
    .map((a) => scope.context.lower.number(scope, a));
  if (args.length === 0) return scope.context.stop("KPI310", expr.span, { fn, takes: "number" });
  const unit =
    fn === "min" || fn === "max"
      ? args.reduce((all, arg) => joinUnits(all, arg.unit) ?? all, args[0]!.unit)
      : args[0]!.unit;
  return make(scope, expr, { kind: "call", fn, args: args.map((a) => a.id) }, "number", unit);
}
