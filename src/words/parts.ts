/** What sentences are given beside texts. Amounts, shares and days come as they are shown. */

/** What is added up to a goal. */
export type WhyGoalPart = "shorter goals" | "reports’ goals";

/** People who took the same of what rounding left over, by the same rule. */
export interface LeftOverGroup {
  /** The first few. */
  readonly who: readonly string[];
  /** How many more there are. */
  readonly more: number;
  readonly each: string;
  /** `each` is no whole increment; else it is whole increments. */
  readonly odd: boolean;
  readonly rule: "remainder" | "largest" | "first" | "webster";
  readonly increment: string;
}

/** A goal that a reset or an override made. */
export interface Reached {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly by: string;
  readonly because: string;
  /** Number of the edit; null: a reset in the rules. */
  readonly edit: number | null;
}

/** Rows that an aggregate reads. */
export interface RowsSaid {
  readonly name: string;
  readonly by: "count" | "sum" | "distinct" | "min" | "max" | "median";
  readonly counted: number;
  readonly table: string;
  /** Null: whoever they are of. */
  readonly who: string | null;
  /** First and last day; null: at any time. */
  readonly days: readonly [string, string] | null;
  readonly left: { readonly rows: number; readonly condition: string } | null;
  readonly blanks: number;
  readonly unlinked: number;
}

/** One step of a cascade, from a manager to a report; texts are empty where there is nothing to say. */
export interface StepSaid {
  readonly manager: string;
  readonly who: string;
  readonly reserve: string;
  readonly buffer: string;
  readonly handedDown: string;
  readonly share: string;
  readonly goal: string;
  readonly heldSiblings: readonly { readonly who: string; readonly goal: string }[];
  readonly held: string;
  readonly bound: "at least" | "at most" | null;
  readonly presence: string;
  /** The increment, where the share was rounded. */
  readonly rounded: string;
  readonly leftOver: string;
}

/** How often of each: a leading KPI met or missed, and the lagging one met then. */
export interface EvidenceSaid {
  readonly lead: string;
  readonly lag: string;
  readonly grain: "day" | "week" | "month" | "quarter" | "half" | "year";
  /** Whether periods of one roll-up are counted, not periods of persons. */
  readonly isOwn: boolean;
  readonly met: number;
  readonly metMet: number;
  readonly missed: number;
  readonly missedMet: number;
  readonly verdict: "too few" | "leads" | "against" | "unclear";
}

/** What an activity's goal would bring at the rate that is owed and last year's size, beside what is owed. */
export interface Brings {
  readonly count: string;
  readonly activity: string;
  readonly rate: string;
  readonly rateName: string;
  readonly size: string;
  readonly each: string;
  readonly brings: string;
  readonly result: string;
  readonly owed: string;
}
