/** Figures: one value per node and period. Time and tree forms are pushed down to the leaves. */
import { foldText } from "../fold.ts";
import { FUNCTION_NAMES } from "../functions.ts";
import type {
  CompareOp,
  FigureId,
  FigureNode,
  NumberFunction,
  StandingOf,
  StatusWord,
  TimeStep,
} from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Expr, Selector, StatusName } from "../syntax/ast.ts";
import { COUNT, DAYS, PERCENT, PLAIN, type Unit, unitName } from "../types/type.ts";
import { aggregate, isAggregate } from "./aggregates.ts";
import { type Context, fixTo, type KpiInfo, Stop } from "./context.ts";
import { type FigureScope, make, type Typed } from "./figure-scope.ts";
import { kpiOf } from "./kpi-ref.ts";
import { dayLiteral, lowerRow, NUMBER_FUNCTIONS, orTextFix } from "./rows.ts";
import { joinUnits, overUnits, timesUnits } from "./units.ts";

const STANDINGS: readonly StandingOf[] = ["goal", "attainment", "pace", "forecast", "gap"];
const TO_DATE = { ytd: "year", qtd: "quarter", mtd: "month" } as const;
const GIVENS = { today: DAYS, workdays: DAYS, headcount: COUNT } as const;

/** Lowers an expression that gives one figure. */
export function lowerFigure(scope: FigureScope, expr: Expr): Typed {
  const { context } = scope;
  switch (expr.kind) {
    case "brackets":
      return lowerFigure(scope, expr.of);
    case "number":
      return make(
        scope,
        expr,
        { kind: "literal", value: expr.value, as: "number" },
        "number",
        expr.percent ? PERCENT : PLAIN,
      );
    case "text":
      return make(scope, expr, { kind: "literal", value: expr.value, as: "text" }, "text");
    case "truth":
      return make(scope, expr, { kind: "literal", value: expr.value, as: "truth" }, "truth");
    case "blank":
      return make(scope, expr, { kind: "blank" }, "number");
    case "period":
      if (expr.label.length !== 10)
        return context.stop("KPI306", expr.span, { what: expr.label, needs: "figure" });
      return make(
        scope,
        expr,
        { kind: "literal", value: dayLiteral(context, expr), as: "day" },
        "day",
      );
    case "name":
      return lowerName(scope, expr);
    case "call":
      return lowerCall(scope, expr);
    case "column":
      return lowerAttribute(scope, expr);
    case "cell":
      return lowerCell(scope, expr);
    case "select":
      return lowerFigure(select(scope, expr.selector), expr.of);
    case "negate": {
      const of = number(scope, expr.of);
      const minus = make(scope, expr, { kind: "literal", value: -1, as: "number" }, "number");
      return make(
        scope,
        expr,
        { kind: "arithmetic", op: "*", left: minus.id, right: of.id },
        "number",
        of.unit,
      );
    }
    case "binary":
      return lowerBinary(scope, expr);
    case "else": {
      const first = lowerFigure(scope, expr.first);
      const second = lowerFigure(scope, expr.second);
      const unit = mix(scope, expr, first, second, "alternatives of one another");
      return make(
        scope,
        expr,
        { kind: "orElse", first: first.id, second: second.id },
        first.as,
        unit,
      );
    }
    default:
      return lowerTruth(scope, expr);
  }
}

/** Lowers a condition on figures. */
export function lowerCondition(scope: FigureScope, expr: Expr): FigureId {
  const { context } = scope;
  if (expr.kind === "text")
    context.stop("KPI305", expr.span, { write: "" }, orTextFix(context, expr.span));
  const lowered = lowerFigure(scope, expr);
  if (lowered.as !== "truth") {
    context.stop("KPI306", expr.span, { what: context.source(expr.span), needs: "condition" });
  }
  return lowered.id;
}

function number(scope: FigureScope, expr: Expr): Typed {
  const lowered = lowerFigure(scope, expr);
  if (lowered.as === "number") return lowered;
  return scope.context.stop("KPI306", expr.span, {
    what: scope.context.source(expr.span),
    needs: "number",
  });
}

// ── Names, selectors, calls ────────────────────────────────────────────────────────────────────

