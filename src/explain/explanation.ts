/**
 * An explanation: a figure and what it was made of, down to cells of the workbook and words of the rules.
 * Plain data. It holds all that the figure depends on, so `recompute` gives the figure back from it alone.
 */

import type {
  AggregateBy,
  ArithmeticOp,
  CompareOp,
  NumberFunction,
  StatusWord,
} from "../../dsl/ir/ir.ts";
import type { Representation, Unit } from "../../dsl/types/type.ts";
import type { RateMethod, RateReport } from "../cascade/ratio.ts";
import type { CascadeInput } from "../cascade/tree.ts";
import type { Better, Part, When } from "../standing/attainment.ts";
import type { LeftOver } from "./left-over.ts";

export interface Explanation {
  /** The KPI's label, the goal's or the part's name; the formula's own text where it has no name. */
  readonly label: string;
  readonly who: string;
  readonly period: string;
  /** NaN is blank; a truth is 1 or 0. */
  readonly value: number;
  /** Of a status. */
  readonly word: StatusWord | null;
  readonly as: Representation | "status";
  readonly unit: Unit;
  /** Line of the rules that says it, 0 for none. */
  readonly line: number;
  /** As written in the rules; empty where it isn't. */
  readonly text: string;
  readonly made: Making;
}

export type Making =
  /** Written in the rules, or in a cell that the rules name. */
  | { readonly of: "literal" }
  | { readonly of: "cell"; readonly sheet: string; readonly cell: string }
  | { readonly of: "blank"; readonly because: string }
  | { readonly of: "error"; readonly text: string; readonly address: string }
  | RowsMaking
  | { readonly of: "formula"; readonly op: FormulaOp; readonly parts: readonly Explanation[] }
  /** A column of the people's sheet, of the person or of all below. */
  | { readonly of: "people"; readonly cells: readonly CellFigure[] }
  /** Headcount, or days in the org: one number for each person. */
  | {
      readonly of: "persons";
      readonly list: readonly { readonly who: string; readonly n: number }[];
    }
  | { readonly of: "today"; readonly asOf: number; readonly last: number }
  | { readonly of: "gap"; readonly goal: Explanation; readonly actual: Explanation }
  | StandingMaking
  | {
      readonly of: "score";
      readonly parts: readonly { readonly share: number; readonly attainment: Explanation }[];
      readonly cap: number | null;
      readonly floor: number | null;
    }
  | {
      readonly of: "status is";
      readonly is: StatusWord;
      readonly not: boolean;
      readonly status: Explanation;
    }
  | {
      readonly of: "statuses";
      readonly which: "every" | "any" | "no" | "at least" | "at most";
      readonly n: number;
      readonly is: StatusWord;
      readonly not: boolean;
      readonly list: readonly Explanation[];
    }
  /** Over the direct reports that can be judged: how many, or which share, a condition holds for. */
  | {
      readonly of: "reports";
      readonly give: "share" | "count";
      readonly judged: readonly Explanation[];
    }
  | GoalMaking
  | TieOutMaking;

export type FormulaOp =
  | { readonly kind: "arithmetic"; readonly sign: ArithmeticOp | "/" }
  | { readonly kind: "call"; readonly fn: NumberFunction }
  | { readonly kind: "or else" | "if" | "is blank" | "and" | "or" | "not" }
  | { readonly kind: "compare"; readonly sign: CompareOp };

export interface CellRange {
  readonly sheet: string;
  /** A1, `A2:H14`: runs of rows that follow each other are one range. */
  readonly range: string;
  readonly rows: number;
}
export interface CellFigure {
  readonly who: string;
  readonly sheet: string;
  readonly cell: string;
  readonly value: number;
}

export interface RowsMaking {
  readonly of: "rows";
  readonly by: AggregateBy;
  readonly table: string;
  /** Half-open days of the window, cut at the as-of day; null: at any time. */
  readonly days: { readonly start: number; readonly end: number } | null;
  /** Rows that count, each with what counts of it; a text only for `distinct`, null for counting rows. */
  readonly counted: readonly { readonly row: number; readonly value: number | string | null }[];
  readonly ranges: readonly CellRange[];
  /** Rows of the window that the condition leaves out. */
  readonly left: {
    readonly condition: string;
    readonly rows: number;
    readonly ranges: readonly CellRange[];
  } | null;
  /** Rows kept by the condition that hold nothing to add up. */
  readonly blanks: number;
  /** Rows whose link finds no row, so that a condition over it sees blanks. */
  readonly unlinked: number;
  readonly empty: "zero" | "blank";
  /** Whether everybody sees the same rows, the table having no owner. */
  readonly everyones: boolean;
}

