/** Mistakes that people bring from spreadsheets, SQL and prose: each recognised by its shape, told in one sentence. */
import type { IToken } from "chevrotain";
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Saying, write } from "../diagnostics/phrases.ts";
import { fixed, is, type Matcher, type Misfit, span } from "./misfit.ts";
import { NUMBER_MISTAKES } from "./mistaken-numbers.ts";
import { goalAlone, ORDER_MISTAKES } from "./mistaken-order.ts";
import { periodMistake } from "./mistaken-periods.ts";
import { WORD_MISTAKES } from "./mistaken-words.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

/** The sentence for a known mistake, or null. */
export function knownMistake(misfit: Misfit): Diagnostic | null {
  const { piece, at } = misfit;
  const unclosed = unclosedBefore(misfit);
  if (unclosed) return unclosed;
  const token = piece[at];
  if (!token) return goalAlone(misfit) ?? goalForWhom(misfit);
  const place = {
    ...misfit,
    token,
    before: piece[at - 1],
    next: piece[at + 1],
    head: piece[0]!.image.toLowerCase(),
  };
  for (const matcher of MATCHERS) {
    const found = matcher(place);
    if (found) return found;
  }
  return null;
}

/** An unclosed quote or bracket is the mistake, wherever the parser stumbles over it. */
function unclosedBefore({ piece, at }: Misfit): Diagnostic | null {
  const token = piece
    .slice(0, at + 1)
    .find((t) => is(t, T.UnclosedText, T.UnclosedName, T.UnclosedColumn));
  if (!token) return null;
  if (is(token, T.UnclosedColumn)) return diagnose("KPI113", span(token), {});
  const inner = token.image.replace(/[)\]\s]+$/, "");
  const shown = { start: token.startOffset, end: token.startOffset + token.image.trimEnd().length };
  return diagnose("KPI112", shown, { write: `${inner}${inner[0]}` });
}

function goalForWhom({ piece }: Misfit): Diagnostic | null {
  const last = piece[piece.length - 1]!;
  if (!is(piece[0], kw("goal")) || !piece.some((t) => is(t, T.Equal)) || !endsExpression(last))
    return null;
  if (depthAt(piece, piece.length) > 0) return null;
  return diagnose("KPI123", { start: T.endOf(last), end: T.endOf(last) }, {});
}

const endsExpression = (token: IToken): boolean =>
  is(
    token,
    T.NumberToken,
    T.Percent,
    T.Grouped,
    T.Close,
    T.TextLiteral,
    T.Word,
    kw("year"),
    kw("period"),
    T.PeriodLike,
  );

const depthAt = (piece: readonly IToken[], at: number): number =>
  piece.slice(0, at).reduce((depth, t) => depth + (is(t, T.Open) ? 1 : is(t, T.Close) ? -1 : 0), 0);

/** `put` null: nothing stands in its place. */
const SIGNS: Readonly<Record<string, { says: Saying; put: string | null }>> = {
  "==": { says: "one equals sign", put: "=" },
  "!=": { says: "not equal", put: "<>" },
  "&&": { says: "and", put: "and" },
  "||": { says: "or", put: "or" },
  "!": { says: "not", put: "not" },
  ";": { says: "comma", put: "," },
  "&": { says: "texts are not joined", put: null },
};