function select(scope: FigureScope, selector: Selector): FigureScope {
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

function noSuchPeriod(
  context: Context,
  label: string,
): { label: string; why: string; write: string } {
  const year = label.slice(0, 4);
  const weeks = context.calendar.spec.weeks !== null;
  if (/^\d{4}-[qQ]\d+$/.test(label))
    return { label, why: "doesn't exist: a year has four quarters", write: "" };
  if (/^\d{4}-[hH]\d+$/.test(label))
    return { label, why: "doesn't exist: a year has two halves", write: "" };
  if (/^\d{4}-\d$/.test(label))
    return {
      label: `\`${label}\``,
      why: "is not a period; a month has two digits",
      write: `${year}-0${label[5]}`,
    };
  if (/^\d{4}-\d\d$/.test(label) && weeks) {
    return {
      label: `${label}:`,
      why: "in a calendar of weeks there is no calendar month",
      write: `${year}-P${label.slice(5)}`,
    };
  }
  if (/^\d{4}-[pP]/.test(label) && !weeks)
    return { label, why: "is a period of a calendar of weeks", write: "" };
  if (label.length === 10) return { label, why: "is a day, and here stands a period", write: "" };
  return { label: `\`${label}\``, why: "is not a period", write: "" };
}

function lowerName(scope: FigureScope, expr: Extract<Expr, { kind: "name" }>): Typed {
  const { context } = scope;
  const name = foldText(expr.name);
  const info = context.kpiByName.get(name);
  if (info) return lowerKpi(scope, info, expr);
  if (name === "today" || name === "workdays" || name === "headcount") {
    const window = context.pools.window(scope.steps);
    const as = name === "today" ? "day" : "number";
    return make(
      scope,
      expr,
      { kind: "given", what: name, whole: scope.inGoal, window, node: scope.node },
      as,
      name === "today" ? PLAIN : GIVENS[name],
    );
  }
  if (context.scoreByName.has(name)) return lowerScore(scope, expr.name, expr);
  const candidates = nearest(
    expr.name,
    [...context.kpiByName.values()].map((k) => k.name),
  );
  return context.stop(
    "KPI200",
    expr.span,
    { name: expr.name, candidates },
    fixTo(expr.span, candidates[0]),
  );
}

/** A KPI's actual here: its own figure, or, moved in time or tree, its expression lowered anew. */
export function lowerKpi(scope: FigureScope, info: KpiInfo, at: Expr): Typed {
  const { context } = scope;
  const moved = scope.steps.length > 0 || scope.node.who !== "self" || scope.own;
  const kpi = kpiOf(context, info, at.span);
  if (!moved) return { id: kpi.figure, as: "number", unit: kpi.unit };
  const lowered = lowerFigure({ ...scope, within: null }, info.statement!.value);
  return { id: lowered.id, as: "number", unit: kpi.unit };
}

function kpiArgument(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): KpiInfo {
  const { context } = scope;
  const [arg] = expr.args;
  if (arg?.kind !== "name")
    return context.stop("KPI310", expr.span, { fn: expr.fn.text, takes: "a KPI" });
  const info = context.kpiByName.get(foldText(arg.name));
  if (info) return info;
  const candidates = nearest(
    arg.name,
    [...context.kpiByName.values()].map((k) => k.name),
  );
  return context.stop(
    "KPI200",
    arg.span,
    { name: arg.name, candidates },
    fixTo(arg.span, candidates[0]),
  );
}

function lowerCall(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const { context } = scope;
  const name = foldText(expr.fn.text);
  const first = expr.args[0];
  const standing = STANDINGS.find((s) => s === name);
  if (standing) {
    const kpi = kpiOf(context, kpiArgument(scope, expr), expr.span);
    const window = context.pools.window(scope.steps);
    const unit = standing === "attainment" || standing === "pace" ? PERCENT : kpi.unit;
    return make(
      scope,
      expr,
      { kind: "standing", what: standing, kpi: kpi.id, window, node: scope.node },
      "number",
      unit,
    );
  }
  if (name === "actual") return lowerKpi(scope, kpiArgument(scope, expr), expr);
  if (name === "score") {
    if (first?.kind !== "name")
      return context.stop("KPI310", expr.span, { fn: "score", takes: "a score" });
    return lowerScore(scope, first.name, first);
  }
  if (name === "own" && first && first.kind !== "duration")
    return lowerFigure({ ...scope, own: true }, first);
  if ((name === "ytd" || name === "qtd" || name === "mtd") && first && first.kind !== "duration") {
    return lowerFigure(
      { ...scope, steps: [...scope.steps, { op: "toDate", of: TO_DATE[name] }] },
      first,
    );
  }
  if (name === "trailing") return lowerTrailing(scope, expr);
  if (name === "growth") return lowerGrowth(scope, expr);
  const several = (name === "min" || name === "max") && expr.args.length >= 2;
  if (isAggregate(name) && !several) return aggregate(scope, expr, name, lowerCondition);
  if (name === "if") return lowerIf(scope, expr);
  const fn = NUMBER_FUNCTIONS.find((f) => f === name);
  if (fn) return lowerNumberFunction(scope, expr, fn);
  return unknownFunction(scope, expr);
}

const OF_SPREADSHEETS: Readonly<Record<string, string>> = {
  sumif: "; conditions stand after `where`",
  sumifs: "; conditions stand after `where`",
  countif: "; conditions stand after `where`",
  countifs: "; conditions stand after `where`",
  averageif: "; conditions stand after `where`",
  averageifs: "; conditions stand after `where`",
  vlookup: "; a table is linked with `link [key] to …`",
  xlookup: "; a table is linked with `link [key] to …`",
  iferror: "; `else` stands for a blank",
  countunique: "; write `distinct`",
};
function unknownFunction(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const name = expr.fn.text;
  const instead = OF_SPREADSHEETS[foldText(name)] ?? "";
  const candidates = instead === "" ? nearest(name, FUNCTION_NAMES) : [];
  return scope.context.stop(
    "KPI207",
    expr.fn.span,
    { name, instead, candidates },
    fixTo(expr.fn.span, candidates[0]),
  );
}

function lowerScore(scope: FigureScope, name: string, at: Expr): Typed {
  const { context } = scope;
  const score = context.scoreByName.get(foldText(name));
  if (score === undefined) {
    const candidates = nearest(
      name,
      context.scores.map((s) => s.name),
    );
    return context.stop("KPI212", at.span, { name, candidates }, fixTo(at.span, candidates[0]));
  }
  if (score === null) throw new Stop();
  const window = context.pools.window(scope.steps);
  return make(
    scope,
    at,
    { kind: "score", score: score.id, window, node: scope.node },
    "number",
    PERCENT,
  );
}

function lowerTrailing(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const [of, over] = expr.args;
  if (!of || of.kind === "duration" || over?.kind !== "duration") {
    return scope.context.stop("KPI310", expr.span, {
      fn: "trailing",
      takes: "a figure and a span, trailing(x, 3 months)",
    });
  }
  return lowerFigure(
    { ...scope, steps: [...scope.steps, { op: "trailing", n: over.n, grain: over.grain }] },
    of,
  );
}

/** x over x of the earlier period, less 1; blank where the earlier one is blank, 0 or negative. */
function lowerGrowth(scope: FigureScope, expr: Extract<Expr, { kind: "call" }>): Typed {
  const [of, over] = expr.args;
  if (!of || of.kind === "duration")
    return scope.context.stop("KPI310", expr.span, { fn: "growth", takes: "a figure" });
  const yearly = over?.kind === "duration" && over.grain === "year";
  const back: TimeStep = yearly ? { op: "lastYear" } : { op: "lastPeriod" };
  const now = number(scope, of);
  const before = number({ ...scope, steps: [...scope.steps, back] }, of);
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
      takes: "a condition and two figures, if(c, a, b)",
    });
  }
  const test = lowerCondition(scope, args[0]!);
  const then = lowerFigure(scope, args[1]!);
  const otherwise = lowerFigure(scope, args[2]!);
  const unit = mix(scope, expr, then, otherwise, "alternatives of one another");
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
    .map((a) => number(scope, a));
  if (args.length === 0) return scope.context.stop("KPI310", expr.span, { fn, takes: "a number" });
  const unit =
    fn === "min" || fn === "max"
      ? args.reduce((all, arg) => joinUnits(all, arg.unit) ?? all, args[0]!.unit)
      : args[0]!.unit;
  return make(scope, expr, { kind: "call", fn, args: args.map((a) => a.id) }, "number", unit);
}

