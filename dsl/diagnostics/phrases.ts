/**
 * Phrases that messages choose by the place where a mistake is found. A diagnostic keeps their keys and what
 * they are filled with, so that it can be said in another language.
 */
import { type FunctionName, functionNamed } from "../functions.ts";
import { type Phrase, phraseIn } from "../worded.ts";

/** What is written otherwise here than it was: the message of KPI116. */
export const SAYINGS = {
  // Signs of other languages
  "one equals sign": "Equality is written with one `=`.",
  "not equal": "Not equal is written `<>`.",
  and: "Both conditions together are joined with `and`.",
  or: "One condition or the other is joined with `or`.",
  not: "The opposite of a condition is written `not`.",
  comma: "Arguments are separated by a comma, in every locale.",
  "texts are not joined": "Texts aren't joined in rules.",
  "size before equals": "The sign of size stands before the equals sign.",
  "greater or equal": "At least is written `>=`.",
  plus: "A plus stands between two figures.",
  day: "A day is written as its year, month and day, with hyphens.",
  // Expressions
  "where keeps rows": "Which rows count stands after `where`.",
  "parts of texts": "Parts of texts are asked for with `contains` and `starts with`.",
  blank: "What holds nothing is `blank`.",
  today: "The as-of day is `today`.",
  equality: "Equality is written with `=`.",
  "signs of size": "Sizes are compared with signs.",
  "when after figure": "When a figure is of stands after it, without brackets.",
  "last period": "`last period` is the one before, of whatever length is asked for.",
  "period before": "The period before is `last period`, a year before `last year`.",
  "whose after of": "Whose figure it is stands after `of`.",
  "nothing is grouped":
    "A KPI has a figure for every person, unit and period already: nothing is grouped.",
  "distinct counts": "`distinct` counts different values by itself.",
  "rows by table": "Rows are counted by the name of their table.",
  choice: "A choice is written with `if`.",
  cases: "Cases are written with `if`.",
  "no SQL": "Rules are no SQL: an aggregate names its table itself.",
  "figure in brackets": (p: { readonly fn: string }) => `\`${p.fn}\` takes its figure in brackets.`,
  "function of the figure": (p: { readonly word: string }) =>
    `\`${p.word}\` is a function of the figure.`,
  "KPI in brackets": (p: { readonly fn: string }) => `\`${p.fn}\` takes its KPI in brackets.`,
  "name in brackets": (p: { readonly fn: string }) => `\`${p.fn}\` takes its name in brackets.`,
  "joins nothing": (p: { readonly word: string }) =>
    `\`${p.word}\` joins two parts, and nothing follows it.`,
  "twice in brackets": (p: { readonly word: string }) =>
    `\`${p.word}\` stands twice in these brackets.`,
  "row by its day": "A row is in a period by its day.",
  owed: (p: { readonly word: string }) => `What is owed is told with \`goal\`, not \`${p.word}\`.`,
  // Sources
  "sheet in quotes": "A sheet's name stands in single quotes.",
  "table from": "A table is bound with `from`.",
  "column in brackets": "A column stands in square brackets.",
  "whole sheet": "A table is a whole sheet: which rows count is told by each KPI, after `where`.",
  "no colon": "No colon stands after a clause's word.",
  "fiscal year": "The year of a calendar is the fiscal year.",
  "month after starts": "The month stands right after `starts`.",
  "month by name": "The month is told by its name.",
  tracked: "What is tracked is told as `monthly`, `quarterly` and the like.",
  // KPIs and scores
  "KPI after equals": "What a KPI is stands after `=`.",
  "score: nothing between": "A score's part is a percentage and a KPI, with nothing between them.",
  "score: percentages": "The parts of a score are percentages.",
  "score: percentage first": "In a score the percentage stands before its KPI.",
  "score: parts are added": "The parts of a score are added.",
  // Goals
  "goal's order": "A goal says its period right after its KPI, and at the end who owes it.",
  "goal's period": "A goal says its period right after its KPI.",
  "period after KPI": "A goal's period stands right after its KPI.",
  "goal after equals": "What a goal is stands after `=`.",
  "goal is no comparison":
    "What a goal is stands after `=`; whether more or less is better is said by its KPI.",
  "one period or each": "A goal is for one period, or for each of a length.",
  each: "The periods of a goal are told with `each`.",
  "team of somebody": "A team is the team of somebody.",
  "one person or group": "A goal is for one person, or for a group that a word names.",
  "owner of the table's goals": "A goal from a table is owed by whom the table's `owner` names.",
  "owed after for": "Who owes a goal stands after `for`.",
  everyone: "Every person is `everyone`.",
  reps: "Every person without reports is one of the `reps`.",
  managers: "Every person with reports is one of the `managers`.",
  growth: "A growth goal says on what it grows.",
  // Cascades
  evenly: "Equal shares are `evenly`.",
  "at least": "The least goal is told with `at least`.",
  "at most": "The largest goal is told with `at most`.",
  "over-assign": "A buffer is told with `over-assign`.",
  spread: "A year falls on its months `evenly`, by a weight, or by parts.",
  "spread in order": "The parts of a spread stand in their order, without names.",
  "round to": "Goals are rounded to something.",
  "weights are added": "The parts of a weight are added.",
  // Flags
  when: "A flag's condition stands after `when`.",
  "met and missed": "Whether a goal is reached is told with `met` and `missed`.",
  "status after is": "A status stands after `is`.",
  every: "All of them is `every`.",
  high: "The gravest is `high`.",
  warn: "In the middle is `warn`.",
  info: "The least grave is `info`.",
  "say's words": (p: { readonly word: string }) => `A \`say\` knows no \`${p.word}\`.`,
  "flag of somebody": "A flag is expected of somebody by name, in a period.",
} as const;
export type Saying = Phrase<typeof SAYINGS>;
export const saying = phraseIn<typeof SAYINGS>(SAYINGS);

