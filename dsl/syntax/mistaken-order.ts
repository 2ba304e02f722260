/** Statements whose parts are all there, in an order or with signs that the language doesn't have. */
import type { IToken } from "chevrotain";
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Hint, type Saying, write } from "../diagnostics/phrases.ts";
import type { Span } from "../span.ts";
import { CLAUSES } from "./clauses.ts";
import { is, type Matcher, type Misfit, type Place, span } from "./misfit.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

/** Without a fix: what is meant can't be told, so that the hint says it with dots. */
function told(
  at: Span,
  says: Saying,
  hint: Hint,
  fix?: { from: number; to: number; text: string },
) {
  const more = fix && { fix: { span: { start: fix.from, end: fix.to }, text: fix.text } };
  return diagnose("KPI116", at, { says, write: hint }, more);
}

/** Where the line of an offset ends, its comment and trailing blanks left out. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  const line = text.slice(from, end < 0 ? text.length : end).replace(/#.*$/, "");
  return from + line.trimEnd().length;
}

const PERIOD = /(?:^|\s)(?:in\s+)?(each\s+\p{L}+|\d{4}(?:-[\p{L}\d]+)?)$/iu;

/** `goal x for reps = 5`: who owes it stands at the end, the period right after the KPI. */
const goalTurned: Matcher = ({ token, piece, at, head, text }) => {
  const isTurned =
    head === "goal" && is(token, kw("for")) && !piece.slice(0, at).some((t) => is(t, T.Equal));
  const end = lineEnd(text, token.startOffset);
  const parts = /^for\s+([^=]+?)\s*=\s*(.+)$/i.exec(text.slice(token.startOffset, end));
  if (!isTurned || !parts) return null;
  const [, owed = "", amount = ""] = parts;
  const late = PERIOD.exec(owed);
  const who = late ? owed.slice(0, late.index).trimEnd() : owed;
  const says = "goal's order";
  const kpi = piece[1]!.image;
  const when = at > 2 ? text.slice(piece[2]!.startOffset, T.endOf(piece[at - 1]!)) : late?.[1];
  if (when === undefined) {
    const open = `goal ${kpi} each month = ${amount} for ${who}`;
    return told(span(token), says, { key: "or a period", text: open });
  }
  const put = `goal ${kpi} ${when} = ${amount} for ${who}`;
  const fix = { from: piece[0]!.startOffset, to: end, text: put };
  return told(span(token), says, write(put), fix);
};

/** `goal x = 5 for reps`. */
const goalWithoutPeriod: Matcher = ({ token, head, at, piece }) =>
  head === "goal" && at === 2 && is(token, T.Equal)
    ? told(span(token), "goal's period", {
        key: "or a period in its place",
        text: `goal ${piece[1]!.image} each month = …`,
      })
    : null;

/** `goal x 2026 >= 5M`. */
const goalCompared: Matcher = ({ token, head, piece, at, text }) => {
  if (head !== "goal" || at < 3 || piece.slice(0, at).some((t) => is(t, T.Equal))) return null;
  const rest = text.slice(token.startOffset, lineEnd(text, token.startOffset));
  const sign = /^(?:>=|<=|[<>≥≤]|is\b|of\b|at\s+(?:least|most)\b)/i.exec(rest)?.[0];
  if (sign === undefined) return null;
  const fix = { from: token.startOffset, to: token.startOffset + sign.length, text: "=" };
  return told(span(token), "goal is no comparison", write("="), fix);
};

/** What is read, and the word for it, which is its saying too. */
const EACH_ONE: readonly (readonly [RegExp, "everyone" | "reps" | "managers"])[] = [
  [/^(?:person|people|employee)s?$/i, "everyone"],
  [/^(?:rep|seller|agent|salesperson)s?$/i, "reps"],
  [/^managers?$/i, "managers"],
];

/** `for each person`. */
const eachPerson: Matcher = ({ token, before, piece, at }) => {
  if (!is(before, kw("each")) || !is(piece[at - 2], kw("for"))) return null;
  const known = EACH_ONE.find(([word]) => word.test(token.image));
  if (!known) return null;
  const [, word] = known;
  const fix = { from: before!.startOffset, to: T.endOf(token), text: word };
  return told(span(token), word, write(word), fix);
};

