/** Figures: one value per node and period. Time and tree forms are pushed down to the leaves. */
import { foldText } from "../fold.ts";
import type { FigureId, FigureNode } from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Expr } from "../syntax/ast.ts";
import { DAYS, PERCENT, PLAIN } from "../types/type.ts";
import { lowerCall } from "./figure-calls.ts";
import { lowerName } from "./figure-names.ts";
import { type FigureScope, MOST_DEEP, make, type Typed } from "./figure-scope.ts";
import { lowerTruth } from "./figure-truths.ts";
import { dayLiteral, refuseTextCondition } from "./literals.ts";
import { mix } from "./mixed-units.ts";
import { lowerRow } from "./rows.ts";
import { select } from "./selectors.ts";
import { overUnits, timesUnits } from "./units.ts";

/** Lowers an expression that gives one figure; how deep it goes, through the KPIs it names, has a limit that is told. */
export function lowerFigure(scope: FigureScope, expr: Expr): Typed {
  const { context } = scope;
  if (context.depth >= MOST_DEEP)
    context.stop("KPI315", context.movedAt ?? expr.span, { most: MOST_DEEP });
  context.depth += 1;
  try {
    return lowerExpr(scope, expr);
  } finally {
    context.depth -= 1;
  }
}

function lowerExpr(scope: FigureScope, expr: Expr): Typed {
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
      const of = lowerNumber(scope, expr.of);
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
      const unit = mix(scope, expr, first, second, "alternatives");
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
  refuseTextCondition(context, expr);
  const lowered = lowerFigure(scope, expr);
  if (lowered.as !== "truth") {
    context.stop("KPI306", expr.span, { what: context.source(expr.span), needs: "truth" });
  }
  return lowered.id;
}

export function lowerNumber(scope: FigureScope, expr: Expr): Typed {
  const lowered = lowerFigure(scope, expr);
  if (lowered.as === "number") return lowered;
  return scope.context.stop("KPI306", expr.span, {
    what: scope.context.source(expr.span),
    needs: "number",
  });
}

function lowerAttribute(scope: FigureScope, expr: Extract<Expr, { kind: "column" }>): Typed {
  const { context } = scope;
  const people = context.people ? context.tables[context.people.table]! : null;
  if (!people || foldText(expr.table?.text ?? "") !== "people") {
    const write = `sum(${context.source(expr.span)})`;
    return context.stop("KPI304", expr.span, { write });
  }
  const row = lowerRow({ context, table: people }, expr, "number");
  const window = context.pools.window(scope.steps);
  return make(scope, expr, { kind: "attribute", row: row.id, window, node: scope.node }, row.as);
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
      sides: { of: "units", left: left.unit, right: right.unit },
      does: DOES[expr.op],
      write: "none",
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
