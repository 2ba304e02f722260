/**
 * Checked rules as plain data: what every back end (evaluator, native formulas, SQL) reads.
 *
 * Three decisions hold it together (docs/architecture.md, "The IR"):
 * - Time and tree are data. A time form is a `Window` (a list of steps from the period asked for);
 *   a tree form is a `NodeRef`. No back end shifts dates or walks trees on its own.
 * - Names are resolved, coercions explicit (`by`, `as`), predicates two-valued.
 * - Row expressions, measures, windows and figures are pools, hash-consed: equal ones share an id
 *   (the index in the pool), and children are ids, so a pool is a straight-line program.
 *
 * Everything survives JSON.stringify/parse unchanged.
 */
import type { Span } from "../span.ts";
import type { Representation, Unit } from "../types/type.ts";

export type TableId = number;
export type RowId = number;
export type MeasureId = number;
export type WindowId = number;
export type FigureId = number;
export type KpiId = number;
export type ScoreId = number;
export type LevelId = number;

export type Grain = "day" | "week" | "month" | "quarter" | "half" | "year";

export interface Program {
  readonly schema: 1;
  readonly calendar: CalendarSpec;
  readonly people: PeopleSource | null;
  readonly tables: readonly TableSource[];
  /** Levels below people that some statement speaks of; by LevelId, the one above first. */
  readonly levels: readonly LevelSource[];
  readonly rows: readonly RowNode[];
  readonly measures: readonly Measure[];
  readonly windows: readonly Window[];
  readonly figures: readonly Figure[];
  readonly kpis: readonly Kpi[];
  readonly goals: readonly Goal[];
  readonly cascades: readonly Cascade[];
  readonly scores: readonly Score[];
  readonly flags: readonly Flag[];
  readonly checks: readonly Check[];
  readonly tests: readonly Test[];
  readonly resets: readonly Reset[];
}

// ── Sources ────────────────────────────────────────────────────────────────────────────────────

export interface CalendarSpec {
  /** Month 1–12 in which the fiscal year starts (1 for a `weeks` calendar, which says its own start). */
  readonly yearStarts: number;
  readonly namedBy: "start" | "end";
  readonly weeks: WeeksSpec | null;
  /** The grains that are scored; flags are judged in the first one. */
  readonly track: readonly Grain[];
  /** ISO weekdays, 1 = Monday … 7 = Sunday, both included; null: every day counts. */
  readonly workWeek: { readonly from: number; readonly to: number } | null;
  readonly holidays: readonly { readonly table: TableId; readonly column: string }[];
}

export interface WeeksSpec {
  readonly pattern: "4-4-5" | "4-5-4" | "5-4-4";
  readonly ending: "last" | "nearest";
  /** ISO weekday on which the year ends. */
  readonly weekday: number;
  /** Month 1–12 in or near whose end the year ends. */
  readonly month: number;
}

/** A sheet, an Excel table, a named range, or an A1 range of a sheet. */
export interface SourceRef {
  readonly name: string;
  /** `A1:H` and the like, null for the whole sheet, table or named range. */
  readonly range: string | null;
  /** Row of the header inside the source, from 1. */
  readonly headerRow: number;
}

export interface PeopleSource {
  readonly source: SourceRef;
  readonly name: string;
  /** Columns after `reports to`, nearest first; a column that holds managers' names or units. */
  readonly reportsTo: readonly string[];
  /** The named top (`then "Company"`), if any. */
  readonly top: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly email: string | null;
  /** The people's sheet as a table, so that conditions and attributes can read its columns. */
  readonly table: TableId;
}

export interface TableSource {
  readonly id: TableId;
  /** Name in the rules; `people` for the people's own. */
  readonly name: string;
  readonly source: SourceRef;
  /** Columns of `owner [a] then [b]`: the person first, then the levels below people. */
  readonly owner: readonly string[];
  readonly date: string | null;
  readonly key: string | null;
  readonly links: readonly LinkStep[];
  readonly span: Span;
}

