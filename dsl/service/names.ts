/** Where the rules say a name of theirs: for go to definition, find uses, rename and semantic colours. */
import { foldText } from "../fold.ts";
import type { Span } from "../span.ts";
import type { Expr, Name, Statement, Text } from "../syntax/ast.ts";
import { parseExpression } from "../syntax/parse-expression.ts";
import { ColumnName, endOf, lex, nameText, Open, Word } from "../syntax/tokens.ts";
import { bracesAt, bracesIn } from "./said.ts";

export type NameKind = "kpi" | "score" | "table" | "flag";

/** One place where a name stands, inside the text of a `say` too. */
export interface Occurrence {
  readonly kind: NameKind;
  /** In matching form. */
  readonly name: string;
  readonly span: Span;
  readonly defines: boolean;
}

const AGGREGATES = new Set("sum count average min max median distinct share".split(" "));

/** Every place where a KPI, score, table or flag is named, in the order of the text. */
export function occurrences(statements: readonly Statement[], text: string): Occurrence[] {
  const found: Occurrence[] = [];
  const declared = declaredNames(statements);
  const add = (kind: NameKind, name: Name, defines = false): void => {
    found.push({ kind, name: foldText(name.text), span: name.span, defines });
  };
  /** A bare name is a KPI before it is a score; what is neither is a function, a given figure or unknown. */
  const figure = (name: Name): void => {
    const key = foldText(name.text);
    if (declared.kpi.has(key)) add("kpi", name);
    else if (declared.score.has(key)) add("score", name);
  };
  const visitExpr = (expr: Expr): void => {
    switch (expr.kind) {
      case "name":
        figure({ text: expr.name, span: expr.span });
        return;
      case "call": {
        const [first, ...rest] = expr.args;
        const fn = foldText(expr.fn.text);
        const several = (fn === "min" || fn === "max") && expr.args.length > 1;
        if (first?.kind === "name") {
          const name = { text: first.name, span: first.span };
          const key = foldText(first.name);
          if (AGGREGATES.has(fn) && !several && declared.table.has(key)) {
            add("table", name);
          } else if (fn === "score" && declared.score.has(key)) add("score", name);
          else figure(name);
        } else if (first && first.kind !== "duration") visitExpr(first);
        for (const arg of rest) if (arg.kind !== "duration") visitExpr(arg);
        if (expr.words.where) visitExpr(expr.words.where);
        return;
      }
      case "column":
        if (expr.table && declared.table.has(foldText(expr.table.text))) add("table", expr.table);
        return;
      case "countOf":
        for (const kpi of expr.kpis) add("kpi", kpi);
        return;
      default:
        for (const child of Object.values(expr)) {
          for (const part of Array.isArray(child) ? child : [child]) {
            if (typeof part === "object" && part !== null && "kind" in part && isExpr(part))
              visitExpr(part as Expr);
          }
        }
    }
  };
  const visitText = (say: Text): void => {
    for (const { source, start } of bracesIn(
      text.slice(say.span.start, say.span.end),
      say.span.start,
    )) {
      const parsed = parseExpression(source, start);
      if ("expr" in parsed) visitExpr(parsed.expr);
    }
  };
  for (const statement of statements) visitStatement(statement, add, visitExpr, visitText);
  return found.sort((a, b) => a.span.start - b.span.start);
}

const NO_EXPRESSIONS = new Set([
  "headerRow",
  "ofPerson",
  "inPeriod",
  "lastYear",
  "lastPeriod",
  "ofManager",
  "ofTop",
]);
const isExpr = (node: object): boolean =>
  !NO_EXPRESSIONS.has((node as { kind: string }).kind) && "span" in node;

function declaredNames(statements: readonly Statement[]): Record<NameKind, Set<string>> {
  const names = {
    kpi: new Set<string>(),
    score: new Set<string>(),
    table: new Set<string>(),
    flag: new Set<string>(),
  };
  for (const s of statements) {
    const kind = s.kind === "broken" ? s.keyword : s.kind;
    if (
      (kind === "kpi" || kind === "score" || kind === "table" || kind === "flag") &&
      "name" in s &&
      s.name
    )
      names[kind].add(foldText(nameOf(s.name)));
  }
  return names;
}

