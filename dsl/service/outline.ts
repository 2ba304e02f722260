/** The document at a glance: what stands where, and what can be folded. */
import type { Span } from "../span.ts";
import type { Statement } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";

export interface OutlineEntry {
  /** The statement's word. */
  readonly kind: string;
  readonly name: string;
  /** The label, or what else tells it apart; empty where there is nothing. */
  readonly detail: string;
  readonly span: Span;
  readonly broken: boolean;
}

/** One entry a statement, in the order of the text. */
export const outline = (text: string): OutlineEntry[] =>
  parse(text).statements.map((s) => ({
    kind: s.kind === "broken" ? s.keyword : s.kind,
    ...titled(s, text),
    span: s.span,
    broken: s.kind === "broken",
  }));

function titled(s: Statement, text: string): { name: string; detail: string } {
  switch (s.kind) {
    case "broken":
      return { name: s.name?.text ?? "", detail: "" };
    case "kpi":
    case "score":
    case "flag":
      return { name: s.name.text, detail: s.label?.value ?? "" };
    case "table":
    case "people":
      return { name: s.kind === "table" ? s.name.text : "people", detail: s.source.name };
    case "goal":
      return {
        name: s.kpi.text,
        detail: s.when.kind === "fixed" ? s.when.label : `each ${s.when.grain}`,
      };
    case "reset":
      return { name: s.kpi.text, detail: s.period.label };
    case "cascade":
      return { name: s.kpi.text, detail: "" };
    case "test":
      return { name: s.name.value, detail: "" };
    case "check":
      return {
        name: text.slice(s.condition.span.start, s.condition.span.end).replace(/\s+/g, " "),
        detail: "",
      };
    case "calendar":
      return { name: "calendar", detail: "" };
  }
}

/** Statements of several lines: from the end of the first line to the statement's end. */
export const folds = (text: string): Span[] =>
  parse(text).statements.flatMap(({ span }) => {
    const end = text.indexOf("\n", span.start);
    return end >= 0 && end < span.end ? [{ start: end, end: span.end }] : [];
  });