/**
 * A level below people (`owner [rep] then [account]`): under each owner a node for each name in the column.
 * Columns of the same name, or joined by a link, are one level.
 */
export interface LevelSource {
  readonly id: LevelId;
  /** The column by which the rules call it. */
  readonly column: string;
  /** The level above; null: people. */
  readonly above: LevelId | null;
  /** The columns that name its nodes, a table each. */
  readonly columns: readonly { readonly table: TableId; readonly column: string }[];
  /** Tables keyed by it. Where one has an owner, its rows say which nodes exist. */
  readonly keyed: readonly TableId[];
}

/** Many to one: `table`'s `column` holds the key of table `to`. */
export interface LinkStep {
  readonly table: TableId;
  readonly column: string;
  readonly to: TableId;
}

// ── Row expressions (one value per row of a table) ─────────────────────────────────────────────

export type CompareOp = "=" | "<" | "<=" | ">" | ">=";
export type ArithmeticOp = "+" | "-" | "*" | "^";
export const NUMBER_FUNCTIONS = ["abs", "round", "floor", "ceiling", "sqrt", "min", "max"] as const;
export type NumberFunction = (typeof NUMBER_FUNCTIONS)[number];

/** Blank spreads through arithmetic; truth-valued nodes are never blank (`<>` is `not` of `=`). */
export type RowNode =
  | {
      readonly kind: "column";
      readonly table: TableId;
      readonly column: string;
      /** Links followed from the measure's table to reach `table`; empty for its own columns. */
      readonly via: readonly LinkStep[];
      readonly as: Representation;
    }
  | {
      readonly kind: "literal";
      readonly value: number | string | boolean;
      readonly as: Representation;
    }
  | { readonly kind: "blank" }
  /** The as-of day or the period's last day, whichever is earlier: the one row node that depends on the window. */
  | { readonly kind: "today" }
  | {
      readonly kind: "arithmetic";
      readonly op: ArithmeticOp;
      readonly left: RowId;
      readonly right: RowId;
    }
  | { readonly kind: "divide"; readonly left: RowId; readonly right: RowId }
  /** Day minus day, in days. */
  | { readonly kind: "dayDifference"; readonly left: RowId; readonly right: RowId }
  /** Day plus a number of days. */
  | { readonly kind: "dayShift"; readonly day: RowId; readonly days: RowId }
  | { readonly kind: "call"; readonly fn: NumberFunction; readonly args: readonly RowId[] }
  | { readonly kind: "orElse"; readonly first: RowId; readonly second: RowId }
  | {
      readonly kind: "choose";
      readonly test: RowId;
      readonly whenTrue: RowId;
      readonly whenFalse: RowId;
    }
  | {
      readonly kind: "compare";
      readonly op: CompareOp;
      readonly by: Representation;
      readonly left: RowId;
      readonly right: RowId;
    }
  | { readonly kind: "textIn"; readonly of: RowId; readonly values: readonly string[] }
  | { readonly kind: "numberIn"; readonly of: RowId; readonly values: readonly number[] }
  | { readonly kind: "contains"; readonly of: RowId; readonly text: RowId }
  | { readonly kind: "startsWith"; readonly of: RowId; readonly text: RowId }
  | { readonly kind: "isBlank"; readonly of: RowId }
  | { readonly kind: "and"; readonly parts: readonly RowId[] }
  | { readonly kind: "or"; readonly parts: readonly RowId[] }
  | { readonly kind: "not"; readonly of: RowId };

// ── Measures: which rows count, on which day, for whom, and what of them ───────────────────────

export type DayBasis =
  | { readonly at: "date"; readonly column: string }
  /** Rows alive at the end of the window's last day. */
  | { readonly at: "alive"; readonly from: string; readonly until: string }
  /** All rows whatever the period (a table without date, or `at any time`). */
  | { readonly at: "any" };

export interface Measure {
  readonly table: TableId;
  readonly day: DayBasis;
  /** False: the table has no owner, so every node sees all its rows. */
  readonly owned: boolean;
  /** What is aggregated; null counts rows. */
  readonly of: RowId | null;
  /** Rows that count; null: all. */
  readonly where: RowId | null;
  readonly as: Representation;
}