const nameOf = (name: Name | Text): string => ("text" in name ? name.text : name.value);

type Add = (kind: NameKind, name: Name, defines?: boolean) => void;
type VisitExpr = (expr: Expr) => void;

function visitStatement(
  statement: Statement,
  add: Add,
  visit: VisitExpr,
  visitText: (say: Text) => void,
): void {
  const expr = (e: Expr | null) => e && visit(e);
  switch (statement.kind) {
    case "broken":
      if (statement.name && isNameKind(statement.keyword))
        add(statement.keyword, statement.name, true);
      return;
    case "calendar":
      for (const c of statement.clauses) if (c.kind === "holidays") add("table", c.table);
      return;
    case "people":
      return;
    case "table":
      add("table", statement.name, true);
      for (const c of statement.clauses) if (c.kind === "link") add("table", c.to);
      return;
    case "kpi":
      add("kpi", statement.name, true);
      expr(statement.value);
      for (const c of statement.clauses) {
        if (c.kind === "leads") add("kpi", c.kpi);
        if (c.kind === "baseline") expr(c.value);
      }
      return;
    case "goal":
      add("kpi", statement.kpi);
      if (statement.value.kind === "table") add("table", statement.value.table);
      else expr(statement.value.value);
      expr(statement.value.kind === "table" ? statement.value.where : statement.value.who.where);
      return;
    case "cascade":
      add("kpi", statement.kpi);
      for (const c of statement.clauses) {
        if (c.kind === "by" || c.kind === "spread")
          for (const w of c.weights ?? []) {
            if (w.kind === "value") expr(w.value);
            if (w.kind === "blend") for (const part of w.parts) expr(part.of);
          }
        if (c.kind === "atLeast" || c.kind === "atMost") {
          expr(c.value);
          expr(c.who?.where ?? null);
        }
      }
      return;
    case "score":
      add("score", statement.name, true);
      for (const part of statement.parts) add("kpi", part.kpi);
      return;
    case "flag":
      add("flag", statement.name, true);
      for (const c of statement.clauses) {
        if (c.kind === "when") expr(c.condition);
        if (c.kind === "say") visitText(c.text);
      }
      return;
    case "check":
      expr(statement.condition);
      return;
    case "reset":
      add("kpi", statement.kpi);
      return;
    case "test":
      for (const c of statement.clauses) {
        if (c.kind === "givenTable") add("table", c.table);
        if (c.kind === "givenGoal") visitStatement(c.goal, add, visit, visitText);
        if (c.kind === "givenReset") visitStatement(c.reset, add, visit, visitText);
        if (c.kind === "expect") expr(c.condition);
        if (c.kind === "expectFlag") add("flag", c.flag);
      }
  }
}

const isNameKind = (word: string): word is NameKind =>
  word === "kpi" || word === "score" || word === "table" || word === "flag";

/** The occurrence that holds an offset, its end included: a cursor after the last letter is on the name. */
export const occurrenceAt = (all: readonly Occurrence[], offset: number): Occurrence | null =>
  all.find(({ span }) => span.start <= offset && offset <= span.end) ?? null;

/**
 * A declared name at an offset by its word alone: what is left to go by in a statement that isn't whole
 * yet. Good enough to tell of it and to go to it, not to rename.
 */
export function likelyNameAt(all: readonly Occurrence[], text: string, offset: number) {
  const braces = bracesAt(text, offset);
  const { tokens } = lex(braces?.source ?? text);
  const shift = braces?.start ?? 0;
  const at = tokens.findIndex((t) => t.startOffset + shift <= offset && offset <= endOf(t) + shift);
  const token = tokens[at];
  if (token?.tokenType !== Word) return null;
  const declared = all.filter((o) => o.defines && o.name === foldText(nameText(token.image)));
  const counts = tokens[at - 1]?.tokenType === Open && AGGREGATES.has(tokens[at - 2]?.image ?? "");
  const isTable = counts || tokens[at + 1]?.tokenType === ColumnName;
  const found = declared.find((o) => (o.kind === "table") === isTable) ?? declared[0];
  const span = { start: token.startOffset + shift, end: endOf(token) + shift };
  return found ? { ...found, span, defines: false } : null;
}
