/** `KPI Chart`: everybody's goal and actual in one period, the farthest from the goal first, with the host's own chart beside. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import type { SheetContent } from "./certificate-sheet.ts";
import { COLOURS, numberFormat, PERCENT_FORMAT } from "./looks.ts";
import type { Results } from "./results.ts";
import { headLooks, mainKpi, type ScorecardAsk } from "./scorecard-sheet.ts";

export const CHART_HEADER_ROW = 2;
export const CHART_KEYS = ["Who"] as const;

/** Bars that one chart shows before names can't be read any more; the table has everybody. */
const MOST_BARS = 40;
const GOAL_COLOUR = "#C9CED6";
const ACTUAL_COLOUR = "#5C6675";
const PIXELS_A_PERSON = 30;
const CHART_WIDTH = 620;
const CHART_COLUMN = 6;
const HEADS = ["Who", "Goal", "Actual", "Difference", "Attainment"] as const;

interface Row {
  readonly name: string;
  readonly goal: number;
  readonly actual: number;
  readonly attainment: number;
}

/** Null where nobody owes the main KPI in the period. Without looks it is the table alone. */
export function chartSheet(
  results: Results,
  { period, bars, frozen }: ScorecardAsk,
): SheetContent | null {
  const kpi = mainKpi(results, period);
  if (!kpi) return null;
  const rows = results.people.flatMap(({ node }): Row[] => {
    const { called, hasReports } = results.personAt(node, period);
    const { goal, actual, attainment, error } = results.standing(kpi.id, node, period);
    const isOwed = results.isThere(node, period) && !hasReports && !Number.isNaN(goal);
    if (!isOwed || Number.isNaN(actual) || error !== null) return [];
    return [{ name: called, goal, actual, attainment }];
  });
  if (rows.length === 0) return null;
  rows.sort((a, b) => a.attainment - b.attainment);
  const short = rows.filter(({ attainment }) => attainment < kpi.metAt).length;
  const title = `${kpi.label} ${period.label}: ${short} of ${rows.length} below the goal`;
  const line = [
    ...(frozen === null ? [] : [`Frozen ${frozen}.`]),
    `Everybody without reports who owes it, the farthest from the goal first. Data to ${isoOf(results.asOf)}.`,
  ].join(" ");
  const wide = (first: WriteCell): WriteCell[] => HEADS.map((_, c) => (c === 0 ? first : null));
  const cells = [
    wide(title),
    wide(line),
    [...HEADS],
    ...rows.map(({ name, goal, actual, attainment }) => [
      ...[name, goal, actual, actual - goal],
      Number.isNaN(attainment) ? null : attainment,
    ]),
  ];
  return { cells, format: formatOf(numberFormat(kpi.unit), rows.length, title, bars !== "none") };
}

function formatOf(figure: string, rows: number, title: string, isDrawn: boolean): SheetFormat {
  const fromRow = CHART_HEADER_ROW + 1;
  const bars = Math.min(rows, MOST_BARS);
  return {
    headerRow: CHART_HEADER_ROW,
    frozenRows: fromRow,
    frozenColumns: 1,
    numberFormats: [
      { column: 0, fromRow, format: "@" },
      ...[1, 2, 3].map((column) => ({ column, fromRow, format: figure })),
      { column: 4, fromRow, format: PERCENT_FORMAT },
    ],
    rowFormats: [],
    widths: [160, 96, 96, 96, 88].map((pixels, column) => ({ column, pixels })),
    colours: [],
    lows: [{ column: 3, fromRow, rows, below: 0, colour: COLOURS.bad.colour }],
    charts: isDrawn
      ? [
          {
            title,
            headerRow: CHART_HEADER_ROW,
            rows: bars,
            column: 0,
            colours: [GOAL_COLOUR, ACTUAL_COLOUR],
            atRow: CHART_HEADER_ROW,
            atColumn: CHART_COLUMN,
            width: CHART_WIDTH,
            height: 120 + bars * PIXELS_A_PERSON,
          },
        ]
      : [],
    rowLooks: headLooks(CHART_HEADER_ROW),
  };
}
