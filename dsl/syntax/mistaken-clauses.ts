/** Clauses of statements as people say them elsewhere. */
import { is, type Place } from "./misfit.ts";
import type { Phrase } from "./mistaken-words.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

const under =
  (...heads: readonly string[]) =>
  ({ head }: Place): boolean =>
    heads.includes(head);
const wantsColumn = ({ expected }: Place): boolean =>
  expected.length > 0 && expected.every((next) => next.type === T.ColumnName);

export const CLAUSE_PHRASES: readonly Phrase[] = [
  // goal
  {
    read: /^"[^"\n]*"/,
    says: "A team is the team of somebody.",
    write: ([name]) => `of ${name}`,
    where: ({ before }) => is(before, kw("team")),
  },
  {
    read: /^(?:,|and\b)\s*"/i,
    says: "A goal is for one person, or for a group that a word names.",
    write: null,
    hint: "Write a `goal` statement for each.",
    where: (place) => under("goal")(place) && is(place.before, T.TextLiteral),
  },
  {
    read: /^for\s+[^\n#]*?(?=\s*(?:where\b|#|$))/i,
    says: "A goal from a table is owed by whom the table's `owner` names.",
    write: () => "",
    where: ({ before, head }) => head === "goal" && is(before, T.ColumnName),
  },
  {
    read: /^(daily|weekly|monthly|quarterly|yearly|annually|annual)\b/i,
    says: "A goal is for one period, or for each of a length.",
    write: ([, word]) => `each ${GRAINS[word!.toLowerCase()]}`,
    where: ({ head, at }) => head === "goal" && at === 2,
  },
  {
    read: /^every\b/i,
    says: "The periods of a goal are told with `each`.",
    write: () => "each",
    where: ({ head, at }) => head === "goal" && at === 2,
  },
  {
    read: /^(?:in|of|for)\s+(?=\d{4})/i,
    says: "A goal's period stands right after its KPI.",
    write: () => "",
    where: ({ head, at }) => head === "goal" && at === 2,
  },
  {
    read: /^per\s+(?:rep|person|seller|agent)s?\b/i,
    says: "Who owes a goal stands after `for`.",
    write: () => "for reps",
    where: under("goal"),
  },
  // cascade
  {
    read: /^(?:split\s+)?(?:evenly|equally|equal|even)\b/i,
    says: "Equal shares are `evenly`.",
    write: () => "evenly",
    where: under("cascade"),
  },
  {
    read: /^(?:minimum|min|floor)\b/i,
    says: "The least goal is told with `at least`.",
    write: () => "at least",
    where: under("cascade"),
  },
  {
    read: /^(?:maximum|max|cap)\b/i,
    says: "The largest goal is told with `at most`.",
    write: () => "at most",
    where: under("cascade"),
  },
  {
    read: /^over[ _]?assign(?:ment)?\b/i,
    says: "A buffer is told with `over-assign`.",
    write: () => "over-assign",
    where: under("cascade"),
  },
  {
    read: /^(?:monthly|weekly|daily|quarterly|equally|equal|even)\b/i,
    says: "A year falls on its months `evenly`, by a weight, or by parts.",
    write: () => "evenly",
    where: ({ before }) => is(before, kw("spread")),
  },
  {
    read: /^\d[\d.,]*[kKmMbB]?/,
    says: "Goals are rounded to something.",
    write: ([amount]) => `to ${amount}`,
    where: ({ before }) => is(before, kw("round")),
  },
  {
    read: /^,(?=\s*\d[\d.]*\s?%)/,
    says: "The parts of a weight are added.",
    write: () => " +",
    where: under("cascade"),
  },
  // flag
  {
    read: /^if\b/i,
    says: "A flag's condition stands after `when`.",
    write: () => "when",
    where: ({ head, text, token }) =>
      head === "flag" && /\n[^\S\n]*$/.test(text.slice(0, token.startOffset)),
  },
  {
    read: /^(?:below|under|short\s+of)\s+(?:the\s+)?(?:goal|target|quota|plan)\b/i,
    says: "Whether a goal is reached is told with `met` and `missed`.",
    write: () => "missed",
    where: ({ before }) => is(before, kw("is")),
  },
  {
    read: /^(?:hit|achieved|reached|made|above\s+(?:goal|target|quota|plan))\b/i,
    says: "Whether a goal is reached is told with `met` and `missed`.",
    write: () => "met",
    where: ({ before }) => is(before, kw("is"), kw("not")),
  },
  {
    read: /^(?:not\s+)?(?:met|missed|ahead|behind|on\s+pace|at\s+risk)\b/i,
    says: "A status stands after `is`.",
    write: ([status]) => `is ${status}`,
    where: ({ before, head }) => head === "flag" && is(before, T.Word, kw("kpi")),
  },
  {
    read: /^(?:critical|urgent|severe|red)\b/i,
    says: "The gravest is `high`.",
    write: () => "high",
    where: ({ before }) => is(before, kw("severity")),
  },
  {
    read: /^(?:medium|warning|amber|yellow)\b/i,
    says: "In the middle is `warn`.",
    write: () => "warn",
    where: ({ before }) => is(before, kw("severity")),
  },
  {
    read: /^(?:low|note|green)\b/i,
    says: "The least grave is `info`.",
    write: () => "info",
    where: ({ before }) => is(before, kw("severity")),
  },
  // people and table
  {
    read: /^"([^"\n]*)"/,
    says: "A sheet's name stands in single quotes.",
    write: ([, name]) => `'${name!.replace(/'/g, "''")}'`,
    where: ({ before }) => is(before, kw("from")),
  },
  {
    read: /^=/,
    says: "A table is bound with `from`.",
    write: () => "from",
    where: ({ head, at }) => head === "table" && at === 2,
  },
  {
    read: /^(?:"([^"\n]+)"|'([^'\n]+)'|([\p{L}_][\p{L}\p{Nd}_]*))/u,
    says: "A column stands in square brackets.",
    write: ([, text, name, word]) => `[${text ?? name ?? word}]`,
    where: (place) => under("table", "people")(place) && wantsColumn(place),
  },
  {
    read: /^(?:where|filter)\b/i,
    says: "A table is a whole sheet: which rows count is told by each KPI, after `where`.",
    write: null,
    hint: "Write it in the KPI: sum(Table[column] where …).",
    where: under("table"),
  },
  // calendar
  {
    read: /^fiscal\s+(?=year)/i,
    says: "The year of a calendar is the fiscal year.",
    write: () => "",
    where: under("calendar"),
  },
  {
    read: /^(?:in|on|with)\s+/i,
    says: "The month stands right after `starts`.",
    write: () => "",
    where: ({ before }) => is(before, kw("starts")),
  },
  {
    read: /^(0?[1-9]|1[0-2])\b/,
    says: "The month is told by its name.",
    write: ([month]) => MONTH_NAMES[Number(month) - 1]!,
    where: ({ before }) => is(before, kw("starts")),
  },
  {
    read: /^:/,
    says: "No colon stands after a clause's word.",
    write: () => "",
    where: ({ head, at }) =>
      head !== "goal" && (at > 2 || head === "calendar" || head === "people"),
  },
  {
    read: /^:/,
    says: "What a goal is stands after `=`.",
    write: () => " =",
    where: under("goal"),
  },
  {
    read: /^(?:leading|lagging)\s+kpis?\b/i,
    says: "All of them is `every`.",
    write: null,
    hint: "Write every leading kpi is met.",
    where: ({ before }) => before?.image.toLowerCase() === "all",
  },
  {
    read: /^:=?/,
    says: "What a KPI is stands after `=`.",
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
