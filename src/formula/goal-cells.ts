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
import { BLANK, call, type Formula, iff, number, operate, product, sum } from "./text/formula.ts";
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
      readonly weights: Weights;
    }
  /** Handed down by a split; in a shorter period than the split's own a stock owes what it owes there. */
  | { readonly of: "split"; readonly split: Split }
  /** The own goals of shorter periods together; of a stock that of the last. */
  | {
      readonly of: "shorter";
      readonly parts: readonly Period[];
      readonly weights: Weights;
      /** Of each part, what the rules say as a constant: in a period without a column nobody types over it. */
      readonly known: readonly (number | null)[];
    }
  /** The part of a longer goal that falls on the period; `isKnown`: the rules say that goal as a constant. */
  | {
      readonly of: "longer";
      readonly whole: Period;
      readonly share: number;
      readonly isKnown: boolean;
    }
  /** Found step by step: as published. Null: why is asked of the cascade. */
  | { readonly of: "value"; readonly why: WhyKept | null };

/** Several goals make one: null: as their sum; else as their mean by weights, evenly where all of them are 0. */
export type Weights = readonly number[] | null;

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
  /** The same of figures whose numbers weigh means; they stand in the formulas as they were. */
  readonly weights: GoalGround["figures"];
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
      const parts = from.parts.map((part, i) => {
        const known = from.known[i] ?? null;
        return cells.own(part) ?? (known === null ? null : number(known));
      });
      const known = parts.filter((part) => part !== null);
      return known.length < parts.length ? null : together(known, from.weights);
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
        together(from.reports.map(cells.report), from.weights),
      );
    default:
      return null;
  }
}

interface Weighed {
  readonly goal: Formula;
  readonly weight: Formula;
}

/** The sum, or the mean, of those that there are; blank of none. */
function together(cells: readonly Formula[], weights: Weights): Formula {
  if (cells.length === 0) return BLANK;
  const unlessNone = (give: Formula): Formula =>
    iff(operate(countOf(cells), "=", number(0)), BLANK, give);
  if (weights === null) return unlessNone(sumOf(cells));
  const even = unlessNone(operate(sumOf(cells), "/", countOf(cells)));
  const weighing = cells.flatMap((goal, i): Weighed[] => {
    const weight = weights[i]!;
    return weight > 0 ? [{ goal, weight: number(weight) }] : [];
  });
  const [first, ...more] = weighing;
  if (!first) return even;
  // Of those that have no goal the others' weights make up the whole.
  const added = (of: (one: Weighed) => Formula) => sum(of(first), ...more.map(of));
  const whole = added(({ goal, weight }) => product(weight, call("COUNT", goal)));
  const weighed = added(({ goal, weight }) => product(weight, call("N", goal)));
  return iff(operate(whole, "=", number(0)), even, operate(weighed, "/", whole));
}

/** Whether a formula could stand there, or what is typed does, all periods of these being columns. */
export const hasFormula = (from: GoalFrom, columns: (period: Period) => boolean): boolean =>
  from.of === "shorter"
    ? from.parts.every((part, i) => columns(part) || from.known[i] !== null)
    : from.of === "longer"
      ? columns(from.whole) || from.isKnown
      : from.of === "worked out" || from.of === "split";
