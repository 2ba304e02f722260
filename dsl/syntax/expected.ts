/** What the grammar allows next: for completion, and for what a message proposes. */
import { rulesParser } from "./parser.ts";
import type { Token, TokenKind } from "./tokens.ts";

export interface NextToken {
  readonly type: TokenKind;
  /** The rules that lead to it, outermost first. */
  readonly rules: readonly string[];
}

/** The tokens that may follow those of a statement's beginning; none where they fit nowhere themselves. */
export function nextTokens(tokens: readonly Token[]): NextToken[] {
  try {
    return rulesParser()
      .computeContentAssist("statement", [...tokens])
      .map(({ nextTokenType, ruleStack }) => ({ type: nextTokenType, rules: ruleStack }));
  } catch {
    // The parser library gives up on tokens that fit nowhere: then there is nothing to propose.
    return [];
  }
}

export const isKeyword = (type: TokenKind): boolean => /^Kw_/.test(type.name);
export const wordOf = (type: TokenKind): string => type.LABEL ?? type.name;

/** More than this and a list of what would fit helps nobody; of keywords alone a few more can be read. */
const MOST = 5;
const MOST_KEYWORDS = 10;

/** What may come next, in words; nothing where that is too much to say. */
export function expectedWords(next: readonly NextToken[]): string[] {
  const types = [...new Set(next.map((n) => n.type))];
  const most = types.every(isKeyword) ? MOST_KEYWORDS : MOST;
  const words = types.map((type) => {
    const word = wordOf(type);
    return isKeyword(type) || word.length <= 2 ? `\`${word}\`` : word;
  });
  const distinct = [...new Set(words)];
  return distinct.length <= most ? distinct : [];
}
