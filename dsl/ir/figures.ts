/** Figures: one value per node and period. */
import type { Span } from "../span.ts";
import type { Representation, Unit } from "../types/type.ts";
import type { FigureId, KpiId, MeasureId, RowId, ScoreId, WindowId } from "./ids.ts";
import type { ArithmeticOp, CompareOp, NumberFunction } from "./operators.ts";
import type { NodeRef } from "./windows.ts";

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
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  | {
      readonly kind: "countOfStatus";
      readonly compare: "at least" | "at most";
      readonly n: number;
      readonly kpis: readonly KpiId[];
      readonly is: StatusWord;
      readonly not: boolean;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  /** Over the direct reports of the period's last day that can be judged. */
  | {
      readonly kind: "reports";
      readonly give: "share" | "count";
      /** Asked of each report, in the period that the window reaches. */
      readonly where: FigureId | null;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
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
  | {
      readonly kind: "attribute";
      readonly row: RowId;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  /** Whether the person's own row of the period's last day holds a condition. */
  | {
      readonly kind: "person";
      readonly where: RowId;
      readonly window: WindowId;
      readonly node: NodeRef;
    }
  | { readonly kind: "cell"; readonly sheet: string; readonly cell: string };

export interface Figure {
  readonly node: FigureNode;
  readonly as: Representation;
  readonly unit: Unit;
  readonly span: Span;
}
