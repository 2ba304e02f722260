/** Row expressions: one value per row of a table, through its links. */
import { parseIso } from "../calendar/day.ts";
import { foldText } from "../fold.ts";
import type { CompareOp, LinkStep, NumberFunction, RowId, RowNode, TableId } from "../ir/ir.ts";
import type { Span } from "../span.ts";
import type { Expr } from "../syntax/ast.ts";
import { DAYS, PLAIN, type Representation, type Unit } from "../types/type.ts";
import { checkArity } from "./arity.ts";
import type { Context, TableInfo } from "./context.ts";
import { joinUnits, overUnits, timesUnits } from "./units.ts";
import { warnOfValues } from "./values.ts";

export interface RowScope {
  readonly context: Context;
  /** The table whose rows count. */
  readonly table: TableInfo;
}
export interface TypedRow {
  readonly id: RowId;
  readonly as: Representation;
  readonly unit: Unit;
}

export const NUMBER_FUNCTIONS: readonly NumberFunction[] = [
  "abs",
  "round",
  "floor",
  "ceiling",
  "sqrt",
  "min",
  "max",
];

/** Lowers a condition on rows. */
export function lowerCondition(scope: RowScope, expr: Expr): RowId {
  const { context } = scope;
  if (expr.kind === "text")
    context.stop("KPI305", expr.span, { write: "" }, orTextFix(context, expr.span));
  const row = lowerRow(scope, expr, "truth");
  if (row.as !== "truth") {
    context.stop("KPI306", expr.span, { what: context.source(expr.span), needs: "condition" });
  }
  return row.id;
}