const MATCHERS: readonly Matcher[] = [
  ({ token, before, piece, at, text }) => {
    if (!is(before, kw("say")) || is(token, T.TextLiteral)) return null;
    const last = lastOnLine(piece, at, text);
    const write = `"${text.slice(token.startOffset, T.endOf(last)).replace(/"/g, '""')}"`;
    return diagnose("KPI138", span(token), { write }, fixed(token, last, write));
  },
  periodMistake,
  ...ORDER_MISTAKES,
  ...NUMBER_MISTAKES,
  ...WORD_MISTAKES,

  // Signs of other languages.
  ({ token, next, text }) => {
    if (!is(token, T.ForeignSign)) return null;
    if (token.image === "//") return diagnose("KPI137", span(token), {}, fixed(token, token, "#"));
    if (token.image === "." && is(next, T.Word) && text[token.startOffset - 1] !== " ") {
      const write = `[${next!.image}]`;
      return diagnose("KPI136", span(token), { write }, fixed(token, next!, write));
    }
    const known = SIGNS[token.image];
    if (!known) return diagnose("KPI111", span(token), { sign: token.image });
    const { says, put } = known;
    if (put === null) return diagnose("KPI116", span(token), { says, write: "none" });
    return diagnose("KPI116", span(token), { says, write: write(put) }, fixed(token, token, put));
  },
  ({ token }) =>
    is(token, T.Unknown) ? diagnose("KPI111", span(token), { sign: token.image }) : null,
  ({ token, before }) =>
    is(token, T.Equal) && is(before, T.Equal)
      ? diagnose("KPI115", span(token), {}, fixed(token, token, ""))
      : null,

  ({ token, before, next }) => {
    if (!is(token, T.Open) || !is(before, kw("true"), kw("false")) || !is(next, T.Close))
      return null;
    const word = before!.image.toLowerCase();
    return diagnose("KPI151", span(before!, next!), { word }, fixed(before!, next!, word));
  },
  ({ token, before, piece, at }) => {
    if (!is(before, kw("people")) || !is(piece[at - 2], T.Open) || !piece[at - 3]) return null;
    const counts = piece[at - 3]!.image.toLowerCase() === "count" && is(token, T.Close);
    const fix = counts ? fixed(piece[at - 3]!, token, "headcount") : {};
    return is(token, T.Close, T.Comma, kw("where"))
      ? diagnose("KPI144", span(before!), {}, fix)
      : null;
  },
  // Words with brackets, and names.
  ({ token, before, next, piece, at }) => {
    if (at !== 2 || !is(token, T.Minus) || !is(before, T.Word) || !next) return null;
    const quoted = `'${piece[1]!.image}-${next.image}'`;
    return diagnose(
      "KPI125",
      span(token),
      { write: `${before!.image}_${next.image}`, quoted },
      fixed(token, token, "_"),
    );
  },
  ({ token, before, at, head, text }) => {
    const isName =
      ["kpi", "table", "flag", "score"].includes(head) && at === 2 && is(before, T.Word);
    if (!isName || !/^[\p{L}_]/u.test(token.image) || is(token, kw("from"))) return null;
    if (/\n/.test(text.slice(before!.startOffset, token.startOffset))) return null;
    const write = `${before!.image}_${token.image}`;
    const quoted = `'${before!.image} ${token.image}'`;
    return diagnose("KPI126", span(token), { write, quoted }, fixed(before!, token, write));
  },
  ({ token, before, piece, at, head }) => {
    if (head !== "goal" || !is(before, kw("for")) || !is(token, T.Word, kw("any"), kw("every")))
      return null;
    if (["all", "everybody", "any", "every", "anyone"].includes(token.image.toLowerCase())) {
      return diagnose(
        "KPI132",
        span(token),
        { word: token.image },
        fixed(token, token, "everyone"),
      );
    }
    let last = at;
    while (is(piece[last + 1], T.Word)) last += 1;
    const words = piece.slice(at, last + 1).map((t) => T.nameText(t.image));
    const write = `"${words.join(" ")}"`;
    return diagnose("KPI124", span(token), { write }, fixed(token, piece[last]!, write));
  },

  // Brackets.
  ({ token, piece, at }) =>
    is(token, T.Close) && depthAt(piece, at) === 0
      ? diagnose("KPI129", span(token), {}, fixed(token, token, ""))
      : null,
  ({ token, before, piece, at, text }) => {
    if (!is(token, kw("where"), kw("on")) || !is(before, T.Close) || depthAt(piece, at) > 0)
      return null;
    const last = lastOnLine(piece, at, text);
    const word = token.image.toLowerCase();
    const moved = `${text.slice(T.endOf(before!), T.endOf(last))})`;
    return diagnose(
      "KPI130",
      span(token),
      { word },
      {
        fix: { span: { start: before!.startOffset, end: T.endOf(last) }, text: moved },
      },
    );
  },
  ({ token, before, piece, at, text }) => {
    if (!is(before, kw("in")) || !is(token, T.TextLiteral)) return null;
    let last = at;
    while (is(piece[last + 1], T.Comma) && is(piece[last + 2], T.TextLiteral)) last += 2;
    const list = text.slice(token.startOffset, T.endOf(piece[last]!));
    return diagnose("KPI131", span(token), {}, fixed(token, piece[last]!, `(${list})`));
  },
  ({ token, piece, at, text }) => {
    const open = openBefore(piece, at);
    if (open < 0 || !/\n[^\S\n]*$/.test(text.slice(0, token.startOffset))) return null;
    const opener = piece[open - 1];
    if (is(token, T.Close, T.Comma)) return null;
    const named = opener && /^[\p{L}_]/u.test(opener.image) ? opener.image : "(";
    return diagnose("KPI128", span(token), { opener: named, before: token.image });
  },

  // Words that stand elsewhere.
  ({ token, before }) =>
    is(before, T.Word) && before!.image.toLowerCase() === "if" && !is(token, T.Open)
      ? diagnose("KPI135", span(token), {})
      : null,
  ({ token, next, piece, at, text }) => {
    if (!is(token, kw("and"), kw("or"), kw("not")) || !is(next, T.Open)) return null;
    const close = closing(piece, at + 1);
    const word = token.image.toLowerCase();
    if (close < 0 || word === "not") return diagnose("KPI139", span(token), { word, write: "" });
    const parts = splitArguments(piece, at + 1, close, text);
    const write = parts.join(` ${word} `);
    return diagnose("KPI139", span(token), { word, write }, fixed(token, piece[close]!, write));
  },
  ({ token, before, piece, at }) => {
    const isNot = is(before, kw("not")) && is(piece[at - 2], kw("is"));
    const first = isNot ? piece[at - 2]! : before!;
    if (!is(token, T.TextLiteral) || !is(first, kw("is"))) return null;
    const write = `${isNot ? "<>" : "="} ${token.image}`;
    return diagnose("KPI140", span(token), { write }, fixed(first, token, write));
  },
  ({ token, before, piece, at }) => {
    if (!is(token, T.Power) || !before) return null;
    const base = piece.slice(0, at).map((t) => t.tokenType);
    const since = Math.max(base.lastIndexOf(T.Power), base.lastIndexOf(T.Minus));
    return base[since] === T.Minus
      ? diagnose("KPI148", span(token), {})
      : diagnose("KPI141", span(token), { sign: "^" });
  },
  ({ token, piece, at }) =>
    is(token, T.Equal, T.NotEqual, T.Less, T.LessEqual, T.Greater, T.GreaterEqual) &&
    piece.slice(0, at).some((t) => is(t, T.Less, T.LessEqual, T.Greater, T.GreaterEqual))
      ? diagnose("KPI142", span(token), {})
      : null,
  ({ token, before, head }) =>
    is(before, T.Percent) && head !== "score" && (is(token, T.Word) || is(token, T.ColumnName))
      ? diagnose(
          "KPI145",
          span(before!, token),
          { image: before!.image },
          fixed(before!, before!, `${before!.image} *`),
        )
      : null,
];