// ── Windows and nodes: where in time and tree a figure is taken ────────────────────────────────

/** Steps are applied left to right to the period a figure is asked for; every window is cut at the as-of day. */
export interface Window {
  readonly steps: readonly TimeStep[];
}

export type TimeStep =
  | { readonly op: "lastYear" }
  | { readonly op: "lastPeriod" }
  /** From the start of the enclosing fiscal year, quarter or month to the period's end. */
  | { readonly op: "toDate"; readonly of: "year" | "quarter" | "month" }
  /** `n` whole units that end with the period. */
  | { readonly op: "trailing"; readonly n: number; readonly grain: Grain }
  | { readonly op: "fixed"; readonly period: string };

export type NodeRef =
  | { readonly who: "self" }
  | { readonly who: "manager"; readonly of: NodeRef }
  | { readonly who: "top" }
  | { readonly who: "named"; readonly name: string };

// ── Figures (one value per node and period) ────────────────────────────────────────────────────

export type AggregateBy = "sum" | "count" | "min" | "max" | "median" | "distinct";
export type StandingOf = "goal" | "attainment" | "expected" | "pace" | "forecast" | "gap";
export type StatusWord =
  | "met"
  | "missed"
  | "ahead"
  | "on pace"
  | "behind"
  | "at risk"
  | "no goal"
  | "no data";
export type Role = "leading" | "lagging";

