/** Row expressions: one value per row of a table, through its links. */
import { write } from "../diagnostics/phrases.ts";
import { foldText } from "../fold.ts";
import type { RowId } from "../ir/ir.ts";
import type { Expr } from "../syntax/ast.ts";
import type { Representation } from "../types/type.ts";
import { pathTo } from "./links.ts";
import { dayLiteral, refuseTextCondition } from "./literals.ts";
import { lowerElse, lowerIf } from "./row-choices.ts";
import { expectKind } from "./row-kinds.ts";
import { lowerBinary, lowerNegate, lowerNumberFunction } from "./row-numbers.ts";
import { make, type RowScope, type TypedRow } from "./row-scope.ts";
import { lowerTruth } from "./row-truths.ts";

/** Lowers a condition on rows. */
export function lowerCondition(scope: RowScope, expr: Expr): RowId {
  refuseTextCondition(scope.context, expr);
  const row = lowerRow(scope, expr, "truth");
  expectKind(scope, expr, row.as, "truth");
  return row.id;
}

/** Lowers an expression on rows; `want` decides how a bare column is read. */
export function lowerRow(scope: RowScope, expr: Expr, want: Representation): TypedRow {
  switch (expr.kind) {
    case "brackets":
      return lowerRow(scope, expr.of, want);
    case "number":
    case "text":
    case "truth":
      return make(scope, { kind: "literal", value: expr.value, as: expr.kind }, expr.kind);
    case "blank":
      return make(scope, { kind: "blank" }, want);
    case "period": {
      const value = dayLiteral(scope.context, expr);
      return make(scope, { kind: "literal", value, as: "day" }, "day");
    }
    case "name":
      return lowerName(scope, expr);
    case "column":
      return lowerColumn(scope, expr, want);
    case "negate":
      return lowerNegate(scope, expr);
    case "binary":
      return lowerBinary(scope, expr, want);
    case "call":
      return lowerIf(scope, expr) ?? lowerNumberFunction(scope, expr);
    case "else":
      return lowerElse(scope, expr, want);
    default:
      return lowerTruth(scope, expr);
  }
}

/** The word that is meant, which is its saying too. */
const MEANT: Readonly<Record<string, "blank" | "today">> = {
  null: "blank",
  empty: "blank",
  none: "blank",
  now: "today",
};

/** Only `today` is a name in rows; a text in single quotes is told so. */
function lowerName(scope: RowScope, { name, span }: Extract<Expr, { kind: "name" }>): TypedRow {
  const { context } = scope;
  if (foldText(name) === "today") return make(scope, { kind: "today" }, "day");
  if (context.source(span).startsWith("'") && !context.kpiByName.has(foldText(name))) {
    const fix = { span, text: `"${name.replace(/"/g, '""')}"` };
    return context.stop("KPI317", span, { text: name }, { fix });
  }
  const word = foldText(name);
  const meant = MEANT[word];
  if (meant) {
    const params = { says: meant, write: write(meant) };
    return context.stop("KPI116", span, params, { fix: { span, text: meant } });
  }
  const column = context.kpiByName.has(word) ? undefined : columnLike(scope, word);
  if (column !== undefined) {
    const text = `[${column}]`;
    return context.stop("KPI136", span, { write: text }, { fix: { span, text } });
  }
  if (!context.kpiByName.has(word)) {
    const text = `"${name}"`;
    return context.stop("KPI318", span, { name, write: text }, { fix: { span, text } });
  }
  return context.stop("KPI307", span, {});
}

/** A column of the rows' sheet by its name; `Close_date` is `[Close date]`. */
const columnLike = ({ context, table }: RowScope, word: string): string | undefined =>
  (context.catalog?.headers(table.source) ?? []).find(
    (header): header is string =>
      header !== null && foldText(header).replace(/ /g, "_") === word.replace(/ /g, "_"),
  );

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
  return make(scope, { kind: "column", table: table.id, column, via, as }, as);
}