/** `+10%`: in a goal a growth on the year before, elsewhere a sign too many. */
const plusFirst: Matcher = ({ token, before, next, piece, head }) => {
  if (!is(token, T.Plus) || !next) return null;
  if (head === "goal" && is(before, T.Equal) && is(next, T.Percent)) {
    const share = Number.parseFloat(next.image);
    const text = `${piece[1]!.image} last year * ${+(100 + share).toPrecision(12)}%`;
    const fix = { from: token.startOffset, to: T.endOf(next), text };
    return told(span(token), "growth", write(text), fix);
  }
  return told(span(token), "plus", "leave out", {
    from: token.startOffset,
    to: next.startOffset,
    text: "",
  });
};

const COMPARISONS = [T.Less, T.LessEqual, T.Greater, T.GreaterEqual, T.Equal, T.NotEqual];

/** `revenue < goal`: whose goal is meant stands on the other side. */
export function goalAlone({ piece, at }: Misfit): Diagnostic | null {
  const word = piece[at - 1];
  if (at < 4 || !is(word, kw("goal"), kw("score")) || is(piece[at], T.Open, T.Word)) return null;
  const other = is(piece[at - 2], ...COMPARISONS, T.Divide, T.Minus) ? piece[at - 3] : undefined;
  const name = word!.image.toLowerCase();
  if (name === "score")
    return told(span(word!), { key: "name in brackets", fn: name }, write("score(card)"));
  const says = { key: "KPI in brackets", fn: name } as const;
  if (!is(other, T.Word)) return told(span(word!), says, write("goal(kpi)"));
  const text = `goal(${other!.image})`;
  const fix = { from: word!.startOffset, to: T.endOf(word!), text };
  return told(span(word!), says, write(text), fix);
}

const JOINING = [kw("and"), kw("or"), kw("else"), T.Plus, T.Minus, T.Times, T.Divide];

/** `… and` at a line's end, and then a clause: its word was read as a KPI. */
const hangingJoin: Matcher = ({ token, before, piece, at, text, head }) => {
  const isClause = (t: IToken | undefined) =>
    t !== undefined &&
    /\n[^\S\n]*$/.test(text.slice(0, t.startOffset)) &&
    (CLAUSES[head] ?? []).some(({ word }) => word.split(" ")[0] === t.image.toLowerCase());
  const clause = isClause(token) ? at : isClause(before) ? at - 1 : 0;
  const join = piece[clause - 1];
  if (clause < 3 || !is(join, ...JOINING)) return null;
  return told(span(join!), { key: "joins nothing", word: join!.image }, "what follows", {
    from: T.endOf(piece[clause - 2]!),
    to: T.endOf(join!),
    text: "",
  });
};

const SHARE = String.raw`(\d+(?:\.\d+)?\s?%|0?\.\d{1,2})`;
const NAME = String.raw`('[^'\n]+'|[\p{L}_][\p{L}\p{M}\p{Nd}_]*)`;
const SHARE_FIRST = new RegExp(String.raw`^${SHARE}\s*(?:\*|×|x\b|of\b)?\s*${NAME}$`, "u");
const NAME_FIRST = new RegExp(String.raw`^${NAME}\s*[:=*×]?\s*${SHARE}$`, "u");
const percentOf = (share: string): string =>
  share.endsWith("%") ? share.replace(/\s/, "") : `${+(Number(share) * 100).toPrecision(12)}%`;

/** `revenue 60%, calls 40%`, `60% * revenue`, `0.6 revenue`: all parts at once. */
const scoreParts: Matcher = ({ token, before, piece, head, text }) => {
  const equal = piece.findIndex((t) => is(t, T.Equal));
  if (head !== "score" || equal < 0 || token.startOffset < piece[equal]!.startOffset) return null;
  const from = piece[equal + 1]!.startOffset;
  const to = lineEnd(text, from);
  const parts = text.slice(from, to).split(/\s*(?:[,;+&]|\band\b)\s*/);
  const written = parts.map((part) => {
    const [shareFirst, nameFirst] = [SHARE_FIRST.exec(part), NAME_FIRST.exec(part)];
    if (shareFirst) return `${percentOf(shareFirst[1]!)} ${shareFirst[2]}`;
    return nameFirst ? `${percentOf(nameFirst[2]!)} ${nameFirst[1]}` : null;
  });
  if (written.includes(null)) return null;
  const put = written.join(" + ");
  const says = is(token, T.Times, kw("of"))
    ? "score: nothing between"
    : is(token, T.NumberToken)
      ? "score: percentages"
      : is(before, T.Equal)
        ? "score: percentage first"
        : "score: parts are added";
  return told(span(token), says, write(put), { from, to, text: put });
};

