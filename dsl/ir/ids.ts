/** What everything in a program is numbered by, and the grains of time. */

export type TableId = number;
export type RowId = number;
export type MeasureId = number;
export type WindowId = number;
export type FigureId = number;
export type KpiId = number;
export type ScoreId = number;
export type LevelId = number;

/** The grains of time, fine to coarse. */
export const GRAINS = ["day", "week", "month", "quarter", "half", "year"] as const;
export type Grain = (typeof GRAINS)[number];

export const COARSE_FIRST: readonly Grain[] = [...GRAINS].reverse();

/** Spans that a goal is said for and handed down in, fine to coarse: a day only ever owes its part of one. */
export const GOAL_GRAINS: readonly Grain[] = GRAINS.filter((grain) => grain !== "day");

/** What a year is divided into on the way down, coarse to fine. */
export const YEAR_PARTS: readonly Grain[] = COARSE_FIRST.filter(
  (grain) => grain !== "year" && grain !== "day",
);