function lowerAttribute(scope: FigureScope, expr: Extract<Expr, { kind: "column" }>): Typed {
  const { context } = scope;
  const people = context.people ? context.tables[context.people.table]! : null;
  if (!people || foldText(expr.table?.text ?? "") !== "people") {
    const write = `sum(${context.source(expr.span)})`;
    return context.stop("KPI304", expr.span, { write });
  }
  const row = lowerRow({ context, table: people }, expr, "number");
  return make(scope, expr, { kind: "attribute", row: row.id }, row.as);
}

/** One cell of the workbook: a figure to tie to, the same for every node and period. */
function lowerCell(scope: FigureScope, expr: Extract<Expr, { kind: "cell" }>): Typed {
  const { context } = scope;
  const cell = expr.range.replace(/\$/g, "").toUpperCase();
  const written = context.source(expr.span);
  if (!scope.cells) return context.stop("KPI218", expr.span, { cell: written });
  if (!/^[A-Z]+\d+$/.test(cell)) return context.stop("KPI217", expr.span, { range: written });
  const { catalog } = context;
  if (catalog && catalog.headers({ name: expr.sheet, range: null, headerRow: 1 }) === null) {
    const candidates = nearest(expr.sheet, catalog.sources);
    return context.stop("KPI202", expr.span, { name: expr.sheet, candidates });
  }
  return make(scope, expr, { kind: "cell", sheet: expr.sheet, cell }, "number");
}