const NAMED_PART = /^(?:[QHP]\d{1,2}|\p{L}{3,9})\s*[:=]?\s*(\d+(?:\.\d+)?)\s?%$/u;

/** `spread Q1 20%, Q2 30%, …`: the parts stand in their order. */
const spreadParts: Matcher = ({ token, before, text }) => {
  if (!is(before, kw("spread"))) return null;
  const end = lineEnd(text, token.startOffset);
  const parts = text.slice(token.startOffset, end).split(/\s*[,;+]\s*/);
  const shares = parts.map((part) => NAMED_PART.exec(part)?.[1]);
  if (shares.some((share) => share === undefined)) return null;
  const says = "spread in order";
  const sum = shares.reduce((all, share) => all + Number(share), 0);
  const isWhole = Math.abs(sum - 100) < 1e-9 && (shares.length === 4 || shares.length === 12);
  if (!isWhole) return told(span(token), says, "whole spread");
  const put = shares.map((share) => `${share}%`).join(", ");
  const fix = { from: token.startOffset, to: end, text: put };
  return told(span(token), says, write(`spread ${put}`), fix);
};

const TRACKS: readonly (readonly [RegExp, string])[] = [
  [/^(?:day|daily)s?$/i, "daily"],
  [/^(?:week|weekly)s?$/i, "weekly"],
  [/^(?:month|monthly)s?$/i, "monthly"],
  [/^(?:quarter|quarterly)s?$/i, "quarterly"],
  [/^(?:half|halves|half-?years?|half-yearly)$/i, "half-yearly"],
  [/^(?:year|yearly|annual|annually)s?$/i, "yearly"],
];

/** `track months`, `track month, quarter`. */
const trackGrains: Matcher = ({ token, piece, at, head, text }: Place) => {
  const track = piece.findIndex((t) => is(t, kw("track")));
  if (head !== "calendar" || track < 0 || track > at) return null;
  if (text.slice(piece[track]!.startOffset, token.startOffset).includes("\n")) return null;
  const from = piece[track + 1]!.startOffset;
  const end = lineEnd(text, from);
  const words = text.slice(from, end).split(/\s*(?:,|\band\b)\s*/);
  const meant = words.map(
    (w) => TRACKS.find(([word]) => word.test(w.replace(/^(?:each|every|by)\s+/i, "")))?.[1],
  );
  if (meant.includes(undefined)) return null;
  const put = meant.join(", ");
  return told(span(token), "tracked", write(put), { from, to: end, text: put });
};

/** `sum(Deals[Amount] where [Stage] = "Won" where [Type] = "New")`: two conditions of one call are joined. */
const callWordTwice: Matcher = ({ token, piece, at }) => {
  if (!is(token, kw("where"), kw("on"), kw("active"), kw("at"))) return null;
  let depth = 0;
  for (let i = at - 1; i >= 0 && depth <= 0; i -= 1) {
    const one = piece[i];
    if (is(one, T.Close)) depth -= 1;
    else if (is(one, T.Open)) depth += 1;
    else if (depth === 0 && one!.tokenType === token.tokenType) {
      const word = token.image.toLowerCase();
      const says = { key: "twice in brackets", word } as const;
      if (word !== "where") return told(span(token), says, "leave one");
      const fix = { from: token.startOffset, to: T.endOf(token), text: "and" };
      // Before an `or`, an `and` would bind the wrong ones.
      const isPlain = !piece.slice(i, at).some((t) => is(t, kw("or")));
      return told(span(token), says, "join with and", isPlain ? fix : undefined);
    }
  }
  return null;
};

export const ORDER_MISTAKES: readonly Matcher[] = [
  goalTurned,
  goalWithoutPeriod,
  goalCompared,
  eachPerson,
  plusFirst,
  goalAlone,
  hangingJoin,
  scoreParts,
  spreadParts,
  trackGrains,
  callWordTwice,
];
