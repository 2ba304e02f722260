/** Words of spreadsheets, SQL and prose in place of the rules' own: what is read, and what to write. */
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Hint, type Saying, write } from "../diagnostics/phrases.ts";
import { FUNCTION_NAMES, functionNamed } from "../functions.ts";
import { is, type Matcher, type Place, span } from "./misfit.ts";
import { CLAUSE_PHRASES } from "./mistaken-clauses.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

export interface MistakenPhrase {
  /** Read from the word that doesn't fit, to the end of its line. */
  readonly read: RegExp;
  readonly says: Saying;
  /** What replaces the whole match; null where that can't be told. */
  readonly write: ((match: RegExpExecArray) => string) | null;
  /** What to do, where nothing can be written for it. */
  readonly hint?: Hint;
  readonly where?: (place: Place) => boolean;
}

const inBrackets = ({ piece, at }: Place): boolean =>
  piece.slice(0, at).filter((t) => is(t, T.Open)).length >
  piece.slice(0, at).filter((t) => is(t, T.Close)).length;
const afterIs = ({ before, piece, at }: Place): boolean =>
  is(before, kw("is")) || (is(before, kw("not")) && is(piece[at - 2], kw("is")));
const afterColumn = ({ before }: Place): boolean => is(before, T.ColumnName, T.Word, T.Close);

/** `LIKE "W%"` begins, `"%on%"` holds, without `%` it is equal. */
function likeThis([, not = "", start, text, end]: RegExpExecArray): string {
  if (start !== "") return `${not}contains "${text}"`;
  if (end !== "") return `${not}starts with "${text}"`;
  return `${not === "" ? "=" : "<>"} "${text}"`;
}

const PHRASES: readonly MistakenPhrase[] = [
  {
    read: /^(?:if|when|filter)(?=\s)/i,
    says: "where keeps rows",
    write: () => "where",
    where: inBrackets,
  },
  {
    read: /^(not\s+)?i?like\s+["'](%?)([^%"'\n]*)(%?)["']/i,
    says: "parts of texts",
    write: likeThis,
  },
  {
    read: /^(?:null|empty|nothing|none|na)\b/i,
    says: "blank",
    write: () => "blank",
    where: afterIs,
  },
  {
    read: /^(?:equals|eq|equal\s+to|equal)\b/i,
    says: "equality",
    write: () => "=",
    where: afterColumn,
  },
  {
    read: /^(?:is\s+)?(greater|more|larger|bigger|less|smaller|lower)\s+than(\s+or\s+equal\s+to)?\b/i,
    says: "signs of size",
    write: ([, word, equal]) => `${/^[gmb]|^la/i.test(word!) ? ">" : "<"}${equal ? "=" : ""}`,
  },
  {
    read: /^last\s+year(?=\s*\))/i,
    says: "when after figure",
    write: null,
    hint: write("x last year"),
    where: ({ before }) => is(before, T.Open),
  },
  {
    read: /^(?:month|quarter|week|day|half)\b/i,
    says: "last period",
    write: () => "period",
    where: ({ before }) => is(before, kw("last")),
  },
  {
    read: /^(?:previous|prior|preceding)\s+(year|period|month|quarter|week)\b/i,
    says: "period before",
    write: ([, grain]) => (/year/i.test(grain!) ? "last year" : "last period"),
    where: afterColumn,
  },
  {
    read: /^for(?=\s+")/i,
    says: "whose after of",
    write: () => "of",
    where: (place) => place.head !== "goal" && place.head !== "cascade" && afterColumn(place),
  },
  {
    read: /^(?:group\s+)?(?:by|per|over)\s+(?:each\s+)?(?:"[^"\n]*"|\[[^\]\n]*\]|[\p{L}_]+)/iu,
    says: "nothing is grouped",
    write: () => "",
    where: ({ head, ...place }) => head === "kpi" && afterColumn({ head, ...place }),
  },
  {
    read: /^distinct\s+([\p{L}_]+\[[^\]\n]*\])/iu,
    says: "distinct counts",
    write: null,
    hint: "distinct column",
  },
  {
    read: /^\*(?=\s*\))/,
    says: "rows by table",
    write: null,
    hint: "count the table",
    where: ({ before }) => is(before, T.Open),
  },
  {
    read: /^\?/,
    says: "choice",
    write: null,
    hint: "if",
  },
  {
    read: /^>(?!=)/,
    says: "greater or equal",
    write: null,
    hint: write(">="),
    where: ({ before }) => is(before, T.Equal),
  },
];

