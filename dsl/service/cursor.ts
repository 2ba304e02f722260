/** Where the cursor is in a rule text: what completion starts from. */
import type { Catalog } from "../check/catalog.ts";
import { firstOnLine, pieces } from "../syntax/parse.ts";
import * as T from "../syntax/tokens.ts";
import { bracesAt } from "./said.ts";
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
  /** In the braces of a `say`, whose expression stands in `piece` as a KPI's would. */
  readonly inSay: boolean;
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

/** Before an expression in braces: what makes it a statement, which neither a clause nor a bracket ends. */
const SAID_HEAD = "kpi said = (";

export function cursorAt(text: string, offset: number, catalog: Catalog | null): Cursor {
  const scene = sceneOf(text, catalog);
  const before = text.slice(0, offset);
  const braces = bracesAt(before, offset);
  const { tokens, comments } = T.lex(braces ? SAID_HEAD + braces.source : before);
  // Places count in the text, whatever was read.
  const shift = braces ? braces.start - SAID_HEAD.length : 0;
  const last = tokens[tokens.length - 1];
  const partial = last && T.endOf(last) + shift === offset && isPartial(last) ? last : null;
  const whole = partial ? tokens.slice(0, -1) : tokens;
  const from = partial ? partial.startOffset + shift : offset;
  const inComment = comments.some((c) => T.endOf(c) + shift === offset);
  const cut = braces ? [whole] : pieces(whole, text);
  const piece = cut[cut.length - 1] ?? [];
  const head = piece[0];
  const inStatement = head !== undefined && T.STATEMENT_WORDS.includes(head.image.toLowerCase());
  return {
    scene,
    piece: inStatement && !inComment ? piece : [],
    typed: partial ? partial.image : "",
    from,
    to: offset + restOfWord(text, offset, partial),
    startsLine: !inComment && firstOnLine(text, from),
    inSay: braces !== null,
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
