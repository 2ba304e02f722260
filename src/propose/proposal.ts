/** A proposal as data: what was guessed, why, how sure, what else it may be; and the rules that follow from it. */

/** Where a guess stands: in the calendar, the people, a data table, the KPIs or the goal. */
export type GuessPart = "calendar" | "people" | "table" | "kpi" | "goal";

/** One thing guessed. `id` names it across proposals: `people.manager`, `table.Deals.owner`, `goal.amount`. */
export interface Guess {
  readonly id: string;
  readonly part: GuessPart;
  /** The sheet it is about; empty for none. */
  readonly sheet: string;
  readonly what: GuessWhat;
  /** As it enters the rules; empty: nothing. */
  readonly value: string;
  readonly reasons: readonly Reason[];
  /** From 0 to 1; 1 where the user said so. */
  readonly confidence: number;
  /** What else it may be, `value` among them; empty where any text or number may be given. */
  readonly options: readonly Option[];
}
export const GUESS_WHATS = [
  "year starts",
  "sheet",
  "range",
  "name",
  "reports to",
  "top",
  "since",
  "until",
  "email",
  "used",
  "owner",
  "date",
  "created",
  "amount",
  "stage",
  "won",
  "lost",
  "main",
  "from",
  "owner of the goal",
  "year of the goal",
  "growth",
  "weights",
] as const;
export type GuessWhat = (typeof GUESS_WHATS)[number];

export interface Option {
  readonly value: string;
  /** As shown; a header, a sheet, a month's number from 1. */
  readonly label: string;
}

/** Why it was guessed, to be worded in the reader's language. `share` is of 1, `count` a number of things. */
export interface Reason {
  readonly code:
    | "header"
    | "matches people"
    | "names in it"
    | "found in"
    | "dates"
    | "numbers"
    | "words"
    | "nested"
    | "one above"
    | "fiscal name"
    | "whole years"
    | "weekly dates"
    | "usual"
    | "you";
  readonly text: string;
  readonly share: number | null;
}

export interface ProposedTable {
  readonly name: string;
  readonly sheet: string;
  readonly rows: number;
}

export interface ProposedKpi {
  readonly name: string;
  readonly label: string;
  readonly role: "leading" | "lagging";
  readonly unit: "money" | "percent" | "count" | "days" | "plain";
  readonly lowerIsBetter: boolean;
  /** Whether it is in the rules. */
  readonly chosen: boolean;
  readonly table: string;
  /** What it adds up or divides, as in the rules. */
  readonly formula: string;
  /** Whether it can come down a cascade. */
  readonly adds: boolean;
}

/** A name that owns rows and is nobody: it stays out of every figure until something is decided. */
export interface Stranger {
  readonly name: string;
  readonly rows: number;
  /** Where: sheet and column, the first cell of it. */
  readonly sheet: string;
  readonly column: string;
  /** Who may be meant; null for nobody. */
  readonly nearest: string | null;
  /** What was decided: a person, `""` for leaving it out, null for nothing yet. */
  readonly decided: string | null;
}

/** What the user said instead of a guess: id → value. A stranger's id is `stranger.NAME`, a KPI's `kpi.NAME`, a picked table's `range.SHEET`. */
export type Choices = Readonly<Record<string, string>>;

/** A KPI's actuals of the whole team, for what rests on them; null where blank. */
export interface Known {
  readonly lastYear: number | null;
  readonly lastQuarter: number | null;
}
/** What a first run of the rules without goals told. */
export interface FirstRun {
  /** Label of the year the goal is for, of the year before, of the last closed quarter. */
  readonly year: string;
  readonly before: string;
  readonly quarter: string;
  /** Years that the goal may be for. */
  readonly years: readonly string[];
  readonly kpis: Readonly<Record<string, Known>>;
  readonly tops: readonly string[];
}

export interface Unused {
  readonly sheet: string;
  readonly why: "no table" | "no people" | "no owner or date" | "left out";
}
export interface Undated {
  readonly sheet: string;
  readonly column: string;
  /** Its cells below the header, A1. */
  readonly range: string;
  /** What stands in the first of them. */
  readonly example: string;
}

export interface Proposal {
  /** The rules, formatted; empty where no table of data was found. */
  readonly rules: string;
  /** What the checker said of statements that are therefore not among the rules; usually nothing. */
  readonly refused: readonly string[];
  readonly guesses: readonly Guess[];
  readonly people: {
    readonly sheet: string;
    readonly rows: number;
    /** Everybody, in the order of the sheet. */
    readonly names: readonly string[];
  } | null;
  readonly tables: readonly ProposedTable[];
  readonly kpis: readonly ProposedKpi[];
  readonly goal: ProposedGoal | null;
  readonly strangers: readonly Stranger[];
  /** Sheets that were looked at and are not used, each with why. */
  readonly unused: readonly Unused[];
  /** What the workbook has none of, the first that is needed: tables, people, rows that people own. */
  readonly lacks: "tables" | "people" | "data" | null;
  /** Tables that count in every period although a column is called a date: nothing in it reads as one. */
  readonly undated: readonly Undated[];
}
export interface ProposedGoal {
  readonly kpi: string;
  readonly label: string;
  readonly year: string;
  readonly amount: number | null;
  readonly owner: string;
  /** The year before and what it came to. */
  readonly before: string;
  readonly lastYear: number | null;
  /** The sheet it is read from; empty where it is one amount for the top. */
  readonly sheet: string;
}
