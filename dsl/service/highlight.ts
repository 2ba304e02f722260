import type { Span } from "../span.ts";
import { endOf, lex, type Paint, paintOf } from "../syntax/tokens.ts";

export const PAINTS: readonly Paint[] = [
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
  readonly paint: Paint;
}

/** A rule book is a tenth of this; beyond it colours would cost more than they help. */
const MOST = 200_000;

/** How an editor paints a text, in order, comments among the rest. */
export function highlight(text: string): Painted[] {
  const { tokens, comments } = lex(text.slice(0, MOST));
  return [...tokens, ...comments]
    .map((token) => ({
      paint: paintOf.get(token.tokenType) ?? "name",
      start: token.startOffset,
      end: endOf(token),
    }))
    .sort((a, b) => a.start - b.start);
}
