/** What must tie, and what is expected of made-up data. */
import type { Span } from "../span.ts";
import type { Goal, Reset } from "./goals.ts";
import type { FigureId } from "./ids.ts";
import type { CompareOp } from "./operators.ts";

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
