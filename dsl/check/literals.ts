/** Literals that rows and figures read alike. */
import { parseIso } from "../calendar/day.ts";
import type { Span } from "../span.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Context } from "./context.ts";

/** The day number of `2026-03-31`; a longer period is refused. */
export function dayLiteral(context: Context, expr: Extract<Expr, { kind: "period" }>): number {
  const day = parseIso(expr.label);
  if (day !== null) return day;
  const { label } = expr;
  const why = label.length === 10 ? "no day" : "a period";
  return context.stop("KPI311", expr.span, { why: { key: why, label }, write: "2026-03-31" });
}

/** A text by itself is no condition: the end of a statement that has one in its place. */
export function refuseTextCondition(context: Context, { kind, span }: Expr): void {
  if (kind === "text") context.stop("KPI305", span, { write: "" }, orTextFix(context, span));
}

/** `[x] = "a" or "b"` → `[x] in ("a", "b")`, where the text before it reads so. */
function orTextFix(context: Context, span: Span): { fix?: { span: Span; text: string } } {
  const before = context.text.slice(0, span.start);
  const match =
    /((?:[\p{L}_][\p{L}\p{Nd}_]*)?\[[^\]\n]*\])\s*=\s*("(?:[^"\n]|"")*")\s+or\s+$/u.exec(before);
  if (!match) return {};
  const start = span.start - match[0].length;
  return {
    fix: {
      span: { start, end: span.end },
      text: `${match[1]} in (${match[2]}, ${context.source(span)})`,
    },
  };
}