export type StandingMaking =
  | {
      readonly of: "attainment";
      readonly actual: Explanation;
      readonly goal: Explanation;
      readonly better: Better;
      readonly baseline: Explanation | null;
    }
  /** Part of the goal that is due: of the goal's finer parts, else of the days. */
  | {
      readonly of: "share due";
      readonly goal: Explanation;
      readonly parts: readonly (Part & { readonly period: string })[];
    }
  | {
      readonly of: "expected";
      readonly goal: Explanation;
      readonly share: Explanation;
      readonly additive: boolean;
    }
  | {
      readonly of: "pace";
      readonly actual: Explanation;
      readonly goal: Explanation;
      readonly share: Explanation;
      readonly additive: boolean;
      readonly better: Better;
      readonly baseline: Explanation | null;
      readonly future: boolean;
    }
  | {
      readonly of: "forecast";
      readonly actual: Explanation;
      readonly share: Explanation;
      readonly additive: boolean;
      readonly future: boolean;
    }
  | {
      readonly of: "status";
      readonly actual: Explanation;
      readonly goal: Explanation;
      readonly attainment: Explanation;
      readonly pace: Explanation;
      readonly share: Explanation;
      readonly additive: boolean;
      readonly when: When;
      readonly metAt: number;
      readonly atRiskBelow: number;
      readonly better: Better;
      readonly baseline: Explanation | null;
    };

export type GoalMaking =
  | { readonly of: "said"; readonly value: Explanation; readonly assumed: readonly Assumed[] }
  /** A part of the node's own longer goal. */
  | { readonly of: "part"; readonly whole: Explanation; readonly share: number }
  /** Shorter goals, or the reports' goals: their sum, the last one, or the mean by weight. */
  | {
      readonly of: "together";
      readonly what: "shorter goals" | "reports’ goals";
      readonly how: "sum" | "last" | "mean";
      readonly parts: readonly { readonly goal: Explanation; readonly weight: number }[];
    }
  | CascadeMaking
  | RateMaking
  | ChangeMaking;

/** What a goal's formula took for granted, beside what came. */
export interface Assumed {
  readonly label: string;
  readonly assumed: number;
  readonly came: number;
  readonly unit: Unit;
}

/** A tree of a cascade with the node's seats in it. `from`: its top is a seat of another one of the list. */
export interface CascadeTree {
  readonly input: CascadeInput;
  readonly names: readonly string[];
  readonly at: readonly number[];
  readonly from: { readonly tree: number; readonly at: number } | null;
}
export interface CascadeMaking {
  readonly of: "cascade";
  readonly layer: "assigned" | "base";
  readonly year: string;
  /** Whole units in one of the KPI's unit. */
  readonly perUnit: number;
  readonly increment: number;
  readonly trees: readonly CascadeTree[];
  /** Part of each month that falls in the period; null: the whole span. */
  readonly months: readonly number[] | null;
  /** From the top to the node, for the reader: all in the KPI's unit. */
  readonly chain: readonly ChainStep[];
}
export interface ChainStep {
  readonly who: string;
  readonly manager: string;
  /** The manager's own goal of the span, and what became of it on the way down. */
  readonly managerGoal: number;
  readonly reserve: number;
  readonly buffer: number;
  readonly handedDown: number;
  /** Before rounding, 0 to 1. */
  readonly share: number;
  readonly goal: number;
  readonly held: string | null;
  readonly bound: "at least" | "at most" | null;
  /** Siblings whose goals are held. */
  readonly heldSiblings: readonly { readonly who: string; readonly goal: number }[];
  /** The part of the span that the person is there for, ramp included; 1 of a manager. */
  readonly presence: number;
  /** What rounding left over at the manager, and who took it. */
  readonly leftOver: readonly LeftOver[];
  /** The node's weight beside the reports' together; null where they share evenly. */
  readonly weight: { readonly own: number; readonly all: number } | null;
}

export interface RateMaking {
  readonly of: "rate";
  readonly layer: "assigned" | "base";
  readonly top: number;
  /** From the top down: the factor on the rate, the reports' terms, and which of them goes on. */
  readonly steps: readonly {
    readonly manager: string;
    readonly who: string;
    readonly factor: number;
    readonly method: RateMethod;
    readonly lowerIsBetter: boolean;
    readonly list: readonly RateReport[];
    readonly at: number;
    readonly rate: number;
  }[];
}

export interface ChangeMaking {
  readonly of: "changed";
  readonly by: string;
  readonly on: number;
  readonly because: string;
  readonly period: string;
  readonly to: number;
  /** Number of the edit; null: a reset in the rules. */
  readonly edit: number | null;
  readonly before: Explanation;
  /** `to`: the goal itself; `part`: its share of it; `around`: what the change adds. */
  readonly how:
    | { readonly kind: "to" }
    | { readonly kind: "part"; readonly whole: Explanation; readonly days: number }
    | { readonly kind: "around"; readonly whole: Explanation };
}

export interface TieOutMaking {
  readonly of: "tie-out";
  readonly goal: number;
  readonly reserve: number;
  readonly buffer: number;
  readonly handedDown: number;
  readonly open: number;
  readonly reports: readonly {
    readonly who: string;
    readonly goal: number;
    readonly weight: number;
  }[];
  readonly add: "sum" | "mean";
}