/** What to do about it. */
export const HINTS = {
  none: "",
  "leave out": "Leave it out.",
  "leave one": "Leave one of them.",
  "what follows": "Leave it out, or write what follows.",
  "join with and": "Join the conditions with `and`.",
  write: (p: { readonly text: string }) => `Write ${p.text}.`,
  "one of": (p: { readonly texts: readonly string[] }) => `Write ${p.texts.join(" or ")}.`,
  "or a period": (p: { readonly text: string }) => `Write ${p.text}, or a period.`,
  "or a period in its place": (p: { readonly text: string }) =>
    `Write ${p.text}, or a period in place of it.`,
  "a goal for each": "Write a `goal` statement for each.",
  "in the KPI": "Write it in the KPI: sum(Table[column] where …).",
  "distinct column": "Write distinct(Table[column]) in place of it.",
  "count the table": "Write count(Table).",
  "sum of a column": "Write sum(Table[column] where …).",
  if: "Write if(condition, then, else).",
  "whole spread": "Write all of them: spread 20%, 30%, 25%, 25%.",
  "round under cascade": "Write it under `cascade`; for a figure use round(x, -2).",
  "goal at most": "A goal is bounded with `at most`.",
  "goal at least": "A goal is bounded with `at least`.",
  under: (p: { readonly statement: string }) => `Write it under \`${p.statement}\`.`,
  "for more": (p: { readonly percent: string; readonly text: string }) =>
    `For ${p.percent} more write ${p.text}.`,
  convert: "Convert one first: times a rate.",
  "like with like": "Compare like with like.",
  link: "Write `link [key] to Table` under the table whose rows ask, then Table[column].",
} as const;
export type Hint = Phrase<typeof HINTS>;
export const hinted = phraseIn<typeof HINTS>(HINTS);
export const write = (text: string) => ({ key: "write", text }) as const;

/** What stands in place of a function that the rules don't have; goes on with the sentence that says so. */
export const INSTEAD = {
  unknown: "",
  write: (p: { readonly text: string }) => `; write \`${p.text}\``,
  where: "; conditions stand after `where`",
  else: "; `else` stands for a blank",
  texts: "; texts are compared without case, in part with `contains` or `starts with`",
  dates: "; a period stands after `in`, and dates are compared, `[Date] >= 2025-01-01`",
  "no brackets": (p: { readonly text: string }) => `; \`${p.text}\` stands without brackets`,
  "if within if": "; several cases are `if` within `if`",
  "is blank": "; blanks are asked for with `is blank`",
  product: "; what is added may be a product",
  "by zero": "; `/` by 0 is blank",
  "by zero itself": "; `/` by 0 is blank by itself",
  difference: "; days between are a difference",
  "difference of columns": "; days between are a difference, `[End] - [Start]`",
  workdays: "; working days are `workdays`",
  "people's column": "; a column of people is named as it is",
  "owned rows": "; a figure adds up the rows that a person owns",
  linked: "; the tables are linked",
  "linked by key": "; a table is linked by its key",
  "goals from a table": "; goals that a table holds are taken `from` it",
} as const;
export type Instead = Phrase<typeof INSTEAD>;
export const instead = phraseIn<typeof INSTEAD>(INSTEAD);

