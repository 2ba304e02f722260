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
  /** What the own goals of other periods come to, where statements give any; else what the reports owe together. */
  | {
      readonly of: "follows";
      /** The longer period, or the shorter ones. */
      readonly said: readonly SaidIn[];
      readonly weights: Weights;
      /** The part of a longer goal that falls on the period; 1 of shorter ones. */
      readonly share: number;
      readonly reports: readonly number[];
      readonly weightsOfReports: Weights;
    }
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

/** A period of which statements speak. */
export interface SaidIn {
  readonly period: Period;
  readonly figures: readonly FigureId[];
  /** Whoever reports may make the goal there: whether it is an own one is asked of the figures. */
  readonly isShared: boolean;
}

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
  /** Figures whose having a number decides where goals come from, as no formula follows it. */
  readonly origins: readonly OriginGround[];
  /** Columns of the people's sheet. */
  readonly columns: readonly string[];
}

export interface OriginGround {
  readonly figure: FigureId;
  readonly periods: readonly Period[];
  isAsked(node: number, period: Period): boolean;
}

/** A goal whose statements are constants is one: the first says it. */
export const isConstant = (program: Program, id: FigureId): boolean =>
  isInline(program.figures[id]!.node);

/** Figures of rows that formulas of goals ask for. */
export const figuresOfGoal = (program: Program, from: GoalFrom): readonly FigureId[] =>
  askedBy(from).filter((id) => !isConstant(program, id));

function askedBy(from: GoalFrom): readonly FigureId[] {
  switch (from.of) {
    case "worked out":
      return from.figures;
    case "follows":
      return from.said.flatMap(({ figures }) => figures);
    case "split":
      return from.split.weights;
    default:
      return [];
  }
}

export interface GoalCells {
  /** The cell of a figure, in the own column where no period is given. */
  part(figure: FigureId, period?: Period): Formula;
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
    case "follows":
      return followed(from, cells);
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

function followed(
  { said, weights, share, reports, weightsOfReports }: Extract<GoalFrom, { of: "follows" }>,
  cells: GoalCells,
): Formula | null {
  const own = said.flatMap(({ period, figures, isShared }) => {
    const goal = cells.own(period);
    const numbers = figures.map((id) => cells.part(id, period));
    return goal === null ? [] : [{ goal, numbers, isShared }];
  });
  if (own.length < said.length) return null;
  const numbers = own.flatMap((one) => one.numbers);
  const isAny = (of: readonly Formula[]): Formula => operate(countOf(of), ">", number(0));
  const goals = own.map(({ goal, numbers: asked, isShared }) =>
    isShared ? iff(isAny(asked), goal, BLANK) : goal,
  );
  const [whole] = goals;
  const given =
    share === 1
      ? together(goals, weights)
      : iff(call("ISNUMBER", whole!), product(whole!, number(share)), BLANK);
  return reports.length === 0
    ? given
    : iff(isAny(numbers), given, together(reports.map(cells.report), weightsOfReports));
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
  // A text that is no cell's would be an error among what is summed up.
  const all = sumOf(cells.map((goal) => (goal.kind === "call" ? call("N", goal) : goal)));
  if (weights === null) return unlessNone(all);
  const even = unlessNone(operate(all, "/", countOf(cells)));
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
  from.of === "follows"
    ? from.said.every(({ period }) => columns(period))
    : from.of === "shorter"
      ? from.parts.every((part, i) => columns(part) || from.known[i] !== null)
      : from.of === "longer"
        ? columns(from.whole) || from.isKnown
        : from.of === "worked out" || from.of === "split";
