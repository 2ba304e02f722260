/**
 * The goals of `KPI Live`: a constant is a cell to type over; what a statement works out, and what the reports owe
 * together, are formulas; so are cascades that are divided one way. Other cascades stay as they were published.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi, Program } from "../../dsl/ir/ir.ts";
import { literalOf } from "./figures.ts";
import type { WhyKept } from "./notices.ts";
import { isInline } from "./parts.ts";
import type { Split } from "./splits-sheet.ts";
import { BLANK, call, type Formula, iff, number, operate, product } from "./text/formula.ts";
import { countOf, sumOf } from "./together.ts";

/** How a goal comes about, as far as a formula can follow it. */
export type GoalFrom =
  /** A constant, or none: typed. */
  | { readonly of: "typed" }
  /** The first statement with a value; where none has one, what the reports owe together, if anybody reports. */
  | {
      readonly of: "worked out";
      readonly figures: readonly FigureId[];
      readonly reports: readonly number[];
    }
  /** Handed down by a split; in a shorter period than the split's own a stock owes what it owes there. */
  | { readonly of: "split"; readonly split: Split }
  /** The own goals of shorter periods together; of a stock that of the last. */
  | { readonly of: "shorter"; readonly parts: readonly Period[] }
  /** The part of a longer goal that falls on the period. */
  | { readonly of: "longer"; readonly whole: Period; readonly share: number }
  /** Found step by step: as published. */
  | { readonly of: "value" };

export interface GoalsBasis {
  /** The day of the figures, in words: of goals that stay as published. */
  readonly asOf: string;
  from(kpi: Kpi, node: number, period: Period): GoalFrom;
  /** Why no formula follows some of a KPI's goals. */
  why(kpi: Kpi): WhyKept;
  /** What the values among a KPI's goals rest on. */
  rests(kpi: Kpi): GoalGround;
}

export interface GoalGround {
  /** Figures, and the periods in which they are asked for. */
  readonly figures: readonly { readonly figure: FigureId; readonly periods: readonly Period[] }[];
  /** Columns of the people's sheet. */
  readonly columns: readonly string[];
}

/** A goal whose statements are constants is one: the first says it. */
export const isConstant = (program: Program, id: FigureId): boolean =>
  isInline(program.figures[id]!.node);

/** Figures of rows that formulas of goals ask for. */
export const figuresOfGoal = (program: Program, from: GoalFrom): readonly FigureId[] =>
  (from.of === "worked out" ? from.figures : from.of === "split" ? from.split.weights : []).filter(
    (id) => !isConstant(program, id),
  );

export interface GoalCells {
  /** The cell of a figure in the own column. */
  part(figure: FigureId): Formula;
  /** The goal's cell of a report in the own column. */
  report(node: number): Formula;
  /** The own goal's cell in another period; null: that has no column. */
  own(period: Period): Formula | null;
  /** The cell that a split gives. */
  split(split: Split): Formula;
}

/** Null where the goal stays typed, or as published. */
export function goalFormula(program: Program, from: GoalFrom, cells: GoalCells): Formula | null {
  switch (from.of) {
    case "split":
      return cells.split(from.split);
    case "shorter": {
      const parts = from.parts.map(cells.own);
      const known = parts.filter((part) => part !== null);
      return known.length < parts.length ? null : together(known);
    }
    case "longer": {
      const whole = cells.own(from.whole);
      if (whole === null) return null;
      return iff(call("ISNUMBER", whole), product(whole, number(from.share)), BLANK);
    }
    case "worked out":
      return from.figures.reduceRight<Formula>(
        (none, id) => {
          const { node } = program.figures[id]!;
          if (node.kind === "literal") return literalOf(node);
          if (node.kind === "blank") return none;
          const part = cells.part(id);
          return iff(call("ISNUMBER", part), part, none);
        },
        together(from.reports.map(cells.report)),
      );
    default:
      return null;
  }
}

/** The sum of those that there are; blank of none. */
function together(cells: readonly Formula[]): Formula {
  if (cells.length === 0) return BLANK;
  return iff(operate(countOf(cells), "=", number(0)), BLANK, sumOf(cells));
}

/** Whether a formula could stand there, all periods of these being columns. */
export const hasFormula = (from: GoalFrom, columns: (period: Period) => boolean): boolean =>
  from.of === "shorter"
    ? from.parts.every(columns)
    : from.of === "longer"
      ? columns(from.whole)
      : from.of === "worked out" || from.of === "split";
