/** What everything in a program is numbered by, and the grains of time. */

export type TableId = number;
export type RowId = number;
export type MeasureId = number;
export type WindowId = number;
export type FigureId = number;
export type KpiId = number;
export type ScoreId = number;
export type LevelId = number;

export type Grain = "day" | "week" | "month" | "quarter" | "half" | "year";
