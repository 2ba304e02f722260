/** Conditions on rows: comparisons, membership, parts of texts, blanks. */
import { isoOf } from "../calendar/day.ts";
import { write } from "../diagnostics/phrases.ts";
import { foldText } from "../fold.ts";
import type { CompareOp, RowNode } from "../ir/ir.ts";
import type { Span } from "../span.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Representation } from "../types/type.ts";
import { byBranch } from "./row-choices.ts";
import { couldBeDay, kindOf } from "./row-kinds.ts";
import { make, negated, type RowScope, type TypedRow } from "./row-scope.ts";
import { periodLabel } from "./selectors.ts";
import { warnOfValues } from "./values.ts";

type Compare = Extract<Expr, { kind: "compare" }>;

export function lowerTruth(scope: RowScope, expr: Expr): TypedRow {
  const { lower } = scope.context;
  const split = byBranch(scope, expr);
  if (split) return split;
  switch (expr.kind) {
    case "compare":
      return lowerCompare(scope, expr);
    case "isBlank": {
      const of = lower.row(scope, expr.of, kindOf(scope, expr.of) ?? "text").id;
      return negated(scope, expr.not, truth(scope, { kind: "isBlank", of }));
    }
    case "in":
      return negated(scope, expr.not, lowerIn(scope, expr));
    case "between":
      return negated(scope, expr.not, lowerBetween(scope, expr));
    case "contains":
    case "startsWith": {
      const of = lower.row(scope, expr.of, "text").id;
      const text = lower.row(scope, expr.text, "text").id;
      return negated(scope, expr.not, truth(scope, { kind: expr.kind, of, text }));
    }
    case "and":
    case "or": {
      const parts = [expr.left, expr.right].map((side) => lower.rowCondition(scope, side));
      return truth(scope, { kind: expr.kind, parts });
    }
    case "not":
      return truth(scope, { kind: "not", of: lower.rowCondition(scope, expr.of) });
    default:
      refuseRowInPeriod(scope, expr);
      return scope.context.stop("KPI307", expr.span, {});
  }
}

/** `[Closed] in 2025-Q1`: a row is in a period by a day between its first and its last. */
function refuseRowInPeriod({ context }: RowScope, expr: Expr): void {
  if (expr.kind !== "select" || expr.of.kind !== "column") return;
  if (expr.selector.kind !== "inPeriod") return;
  const { label, span } = expr.selector.period;
  const period = context.calendar.parse(periodLabel(context, label, span))!;
  const text = `between ${isoOf(period.start)} and ${isoOf(period.end - 1)}`;
  const at = { start: expr.selector.span.start, end: expr.span.end };
  context.stop(
    "KPI116",
    expr.span,
    { says: "row by its day", write: write(text) },
    { fix: { span: at, text } },
  );
}

const truth = (scope: RowScope, node: RowNode): TypedRow => make(scope, node, "truth");

function lowerCompare(scope: RowScope, expr: Compare): TypedRow {
  const { lower } = scope.context;
  const by = comparedAs(scope, expr);
  const left = lower.row(scope, expr.left, by).id;
  const right = lower.row(scope, expr.right, by).id;
  if (expr.right.kind === "text") comparedTexts(scope, expr.left, [expr.right]);
  if (expr.left.kind === "text") comparedTexts(scope, expr.right, [expr.left]);
  const op: CompareOp = expr.op === "<>" ? "=" : expr.op;
  return negated(scope, expr.op === "<>", truth(scope, { kind: "compare", op, by, left, right }));
}

/** As what the two sides are compared; sides that don't go together end the statement. */
function comparedAs(scope: RowScope, expr: Compare): Representation {
  const ordered = expr.op !== "=" && expr.op !== "<>";
  const [one, other] = [kindOf(scope, expr.left), kindOf(scope, expr.right)];
  const a = other === "day" && couldBeDay(scope, expr.left) ? "day" : one;
  const b = one === "day" && couldBeDay(scope, expr.right) ? "day" : other;
  if ((a === "text" || b === "text") && (ordered || a === "number" || b === "number"))
    refuseTextAmongNumbers(scope, expr);
  const blankSide = expr.left.kind === "blank" || expr.right.kind === "blank";
  if (a !== null && b !== null && a !== b && !blankSide) {
    scope.context.stop("KPI300", expr.span, {
      sides: { of: "rows", left: a, right: b },
      does: "compared",
      write: "like with like",
    });
  }
  if (expr.left.kind === "blank") return b ?? "text";
  return a ?? b ?? (ordered ? "number" : "text");
}