/** Truth-valued figures are 1 or 0, never blank. `average` is sum over count, `share` count over count. */
export type FigureNode =
  | {
      readonly kind: "literal";
      readonly value: number | string | boolean;
      readonly as: Representation;
    }
  | { readonly kind: "blank" }
  | {
      readonly kind: "aggregate";
      readonly by: AggregateBy;
      readonly measure: MeasureId;
      readonly window: WindowId;
      readonly node: NodeRef;
      readonly scope: "subtree" | "own";
      /** Over no rows, where the node exists in the window. */
      readonly empty: "zero" | "blank";
    }
  | {
      readonly kind: "arithmetic";
      readonly op: ArithmeticOp;
      readonly left: FigureId;
      readonly right: FigureId;
    }
  /** Blank where the denominator is 0. */
  | { readonly kind: "divide"; readonly left: FigureId; readonly right: FigureId }
  | { readonly kind: "call"; readonly fn: NumberFunction; readonly args: readonly FigureId[] }
  | { readonly kind: "orElse"; readonly first: FigureId; readonly second: FigureId }
  | {
      readonly kind: "choose";
      readonly test: FigureId;
      readonly whenTrue: FigureId;
      readonly whenFalse: FigureId;
    }
  | {
      readonly kind: "compare";
      readonly op: CompareOp;
      readonly by: Representation;
      readonly left: FigureId;
      readonly right: FigureId;
    }
  | { readonly kind: "isBlank"; readonly of: FigureId }
  | { readonly kind: "and"; readonly parts: readonly FigureId[] }
  | { readonly kind: "or"; readonly parts: readonly FigureId[] }
  | { readonly kind: "not"; readonly of: FigureId }
  | {
      readonly kind: "standing";
      readonly what: StandingOf;
      readonly kpi: KpiId;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  | {
      readonly kind: "score";
      readonly score: ScoreId;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  | {
      readonly kind: "status";
      readonly kpi: KpiId;
      readonly is: StatusWord;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  | {
      readonly kind: "quantified";
      readonly which: "every" | "any" | "no";
      readonly role: Role;
      readonly is: StatusWord;
      readonly not: boolean;
    }
  | {
      readonly kind: "countOfStatus";
      readonly compare: "at least" | "at most";
      readonly n: number;
      readonly kpis: readonly KpiId[];
      readonly is: StatusWord;
      readonly not: boolean;
    }
  /** Over the direct reports of the period's last day that can be judged. */
  | { readonly kind: "reports"; readonly give: "share" | "count"; readonly where: FigureId | null }
  | {
      readonly kind: "given";
      readonly what: "today" | "workdays" | "headcount";
      /**
       * Of `workdays`: those gone; in a goal all of the period; in a cascade all of it for everybody, because
       * the cascade counts itself on which days somebody is there.
       */
      readonly days: "gone" | "all" | "everybody's";
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  /** A column of the people's sheet; of a manager the sum of all below. */
  | { readonly kind: "attribute"; readonly row: RowId }
  | { readonly kind: "cell"; readonly sheet: string; readonly cell: string };

export interface Figure {
  readonly node: FigureNode;
  readonly as: Representation;
  readonly unit: Unit;
  readonly span: Span;
}

// ── Statements ─────────────────────────────────────────────────────────────────────────────────

export interface Kpi {
  readonly id: KpiId;
  readonly name: string;
  readonly label: string;
  readonly figure: FigureId;
  readonly role: Role | "helper";
  readonly leads: KpiId | null;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly baseline: FigureId | null;
  readonly metAt: number;
  readonly atRiskBelow: number;
  readonly level: Level;
  /** How it behaves over tree and time; decides how it cascades and what is expected to date. */
  readonly nature: Nature;
  readonly span: Span;
}

export type Direction =
  | { readonly better: "higher" }
  | { readonly better: "lower"; readonly byRatio: boolean }
  | { readonly better: "within"; readonly tolerance: number };

/** `additive`: sums and counts of dated rows. `ratio`: numerator and denominator kept. `stock`: adds up over people, not over time. */
export type Nature =
  | { readonly of: "additive" }
  | { readonly of: "ratio"; readonly numerator: FigureId; readonly denominator: FigureId }
  | { readonly of: "stock" }
  | { readonly of: "other" };

export type Level =
  | { readonly of: "people" }
  | { readonly of: "reps" }
  | { readonly of: "managers" }
  /** Units that a column of the people's sheet names. */
  | { readonly of: "unit"; readonly column: string }
  | { readonly of: "level"; readonly level: LevelId };

export type GoalPeriod =
  | { readonly of: "fixed"; readonly period: string }
  | { readonly of: "each"; readonly grain: Grain };

export type Who =
  | { readonly of: "person"; readonly name: string }
  | { readonly of: "everyone" }
  | { readonly of: "reps" }
  | { readonly of: "managers" }
  | { readonly of: "unit"; readonly column: string }
  | { readonly of: "level"; readonly level: LevelId }
  | { readonly of: "reports"; readonly name: string }
  | { readonly of: "team"; readonly name: string };

/** Conditions on who is meant: on the columns of people, and of a table that carries the level below them. */
export interface WhoWhere {
  readonly people: RowId | null;
  readonly level: { readonly table: TableId; readonly row: RowId } | null;
}
export const ANYBODY: WhoWhere = { people: null, level: null };

export interface Goal {
  readonly kpi: KpiId;
  readonly period: GoalPeriod;
  readonly value:
    | { readonly of: "figure"; readonly figure: FigureId }
    /** The workbook's own goals. `figure` adds up `measure` over the owner's own rows (in the period, after `each`); blank where none. */
    | {
        readonly of: "table";
        readonly figure: FigureId;
        /** Of a KPI that doesn't add up: whether several rows say it; then the figure is blank. */
        readonly several: FigureId | null;
        readonly measure: MeasureId;
        readonly table: TableId;
        readonly column: string;
      };
  readonly who: Who;
  readonly where: WhoWhere;
  readonly span: Span;
}

export interface Cascade {
  readonly kpi: KpiId;
  /** Tried in order for a manager whose reports' weights are all blank or zero; always ends usable (`evenly` follows). */
  readonly by: readonly Weight[];
  readonly keepBack: readonly StepShare[];
  readonly overAssign: readonly StepShare[];
  readonly ramp: {
    readonly shares: readonly number[];
    readonly grain: Grain;
    readonly from: string;
  } | null;
  readonly atLeast: readonly Bound[];
  readonly atMost: readonly Bound[];
  /** In the KPI's unit; null: its smallest unit. */
  readonly roundTo: number | null;
  readonly rounding: "remainder" | "largest" | "first" | "webster";
  readonly spread: readonly Weight[] | { readonly shares: readonly number[] } | null;
  /** The levels below people that it carries on to, the upper first. */
  readonly to: readonly LevelId[];
  readonly span: Span;
}

export type Weight =
  | { readonly of: "evenly" }
  | { readonly of: "figure"; readonly figure: FigureId }
  /** Each part is a share of its own total first; the shares make 1. */
  | {
      readonly of: "blend";
      readonly parts: readonly { readonly share: number; readonly figure: FigureId }[];
    }
  | { readonly of: "ratio"; readonly method: "same rate" | "same points" | "same share of gap" };

/** `share` on the step down from `below`; null: on every step. */
export interface StepShare {
  readonly share: number;
  readonly below:
    | { readonly of: "person"; readonly name: string }
    | { readonly of: "level"; readonly column: string }
    | null;
}

export interface Bound {
  readonly figure: FigureId;
  readonly who: Who | null;
  readonly where: WhoWhere;
}

export interface Score {
  readonly id: ScoreId;
  readonly name: string;
  readonly label: string;
  readonly parts: readonly { readonly share: number; readonly kpi: KpiId }[];
  readonly cap: number | null;
  readonly floor: number | null;
  readonly span: Span;
}

export interface Flag {
  readonly name: string;
  readonly label: string;
  readonly at: Level;
  readonly when: FigureId;
  readonly for: { readonly n: number; readonly grain: Grain } | null;
  readonly hold:
    | { readonly who: "person" | "manager" | "top" }
    | { readonly who: "named"; readonly name: string }
    | null;
  readonly say: readonly SayPart[];
  readonly severity: "info" | "warn" | "high";
  readonly escalateAfter: { readonly n: number; readonly grain: Grain } | null;
  readonly span: Span;
}

export type SayPart =
  | { readonly of: "text"; readonly text: string }
  | { readonly of: "name" | "manager" | "period" | "missed" | "met" }
  /** `unit`: of a KPI its own, which its figure need not know. */
  | { readonly of: "figure"; readonly figure: FigureId; readonly unit: Unit };

export interface Check {
  /** As written, for the reader. */
  readonly text: string;
  readonly condition: Condition;
  readonly within: number | null;
  readonly span: Span;
}

/** `left OP right` is kept apart so that a report can show both; any other truth is `holds`. */
export type Condition =
  | {
      readonly of: "compare";
      readonly op: CompareOp | "<>";
      readonly left: FigureId;
      readonly right: FigureId;
    }
  | { readonly of: "holds"; readonly figure: FigureId };

export interface Test {
  readonly name: string;
  readonly given: readonly GivenTable[];
  /** Goals that replace a rule's goal for the same person, KPI and period. */
  readonly goals: readonly Goal[];
  readonly resets: readonly Reset[];
  /** Day number; null: see the language reference, `test`. */
  readonly asOf: number | null;
  readonly expectations: readonly Expectation[];
  readonly span: Span;
}

export interface GivenTable {
  /** A table's name in the rules, or `people`. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly GivenCell[])[];
}
export type GivenCell =
  | { readonly of: "text"; readonly text: string }
  | { readonly of: "number"; readonly value: number }
  | { readonly of: "day"; readonly day: number }
  | { readonly of: "truth"; readonly value: boolean }
  | { readonly of: "blank" };

export type Expectation =
  | (Check & { readonly kind: "figure" })
  | {
      readonly kind: "flag";
      readonly no: boolean;
      readonly flag: string;
      readonly of: string | null;
      readonly period: string | null;
      readonly hold: string | null;
      readonly text: string;
      readonly span: Span;
    };

export interface Reset {
  readonly kpi: KpiId;
  readonly period: string;
  readonly person: string;
  readonly from: number;
  readonly to: number;
  readonly because: string;
  readonly by: string;
  readonly on: number;
  readonly span: Span;
}
