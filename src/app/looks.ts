/** How published sheets look: number formats by unit, native colours by word, widths. */
import type { Unit } from "../../dsl/types/type.ts";
import type { SheetFormat } from "../hosts/port/index.ts";
import type { Results } from "./results.ts";
import type { TidyCell } from "./tidy.ts";

export const PERCENT_FORMAT = "0.0%";
export const COLOURS = {
  bad: { bold: true, colour: "#A1221A", fill: "#FDEBE9" },
  watch: { bold: true, colour: "#875000", fill: "#FDF0DA" },
  good: { bold: true, colour: "#17693A", fill: null },
  quiet: { bold: false, colour: "#5A6068", fill: null },
} as const;
export const STATUS_COLOURS = [
  ["missed", COLOURS.bad],
  ["at risk", COLOURS.bad],
  ["behind", COLOURS.watch],
  ["met", COLOURS.good],
  ["ahead", COLOURS.good],
  ["on pace", COLOURS.good],
  ["no goal", COLOURS.quiet],
  ["no data", COLOURS.quiet],
] as const;

/** A spreadsheet number format for figures of a unit. */
export function numberFormat(unit: Unit): string {
  switch (unit.of) {
    case "percent":
      return PERCENT_FORMAT;
    case "days":
      return "0.0";
    case "money":
    case "count":
      return "#,##0";
    default:
      return "#,##0.##";
  }
}

/** Columns that hold texts, so that no host reads a name or a period as something else. */
const TEXTS = [
  ...["who", "path", "kpi", "period", "status", "flag", "answers", "reason", "how"],
  ...["event", "action", "by", "note"],
];

const WIDTHS: Readonly<Record<string, number>> = {
  who: 150,
  path: 260,
  reason: 420,
  how: 420,
  answers: 150,
};

/** The look of a tidy table as a sheet. */
export function tableLook(
  results: Results,
  columns: readonly string[],
  rows: readonly (readonly TidyCell[])[],
): SheetFormat {
  const at = (name: string) => columns.indexOf(name);
  const units = new Map(results.program.kpis.map((kpi) => [kpi.name, numberFormat(kpi.unit)]));
  const kpi = at("kpi");
  const perRow = rows.map((row) => units.get(String(row[kpi])) ?? PERCENT_FORMAT);
  const figures = ["actual", "goal", "base_goal", "expected", "forecast"]
    .map(at)
    .filter((c) => c >= 0);
  const fixed = ["attainment", "pace"].map(at).filter((c) => c >= 0);
  const status = at("status");
  const days = ["since", "on"].map(at).filter((c) => c >= 0);
  return {
    headerRow: 0,
    frozenRows: 1,
    frozenColumns: 2,
    numberFormats: [
      ...columns.flatMap((name, column) =>
        TEXTS.includes(name) ? [{ column, fromRow: 0, format: "@" }] : [],
      ),
      ...fixed.map((column) => ({ column, fromRow: 1, format: PERCENT_FORMAT })),
      ...days.map((column) => ({ column, fromRow: 1, format: "yyyy-mm-dd" })),
    ],
    rowFormats: kpi < 0 ? [] : figures.map((column) => ({ column, fromRow: 1, formats: perRow })),
    widths: columns.flatMap((name, column) =>
      WIDTHS[name] ? [{ column, pixels: WIDTHS[name] }] : [],
    ),
    colours:
      status < 0
        ? []
        : STATUS_COLOURS.map(([text, look]) => ({ column: status, fromRow: 1, text, ...look })),
  };
}
