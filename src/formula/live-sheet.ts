/** `KPI Live`: every person's KPIs with their standing, a row a figure, a column a period. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { Kpi, KpiId } from "../../dsl/ir/ir.ts";
import { FIRST_PERIOD, type PeriodsSheet } from "./periods-sheet.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import {
  attainmentOf,
  expectedOf,
  forecastOf,
  paceOf,
  type StandingCells,
  statusOf,
} from "./standing.ts";
import { cell, type Formula, fixed, off } from "./text/formula.ts";

/** A standing's figures; NaN is blank. `due`: the part of the goal that is due. */
export interface Standing {
  readonly actual: number;
  readonly goal: number;
  readonly due: number;
  readonly attainment: number;
  readonly expected: number;
  readonly pace: number;
  readonly forecast: number;
  readonly status: string | null;
}

export const FIGURES = [
  "actual",
  "goal",
  "due",
  "attainment",
  "expected",
  "pace",
  "forecast",
  "status",
] as const;
export type FigureName = (typeof FIGURES)[number];
/** The rows of a KPI that nobody owes: without a goal there is no standing. */
export const UNOWED: readonly FigureName[] = ["actual"];
const HEADER_ROW = 1;

export interface LiveInput {
  readonly kpis: readonly Kpi[];
  readonly people: readonly { readonly node: number; readonly name: string }[];
  readonly periods: readonly Period[];
  readonly days: PeriodsSheet;
  /** Whether all rows are counted, as a line. */
  readonly verdict: Formula;
  /** The rows that a KPI has, for everybody alike. */
  rows(kpi: Kpi): readonly FigureName[];
  standing(kpi: Kpi, node: number, period: Period): Standing;
  /** The formula of the part that is due, as seen from its own cell; null: it stays as published. */
  due(kpi: Kpi, node: number, period: Period): Formula | null;
  /** A goal's formula, as seen from its own cell; null: it is typed, or as published. */
  goal(kpi: Kpi, node: number, period: Period): Formula | null;
  /** The cells of the KPI's figure and its baseline in the own column; null where the KPI is published as values. */
  cells(
    kpi: Kpi,
    node: number,
  ): { readonly actual: Formula; readonly baseline: Formula | null } | null;
}

/** Where a figure of `KPI Live` stands, as seen from a column that is so many to its left. */
export type LiveCell = (what: FigureName, kpi: KpiId, node: number, columns?: number) => Formula;

export function liveCells({
  kpis,
  people,
  rows,
}: Pick<LiveInput, "kpis" | "people" | "rows">): LiveCell {
  const personAt = new Map(people.map(({ node }, i) => [node, i]));
  const kpiAt = new Map<
    KpiId,
    { readonly from: number; readonly figures: readonly FigureName[] }
  >();
  let height = 0;
  for (const kpi of kpis) {
    const figures = rows(kpi);
    kpiAt.set(kpi.id, { from: height, figures });
    height += figures.length;
  }
  return (what, kpi, node, columns = 0) => {
    const { from, figures } = kpiAt.get(kpi)!;
    const at = figures.indexOf(what);
    if (at < 0) throw new Error(`KPI ${kpi} has no row for ${what}`);
    const row = HEADER_ROW + 1 + personAt.get(node)! * height + from + at;
    return cell(SHEETS.live, fixed(row), off(columns));
  };
}

export function liveSheet(input: LiveInput): FormulaSheet {
  const { kpis, people, periods } = input;
  const rows = people.flatMap(({ node, name }) =>
    kpis.flatMap((kpi) =>
      input
        .rows(kpi)
        .map((what): SheetCell[] => [
          name,
          kpi.label,
          what,
          ...periods.map((period) => figureCell(input, kpi, node, period, what)),
        ]),
    ),
  );
  return {
    name: SHEETS.live,
    what: "every person’s KPIs, live",
    rows: [
      ["As of", plain(input.days.asOf, null), plain(input.verdict, null)],
      ["Who", "KPI", "Figure", ...periods.map(({ label }) => label)],
      ...rows,
    ],
    headerRow: HEADER_ROW,
    frozenColumns: FIRST_PERIOD,
    dayColumns: [],
    dayRows: [0],
  };
}

function figureCell(
  input: LiveInput,
  kpi: Kpi,
  node: number,
  period: Period,
  what: FigureName,
): SheetCell {
  const standing = input.standing(kpi, node, period);
  const value = shown(standing[what]);
  // A goal that is said or handed down is a cell that may be typed over.
  if (what === "goal") {
    const goal = input.goal(kpi, node, period);
    return goal === null ? value : plain(goal, value);
  }
  if (what === "due") {
    const due = input.due(kpi, node, period);
    return due === null ? (value ?? 0) : plain(due, value ?? 0);
  }
  const read = input.cells(kpi, node);
  return read === null ? value : plain(formulaOf(input, kpi, read, what), value);
}

/** An empty cell, as no formula can be: "" where one stands. */
const shown = (value: number | string | null): CellValue =>
  typeof value === "number" && Number.isNaN(value) ? null : value;

function formulaOf(
  { days }: LiveInput,
  kpi: Kpi,
  { actual, baseline }: { readonly actual: Formula; readonly baseline: Formula | null },
  what: Exclude<FigureName, "goal" | "due">,
): Formula {
  const at = (name: FigureName): Formula =>
    cell(null, off(FIGURES.indexOf(name) - FIGURES.indexOf(what)), off(0));
  const cells: StandingCells = {
    actual: at("actual"),
    goal: at("goal"),
    due: at("due"),
    attainment: at("attainment"),
    expected: at("expected"),
    pace: at("pace"),
    baseline,
  };
  switch (what) {
    case "actual":
      return actual;
    case "attainment":
      return attainmentOf(kpi, cells);
    case "expected":
      return expectedOf(kpi, cells);
    case "pace":
      return paceOf(kpi, cells, days.own, days.asOf);
    case "forecast":
      return forecastOf(kpi, cells, days.own, days.asOf);
    case "status":
      return statusOf(kpi, cells, days.own, days.asOf);
  }
}
