/** Expressions inside the braces of a `say`: the tools work in them as anywhere else. */
import * as T from "../syntax/tokens.ts";
import { kw } from "../syntax/tokens.ts";

/** What stands in one pair of braces; the closing one may still be missing. */
export interface Braces {
  readonly source: string;
  readonly start: number;
}

/** All braces of a say's text that begins at an offset; `{{` is a brace that is meant as one. */
export function bracesIn(said: string, offset: number): Braces[] {
  const found: Braces[] = [];
  for (const { 1: source, index } of said.matchAll(/\{\{|\{([^{}"]*)/g))
    if (source !== undefined) found.push({ source, start: offset + index + 1 });
  return found;
}

/** Whether a token is the text of a `say`. */
export const isSaid = (token: T.Token, before: T.Token | undefined): boolean =>
  before?.tokenType === kw("say") &&
  (token.tokenType === T.TextLiteral || token.tokenType === T.UnclosedText);

/** The braces of a say that an offset is in; null anywhere else. */
export function bracesAt(text: string, offset: number): Braces | null {
  const { tokens } = T.lex(text);
  const at = tokens.findIndex((t) => t.startOffset < offset && offset <= T.endOf(t));
  const token = tokens[at];
  if (!token || !isSaid(token, tokens[at - 1])) return null;
  const inside = ({ source, start }: Braces) => start <= offset && offset <= start + source.length;
  return bracesIn(token.image, token.startOffset).find(inside) ?? null;
}
