/** What the words of the language say, a sentence each, and what the tools say besides: for hover, completion and the reference page. */
import {
  type FunctionHelp,
  type FunctionName,
  GIVEN_FIGURES,
  type GivenName,
  ROW_WORDS,
  RULE_FUNCTIONS,
  type RuleFunction,
} from "../functions.ts";
import { type Unit, unitName } from "../types/type.ts";
import type { Worded } from "../worded.ts";

/** Statement words. */
export const STATEMENT_HELP = {
  calendar: "When the fiscal year starts and which periods are scored.",
  people: "Who is in the org and who reports to whom.",
  table: "Binds a sheet, so that KPIs can count its rows.",
  kpi: "A figure with a name, a unit and a direction.",
  goal: "What somebody owes of a KPI in a period.",
  cascade: "How a goal goes down the org and along the year.",
  score: "Attainments of several KPIs as one figure.",
  flag: "A condition that somebody answers for.",
  check: "A figure that must tie, to a cell or to a number.",
  test: "An example beside the rules: rows, and what must come out.",
  reset: "A recorded change of a goal: who, from what to what, why, by whom, when.",
} as const;

/** Clauses, by statement and by the word as the clause table has it. */
export const CLAUSE_HELP = {
  "calendar year starts": "The month in which the fiscal year starts.",
  "calendar weeks": "Retail years of 52 or 53 weeks: 4-4-5, 4-5-4 or 5-4-4.",
  "calendar year named by":
    "Whether a fiscal year is named by the calendar year it ends in or starts in.",
  "calendar track": "The periods that are scored; flags are judged in the first.",
  "calendar work week": "The days that count as working days, for pace.",
  "calendar holidays": "Days that are no working days, from a table's column.",
  "people header row": "The row of the headers, if it isn't the first.",
  "people name": "The column with the person's name.",
  "people reports to": "The column with the manager, then the units above, then a named top.",
  "people since": "The first day of an assignment: a mover has a row for each.",
  "people until": "The last day of an assignment.",
  "people email": "The column with the person's e-mail.",
  "table header row": "The row of the headers, if it isn't the first.",
  "table owner": "Whose each row is; `then` goes on below people, to accounts and opportunities.",
  "table date": "The column that says in which period a row counts.",
  "table key": "The column by which other tables link to this one.",
  "table link": "A look-up: this column holds the key of another table.",
  "kpi leading": "An activity that sellers answer for.",
  "kpi lagging": "A result.",
  "kpi leads": "Leading, and paired with the KPI it should drive.",
  "kpi unit": "A currency, %, days, count, or a word of your own in quotes.",
  "kpi higher is better": "More is better; so it is without saying.",
  "kpi lower is better": "Less is better; `by ratio` measures goal over actual.",
  "kpi within … is better": "The goal is to be hit, within a share of it.",
  "kpi baseline": "Attainment counts from here.",
  "kpi met at": "From which attainment on the goal is met; 100 % without saying.",
  "kpi at risk below": "Below which pace it is at risk; 80 % without saying.",
  "kpi at": "The level at which it is owed: reps, managers, or a column.",
  "cascade by": "What the shares go by; `else` for managers whose reports have none.",
  "cascade keep back": "A reserve that the manager holds and doesn't hand down.",
  "cascade over-assign": "A buffer: the reports together owe more than the manager.",
  "cascade ramp": "How much of a full goal a new hire owes in the first periods.",
  "cascade at least": "A rep's least goal of a full year.",
  "cascade at most": "A rep's largest goal of a full year.",
  "cascade round to": "Years come out as whole multiples of it.",
  "cascade rounding": "Which rule rounds years: `largest`, `first` or `webster`.",
  "cascade spread": "How a year falls on its months.",
  "cascade to": "Carries on below people, to accounts or opportunities.",
  "score cap": "No part counts for more.",
  "score floor": "No part counts for less.",
  "flag at": "Where it is raised: reps, managers, or a level by its column.",
  "flag when": "The condition.",
  "flag for": "For how many periods in a row.",
  "flag hold": "Who answers: person, manager, top, or somebody by name.",
  "flag say": "The sentence, with figures in braces.",
  "flag severity": "info, warn or high.",
  "flag escalate after": "After how long without an action the next manager up answers too.",
  "reset for": "Whose goal is reset.",
  "reset from": "The goal before and after.",
  "reset because": "Why.",
  "reset by": "Who decided it.",
  "reset on": "The day from which it counts.",
} as const;

