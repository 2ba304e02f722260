/** Conditions on figures: comparisons, statuses, `every leading kpi is …`. */
import { foldText } from "../fold.ts";
import type { CompareOp, FigureNode, StatusWord } from "../ir/ir.ts";
import type { Expr, StatusName } from "../syntax/ast.ts";
import { lowerName } from "./figure-names.ts";
import { type FigureScope, make, standingPlace, type Typed } from "./figure-scope.ts";
import { kpiNamed, kpiOf } from "./kpi-ref.ts";
import { mix } from "./mixed-units.ts";
import { kindOf } from "./row-kinds.ts";
import { select } from "./selectors.ts";

export function lowerTruth(scope: FigureScope, expr: Expr): Typed {
  const { context } = scope;
  const truth = (node: FigureNode): Typed => make(scope, expr, node, "truth");
  const negate = (not: boolean, of: Typed): Typed => (not ? truth({ kind: "not", of: of.id }) : of);
  const own = ofPerson(scope, expr);
  if (own) return own;
  switch (expr.kind) {
    case "and":
    case "or":
      return truth({
        kind: expr.kind,
        parts: [
          scope.context.lower.condition(scope, expr.left),
          scope.context.lower.condition(scope, expr.right),
        ],
      });
    case "not":
      return truth({ kind: "not", of: scope.context.lower.condition(scope, expr.of) });
    case "compare":
      return lowerCompare(scope, expr);
    case "between": {
      const compared = (op: ">=" | "<=", right: Expr) =>
        lowerCompare(scope, { kind: "compare", op, left: expr.of, right, span: expr.span }).id;
      const parts = [compared(">=", expr.low), compared("<=", expr.high)];
      return negate(expr.not, truth({ kind: "and", parts }));
    }
    case "in": {
      const { of: left, span } = expr;
      const parts = expr.values.map(
        (right) => lowerCompare(scope, { kind: "compare", op: "=", left, right, span }).id,
      );
      return negate(expr.not, truth({ kind: "or", parts }));
    }
    case "isBlank":
      return negate(
        expr.not,
        truth({ kind: "isBlank", of: scope.context.lower.figure(scope, expr.of).id }),
      );
    case "isStatus":
      return negate(expr.not, lowerStatus(scope, expr));
    case "quantified": {
      const { which, role, not, status } = expr;
      const is = statusWord(status);
      return truth({ kind: "quantified", which, role, is, not, ...standingPlace(scope, expr) });
    }
    case "countOf": {
      const kpis = expr.kpis.map((name) => kpiNamed(context, name).id);
      const { which: compare, n, not, status } = expr;
      const is = statusWord(status);
      return truth({
        kind: "countOfStatus",
        compare,
        n,
        kpis,
        is,
        not,
        ...standingPlace(scope, expr),
      });
    }
    default:
      return context.stop("KPI306", expr.span, {
        what: context.source(expr.span),
        needs: "figure",
      });
  }
}

/**
 * A condition on columns of people alone asks the person's own row, as a goal's `where` does; null for any
 * other, numbers among them: a manager's number is the sum of all below.
 */
function ofPerson(scope: FigureScope, expr: Expr): Typed | null {
  const { context } = scope;
  const people = context.people ? context.tables[context.people.table] : undefined;
  const sides = sidesOf(expr);
  if (!people || !sides.some(isAttribute)) return null;
  const rows = { context, table: people };
  const isRow = (side: Expr) => isAttribute(side) || isWritten(side);
  const isNumber = (side: Expr) => kindOf(rows, side) === "number";
  const ordered = expr.kind === "compare" && expr.op !== "=" && expr.op !== "<>";
  const asksNumbers = sides.some(isNumber) || (ordered && sides.every(isAttribute));
  if (!sides.every(isRow) || asksNumbers) return null;
  const where = context.lower.rowCondition(rows, expr);
  const window = context.pools.window(scope.steps);
  return make(scope, expr, { kind: "person", where, window, node: scope.node }, "truth");
}

function sidesOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "compare":
      return [expr.left, expr.right];
    case "between":
      return [expr.of, expr.low, expr.high];
    case "in":
      return [expr.of, ...expr.values];
    case "contains":
    case "startsWith":
      return [expr.of, expr.text];
    case "isBlank":
      return [expr.of];
    default:
      return [];
  }
}

const isAttribute = (expr: Expr): boolean =>
  expr.kind === "brackets"
    ? isAttribute(expr.of)
    : expr.kind === "column" && foldText(expr.table?.text ?? "") === "people";
const isWritten = ({ kind }: Expr): boolean =>
  kind === "text" || kind === "number" || kind === "truth" || kind === "period" || kind === "blank";

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
  const is = statusWord(expr.status);
  return make(
    scope,
    expr,
    { kind: "status", kpi: kpi.id, is, ...standingPlace(at, expr) },
    "truth",
  );
}

const statusWord = (name: StatusName): StatusWord =>
  name === "without goal" ? "no goal" : name === "without data" ? "no data" : name;

function lowerCompare(scope: FigureScope, expr: Extract<Expr, { kind: "compare" }>): Typed {
  const { context } = scope;
  const left = scope.context.lower.figure(scope, expr.left);
  const right = scope.context.lower.figure(scope, expr.right);
  if (left.as !== right.as) {
    const figure = left.as === "number" ? left : right;
    const name = context.source((figure === left ? expr.left : expr.right).span);
    if (left.as === "text" || right.as === "text") {
      return context.stop("KPI302", expr.span, {
        name: `\`${name}\``,
        unit: figure.unit,
      });
    }
    return context.stop("KPI300", expr.span, {
      sides: { of: "figures", left: left.as, right: right.as },
      does: "compared",
      write: "none",
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
