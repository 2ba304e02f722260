/** `KPI Scorecard`: everybody's standing in one period as a sheet, in the order of the tree. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import type { Kpi } from "../../dsl/ir/ir.ts";
import { unitName } from "../../dsl/types/type.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import { columnLetter } from "../model/address.ts";
import type { SheetContent } from "./certificate-sheet.ts";
import { COLOURS, numberFormat, PERCENT_FORMAT, STATUS_COLOURS } from "./looks.ts";
import type { Person, Results } from "./results.ts";
import { TREND_MONTHS, trendCell, trendMonths, trendOf } from "./trend.ts";

export const SCORECARD_HEADER_ROW = 2;
export const SCORECARD_KEYS = ["Who"] as const;

/** How a figure is drawn inside a cell: by a formula of Google's, by the host's data bars, or not at all. */
export type Bars = "sparkline" | "data bar" | "none";

export interface ScorecardAsk {
  readonly period: Period;
  readonly bars: Bars;
  /** The day a copy was frozen, ISO; null: it is written anew with each Publish. */
  readonly frozen: string | null;
  /** The minute the rules were saved, ISO; null where the workbook doesn't say. */
  readonly saved?: string | null;
}

export const BAR_HEAD = "Against goal";
const TREND_HEAD = `Trend, ${TREND_MONTHS} months`;
const BAR_COLOUR = "#8A94A6";
const GROUND_COLOUR = "#E8EBF0";
export const HEAD_FILL = "#EEF0F3";
const HEAD_RULE = "#C0C4CC";
const MANAGER_FILL = "#F7F8FA";

/** The KPI a scorecard is about: the first lagging one that somebody owes in the period, else the first lagging one. */
export function mainKpi(results: Results, period: Period): Kpi | null {
  const lagging = results.program.kpis.filter((kpi) => kpi.role === "lagging");
  const owed = ({ id }: Kpi) =>
    results.people.some(({ node }) => !Number.isNaN(results.standing(id, node, period).goal));
  return lagging.find(owed) ?? lagging[0] ?? results.program.kpis[0] ?? null;
}

/** The period that people look at first: the last closed one of the first tracked grain, else the first. */
export function usualPeriod(results: Results): Period | null {
  const periods = results.periods(results.program.calendar.track[0] ?? "month");
  const closed = periods.filter((period) => period.end <= results.asOf + 1);
  return closed[closed.length - 1] ?? periods[0] ?? null;
}

/** Null where no KPI is defined. Figures are values; only the bar may be a formula, of its own row. */
export function scorecardSheet(results: Results, ask: ScorecardAsk): SheetContent | null {
  const main = mainKpi(results, ask.period);
  if (!main) return null;
  const columns = columnsOf(results, main, ask);
  const people = results.people.filter(({ node }) => results.isThere(node, ask.period));
  const rows = people.map(({ node }, i) => {
    const person = results.personAt(node, ask.period);
    return columns.map((column) => column.cell(person, SCORECARD_HEADER_ROW + 2 + i));
  });
  const wide = (first: WriteCell): WriteCell[] => columns.map((_, c) => (c === 0 ? first : null));
  return {
    cells: [
      wide(`Scorecard ${ask.period.label}`),
      wide(lineOf(results, ask)),
      columns.map(({ head }) => head),
      ...rows,
      wide(null),
      ...notesOf(results, main, ask).map(wide),
    ],
    format: formatOf(results, columns, people, ask),
  };
}

const PIXELS_A_BOLD_SIGN = 9;
/** A header wraps between its words: its longest stays whole in the hosts' own bold font. */
const wordWidth = (head: string): number =>
  8 + PIXELS_A_BOLD_SIGN * Math.max(...head.split(/\s+/).map((word) => word.length));