function refuseTextAmongNumbers({ context }: RowScope, expr: Compare): never {
  const text = [expr.right, expr.left].find((side) => side.kind === "text");
  const written = text?.value.trim() ?? "";
  const plain = /^-?\d+(?:\.\d+)?$|^\d{4}-\d{2}-\d{2}$/.test(written) ? written : null;
  const fix = text && plain !== null ? { fix: { span: text.span, text: plain } } : {};
  const write = plain === null ? "" : `${context.source(expr.left.span)} ${expr.op} ${plain}`;
  return context.stop("KPI301", expr.span, { write }, fix);
}

/** Looks the texts up in the column that they are compared with. */
function comparedTexts(
  { context, table }: RowScope,
  expr: Expr,
  texts: readonly { readonly value: string; readonly span: Span }[],
): void {
  if (expr.kind !== "column") return;
  const from = expr.table === null ? table : context.tableByName.get(foldText(expr.table.text));
  if (from) warnOfValues(context, from, expr.column.name, texts);
}

function lowerIn(scope: RowScope, expr: Extract<Expr, { kind: "in" }>): TypedRow {
  const { lower, pools } = scope.context;
  const values = expr.values.map((value) => writtenValue(scope, value));
  const numbers = values.flatMap((v) => (v.kind === "number" ? [v.value] : []));
  if (numbers.length === values.length)
    return truth(scope, {
      kind: "numberIn",
      of: lower.row(scope, expr.of, "number").id,
      values: numbers,
    });
  const texts = values.flatMap((v) => (v.kind === "text" ? [v] : []));
  if (texts.length === values.length) {
    const of = lower.row(scope, expr.of, "text").id;
    comparedTexts(scope, expr.of, texts);
    return truth(scope, { kind: "textIn", of, values: texts.map((t) => t.value) });
  }
  // Days and truths: one equality for each.
  const parts = values.map(({ span, ...value }, i) => {
    if (value.kind !== values[0]!.kind)
      return scope.context.stop("KPI306", span, {
        what: scope.context.source(span),
        needs: values[0]!.kind,
      });
    const by = value.kind;
    const of = lower.row(scope, expr.of, by).id;
    const right = lower.row(scope, expr.values[i]!, by).id;
    return pools.row({ kind: "compare", op: "=", by, left: of, right });
  });
  return truth(scope, { kind: "or", parts });
}

type Written = { readonly span: Span } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "day" | "truth" }
);

/** A value of a list: written as it is. */
function writtenValue({ context }: RowScope, expr: Expr): Written {
  const { span } = expr;
  if (expr.kind === "number" || expr.kind === "text")
    return expr.kind === "number"
      ? { kind: "number", value: expr.value, span }
      : { kind: "text", value: expr.value, span };
  if (expr.kind === "negate" && expr.of.kind === "number")
    return { kind: "number", value: -expr.of.value, span };
  if (expr.kind === "period") return { kind: "day", span };
  if (expr.kind === "truth") return { kind: "truth", span };
  return context.stop("KPI306", span, { what: context.source(span), needs: "value" });
}

function lowerBetween(scope: RowScope, expr: Extract<Expr, { kind: "between" }>): TypedRow {
  const { lower, pools } = scope.context;
  const by =
    kindOf(scope, expr.of) ?? kindOf(scope, expr.low) ?? kindOf(scope, expr.high) ?? "number";
  const of = lower.row(scope, expr.of, by).id;
  const low = lower.row(scope, expr.low, by).id;
  const high = lower.row(scope, expr.high, by).id;
  const parts = [
    pools.row({ kind: "compare", op: ">=", by, left: of, right: low }),
    pools.row({ kind: "compare", op: "<=", by, left: of, right: high }),
  ];
  return truth(scope, { kind: "and", parts });
}
