import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Expr } from "./ast.ts";
import { rulesParser } from "./parser.ts";
import { endOf, lex, spanOf } from "./tokens.ts";

/** Parses an expression that stands inside a text (`say "…{expr}…"`) or a cell; places count from `offset`. */
export function parseExpression(
  source: string,
  offset: number,
): { readonly expr: Expr } | { readonly diagnostic: Diagnostic } {
  const { tokens } = lex(source);
  for (const token of tokens) token.startOffset += offset;
  const parser = rulesParser();
  parser.input = tokens;
  const expr = parser.expr() as Expr | undefined;
  const fault = parser.errors[0];
  if (!fault && expr) return { expr };
  const token = tokens.find((t) => t === fault?.token);
  const last = tokens[tokens.length - 1];
  const end = last ? endOf(last) : offset;
  const span = token ? spanOf(token) : { start: end, end };
  const word = token?.image ?? "}";
  return { diagnostic: diagnose("KPI100", span, { word, expected: [] }) };
}