/** `revenue YoY`: what follows the figure that it changes. */
const AFTER_FIGURE: Readonly<Record<string, (figure: string) => string>> = {
  yoy: (figure) => `growth(${figure}, year)`,
  mom: (figure) => `growth(${figure})`,
  qoq: (figure) => `growth(${figure})`,
  wow: (figure) => `growth(${figure})`,
  ytd: (figure) => `ytd(${figure})`,
  qtd: (figure) => `qtd(${figure})`,
  mtd: (figure) => `mtd(${figure})`,
};

export const WORD_MISTAKES: readonly Matcher[] = [
  swapped,
  bracketsMissing,
  afterFigure,
  listInOtherBrackets,
  ofSql,
  phrase,
];

const mistake = (place: Place, says: Saying, from: number, to: number, text: string): Diagnostic =>
  diagnose(
    "KPI116",
    span(place.token),
    { says, write: text === "" ? "leave out" : write(text.trim()) },
    { fix: { span: { start: from, end: to }, text } },
  );

function phrase(place: Place): Diagnostic | null {
  const { text, token } = place;
  const start = token.startOffset;
  const line = text.slice(start, start + 200).split("\n")[0]!;
  for (const { read, says, write: written, hint = "none", where } of [
    ...CLAUSE_PHRASES,
    ...PHRASES,
  ]) {
    const match = read.exec(line);
    if (!match || (where && !where(place))) continue;
    if (!written) return diagnose("KPI116", span(token), { says, write: hint });
    return mistake(place, says, start, start + match[0].length, written(match));
  }
  return null;
}

/** `=>` and `=<`. */
function swapped(place: Place): Diagnostic | null {
  const { token, before } = place;
  if (!is(before, T.Equal) || T.endOf(before!) !== token.startOffset) return null;
  if (!is(token, T.Greater, T.Less)) return null;
  return mistake(
    place,
    "size before equals",
    before!.startOffset,
    T.endOf(token),
    `${token.image}=`,
  );
}

/** `ytd revenue`, `attainment revenue`. */
function bracketsMissing(place: Place): Diagnostic | null {
  const { token, before, at } = place;
  const isCall = is(before, T.Word, kw("goal"), kw("score")) && at > 2;
  const fn = isCall ? functionNamed(before!.image) : null;
  if (!fn || !is(token, T.Word) || !FUNCTION_NAMES.includes(fn.name) || fn.name === "if")
    return null;
  if (fn.group !== "standing" && fn.group !== "time and tree") return null;
  const says = { key: "figure in brackets", fn: fn.name } as const;
  const call = `${before!.image}(${token.image})`;
  return mistake(place, says, before!.startOffset, T.endOf(token), call);
}

function afterFigure(place: Place): Diagnostic | null {
  const { token, before } = place;
  const call = is(token, T.Word) ? AFTER_FIGURE[token.image.toLowerCase()] : undefined;
  if (!call || !is(before, T.Word)) return null;
  const says = { key: "function of the figure", word: token.image } as const;
  return mistake(place, says, before!.startOffset, T.endOf(token), call(before!.image));
}

/** `in ["a", "b"]`, `in {"a", "b"}`. */
function listInOtherBrackets({ text, token, before }: Place): Diagnostic | null {
  if (!is(before, kw("in"))) return null;
  const list = /^(?:\[|\{)\s*("[^\n\]}]*"|\d[^\n\]}]*)\s*(?:\]|\})/.exec(
    text.slice(token.startOffset, token.startOffset + 400),
  );
  if (!list) return null;
  const found = { start: token.startOffset, end: token.startOffset + list[0].length };
  return diagnose("KPI131", span(token), {}, { fix: { span: found, text: `(${list[1]})` } });
}

const SQL: Readonly<Record<string, { readonly says: Saying; readonly write: Hint }>> = {
  select: { says: "no SQL", write: "sum of a column" },
  case: { says: "cases", write: "if" },
};

function ofSql({ before }: Place): Diagnostic | null {
  const known = is(before, T.Word) ? SQL[before!.image.toLowerCase()] : undefined;
  return known ? diagnose("KPI116", span(before!), known) : null;
}
