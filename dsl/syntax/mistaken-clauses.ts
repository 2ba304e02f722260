/** Clauses of statements as people say them elsewhere. */
import { write } from "../diagnostics/phrases.ts";
import { is, type Place } from "./misfit.ts";
import type { MistakenPhrase } from "./mistaken-words.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

const under =
  (...heads: readonly string[]) =>
  ({ head }: Place): boolean =>
    heads.includes(head);
const wantsColumn = ({ expected }: Place): boolean =>
  expected.length > 0 && expected.every((next) => next.type === T.ColumnName);

export const CLAUSE_PHRASES: readonly MistakenPhrase[] = [
  // goal
  {
    read: /^"[^"\n]*"/,
    says: "team of somebody",
    write: ([name]) => `of ${name}`,
    where: ({ before }) => is(before, kw("team")),
  },
  {
    read: /^(?:,|and\b)\s*"/i,
    says: "one person or group",
    write: null,
    hint: "a goal for each",
    where: (place) => under("goal")(place) && is(place.before, T.TextLiteral),
  },
  {
    read: /^for\s+[^\n#]*?(?=\s*(?:where\b|#|$))/i,
    says: "owner of the table's goals",
    write: () => "",
    where: ({ before, head }) => head === "goal" && is(before, T.ColumnName),
  },
  {
    read: /^(daily|weekly|monthly|quarterly|yearly|annually|annual)\b/i,
    says: "one period or each",
    write: ([, word]) => `each ${GRAINS[word!.toLowerCase()]}`,
    where: ({ head, at }) => head === "goal" && at === 2,
  },
  {
    read: /^every\b/i,
    says: "each",
    write: () => "each",
    where: ({ head, at }) => head === "goal" && at === 2,
  },
  {
    read: /^(?:in|of|for)\s+(?=\d{4})/i,
    says: "period after KPI",
    write: () => "",
    where: ({ head, at }) => head === "goal" && at === 2,
  },
  {
    read: /^per\s+(?:rep|person|seller|agent)s?\b/i,
    says: "owed after for",
    write: () => "for reps",
    where: under("goal"),
  },
  // cascade
  {
    read: /^(?:split\s+)?(?:evenly|equally|equal|even)\b/i,
    says: "evenly",
    write: () => "evenly",
    where: under("cascade"),
  },
  {
    read: /^(?:minimum|min|floor)\b/i,
    says: "at least",
    write: () => "at least",
    where: under("cascade"),
  },
  {
    read: /^(?:maximum|max|cap)\b/i,
    says: "at most",
    write: () => "at most",
    where: under("cascade"),
  },
  {
    read: /^over[ _]?assign(?:ment)?\b/i,
    says: "over-assign",
    write: () => "over-assign",
    where: under("cascade"),
  },
  {
    read: /^(?:monthly|weekly|daily|quarterly|equally|equal|even)\b/i,
    says: "spread",
    write: () => "evenly",
    where: ({ before }) => is(before, kw("spread")),
  },
  {
    read: /^\d[\d.,]*[kKmMbB]?/,
    says: "round to",
    write: ([amount]) => `to ${amount}`,
    where: ({ before }) => is(before, kw("round")),
  },
  {
    read: /^,(?=\s*\d[\d.]*\s?%)/,
    says: "weights are added",
    write: () => " +",
    where: under("cascade"),
  },
  // flag
  {
    read: /^if\b/i,
    says: "when",
    write: () => "when",
    where: ({ head, text, token }) =>
      head === "flag" && /\n[^\S\n]*$/.test(text.slice(0, token.startOffset)),
  },
  {
    read: /^(?:below|under|short\s+of)\s+(?:the\s+)?(?:goal|target|quota|plan)\b/i,
    says: "met and missed",
    write: () => "missed",
    where: ({ before }) => is(before, kw("is")),
  },
  {
    read: /^(?:hit|achieved|reached|made|above\s+(?:goal|target|quota|plan))\b/i,
    says: "met and missed",
    write: () => "met",
    where: ({ before }) => is(before, kw("is"), kw("not")),
  },
  {
    read: /^(?:not\s+)?(?:met|missed|ahead|behind|on\s+pace|at\s+risk)\b/i,
    says: "status after is",
    write: ([status]) => `is ${status}`,
    where: ({ before, head }) => head === "flag" && is(before, T.Word, kw("kpi")),
  },
  {
    read: /^(?:critical|urgent|severe|red)\b/i,
    says: "high",
    write: () => "high",
    where: ({ before }) => is(before, kw("severity")),
  },
  {
    read: /^(?:medium|warning|amber|yellow)\b/i,
    says: "warn",
    write: () => "warn",
    where: ({ before }) => is(before, kw("severity")),
  },
  {
    read: /^(?:low|note|green)\b/i,
    says: "info",
    write: () => "info",
    where: ({ before }) => is(before, kw("severity")),
  },
  // people and table
  {
    read: /^"([^"\n]*)"/,
    says: "sheet in quotes",
    write: ([, name]) => `'${name!.replace(/'/g, "''")}'`,
    where: ({ before }) => is(before, kw("from")),
  },
  {
    read: /^=/,
    says: "table from",
    write: () => "from",
    where: ({ head, at }) => head === "table" && at === 2,
  },
  {
    read: /^(?:"([^"\n]+)"|'([^'\n]+)'|([\p{L}_][\p{L}\p{Nd}_]*))/u,
    says: "column in brackets",
    write: ([, text, name, word]) => `[${text ?? name ?? word}]`,
    where: (place) => under("table", "people")(place) && wantsColumn(place),
  },
  {
    read: /^(?:where|filter)\b/i,
    says: "whole sheet",
    write: null,
    hint: "in the KPI",
    where: under("table"),
  },
  // calendar
  {
    read: /^fiscal\s+(?=year)/i,
    says: "fiscal year",
    write: () => "",
    where: under("calendar"),
  },
  {
    read: /^(?:in|on|with)\s+/i,
    says: "month after starts",
    write: () => "",
    where: ({ before }) => is(before, kw("starts")),
  },
  {
    read: /^(0?[1-9]|1[0-2])\b/,
    says: "month by name",
    write: ([month]) => MONTH_NAMES[Number(month) - 1]!,
    where: ({ before }) => is(before, kw("starts")),
  },
  {
    read: /^:/,
    says: "no colon",
    write: () => "",
    where: ({ head, at }) =>
      head !== "goal" && (at > 2 || head === "calendar" || head === "people"),
  },
  {
    read: /^:/,
    says: "goal after equals",
    write: () => " =",
    where: under("goal"),
  },
  {
    read: /^(?:leading|lagging)\s+kpis?\b/i,
    says: "every",
    write: null,
    hint: write("every leading kpi is met"),
    where: ({ before }) => before?.image.toLowerCase() === "all",
  },
  {
    read: /^:=?/,
    says: "KPI after equals",
    write: () => " =",
    where: ({ head, at }) => head === "kpi" && at === 2,
  },
];

const MONTH_NAMES =
  "January February March April May June July August September October November December".split(
    " ",
  );
const GRAINS: Readonly<Record<string, string>> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
  annual: "year",
};