function openBefore(piece: readonly IToken[], at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    if (is(piece[i], T.Close)) depth += 1;
    if (is(piece[i], T.Open)) {
      if (depth === 0) return i;
      depth -= 1;
    }
  }
  return -1;
}

function closing(piece: readonly IToken[], open: number): number {
  let depth = 0;
  for (let i = open; i < piece.length; i += 1) {
    if (is(piece[i], T.Open)) depth += 1;
    if (is(piece[i], T.Close)) {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

function splitArguments(
  piece: readonly IToken[],
  open: number,
  close: number,
  text: string,
): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = T.endOf(piece[open]!);
  for (let i = open + 1; i < close; i += 1) {
    if (is(piece[i], T.Open)) depth += 1;
    if (is(piece[i], T.Close)) depth -= 1;
    if (depth === 0 && is(piece[i], T.Comma)) {
      parts.push(text.slice(start, piece[i]!.startOffset).trim());
      start = T.endOf(piece[i]!);
    }
  }
  parts.push(text.slice(start, piece[close]!.startOffset).trim());
  return parts;
}

function lastOnLine(piece: readonly IToken[], at: number, text: string): IToken {
  let last = piece[at]!;
  for (const token of piece.slice(at + 1)) {
    if (/\n/.test(text.slice(last.startOffset, token.startOffset))) break;
    last = token;
  }
  return last;
}