// ── Arithmetic and comparisons ─────────────────────────────────────────────────────────────────

const DOES = {
  "+": "added",
  "-": "subtracted",
  "*": "multiplied",
  "/": "divided",
  "^": "raised",
} as const;

function lowerBinary(scope: FigureScope, expr: Extract<Expr, { kind: "binary" }>): Typed {
  const left = lowerFigure(scope, expr.left);
  const right = lowerFigure(scope, expr.right);
  if (left.as === "day" && (expr.op === "-" || expr.op === "+")) {
    const days = right.as === "day" && expr.op === "-";
    if (days || right.as === "number") {
      const node: FigureNode = { kind: "arithmetic", op: expr.op, left: left.id, right: right.id };
      return make(scope, expr, node, days ? "number" : "day", days ? DAYS : PLAIN);
    }
  }
  for (const [side, written] of [
    [left, expr.left],
    [right, expr.right],
  ] as const) {
    if (side.as === "number") continue;
    scope.context.stop("KPI306", written.span, {
      what: scope.context.source(written.span),
      needs: "number",
    });
  }
  if (expr.op === "/") {
    return make(
      scope,
      expr,
      { kind: "divide", left: left.id, right: right.id },
      "number",
      overUnits(left.unit, right.unit),
    );
  }
  const unit =
    expr.op === "*"
      ? timesUnits(left.unit, right.unit)
      : mix(scope, expr, left, right, DOES[expr.op]);
  if (unit === null) {
    return scope.context.stop("KPI300", expr.span, {
      left: unitName(left.unit),
      right: unitName(right.unit),
      does: DOES[expr.op],
      write: "",
    });
  }
  return make(
    scope,
    expr,
    { kind: "arithmetic", op: expr.op, left: left.id, right: right.id },
    "number",
    unit,
  );
}

type Sided = Extract<Expr, { kind: "binary" | "compare" | "else" | "call" }>;

/** The unit of two figures side by side; a mix is an error that names both. */
function mix(scope: FigureScope, expr: Sided, left: Typed, right: Typed, does: string): Unit {
  percentSign(scope, expr, left, right);
  const unit = joinUnits(left.unit, right.unit);
  if (unit) return unit;
  const { context } = scope;
  const [a, b] = [unitName(left.unit), unitName(right.unit)];
  if (
    expr.kind === "binary" &&
    expr.op === "+" &&
    expr.right.kind === "number" &&
    expr.right.percent
  ) {
    const write = `* ${Math.round((1 + expr.right.value) * 1e6) / 1e4}%`;
    const start = context.text.lastIndexOf("+", expr.right.span.start);
    const hint = `For ${expr.right.image} more write ${write}.`;
    return context.stop(
      "KPI300",
      expr.span,
      { left: a, right: b, does, write: hint },
      fixTo({ start, end: expr.right.span.end }, write),
    );
  }
  const money = left.unit.of === "money" && right.unit.of === "money";
  return context.stop("KPI300", expr.span, {
    left: a,
    right: b,
    does,
    write: money ? "Convert one first: times a rate." : "",
  });
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
  const means = small ? "needs the sign" : `is ${(written.value * 100).toLocaleString("en-US")} %`;
  return context.stop(
    "KPI303",
    written.span,
    { name, written: written.image, means, write },
    { fix: { span: written.span, text: write } },
  );
}

