/** Where the cursor is in a rule text: what completion starts from. */
import type { Catalog } from "../check/catalog.ts";
import { firstOnLine, pieces } from "../syntax/parse.ts";
import * as T from "../syntax/tokens.ts";
import { type Scene, sceneOf } from "./scene.ts";

/** Where the cursor is: the tokens before the word it is in, and that word. */
export interface Cursor {
  readonly scene: Scene;
  /** Tokens of the statement at hand, without the word at the cursor; empty between statements. */
  readonly piece: readonly T.Token[];
  readonly typed: string;
  readonly from: number;
  readonly to: number;
  readonly startsLine: boolean;
}

const PARTIAL = new Set([
  T.UnclosedColumn,
  T.UnclosedName,
  T.UnclosedText,
  T.Word,
  T.BadNumber,
  T.NumberToken,
  T.PeriodLike,
]);
const isPartial = (token: T.Token): boolean =>
  PARTIAL.has(token.tokenType) || /^Kw_/.test(token.tokenType.name);

export function cursorAt(text: string, offset: number, catalog: Catalog | null): Cursor {
  const { tokens } = T.lex(text.slice(0, offset));
  const last = tokens[tokens.length - 1];
  const partial = last && T.endOf(last) === offset && isPartial(last) ? last : null;
  const before = partial ? tokens.slice(0, -1) : tokens;
  const from = partial ? partial.startOffset : offset;
  const rest = restOfWord(text, offset, partial);
  const startsLine = firstOnLine(text, from);
  const cut = pieces(before, text);
  const piece = cut[cut.length - 1] ?? [];
  const head = piece[0];
  const inStatement = head !== undefined && T.STATEMENT_WORDS.includes(head.image.toLowerCase());
  return {
    scene: sceneOf(text, catalog),
    piece: inStatement ? piece : [],
    typed: partial ? partial.image : "",
    from,
    to: offset + rest,
    startsLine,
  };
}

/** How much of the word at the cursor stands after it. */
function restOfWord(text: string, offset: number, partial: T.Token | null): number {
  const after = text.slice(
    offset,
    text.indexOf("\n", offset) < 0 ? undefined : text.indexOf("\n", offset),
  );
  if (partial?.tokenType === T.UnclosedColumn) return /^[^\][]*\]/.exec(after)?.[0].length ?? 0;
  if (partial?.tokenType === T.UnclosedText) return /^[^"]*"/.exec(after)?.[0].length ?? 0;
  return /^[\p{L}\p{M}\p{Nd}_]*/u.exec(after)?.[0].length ?? 0;
}
