/** The place where a statement stops making sense, and small questions about its tokens. */
import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { NextToken } from "./expected.ts";
import * as T from "./tokens.ts";

export interface Misfit {
  readonly text: string;
  readonly piece: readonly T.Token[];
  /** Index of the token that doesn't fit; the length where the text ends too early. */
  readonly at: number;
  /** What the grammar allows in its place. */
  readonly expected: readonly NextToken[];
}

export interface Place extends Misfit {
  readonly token: IToken;
  readonly before: IToken | undefined;
  readonly next: IToken | undefined;
  readonly head: string;
}
/** The sentence for one known mistake, or null. */
export type Matcher = (place: Place) => Diagnostic | null;

export const is = (token: IToken | undefined, ...types: TokenType[]): boolean =>
  token !== undefined && types.includes(token.tokenType);
export const span = (from: IToken, to: IToken = from) => ({
  start: from.startOffset,
  end: T.endOf(to),
});
export const fixed = (from: IToken, to: IToken, text: string) => ({
  fix: { span: span(from, to), text },
});
