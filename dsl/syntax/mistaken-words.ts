/** Words of spreadsheets, SQL and prose in place of the rules' own: what is read, and what to write. */
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { FUNCTION_NAMES, functionNamed } from "../functions.ts";
import { is, type Matcher, type Place, span } from "./misfit.ts";
import { CLAUSE_PHRASES } from "./mistaken-clauses.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

export interface Phrase {
  /** Read from the word that doesn't fit, to the end of its line. */
  readonly read: RegExp;
  readonly says: string;
  /** What replaces the whole match; null where that can't be told. */
  readonly write: ((match: RegExpExecArray) => string) | null;
  /** What to do, where nothing can be written for it. */
  readonly hint?: string;
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

const PHRASES: readonly Phrase[] = [
  {
    read: /^(?:if|when|filter)(?=\s)/i,
    says: "Which rows count stands after `where`.",
    write: () => "where",
    where: inBrackets,
  },
  {
    read: /^(not\s+)?i?like\s+["'](%?)([^%"'\n]*)(%?)["']/i,
    says: "Parts of texts are asked for with `contains` and `starts with`.",
    write: likeThis,
  },
  {
    read: /^(?:null|empty|nothing|none|na)\b/i,
    says: "What holds nothing is `blank`.",
    write: () => "blank",
    where: afterIs,
  },
  {
    read: /^(?:equals|eq|equal\s+to|equal)\b/i,
    says: "Equality is written with `=`.",
    write: () => "=",
    where: afterColumn,
  },
  {
    read: /^(?:is\s+)?(greater|more|larger|bigger|less|smaller|lower)\s+than(\s+or\s+equal\s+to)?\b/i,
    says: "Sizes are compared with signs.",
    write: ([, word, equal]) => `${/^[gmb]|^la/i.test(word!) ? ">" : "<"}${equal ? "=" : ""}`,
  },
  {
    read: /^last\s+year(?=\s*\))/i,
    says: "When a figure is of stands after it, without brackets.",
    write: null,
    hint: "Write x last year.",
    where: ({ before }) => is(before, T.Open),
  },
  {
    read: /^(?:month|quarter|week|day|half)\b/i,
    says: "`last period` is the one before, of whatever length is asked for.",
    write: () => "period",
    where: ({ before }) => is(before, kw("last")),
  },
  {
    read: /^(?:previous|prior|preceding)\s+(year|period|month|quarter|week)\b/i,
    says: "The period before is `last period`, a year before `last year`.",
    write: ([, grain]) => (/year/i.test(grain!) ? "last year" : "last period"),
    where: afterColumn,
  },
  {
    read: /^for(?=\s+")/i,
    says: "Whose figure it is stands after `of`.",
    write: () => "of",
    where: (place) => place.head !== "goal" && place.head !== "cascade" && afterColumn(place),
  },
  {
    read: /^(?:group\s+)?(?:by|per|over)\s+(?:each\s+)?(?:"[^"\n]*"|\[[^\]\n]*\]|[\p{L}_]+)/iu,
    says: "A KPI has a figure for every person, unit and period already: nothing is grouped.",
    write: () => "",
    where: ({ head, ...place }) => head === "kpi" && afterColumn({ head, ...place }),
  },
  {
    read: /^distinct\s+([\p{L}_]+\[[^\]\n]*\])/iu,
    says: "`distinct` counts different values by itself.",
    write: null,
    hint: "Write distinct(Table[column]) in place of it.",
  },
  {
    read: /^\*(?=\s*\))/,
    says: "Rows are counted by the name of their table.",
    write: null,
    hint: "Write count(Table).",
    where: ({ before }) => is(before, T.Open),
  },
  {
    read: /^\?/,
    says: "A choice is written with `if`.",
    write: null,
    hint: "Write if(condition, then, else).",
  },
  {
    read: /^>(?!=)/,
    says: "At least is written `>=`.",
    write: null,
    hint: "Write >=.",
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

const mistake = (place: Place, says: string, from: number, to: number, text: string): Diagnostic =>
  diagnose(
    "KPI116",
    span(place.token),
    { says, write: text === "" ? "Leave it out." : `Write ${text.trim()}.` },
    { fix: { span: { start: from, end: to }, text } },
  );

function phrase(place: Place): Diagnostic | null {
  const { text, token } = place;
  const start = token.startOffset;
  const line = text.slice(start, start + 200).split("\n")[0]!;
  for (const { read, says, write, hint = "", where } of [...CLAUSE_PHRASES, ...PHRASES]) {
    const match = read.exec(line);
    if (!match || (where && !where(place))) continue;
    if (!write) return diagnose("KPI116", span(token), { says, write: hint });
    return mistake(place, says, start, start + match[0].length, write(match));
  }
  return null;
}

/** `=>` and `=<`. */
function swapped(place: Place): Diagnostic | null {
  const { token, before } = place;
  if (!is(before, T.Equal) || T.endOf(before!) !== token.startOffset) return null;
  if (!is(token, T.Greater, T.Less)) return null;
  const says = "The sign of size stands before the equals sign.";
  return mistake(place, says, before!.startOffset, T.endOf(token), `${token.image}=`);
}

/** `ytd revenue`, `attainment revenue`. */
function bracketsMissing(place: Place): Diagnostic | null {
  const { token, before, at } = place;
  const isCall = is(before, T.Word, kw("goal"), kw("score")) && at > 2;
  const fn = isCall ? functionNamed(before!.image) : null;
  if (!fn || !is(token, T.Word) || !FUNCTION_NAMES.includes(fn.name) || fn.name === "if")
    return null;
  if (fn.group !== "standing" && fn.group !== "time and tree") return null;
  const says = `\`${fn.name}\` takes its figure in brackets.`;
  const write = `${before!.image}(${token.image})`;
  return mistake(place, says, before!.startOffset, T.endOf(token), write);
}

function afterFigure(place: Place): Diagnostic | null {
  const { token, before } = place;
  const write = is(token, T.Word) ? AFTER_FIGURE[token.image.toLowerCase()] : undefined;
  if (!write || !is(before, T.Word)) return null;
  const says = `\`${token.image}\` is a function of the figure.`;
  return mistake(place, says, before!.startOffset, T.endOf(token), write(before!.image));
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

const SQL: Readonly<Record<string, { readonly says: string; readonly write: string }>> = {
  select: {
    says: "Rules are no SQL: an aggregate names its table itself.",
    write: "Write sum(Table[column] where …).",
  },
  case: { says: "Cases are written with `if`.", write: "Write if(condition, then, else)." },
};

function ofSql({ before }: Place): Diagnostic | null {
  const known = is(before, T.Word) ? SQL[before!.image.toLowerCase()] : undefined;
  return known ? diagnose("KPI116", span(before!), known) : null;
}