function lowerTruth(scope: FigureScope, expr: Expr): Typed {
  const { context } = scope;
  const truth = (node: FigureNode): Typed => make(scope, expr, node, "truth");
  const negate = (not: boolean, of: Typed): Typed => (not ? truth({ kind: "not", of: of.id }) : of);
  switch (expr.kind) {
    case "and":
    case "or":
      return truth({
        kind: expr.kind,
        parts: [lowerCondition(scope, expr.left), lowerCondition(scope, expr.right)],
      });
    case "not":
      return truth({ kind: "not", of: lowerCondition(scope, expr.of) });
    case "compare":
      return lowerCompare(scope, expr);
    case "between": {
      const of = number(scope, expr.of);
      const low = number(scope, expr.low);
      const high = number(scope, expr.high);
      const parts = [
        truth({ kind: "compare", op: ">=", by: "number", left: of.id, right: low.id }).id,
        truth({ kind: "compare", op: "<=", by: "number", left: of.id, right: high.id }).id,
      ];
      return negate(expr.not, truth({ kind: "and", parts }));
    }
    case "in": {
      const of = number(scope, expr.of);
      const parts = expr.values.map((value) => {
        const right = number(scope, value).id;
        return truth({ kind: "compare", op: "=", by: "number", left: of.id, right }).id;
      });
      return negate(expr.not, truth({ kind: "or", parts }));
    }
    case "isBlank":
      return negate(expr.not, truth({ kind: "isBlank", of: lowerFigure(scope, expr.of).id }));
    case "isStatus":
      return negate(expr.not, lowerStatus(scope, expr));
    case "quantified": {
      const { which, role, not, status } = expr;
      return truth({ kind: "quantified", which, role, is: statusWord(status), not });
    }
    case "countOf": {
      const kpis = expr.kpis.map((name) => {
        const info = context.kpiByName.get(foldText(name.text));
        if (info) return kpiOf(context, info, name.span).id;
        const candidates = nearest(
          name.text,
          [...context.kpiByName.values()].map((k) => k.name),
        );
        return context.stop(
          "KPI200",
          name.span,
          { name: name.text, candidates },
          fixTo(name.span, candidates[0]),
        );
      });
      const { which: compare, n, not, status } = expr;
      return truth({ kind: "countOfStatus", compare, n, kpis, is: statusWord(status), not });
    }
    default:
      return context.stop("KPI306", expr.span, {
        what: context.source(expr.span),
        needs: "figure",
      });
  }
}

function lowerStatus(scope: FigureScope, expr: Extract<Expr, { kind: "isStatus" }>): Typed {
  const { context } = scope;
  let { of } = expr;
  let at = scope;
  while (of.kind === "select" || of.kind === "brackets") {
    if (of.kind === "select") at = select(at, of.selector);
    of = of.of;
  }
  const info = of.kind === "name" ? context.kpiByName.get(foldText(of.name)) : undefined;
  if (!info) {
    if (of.kind === "name") lowerName(at, of);
    return context.stop("KPI306", of.span, { what: context.source(of.span), needs: "KPI" });
  }
  const kpi = kpiOf(context, info, of.span);
  const window = context.pools.window(at.steps);
  return make(
    scope,
    expr,
    { kind: "status", kpi: kpi.id, is: statusWord(expr.status), window, node: at.node },
    "truth",
  );
}

const statusWord = (name: StatusName): StatusWord =>
  name === "without goal" ? "no goal" : name === "without data" ? "no data" : name;

function lowerCompare(scope: FigureScope, expr: Extract<Expr, { kind: "compare" }>): Typed {
  const { context } = scope;
  const left = lowerFigure(scope, expr.left);
  const right = lowerFigure(scope, expr.right);
  if (left.as !== right.as) {
    const figure = left.as === "number" ? left : right;
    const name = context.source((figure === left ? expr.left : expr.right).span);
    if (left.as === "text" || right.as === "text") {
      return context.stop("KPI302", expr.span, {
        name: `\`${name}\``,
        unit: unitName(figure.unit),
      });
    }
    return context.stop("KPI300", expr.span, {
      left: left.as,
      right: right.as,
      does: "compared",
      write: "",
    });
  }
  mix(scope, expr, left, right, "compared");
  const op: CompareOp = expr.op === "<>" ? "=" : expr.op;
  const compared = make(
    scope,
    expr,
    { kind: "compare", op, by: left.as, left: left.id, right: right.id },
    "truth",
  );
  return expr.op === "<>" ? make(scope, expr, { kind: "not", of: compared.id }, "truth") : compared;
}
