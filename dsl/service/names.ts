/** Where the rules say a name of theirs: for go to definition, find uses, rename and semantic colours. */
import { foldText } from "../fold.ts";
import type { Span } from "../span.ts";
import type { CascadeClause, Expr, Name, Statement, Text } from "../syntax/ast.ts";
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
  const visitExpr = (expr: Expr): void => visitExpression(expr, declared, add);
  const visitText = (say: Text): void => {
    for (const { source, start } of bracesIn(
      text.slice(say.span.start, say.span.end),
      say.span.start,
    )) {
      const parsed = parseExpression(source, start);
      if ("expr" in parsed) visitExpr(parsed.expr);
    }
  };
  const on: Visiting = { add, expr: (e) => e && visitExpr(e), text: visitText };
  for (const statement of statements) visitStatement(statement, on);
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The names of an expression, those of its parts among them. */
function visitExpression(expr: Expr, declared: Declared, add: Add): void {
  const addAs = (kind: NameKind | null, text: string, span: Span) => {
    if (kind) add(kind, { text, span });
  };
  switch (expr.kind) {
    case "name":
      addAs(figureKind(declared, expr.name), expr.name, expr.span);
      return;
    case "call": {
      const [first, ...rest] = expr.args;
      const isNamed = first?.kind === "name";
      if (isNamed) addAs(askedKind(declared, expr, first.name), first.name, first.span);
      for (const arg of isNamed ? rest : expr.args)
        if (arg.kind !== "duration") visitExpression(arg, declared, add);
      if (expr.words.where) visitExpression(expr.words.where, declared, add);
      return;
    }
    case "column":
      if (expr.table && declared.table.has(foldText(expr.table.text))) add("table", expr.table);
      return;
    case "countOf":
      for (const kpi of expr.kpis) add("kpi", kpi);
      return;
    default:
      for (const part of partsOf(expr)) visitExpression(part, declared, add);
  }
}

type Declared = Readonly<Record<NameKind, ReadonlySet<string>>>;

/** A bare name is a KPI before it is a score; what is neither is a function, a given figure or unknown. */
function figureKind(declared: Declared, name: string): NameKind | null {
  const key = foldText(name);
  if (declared.kpi.has(key)) return "kpi";
  return declared.score.has(key) ? "score" : null;
}

/** A bare name that a function is asked of: a table for aggregates, a score, else a figure. */
function askedKind(declared: Declared, { fn, args }: CallExpr, name: string): NameKind | null {
  const [asked, key] = [foldText(fn.text), foldText(name)];
  const several = (asked === "min" || asked === "max") && args.length > 1;
  if (AGGREGATES.has(asked) && !several && declared.table.has(key)) return "table";
  return asked === "score" && declared.score.has(key) ? "score" : figureKind(declared, name);
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

type CallExpr = Extract<Expr, { kind: "call" }>;

/** The expressions that stand in one. */
function partsOf(expr: Expr): Expr[] {
  const found: Expr[] = [];
  for (const child of Object.values(expr))
    for (const part of Array.isArray(child) ? child : [child])
      if (typeof part === "object" && part !== null && "kind" in part && isExpr(part))
        found.push(part as Expr);
  return found;
}

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

/** The expressions of a clause of a cascade: weights, then bounds and whom they are for. */
function cascadeExprs(c: CascadeClause): Expr[] {
  if (c.kind === "by" || c.kind === "spread")
    return (c.weights ?? []).flatMap((w) => {
      if (w.kind === "value") return [w.value];
      return w.kind === "blend" ? w.parts.map((part) => part.of) : [];
    });
  if (c.kind === "atLeast" || c.kind === "atMost")
    return c.who?.where ? [c.value, c.who.where] : [c.value];
  return [];
}

type Add = (kind: NameKind, name: Name, defines?: boolean) => void;
/** What is done with the names, expressions and texts of a statement. */
interface Visiting {
  readonly add: Add;
  expr(expr: Expr | null): void;
  text(say: Text): void;
}
type Visitors = {
  readonly [K in Statement["kind"]]: (
    statement: Extract<Statement, { kind: K }>,
    on: Visiting,
  ) => void;
};

const VISITORS: Visitors = {
  broken: ({ keyword, name }, { add }) => {
    if (name && isNameKind(keyword)) add(keyword, name, true);
  },
  calendar: ({ clauses }, { add }) => {
    for (const c of clauses) if (c.kind === "holidays") add("table", c.table);
  },
  people: () => {},
  table: ({ name, clauses }, { add }) => {
    add("table", name, true);
    for (const c of clauses) if (c.kind === "link") add("table", c.to);
  },
  kpi: ({ name, value, clauses }, { add, expr }) => {
    add("kpi", name, true);
    expr(value);
    for (const c of clauses) {
      if (c.kind === "leads") add("kpi", c.kpi);
      if (c.kind === "baseline") expr(c.value);
    }
  },
  goal: ({ kpi, value }, { add, expr }) => {
    add("kpi", kpi);
    if (value.kind === "table") add("table", value.table);
    else expr(value.value);
    expr(value.kind === "table" ? value.where : value.who.where);
  },
  cascade: ({ kpi, clauses }, { add, expr }) => {
    add("kpi", kpi);
    for (const one of clauses.flatMap(cascadeExprs)) expr(one);
  },
  score: ({ name, parts }, { add }) => {
    add("score", name, true);
    for (const part of parts) add("kpi", part.kpi);
  },
  flag: ({ name, clauses }, { add, expr, text }) => {
    add("flag", name, true);
    for (const c of clauses) {
      if (c.kind === "when") expr(c.condition);
      if (c.kind === "say") text(c.text);
    }
  },
  check: ({ condition }, { expr }) => expr(condition),
  reset: ({ kpi }, { add }) => add("kpi", kpi),
  test: ({ clauses }, on) => {
    for (const c of clauses) {
      if (c.kind === "givenTable") on.add("table", c.table);
      if (c.kind === "givenGoal") visitStatement(c.goal, on);
      if (c.kind === "givenReset") visitStatement(c.reset, on);
      if (c.kind === "expect") on.expr(c.condition);
      if (c.kind === "expectFlag") on.add("flag", c.flag);
    }
  },
};

function visitStatement<S extends Statement>(statement: S, on: Visiting): void {
  (VISITORS[statement.kind] as (statement: S, on: Visiting) => void)(statement, on);
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
