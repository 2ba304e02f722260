import type { Period } from "../../dsl/calendar/calendar.ts";
import type {
  FigureId,
  FigureNode,
  Grain,
  KpiId,
  ScoreId,
  StandingOf,
  StatusWord,
} from "../../dsl/ir/ir.ts";
import type { DayRange } from "./windows.ts";

/**
 * A figure for all periods of a grain and all nodes: `value[p * nodes + n]`; NaN is blank, truth is 1 or 0.
 * `error[i]` is 0 or 1 + the index in `Evaluator.errors`; null: no error anywhere. A cell with an error has NaN.
 */
export interface Matrix {
  readonly value: Float64Array;
  readonly error: Uint16Array | null;
}

/** An error cell that a figure ran into: `#N/A` at `Deals!G212`. */
export interface FigureError {
  readonly text: string;
  readonly address: string;
}

/**
 * What the evaluator asks for and cannot know: goals, attainment, status. Node and period are resolved
 * (windows and `of manager` applied); NaN is blank. Asked lazily, after the actuals it needs exist.
 */
export interface StandingSource {
  standing(what: StandingOf, kpi: KpiId, node: number, period: Period): number;
  score(score: ScoreId, node: number, period: Period): number;
  status(kpi: KpiId, node: number, period: Period): StatusWord | null;
  /** KPIs of a role that have a goal for the node and period, with their status. */
  statuses(
    role: "leading" | "lagging",
    node: number,
    period: Period,
  ): readonly (StatusWord | null)[];
  /** Direct reports of the period's last day that a condition can be judged of (null: of any); vacancies can't. */
  judgedReports(node: number, period: Period, where: FigureId | null): readonly number[];
}

/**
 * Aggregates of rows that are not in memory: `[range * nodes + node]`, over no rows 0 for sum, count and distinct,
 * else NaN. Whether a node exists in a window is judged by who asks.
 */
export type Elsewhere = (
  node: Extract<FigureNode, { kind: "aggregate" }>,
  ranges: readonly DayRange[],
  nodes: number,
) => Float64Array;

export interface Evaluator {
  /** All tracked periods of a grain inside the horizon, in time order. */
  periods(grain: Grain): readonly Period[];
  readonly nodes: number;
  /** A figure over the whole horizon at one grain; made once and kept. */
  matrix(figure: FigureId, grain: Grain): Matrix;
  /** A figure for one node and any period (inside the horizon or not). */
  at(
    figure: FigureId,
    node: number,
    period: Period,
  ): { readonly value: number; readonly error: FigureError | null };
  readonly errors: readonly FigureError[];
}