/** What a `say` knows of the flag that is raised, alone in braces. */
export const SAID_HELP = {
  name: "Whom the flag is about.",
  manager: "The manager of whom it is about.",
  period: "The period that it was judged in.",
  missed: "The KPIs that were missed.",
  met: "The KPIs that were met.",
} as const;

/** What a completion is. */
export const KINDS = {
  statement: "statement",
  clause: "clause",
  keyword: "keyword",
  kpi: "kpi",
  score: "score",
  flag: "flag",
  function: "function",
  table: "table",
  column: "column",
  sheet: "sheet",
  person: "person",
  value: "value",
  period: "period",
  unit: "unit",
} as const;

const DETAILS = {
  reports: "the direct reports",
  sheet: "sheet",
  status: "status",
  from: (sheet: string) => `from ${sheet}`,
} as const;

const HOVER = {
  /** `leads` is empty where it leads nothing. */
  kpi: (name: string, role: "leading" | "lagging" | "helper", leads: string, unit: string) =>
    `kpi ${name}: ${role}${leads && `, leads ${leads}`}, in ${unit}`,
  unclear: (name: string) => `kpi ${name}: not understood yet`,
  better: {
    higher: "Higher is better",
    lower: "Lower is better",
    within: "Near the goal is better",
  },
  nature: {
    additive: "adds up over people and time",
    ratio: "a ratio: rolls up by numerator and denominator",
    stock: "a stock: adds up over people, of a longer period it is the last day's",
    other: "each node has a figure of its own, which doesn't add up",
  },
  columns: (names: string, more: number) =>
    `Columns: ${names}${more > 0 ? `, and ${more} more` : ""}`,
  column: (name: string, sheet: string) =>
    sheet === "" ? `column ${name}` : `column ${name} of ${sheet}`,
  example: (values: string) => `For example ${values}`,
  days: (label: string, first: string, last: string) => `${label}: ${first} to ${last}`,
  rowWords: `Then, if wanted: ${ROW_WORDS}.`,
} as const;

const RENAME = {
  noName: "Here stands no name of the rules.",
  oneLine: "A name is one line, without double quotes or braces.",
  taken: (name: string, by: "kpi" | "score" | "table" | "flag") =>
    `\`${name}\` is already a ${by === "kpi" ? "KPI" : by}.`,
  meaning: (name: string) => `\`${name}\` has a meaning of its own and can't be a table.`,
  broken: "A statement with a mistake may use this name: mend it first.",
} as const;

/** What the tools of the language say, in one language. */
export interface ServiceWords {
  readonly statements: Worded<typeof STATEMENT_HELP>;
  readonly clauses: Worded<typeof CLAUSE_HELP>;
  readonly said: Worded<typeof SAID_HELP>;
  readonly kinds: Worded<typeof KINDS>;
  readonly details: Worded<typeof DETAILS>;
  readonly hover: Worded<typeof HOVER>;
  readonly rename: Worded<typeof RENAME>;
  /** Null: as the table of functions has them. */
  readonly functions: { readonly [N in FunctionName]: FunctionHelp } | null;
  readonly given: { readonly [N in GivenName]: string } | null;
  readonly unit: (unit: Unit) => string;
}

export const ENGLISH: ServiceWords = {
  statements: STATEMENT_HELP,
  clauses: CLAUSE_HELP,
  said: SAID_HELP,
  kinds: KINDS,
  details: DETAILS,
  hover: HOVER,
  rename: RENAME,
  functions: null,
  given: null,
  unit: unitName,
};

/** Functions with their help in a language. */
export const functionsIn = ({ functions }: ServiceWords): readonly RuleFunction[] =>
  RULE_FUNCTIONS.map((fn) => explained(fn, functions));

export const explained = (fn: RuleFunction, words: ServiceWords["functions"]): RuleFunction =>
  words === null ? fn : { ...fn, ...words[fn.name as FunctionName] };

/** Figures that are given, with their help in a language. */
export const givenIn = ({ given }: ServiceWords) =>
  GIVEN_FIGURES.map(({ name, summary }) => ({ name, summary: given?.[name] ?? summary }));

/** A word's help; nothing where it has none. */
export const helpOf = (help: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(help, word) ? help[word]! : "";
