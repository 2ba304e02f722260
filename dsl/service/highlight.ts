import { functionNamed } from "../functions.ts";
import type { Span } from "../span.ts";
import { parse } from "../syntax/parse.ts";
import { endOf, lex, Open, type Paint, paintOf, type Token } from "../syntax/tokens.ts";
import { occurrences } from "./names.ts";
import { bracesIn, isSaid } from "./said.ts";
import { SAID_HELP } from "./words.ts";

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
  if (semantic)
    for (const { kind, span } of occurrences(parse(shown).statements, shown))
      meant.set(span.start, kind);
  const painted = [...tokens, ...comments].flatMap((token, i): Painted[] =>
    isSaid(token, tokens[i - 1])
      ? said(token, semantic, meant)
      : [paint(token, 0, tokens[i + 1], semantic, meant)],
  );
  return painted.sort((a, b) => a.start - b.start);
}

type Meant = ReadonlyMap<number, SemanticPaint>;

function paint(
  token: Token,
  shift: number,
  next: Token | undefined,
  semantic: boolean,
  meant: Meant,
): Painted {
  const start = token.startOffset + shift;
  const calls = semantic && next?.tokenType === Open && functionNamed(token.image) !== null;
  const own = calls ? "function" : meant.get(start);
  return { paint: own ?? paintOf.get(token.tokenType) ?? "name", start, end: endOf(token) + shift };
}

/** The text of a `say`, and in its braces what stands there. */
function said(token: Token, semantic: boolean, meant: Meant): Painted[] {
  const parts: Painted[] = [];
  let from = token.startOffset;
  const toText = (end: number) => {
    if (end > from) parts.push({ paint: "text", start: from, end });
  };
  for (const { source, start } of bracesIn(token.image, token.startOffset)) {
    toText(start);
    const { tokens } = lex(source);
    for (const [i, inner] of tokens.entries())
      parts.push(
        Object.hasOwn(SAID_HELP, source.trim())
          ? { paint: "keyword", start: inner.startOffset + start, end: endOf(inner) + start }
          : paint(inner, start, tokens[i + 1], semantic, meant),
      );
    from = start + source.length;
  }
  toText(endOf(token));
  return parts;
}