interface Column {
  readonly head: string;
  readonly width: number;
  readonly format: string;
  readonly is?: "status" | "bar" | "leading";
  /** `row` from 1, as a formula writes it. */
  cell(person: Person, row: number): WriteCell;
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
const ATTAINMENT_COLUMN = 3;

function columnsOf(results: Results, main: Kpi, { period, bars }: ScorecardAsk): Column[] {
  const of = (kpi: Kpi, { node }: Person) => results.standing(kpi.id, node, period);
  const share = (kpi: Kpi, is?: "leading"): Column => ({
    head: kpi.label,
    width: 76,
    format: PERCENT_FORMAT,
    ...(is && { is }),
    cell: (person) => known(of(kpi, person).attainment),
  });
  const leading = results.program.kpis.filter((kpi) => kpi.role === "leading");
  const others = results.program.kpis.filter((kpi) => kpi.role === "lagging" && kpi !== main);
  const figure = numberFormat(main.unit);
  const unit = ["percent", "count", "plain"].includes(main.unit.of)
    ? ""
    : `, ${unitName(main.unit)}`;
  const bar: Column = {
    head: BAR_HEAD,
    width: 106,
    // The bar alone is to be seen, in every program: a format of nothing hides the figure under it.
    format: bars === "data bar" ? ";;;" : "General",
    is: "bar",
    cell: (person, row) => barCell(bars, of(main, person).attainment, row),
  };
  const months = trendMonths(results, period);
  const trend: Column = {
    head: TREND_HEAD,
    width: 96,
    format: bars === "sparkline" ? "General" : "@",
    cell: ({ node }) =>
      trendCell(bars === "sparkline" ? "line" : "blocks", trendOf(results, main, node, months)),
  };
  return [
    { head: "Who", width: 150, format: "@", cell: (person) => person.name },
    { head: `Goal${unit}`, width: 84, format: figure, cell: (p) => known(of(main, p).goal) },
    {
      head: `Actual${unit}`,
      width: 84,
      format: figure,
      cell: (person) => {
        const { actual, error } = of(main, person);
        return error ? { error: error.text } : known(actual);
      },
    },
    {
      head: "Attainment",
      width: 80,
      format: PERCENT_FORMAT,
      cell: (person) => known(of(main, person).attainment),
    },
    ...(bars === "none" ? [] : [bar, trend]),
    {
      head: "Status",
      width: 72,
      format: "@",
      is: "status",
      cell: (person) => of(main, person).status,
    },
    ...leading.map((kpi) => share(kpi, "leading")),
    ...(leading.length > 0
      ? [
          {
            head: "Leading met",
            width: 72,
            format: "@",
            cell: (person: Person) => leadingMet(results, leading, person, period),
          },
        ]
      : []),
    ...others.map((kpi) => share(kpi)),
    {
      head: "Who answers",
      width: 190,
      format: "@",
      cell: ({ node }) => answersOf(results, node, period),
    },
  ];
}

/** `3 of 4`, of those that are judged; blank where none is. */
function leadingMet(
  results: Results,
  leading: readonly Kpi[],
  { node }: Person,
  period: Period,
): string | null {
  const words = leading.map((kpi) => results.standing(kpi.id, node, period).status);
  const judged = words.filter((w) => w !== null && w !== "no goal" && w !== "no data");
  const met = judged.filter((w) => w === "met" || w === "ahead" || w === "on pace");
  return judged.length === 0 ? null : `${met.length} of ${judged.length}`;
}

/** Who answers for a flag that stands open there, each once. */
export function answersOf(results: Results, node: number, period: Period): string | null {
  const names = results.flags
    .filter((flag) => flag.open && flag.node === node && flag.period.label === period.label)
    .map((flag) => flag.answers)
    .filter((name) => name !== "");
  return names.length === 0 ? null : [...new Set(names)].join(", ");
}

/**
 * A bullet as a stacked bar: up to the goal, a tick or a notch at it, what is over it. Arguments stand
 * apart by `;`, blocks are stacked by name and fractions are divisions: all of that reads the same in
 * every locale of Google's, where `,` and `.` don't.
 */
export function barCell(bars: Bars, attainment: number, row: number): WriteCell {
  if (Number.isNaN(attainment) || bars === "none") return null;
  const share = `${columnLetter(ATTAINMENT_COLUMN)}${row}`;
  if (bars === "data bar") return { formula: `=${share}`, result: attainment };
  const below = `HSTACK(MAX(0;${share});MAX(0;197/200-MAX(0;${share}));3/200)`;
  const above = `HSTACK(197/200;3/200;MIN(${share};3/2)-1)`;
  const options = [
    `"charttype";"bar"`,
    `"max";3/2`,
    `"color1";"${BAR_COLOUR}"`,
    `"color2";"${GROUND_COLOUR}"`,
  ].map((option) => `HSTACK(${option})`);
  return {
    formula: `=SPARKLINE(IF(${share}<1;${below};${above});VSTACK(${options.join(";")}))`,
    result: null,
  };
}

function lineOf(results: Results, { period, frozen, saved = null }: ScorecardAsk): string {
  const last = isoOf(period.end - 1);
  const state = period.end <= results.asOf + 1 ? `Closed ${last}.` : `Open until ${last}.`;
  const certificate = results.certificate;
  const ties = certificate.filter((row) => row.ties).length;
  const tie =
    certificate.length === 0
      ? []
      : [
          ties === certificate.length
            ? "Totals tie, see KPI Tie-out."
            : `${certificate.length - ties} of ${certificate.length} totals don't tie, see KPI Tie-out.`,
        ];
  return [
    ...(frozen === null ? [] : [`Frozen ${frozen}.`]),
    state,
    `Data to ${isoOf(results.asOf)}.`,
    ...(saved === null ? [] : [`Rules saved ${saved.replace("T", " ")}.`]),
    ...tie,
    "Why any figure: select its cell, then Why in Answerable.",
  ].join(" ");
}

function notesOf(results: Results, main: Kpi, { bars }: ScorecardAsk): string[] {
  const leading = results.program.kpis.filter((kpi) => kpi.role === "leading");
  const met = `${Math.round(main.metAt * 1000) / 10}%`;
  const [first, last] = [leading[0], leading[leading.length - 1]];
  const span = first && last && (first === last ? first.label : `${first.label} to ${last.label}`);
  const show = first === last ? "shows" : "show";
  const status = `Status of ${main.label}: met at ${met} or more, missed below.`;
  const bar = {
    sparkline: "Bar, 0 to 150%: dark is attainment, the mark at two thirds is the goal.",
    "data bar": "Bar, 0 to 100%: dark is attainment, a full cell is the goal.",
    none: "",
  }[bars];
  return [
    span ? `${status} ${span} ${show} attainment; bold red is below 100%.` : status,
    ...(bar ? [bar, TREND_NOTE] : []),
  ];
}

const TREND_NOTE = `Trend: each month’s actual, between the person’s own lowest and highest of ${TREND_MONTHS}.`;

// ── Looks ──────────────────────────────────────────────────────────────────────────────────────

function formatOf(
  results: Results,
  columns: readonly Column[],
  people: readonly Person[],
  { period, bars }: ScorecardAsk,
): SheetFormat {
  const fromRow = SCORECARD_HEADER_ROW + 1;
  const rows = people.length;
  const placed = columns.map((column, at) => ({ ...column, at }));
  const those = (is: Column["is"]) => placed.filter((column) => column.is === is);
  const indents = people.map(({ node }) => indent(results.personAt(node, period).level));
  const status = those("status")[0]!.at;
  return {
    headerRow: SCORECARD_HEADER_ROW,
    frozenRows: fromRow,
    frozenColumns: 1,
    numberFormats: placed.slice(1).map(({ at: column, format }) => ({ column, fromRow, format })),
    rowFormats: [{ column: 0, fromRow, formats: indents }],
    widths: placed.map(({ at: column, width, head }) => ({
      column,
      pixels: Math.max(width, wordWidth(head)),
    })),
    colours: STATUS_COLOURS.map(([text, look]) => ({ column: status, fromRow, text, ...look })),
    lows: those("leading").map(({ at: column }) => ({
      column,
      fromRow,
      rows,
      below: 1,
      colour: COLOURS.bad.colour,
    })),
    bars:
      bars === "data bar"
        ? those("bar").map(({ at: column }) => ({
            column,
            fromRow,
            rows,
            full: 1,
            colour: BAR_COLOUR,
          }))
        : [],
    rowLooks: [
      ...headLooks(SCORECARD_HEADER_ROW),
      ...people.flatMap(({ node }, i) => {
        const person = results.personAt(node, period);
        return person.hasReports ? [managerLook(fromRow + i, person.level)] : [];
      }),
      ...[1, 2, 3].map((below) => quietRow(fromRow + rows + below)),
    ],
  };
}

/** The cell holds the plain name; its format moves it in, three spaces a level. */
const indent = (level: number): string => (level === 0 ? "@" : `"${"   ".repeat(level)}"@`);

/** Title, grey line, heads. */
export const headLooks = (headerRow: number): NonNullable<SheetFormat["rowLooks"]> => [
  { row: 0, bold: true, colour: null, fill: null, points: 15, wrap: false },
  quietRow(1),
  {
    ...{ row: headerRow, bold: true, colour: null, fill: HEAD_FILL, points: null, wrap: true },
    rule: HEAD_RULE,
  },
];

export const quietRow = (row: number) => ({
  row,
  bold: false,
  colour: COLOURS.quiet.colour,
  fill: null,
  points: null,
  wrap: false,
});

export const managerLook = (row: number, level: number) => ({
  row,
  bold: true,
  colour: null,
  fill: level === 0 ? HEAD_FILL : MANAGER_FILL,
  points: null,
  wrap: false,
});
