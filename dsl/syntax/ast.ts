/** The rules as written: plain data, every node with its place. Nothing here is resolved or typed. */
import type { Grain } from "../ir/ir.ts";
import type { Span } from "../span.ts";

interface At {
  readonly span: Span;
}
/** A name as meant: quotes of `'Q1 pipeline'` taken off. */
export interface Name extends At {
  readonly text: string;
}
export interface Text extends At {
  readonly value: string;
}
/** The inside of `[…]`. */
export interface Column extends At {
  readonly name: string;
}
export interface NumberLiteral extends At {
  readonly kind: "number";
  readonly value: number;
  readonly image: string;
  readonly percent: boolean;
}
export interface PeriodLabel extends At {
  readonly label: string;
}
export interface Duration extends At {
  readonly n: number;
  readonly grain: Grain;
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────

export type StatusName =
  | "met"
  | "missed"
  | "ahead"
  | "behind"
  | "on pace"
  | "at risk"
  | "without goal"
  | "without data";

export type Selector =
  | (At & { readonly kind: "ofPerson"; readonly name: Text })
  | (At & { readonly kind: "ofManager" })
  | (At & { readonly kind: "ofTop" })
  | (At & { readonly kind: "inPeriod"; readonly period: PeriodLabel })
  | (At & { readonly kind: "lastYear" })
  | (At & { readonly kind: "lastPeriod" });

export type BinaryOp = "+" | "-" | "*" | "/" | "^";
export type ComparisonOp = "=" | "<>" | "<" | "<=" | ">" | ">=";

export interface CallWords {
  readonly where: Expr | null;
  readonly on: Column | null;
  readonly active: { readonly from: Column; readonly until: Column } | null;
  readonly anyTime: boolean;
}
export type Argument = Expr | (Duration & { readonly kind: "duration" });

export type Expr =
  | NumberLiteral
  | (At & { readonly kind: "text"; readonly value: string })
  | (At & { readonly kind: "truth"; readonly value: boolean })
  | (At & { readonly kind: "blank" })
  | (At & { readonly kind: "period"; readonly label: string })
  | (At & { readonly kind: "name"; readonly name: string })
  | (At & {
      readonly kind: "call";
      readonly fn: Name;
      readonly args: readonly Argument[];
      readonly words: CallWords;
    })
  | (At & { readonly kind: "column"; readonly table: Name | null; readonly column: Column })
  | (At & { readonly kind: "cell"; readonly sheet: string; readonly range: string })
  | (At & { readonly kind: "negate"; readonly of: Expr })
  | (At & {
      readonly kind: "binary";
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
    })
  | (At & {
      readonly kind: "compare";
      readonly op: ComparisonOp;
      readonly left: Expr;
      readonly right: Expr;
    })
  | (At & { readonly kind: "isBlank"; readonly not: boolean; readonly of: Expr })
  | (At & {
      readonly kind: "isStatus";
      readonly not: boolean;
      readonly of: Expr;
      readonly status: StatusName;
    })
  | (At & {
      readonly kind: "in";
      readonly not: boolean;
      readonly of: Expr;
      readonly values: readonly Expr[];
    })
  | (At & {
      readonly kind: "between";
      readonly not: boolean;
      readonly of: Expr;
      readonly low: Expr;
      readonly high: Expr;
    })
  | (At & {
      readonly kind: "contains";
      readonly not: boolean;
      readonly of: Expr;
      readonly text: Expr;
    })
  | (At & {
      readonly kind: "startsWith";
      readonly not: boolean;
      readonly of: Expr;
      readonly text: Expr;
    })
  | (At & { readonly kind: "else"; readonly first: Expr; readonly second: Expr })
  | (At & { readonly kind: "and"; readonly left: Expr; readonly right: Expr })
  | (At & { readonly kind: "or"; readonly left: Expr; readonly right: Expr })
  | (At & { readonly kind: "not"; readonly of: Expr })
  | (At & { readonly kind: "brackets"; readonly of: Expr })
  | (At & { readonly kind: "select"; readonly of: Expr; readonly selector: Selector })
  | (At & {
      readonly kind: "quantified";
      readonly which: "every" | "any" | "no";
      readonly role: "leading" | "lagging";
      readonly not: boolean;
      readonly status: StatusName;
    })
  | (At & {
      readonly kind: "countOf";
      readonly which: "at least" | "at most";
      readonly n: number;
      readonly kpis: readonly Name[];
      readonly not: boolean;
      readonly status: StatusName;
    });

// ── Clauses ────────────────────────────────────────────────────────────────────────────────────

type Clause<K extends string, F = unknown> = Readonly<At & { kind: K } & F>;

export interface Source extends At {
  readonly name: string;
  /** `A1:H` after `!`, else null. */
  readonly range: string | null;
}
export type Place =
  | { readonly kind: "person"; readonly name: Text }
  | { readonly kind: "level"; readonly column: Column };
export type LevelName =
  | { readonly kind: "reps" | "managers" }
  | { readonly kind: "column"; readonly column: Column };

export type Who = At & {
  readonly kind: "person" | "everyone" | "reps" | "managers" | "level" | "reports" | "team";
  readonly name: Text | null;
  readonly column: Column | null;
  readonly where: Expr | null;
};

export type CalendarClause =
  | Clause<"yearStarts", { month: Name }>
  | Clause<"yearNamed", { by: "start" | "end" }>
  | Clause<"weeks", { pattern: Text; ending: "last" | "nearest"; day: Name; month: Name }>
  | Clause<"track", { grains: readonly Grain[] }>
  | Clause<"workWeek", { from: Name; to: Name }>
  | Clause<"holidays", { table: Name; column: Column }>;

export type PeopleClause =
  | Clause<"headerRow", { row: NumberLiteral }>
  | Clause<"name", { column: Column }>
  | Clause<"reportsTo", { columns: readonly Column[]; top: Text | null }>
  | Clause<"since", { column: Column }>
  | Clause<"until", { column: Column }>
  | Clause<"email", { column: Column }>;

export type TableClause =
  | Clause<"headerRow", { row: NumberLiteral }>
  | Clause<"owner", { columns: readonly Column[] }>
  | Clause<"date", { column: Column }>
  | Clause<"key", { column: Column }>
  | Clause<"link", { column: Column; to: Name }>;

export type KpiClause =
  | Clause<"leading">
  | Clause<"lagging">
  | Clause<"leads", { kpi: Name }>
  | Clause<"unit", { unit: Name; form: "%" | "text" | "word" }>
  | Clause<"higher">
  | Clause<"lower", { byRatio: boolean }>
  | Clause<"within", { tolerance: NumberLiteral }>
  | Clause<"baseline", { value: Expr }>
  | Clause<"metAt", { share: NumberLiteral }>
  | Clause<"atRiskBelow", { share: NumberLiteral }>
  | Clause<"at", { level: LevelName }>;

export type WeightPart = At & { readonly share: NumberLiteral; readonly of: Expr };
export type Weight =
  | (At & { readonly kind: "evenly" })
  | (At & { readonly kind: "value"; readonly value: Expr })
  | (At & { readonly kind: "blend"; readonly parts: readonly WeightPart[] })
  | (At & {
      readonly kind: "ratio";
      readonly method: "same rate" | "same points" | "same share of gap";
    });

export type CascadeClause =
  | Clause<"by", { weights: readonly Weight[] }>
  | Clause<"keepBack", { share: NumberLiteral; below: Place | null }>
  | Clause<"overAssign", { share: NumberLiteral; below: Place | null }>
  | Clause<"ramp", { shares: readonly NumberLiteral[]; grain: Grain; column: Column }>
  | Clause<"atLeast", { value: Expr; who: Who | null }>
  | Clause<"atMost", { value: Expr; who: Who | null }>
  | Clause<"roundTo", { value: NumberLiteral }>
  | Clause<"rounding", { rule: "largest" | "first" | "webster" }>
  | Clause<"spread", { weights: readonly Weight[] | null; shares: readonly NumberLiteral[] | null }>
  | Clause<"to", { column: Column }>;

export type ScoreClause =
  | Clause<"cap", { share: NumberLiteral }>
  | Clause<"floor", { share: NumberLiteral }>;

export type FlagClause =
  | Clause<"at", { level: LevelName }>
  | Clause<"when", { condition: Expr }>
  | Clause<"for", { duration: Duration }>
  | Clause<"hold", { who: "person" | "manager" | "top" | Text }>
  | Clause<"say", { text: Text }>
  | Clause<"severity", { level: "info" | "warn" | "high" }>
  | Clause<"escalate", { duration: Duration }>;

export type ResetClause =
  | Clause<"for", { name: Text }>
  | Clause<"fromTo", { from: number; to: number }>
  | Clause<"because", { text: Text }>
  | Clause<"by", { text: Text }>
  | Clause<"on", { day: PeriodLabel }>;

// ── Statements ─────────────────────────────────────────────────────────────────────────────────

export type When =
  | (At & { readonly kind: "fixed"; readonly label: string })
  | (At & { readonly kind: "each"; readonly grain: Grain });

export interface GoalStatement extends At {
  readonly kind: "goal";
  readonly kpi: Name;
  readonly when: When;
  readonly value:
    | { readonly kind: "value"; readonly value: Expr; readonly who: Who }
    | {
        readonly kind: "table";
        readonly table: Name;
        readonly column: Column;
        readonly where: Expr | null;
      };
}
export interface ResetStatement extends At {
  readonly kind: "reset";
  readonly kpi: Name;
  readonly period: PeriodLabel;
  readonly clauses: readonly ResetClause[];
}
export interface CheckStatement extends At {
  readonly kind: "check";
  readonly condition: Expr;
  readonly within: NumberLiteral | null;
}
export type CellValueNode =
  | (At & { readonly kind: "text"; readonly value: string })
  | (At & { readonly kind: "number"; readonly value: number })
  | (At & { readonly kind: "day"; readonly label: string })
  | (At & { readonly kind: "truth"; readonly value: boolean })
  | (At & { readonly kind: "blank" });
export type TestClause =
  | Clause<
      "givenTable",
      { table: Name; columns: readonly Column[]; rows: readonly (readonly CellValueNode[])[] }
    >
  | Clause<"givenGoal", { goal: GoalStatement }>
  | Clause<"givenReset", { reset: ResetStatement }>
  | Clause<"givenAsOf", { day: PeriodLabel }>
  | Clause<
      "expectFlag",
      { no: boolean; flag: Name; selectors: readonly Selector[]; hold: Text | null }
    >
  | Clause<"expect", { condition: Expr; within: NumberLiteral | null }>;

export type Statement =
  | (At & { readonly kind: "calendar"; readonly clauses: readonly CalendarClause[] })
  | (At & {
      readonly kind: "people";
      readonly source: Source;
      readonly clauses: readonly PeopleClause[];
    })
  | (At & {
      readonly kind: "table";
      readonly name: Name;
      readonly source: Source;
      readonly clauses: readonly TableClause[];
    })
  | (At & {
      readonly kind: "kpi";
      readonly name: Name;
      readonly label: Text | null;
      readonly value: Expr;
      readonly clauses: readonly KpiClause[];
    })
  | GoalStatement
  | (At & {
      readonly kind: "cascade";
      readonly kpi: Name;
      readonly clauses: readonly CascadeClause[];
    })
  | (At & {
      readonly kind: "score";
      readonly name: Name;
      readonly label: Text | null;
      readonly parts: readonly { readonly share: NumberLiteral; readonly kpi: Name }[];
      readonly partsSpan: Span;
      readonly clauses: readonly ScoreClause[];
    })
  | (At & {
      readonly kind: "flag";
      readonly name: Name;
      readonly label: Text | null;
      readonly clauses: readonly FlagClause[];
    })
  | CheckStatement
  | (At & { readonly kind: "test"; readonly name: Text; readonly clauses: readonly TestClause[] })
  | ResetStatement
  /** A statement with a mistake: its name stays declared, so that what uses it is silent and not wrong. */
  | (At & { readonly kind: "broken"; readonly keyword: string; readonly name: Name | null });

export type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;
