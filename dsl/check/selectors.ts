/** `last year`, `in 2025-Q1`, `of manager`: where in time and tree a figure is taken; and the labels of periods. */
import type { PeriodFault } from "../diagnostics/phrases.ts";
import type { Expr, Selector } from "../syntax/ast.ts";
import { type Context, fixTo } from "./context.ts";
import type { FigureScope } from "./figure-scope.ts";

export function select(scope: FigureScope, selector: Selector): FigureScope {
  const { context } = scope;
  switch (selector.kind) {
    case "lastYear":
      return { ...scope, steps: [...scope.steps, { op: "lastYear" }] };
    case "lastPeriod":
      return { ...scope, steps: [...scope.steps, { op: "lastPeriod" }] };
    case "inPeriod":
      return {
        ...scope,
        steps: [
          {
            op: "fixed",
            period: periodLabel(context, selector.period.label, selector.period.span),
          },
        ],
      };
    case "ofManager":
      return { ...scope, node: { who: "manager", of: scope.node } };
    case "ofTop":
      return { ...scope, node: { who: "top" } };
    case "ofPerson":
      return {
        ...scope,
        node: { who: "named", name: context.person(selector.name.value, selector.name.span) },
      };
  }
}

/** A label that the calendar has, as it writes it. */
export function periodLabel(context: Context, label: string, span: Expr["span"]): string {
  const period = context.calendar.parse(label.replace(/[‐‑]/g, "-"));
  if (period && label.length !== 10) return period.label;
  return context.stop("KPI311", span, noSuchPeriod(context, label), periodFix(label, span));
}

function periodFix(label: string, span: Expr["span"]) {
  const month = /^(\d{4})-(\d)$/.exec(label);
  return fixTo(span, month && Number(month[2]) > 0 ? `${month[1]}-0${month[2]}` : undefined);
}

function noSuchPeriod(context: Context, label: string): { why: PeriodFault; write: string } {
  const year = label.slice(0, 4);
  const weeks = context.calendar.spec.weeks !== null;
  if (/^\d{4}-[qQ]\d+$/.test(label)) return { why: { key: "four quarters", label }, write: "" };
  if (/^\d{4}-[hH]\d+$/.test(label)) return { why: { key: "two halves", label }, write: "" };
  if (/^\d{4}-\d$/.test(label))
    return { why: { key: "two digits", label }, write: `${year}-0${label[5]}` };
  if (/^\d{4}-\d\d$/.test(label) && weeks) {
    return { why: { key: "no month", label }, write: `${year}-P${label.slice(5)}` };
  }
  if (/^\d{4}-[pP]/.test(label) && !weeks) return { why: { key: "of weeks", label }, write: "" };
  if (label.length === 10) return { why: { key: "a day", label }, write: "" };
  return { why: { key: "no period", label }, write: "" };
}