const signaturesOf = (fn: FunctionName): readonly string[] => functionNamed(fn)!.signatures;
/** What a function takes. */
export const TAKES = {
  KPI: "a KPI",
  score: "a score",
  figure: "a figure",
  number: "a number",
  "table and where": "a table and `where`",
  "table or column": "a table or its column",
  column: (p: { readonly text: string }) => `a column, ${p.text}`,
  "column of rows": "a column of rows, not a KPI",
  "column with its table": "a column with its table",
  "column with its table, so": "a column with its table, Deals[Amount]",
  "one expression": (p: { readonly more: string }) =>
    `one expression, or a table and one; \`${p.more}\` is one more`,
  "no reports": "a table; reports go with count and share",
  "figure of rows": "a figure of rows; a goal or a standing is of one whole period",
  "figure and span": "a figure and a span, trailing(x, 3 months)",
  "only year": "beside its figure only `year`, for the change against the year before",
  "condition and two figures": "a condition and two figures, if(c, a, b)",
  arguments: (p: { readonly fn: FunctionName }) =>
    `its arguments so: ${signaturesOf(p.fn)
      .map((s) => `\`${s}\``)
      .join(" or ")}`,
} as const;
export type Takes = Phrase<typeof TAKES>;
export const taken = phraseIn<typeof TAKES>(TAKES);

/** Why a label is no period, or no day. */
export const PERIODS = {
  "four quarters": (p: { readonly label: string }) =>
    `${p.label} doesn't exist: a year has four quarters.`,
  "two halves": (p: { readonly label: string }) =>
    `${p.label} doesn't exist: a year has two halves.`,
  "two digits": (p: { readonly label: string }) =>
    `\`${p.label}\` is not a period; a month has two digits.`,
  "no month": (p: { readonly label: string }) =>
    `${p.label}: in a calendar of weeks there is no calendar month.`,
  "of weeks": (p: { readonly label: string }) => `${p.label} is a period of a calendar of weeks.`,
  "a day": (p: { readonly label: string }) => `${p.label} is a day, and here stands a period.`,
  "a period": (p: { readonly label: string }) => `${p.label} is a period, and here stands a day.`,
  "no day": (p: { readonly label: string }) => `${p.label} is no day.`,
  "no period": (p: { readonly label: string }) => `\`${p.label}\` is not a period.`,
} as const;
export type PeriodFault = Phrase<typeof PERIODS>;
export const faulty = phraseIn<typeof PERIODS>(PERIODS);

/** What two sides can't be. */
export const DONE = {
  added: "added",
  subtracted: "subtracted",
  multiplied: "multiplied",
  divided: "divided",
  raised: "raised",
  compared: "compared",
  alternatives: "alternatives of one another",
} as const;
export type Done = Phrase<typeof DONE>;
export const done = phraseIn<typeof DONE>(DONE);

/** What a place needs. */
export const NEEDED = {
  number: "number",
  text: "text",
  day: "date",
  truth: "condition",
  figure: "figure",
  KPI: "KPI",
  value: "written value",
} as const;
export type Needed = Phrase<typeof NEEDED>;
export const needed = phraseIn<typeof NEEDED>(NEEDED);

/** What the grammar allows next, where it is no word or sign of the language. */
export const LABELS = {
  "a name": "a name",
  "a text": "a text",
  '"text"': '"text"',
  "[column]": "[column]",
  "a column": "a column",
  "a cell": "a cell",
  "a period": "a period",
  "a number": "a number",
  "a percentage": "a percentage",
  "a sign": "a sign",
} as const;
export type Label = keyof typeof LABELS;
