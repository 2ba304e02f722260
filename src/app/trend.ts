/** A KPI's last months in one cell: Google draws a line; where a program has no lines in cells, a bar of blocks. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Kpi } from "../../dsl/ir/ir.ts";
import type { WriteCell } from "../hosts/port/index.ts";
import type { Results } from "./results.ts";

export const TREND_MONTHS = 12;
const LINE_COLOUR = "#5A6068";
/** Eighths of a line's height; a blank month is a gap as wide as they are. */
const BLOCKS = "▁▂▃▄▅▆▇█";
const GAP = "\u2003";

/** The months up to the period's last one, or the as-of day's where that comes first; the oldest first. */
export function trendMonths({ calendar, asOf }: Results, period: Period): readonly Period[] {
  const last = calendar.periodOf(Math.min(period.end - 1, asOf), "month");
  return Array.from({ length: TREND_MONTHS }, (_, i) =>
    calendar.shift(last, i - (TREND_MONTHS - 1)),
  );
}

/** A node's actuals of the months; NaN is blank: not there, no figure, or one that an error spoilt. */
export const trendOf = (
  results: Results,
  kpi: Kpi,
  node: number,
  months: readonly Period[],
): readonly number[] =>
  months.map((month) =>
    results.isThere(node, month) ? results.actual(kpi.id, node, month) : Number.NaN,
  );

/** Each figure's place between the lowest and the highest, 0 to 1; all the same stand in the middle. */
function places(figures: readonly number[]): readonly (number | null)[] {
  const known = figures.filter((figure) => !Number.isNaN(figure));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return figures.map((figure) => {
    if (Number.isNaN(figure)) return null;
    return high > low ? (figure - low) / (high - low) : 0.5;
  });
}

/** Null where fewer than two months have a figure: one is no trend. */
export function trendCell(kind: "line" | "blocks", figures: readonly number[]): WriteCell {
  if (figures.filter((figure) => !Number.isNaN(figure)).length < 2) return null;
  const at = places(figures);
  return kind === "blocks" ? blocksOf(at) : lineOf(at);
}

const blocksOf = (at: readonly (number | null)[]): string =>
  at
    .map((place) => (place === null ? GAP : BLOCKS[Math.round(place * (BLOCKS.length - 1))]!))
    .join("");

/** Whole numbers, `;` and `HSTACK`: all of that reads the same in every locale of Google's. */
function lineOf(at: readonly (number | null)[]): WriteCell {
  const figures = at.map((place) => (place === null ? '""' : String(Math.round(place * 100))));
  const options = [
    '"charttype";"line"',
    `"color";"${LINE_COLOUR}"`,
    '"linewidth";1',
    '"ymin";0',
    '"ymax";100',
    '"empty";"ignore"',
  ].map((option) => `HSTACK(${option})`);
  return {
    formula: `=SPARKLINE(HSTACK(${figures.join(";")});VSTACK(${options.join(";")}))`,
    result: null,
  };
}