/** `[x] = "a" or "b"` → `[x] in ("a", "b")`, where the text before it reads so. */
export function orTextFix(context: Context, span: Span): { fix?: { span: Span; text: string } } {
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

/** Lowers an expression on rows; `want` decides how a bare column is read. */
export function lowerRow(scope: RowScope, expr: Expr, want: Representation): TypedRow {
  const { context } = scope;
  const { pools } = context;
  const make = (node: RowNode, as: Representation, unit: Unit = PLAIN): TypedRow => ({
    id: pools.row(node),
    as,
    unit,
  });
  const number = (e: Expr): TypedRow => expectRow(scope, lowerRow(scope, e, "number"), e, "number");
  const split = byBranch(scope, expr);
  if (split) return split;
  switch (expr.kind) {
    case "brackets":
      return lowerRow(scope, expr.of, want);
    case "number":
      return make({ kind: "literal", value: expr.value, as: "number" }, "number");
    case "text":
      return make({ kind: "literal", value: expr.value, as: "text" }, "text");
    case "truth":
      return make({ kind: "literal", value: expr.value, as: "truth" }, "truth");
    case "blank":
      return make({ kind: "blank" }, want);
    case "period":
      return make({ kind: "literal", value: dayLiteral(context, expr), as: "day" }, "day");
    case "column":
      return lowerColumn(scope, expr, want);
    case "negate": {
      const of = number(expr.of);
      const minus = pools.row({ kind: "literal", value: -1, as: "number" });
      return make({ kind: "arithmetic", op: "*", left: minus, right: of.id }, "number", of.unit);
    }
    case "binary":
      return lowerArithmetic(scope, expr, want);
    case "compare":
      return lowerComparison(scope, expr);
    case "isBlank":
      return negated(
        scope,
        expr.not,
        make(
          { kind: "isBlank", of: lowerRow(scope, expr.of, kindOf(scope, expr.of) ?? "text").id },
          "truth",
        ),
      );
    case "in":
      return negated(scope, expr.not, lowerIn(scope, expr));
    case "between":
      return negated(scope, expr.not, lowerBetween(scope, expr));
    case "contains":
    case "startsWith": {
      const of = lowerRow(scope, expr.of, "text").id;
      const text = lowerRow(scope, expr.text, "text").id;
      return negated(scope, expr.not, make({ kind: expr.kind, of, text }, "truth"));
    }
    case "else": {
      const first = lowerRow(scope, expr.first, want);
      const second = lowerRow(scope, expr.second, first.as);
      if (first.as === "text") refuseText(scope, expr);
      return make({ kind: "orElse", first: first.id, second: second.id }, first.as, first.unit);
    }
    case "and":
    case "or": {
      const parts = [lowerCondition(scope, expr.left), lowerCondition(scope, expr.right)];
      return make({ kind: expr.kind, parts }, "truth");
    }
    case "not":
      return make({ kind: "not", of: lowerCondition(scope, expr.of) }, "truth");
    case "name":
      if (foldText(expr.name) === "today") return make({ kind: "today" }, "day");
      if (
        context.source(expr.span).startsWith("'") &&
        !context.kpiByName.has(foldText(expr.name))
      ) {
        const { name: text, span } = expr;
        const fix = { span, text: `"${text.replace(/"/g, '""')}"` };
        return context.stop("KPI317", span, { text }, { fix });
      }
      return context.stop("KPI307", expr.span, {});
    case "call":
      return lowerRowCall(scope, expr, number);
    default:
      return context.stop("KPI307", expr.span, {});
  }
}

function lowerRowCall(
  scope: RowScope,
  expr: Extract<Expr, { kind: "call" }>,
  number: (e: Expr) => TypedRow,
): TypedRow {
  const { context } = scope;
  const name = foldText(expr.fn.text);
  const args = expr.args.filter((a): a is Expr => a.kind !== "duration");
  if (name === "if" && args.length === 3) {
    const test = lowerCondition(scope, args[0]!);
    const then = lowerRow(scope, args[1]!, "number");
    const otherwise = lowerRow(scope, args[2]!, then.as);
    if (then.as === "text") refuseText(scope, expr);
    if (then.as === "truth") return eitherWay(scope, test, then.id, otherwise.id);
    const node: RowNode = { kind: "choose", test, whenTrue: then.id, whenFalse: otherwise.id };
    return { id: context.pools.row(node), as: then.as, unit: then.unit };
  }
  const fn = NUMBER_FUNCTIONS.find((f) => f === name);
  if (!fn) return context.stop("KPI307", expr.span, {});
  checkArity(context, expr);
  const lowered = args.map(number);
  const id = context.pools.row({ kind: "call", fn, args: lowered.map((a) => a.id) });
  return { id, as: "number", unit: lowered[0]?.unit ?? PLAIN };
}

/** `a` where the test holds, else `b`, of conditions. */
function eitherWay({ context: { pools } }: RowScope, test: RowId, a: RowId, b: RowId): TypedRow {
  const where = pools.row({ kind: "and", parts: [test, a] });
  const not = pools.row({ kind: "not", of: test });
  const elsewhere = pools.row({ kind: "and", parts: [not, b] });
  const id = pools.row({ kind: "or", parts: [where, elsewhere] });
  return { id, as: "truth", unit: PLAIN };
}

/**
 * `([Stage] else "Open") = "Won"` and `if(…, [a], [b]) contains "x"` ask a text that is one of several: each is
 * asked where it is the one. Null for all else.
 */
function byBranch(scope: RowScope, expr: Expr): TypedRow | null {
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
  if (of.kind === "brackets") return branches(scope, of.of, ask);
  const asked = (one: Expr): RowId => lowerRow(scope, ask(one), "truth").id;
  if (of.kind === "else") {
    const [last, ...before] = alternatives(of).reverse();
    return before.reduce<TypedRow>(
      (rest, one) => {
        const { id } = lowerRow(
          scope,
          { kind: "isBlank", of: one, not: true, span: one.span },
          "truth",
        );
        return eitherWay(scope, id, asked(one), rest.id);
      },
      { id: asked(last!), as: "truth", unit: PLAIN },
    );
  }
  const args = of.kind === "call" && foldText(of.fn.text) === "if" ? of.args : [];
  const [test, a, b] = args.filter((arg): arg is Expr => arg.kind !== "duration");
  if (!test || !a || !b) return null;
  return eitherWay(scope, lowerCondition(scope, test), asked(a), asked(b));
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

/** A text that is one of two can be asked about; it is no value by itself. */
function refuseText({ context }: RowScope, expr: Expr): never {
  return context.stop("KPI306", expr.span, { what: context.source(expr.span), needs: "number" });
}

function expectRow(scope: RowScope, row: TypedRow, expr: Expr, needs: Representation): TypedRow {
  if (row.as === needs) return row;
  const what = scope.context.source(expr.span);
  return scope.context.stop("KPI306", expr.span, { what, needs: NEEDS[needs] });
}
const NEEDS: Readonly<Record<Representation, string>> = {
  number: "number",
  text: "text",
  day: "date",
  truth: "condition",
};

export function dayLiteral(context: Context, expr: Extract<Expr, { kind: "period" }>): number {
  const day = parseIso(expr.label);
  if (day !== null) return day;
  const why = expr.label.length === 10 ? "is no day" : "is a period, and here stands a day";
  return context.stop("KPI311", expr.span, { label: expr.label, why, write: "2026-03-31" });
}

const negated = (scope: RowScope, not: boolean, row: TypedRow): TypedRow =>
  not ? { ...row, id: scope.context.pools.row({ kind: "not", of: row.id }) } : row;

function lowerArithmetic(
  scope: RowScope,
  expr: Extract<Expr, { kind: "binary" }>,
  want: Representation,
): TypedRow {
  const { context } = scope;
  const { pools } = context;
  const [leftKind, rightKind] = [kindOf(scope, expr.left), kindOf(scope, expr.right)];
  if (expr.op === "-" && (leftKind === "day" || rightKind === "day") && rightKind !== "number") {
    const left = lowerRow(scope, expr.left, "day").id;
    const right = lowerRow(scope, expr.right, "day").id;
    return { id: pools.row({ kind: "dayDifference", left, right }), as: "number", unit: DAYS };
  }
  const isDay = leftKind === "day" || (want === "day" && couldBeDay(scope, expr));
  if ((expr.op === "+" || expr.op === "-") && isDay) {
    const day = lowerRow(scope, expr.left, "day").id;
    let days = lowerRow(scope, expr.right, "number").id;
    if (expr.op === "-") {
      const minus = pools.row({ kind: "literal", value: -1, as: "number" });
      days = pools.row({ kind: "arithmetic", op: "*", left: minus, right: days });
    }
    return { id: pools.row({ kind: "dayShift", day, days }), as: "day", unit: PLAIN };
  }
  const left = expectRow(scope, lowerRow(scope, expr.left, "number"), expr.left, "number");
  const right = expectRow(scope, lowerRow(scope, expr.right, "number"), expr.right, "number");
  const unit =
    expr.op === "*"
      ? timesUnits(left.unit, right.unit)
      : expr.op === "/"
        ? overUnits(left.unit, right.unit)
        : joinUnits(left.unit, right.unit);
  const node: RowNode =
    expr.op === "/"
      ? { kind: "divide", left: left.id, right: right.id }
      : { kind: "arithmetic", op: expr.op, left: left.id, right: right.id };
  return { id: pools.row(node), as: "number", unit: unit ?? PLAIN };
}

/** `[Made] + 10`: a column that nothing else calls a day, and a number of days. */
const couldBeDay = (scope: RowScope, expr: Expr): boolean =>
  expr.kind === "binary" &&
  (expr.op === "+" || expr.op === "-") &&
  kindOf(scope, expr.left) === null &&
  kindOf(scope, expr.right) === "number";

/** What a row expression is by itself; null for a column that could be anything. */
function kindOf(scope: RowScope, expr: Expr): Representation | null {
  switch (expr.kind) {
    case "brackets":
      return kindOf(scope, expr.of);
    case "number":
    case "negate":
      return "number";
    case "binary":
      return sumKind(expr.op, kindOf(scope, expr.left), kindOf(scope, expr.right));
    case "text":
      return "text";
    case "truth":
      return "truth";
    case "period":
      return "day";
    case "name":
      return foldText(expr.name) === "today" ? "day" : null;
    case "else":
      return kindOf(scope, expr.first) ?? kindOf(scope, expr.second);
    case "call":
      return callKind(scope, expr);
    case "column": {
      const table = expr.table
        ? scope.context.tableByName.get(foldText(expr.table.text))
        : scope.table;
      return table?.days.has(foldText(expr.column.name)) ? "day" : null;
    }
    default:
      return "truth";
  }
}

/** A day more or less some days is a day; a day less a day is days. */
const sumKind = (
  op: string,
  left: Representation | null,
  right: Representation | null,
): Representation =>
  left === "day" && (op === "+" || (op === "-" && right === "number")) ? "day" : "number";

function lowerComparison(scope: RowScope, expr: Extract<Expr, { kind: "compare" }>): TypedRow {
  const { context } = scope;
  const ordered = expr.op !== "=" && expr.op !== "<>";
  const [one, other] = [kindOf(scope, expr.left), kindOf(scope, expr.right)];
  const a = other === "day" && couldBeDay(scope, expr.left) ? "day" : one;
  const b = one === "day" && couldBeDay(scope, expr.right) ? "day" : other;
  const blankSide = expr.left.kind === "blank" || expr.right.kind === "blank";
  let by: Representation = a ?? b ?? (ordered ? "number" : "text");
  if (expr.left.kind === "blank") by = b ?? "text";
  if ((a === "text" || b === "text") && (ordered || a === "number" || b === "number")) {
    const text =
      expr.right.kind === "text" ? expr.right : expr.left.kind === "text" ? expr.left : null;
    const plain = text && /^-?\d+(?:\.\d+)?$/.test(text.value.trim()) ? text.value.trim() : null;
    const fix = text && plain !== null ? { fix: { span: text.span, text: plain } } : {};
    const write = plain === null ? "" : `${context.source(expr.left.span)} ${expr.op} ${plain}`;
    context.stop("KPI301", expr.span, { write }, fix);
  }
  if (a !== null && b !== null && a !== b && !blankSide) {
    const [left, right] = [NEEDS[a], NEEDS[b]].map((w) => `A ${w}`);
    context.stop("KPI300", expr.span, {
      left: left!,
      right: right!.toLowerCase(),
      does: "compared",
      write: "Compare like with like.",
    });
  }
  const left = lowerRow(scope, expr.left, by).id;
  const right = lowerRow(scope, expr.right, by).id;
  if (expr.right.kind === "text") comparedTexts(scope, expr.left, [expr.right]);
  if (expr.left.kind === "text") comparedTexts(scope, expr.right, [expr.left]);
  const op: CompareOp = expr.op === "<>" ? "=" : expr.op;
  const id = context.pools.row({ kind: "compare", op, by, left, right });
  return negated(scope, expr.op === "<>", { id, as: "truth", unit: PLAIN });
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
  const { context } = scope;
  const numbers = expr.values.every((v) => v.kind === "number");
  const of = lowerRow(scope, expr.of, numbers ? "number" : "text").id;
  if (numbers) {
    const values = expr.values.map((v) => (v.kind === "number" ? v.value : 0));
    return { id: context.pools.row({ kind: "numberIn", of, values }), as: "truth", unit: PLAIN };
  }
  const values = expr.values.map((v) => {
    if (v.kind === "text") return v.value;
    return context.stop("KPI306", v.span, { what: context.source(v.span), needs: "text" });
  });
  comparedTexts(
    scope,
    expr.of,
    expr.values.flatMap((v) => (v.kind === "text" ? [v] : [])),
  );
  return { id: context.pools.row({ kind: "textIn", of, values }), as: "truth", unit: PLAIN };
}

function lowerBetween(scope: RowScope, expr: Extract<Expr, { kind: "between" }>): TypedRow {
  const { pools } = scope.context;
  const by =
    kindOf(scope, expr.of) ?? kindOf(scope, expr.low) ?? kindOf(scope, expr.high) ?? "number";
  const of = lowerRow(scope, expr.of, by).id;
  const low = lowerRow(scope, expr.low, by).id;
  const high = lowerRow(scope, expr.high, by).id;
  const parts = [
    pools.row({ kind: "compare", op: ">=", by, left: of, right: low }),
    pools.row({ kind: "compare", op: "<=", by, left: of, right: high }),
  ];
  return { id: pools.row({ kind: "and", parts }), as: "truth", unit: PLAIN };
}

function lowerColumn(
  scope: RowScope,
  expr: Extract<Expr, { kind: "column" }>,
  want: Representation,
): TypedRow {
  const { context } = scope;
  const table = expr.table === null ? scope.table : context.table(expr.table.text, expr.table.span);
  const column = context.column(table, expr.column.name, expr.column.span);
  const via = pathTo(context, scope.table.id, table.id);
  if (via === null) {
    return context.stop("KPI308", expr.span, { one: scope.table.name, other: table.name });
  }
  const isDay = table.days.has(foldText(column));
  const as = want === "number" && isDay ? "day" : want;
  const id = context.pools.row({ kind: "column", table: table.id, column, via, as });
  return { id, as, unit: PLAIN };
}

/** The links that lead from one table to another, shortest first; people are linked by the owner's name. */
export function pathTo(context: Context, from: TableId, to: TableId): readonly LinkStep[] | null {
  const queue: { at: TableId; path: LinkStep[] }[] = [{ at: from, path: [] }];
  const seen = new Set<TableId>([from]);
  for (const { at, path } of queue) {
    if (at === to) return path;
    const table = context.tables[at]!;
    const { people } = context;
    const owner = table.owner[0];
    const steps = [...table.links];
    if (people && owner !== undefined) steps.push({ table: at, column: owner, to: people.table });
    for (const step of steps) {
      if (seen.has(step.to)) continue;
      seen.add(step.to);
      queue.push({ at: step.to, path: [...path, step] });
    }
  }
  return null;
}

function callKind(scope: RowScope, expr: Extract<Expr, { kind: "call" }>): Representation | null {
  if (foldText(expr.fn.text) !== "if") return "number";
  const [, then, otherwise] = expr.args;
  if (!then || !otherwise || then.kind === "duration" || otherwise.kind === "duration") return null;
  return kindOf(scope, then) ?? kindOf(scope, otherwise);
}
