import { functionNamed } from "../functions.ts";
import type { Span } from "../span.ts";
import { parse } from "../syntax/parse.ts";
import { endOf, lex, Open, type Paint, paintOf } from "../syntax/tokens.ts";
import { occurrences } from "./names.ts";

/** A token's colour, or what the name there means. */
export type SemanticPaint = Paint | "kpi" | "score" | "table" | "flag" | "function";

export const PAINTS: readonly SemanticPaint[] = [
  "kpi",
  "score",
  "table",
  "flag",
  "function",
  "statement",
  "keyword",
  "name",
  "column",
  "text",
  "number",
  "operator",
  "comment",
  "wrong",
];

export interface Painted extends Span {
  readonly paint: SemanticPaint;
}

/** A rule book is a tenth of this; beyond it colours would cost more than they help. */
const MOST = 200_000;

/** How an editor paints a text, in order, comments among the rest; `semantic`: names by what they mean. */
export function highlight(text: string, semantic = false): Painted[] {
  const shown = text.slice(0, MOST);
  const { tokens, comments } = lex(shown);
  const meant = new Map<number, SemanticPaint>();
  if (semantic) {
    for (const { kind, span, inText } of occurrences(parse(shown).statements, shown))
      if (!inText) meant.set(span.start, kind);
    tokens.forEach((token, i) => {
      if (tokens[i + 1]?.tokenType === Open && functionNamed(token.image))
        meant.set(token.startOffset, "function");
    });
  }
  return [...tokens, ...comments]
    .map((token) => ({
      paint: meant.get(token.startOffset) ?? paintOf.get(token.tokenType) ?? "name",
      start: token.startOffset,
      end: endOf(token),
    }))
    .sort((a, b) => a.start - b.start);
}
