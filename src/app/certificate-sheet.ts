/** `KPI Tie-out`: the certificate as a sheet that works its own differences out. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import { isFormula } from "../hosts/port/plan.ts";
import { numberFormat } from "./looks.ts";
import type { CertificateLine, CertificateRow, Results } from "./results.ts";

const HEADER = [
  "Manager",
  "KPI",
  "Period",
  "Goal",
  "Buffer",
  "Reserve",
  "To hand down",
  "Held",
  "Free",
  "Odd part",
  "Vacancies",
  "Open",
  "Reports’ goals",
  "Difference",
  "Base goal",
  "Base reserve",
  "Base to hand down",
  "Base reports’ goals",
  "Base difference",
  "Ties",
  "Left over",
] as const;
export const TIEOUT_HEADER_ROW = 2;
export const TIEOUT_KEYS = ["Manager", "KPI", "Period"] as const;

/** Columns D to S are figures; of these N and S are differences. */
const FIRST_FIGURE = 3;
const LAST_FIGURE = 18;
const DIFFERENCES = [13, 18];
const PERIOD = 2;
const TIES = 19;
const LEFT_OVER = 20;

export interface SheetContent {
  readonly cells: readonly (readonly WriteCell[])[];
  readonly format: SheetFormat;
}

/**
 * Title, one line, header, then a row for each manager and period. Difference and Ties are formulas, so a
 * figure typed over shows at once. They hold no separator and no decimal point: those differ by locale,
 * and Sheets reads a script's formula in the workbook's own. So Ties is 1 or 0 with a format of words.
 * `frozen`: the ISO day of a copy that holds values only.
 */
export function certificateSheet(results: Results, frozen: string | null = null): SheetContent {
  const rows = results.certificate;
  const tied = rows.filter((row) => row.ties).length;
  const line =
    (frozen === null ? "" : `Frozen ${frozen}. `) +
    `${tied} of ${rows.length} tie, as of ${isoOf(results.asOf)}. ` +
    "Goal + buffer − reserve = to hand down = held + free = the reports’ goals + open.";
  const wide = (first: WriteCell): WriteCell[] => HEADER.map((_, c) => (c === 0 ? first : null));
  return {
    cells: [
      wide("Tie-out certificate"),
      wide(line),
      HEADER,
      ...rows.map((row, i) => {
        const cells = cellsOf(results, row, TIEOUT_HEADER_ROW + 2 + i);
        return frozen === null ? cells : cells.map(asValue);
      }),
    ],
    format: formatOf(results, rows),
  };
}

/** A formula's result in its place. */
export const asValue = (cell: WriteCell): CellValue =>
  isFormula(cell) ? (cell.result ?? null) : cell;

function cellsOf(results: Results, row: CertificateRow, at: number): WriteCell[] {
  const { assigned, base } = row;
  const scale = row.of === "rate" ? "1000000000000" : "10000";
  const isNothing = (text: string) => `(ABS(${text})*${scale}<1)`;
  const ties = [`N${at}`, `S${at}`, `D${at}+E${at}-F${at}-G${at}`];
  return [
    results.personAt(row.node, row.period).name,
    results.program.kpis[row.kpi]!.name,
    row.period.label,
    ...amounts(assigned),
    { formula: `=M${at}+L${at}-G${at}`, result: assigned.difference },
    base.goal,
    base.reserve,
    base.handedDown,
    base.reports,
    { formula: `=R${at}-Q${at}`, result: base.difference },
    { formula: `=${ties.map(isNothing).join("*")}`, result: row.ties ? 1 : 0 },
    row.leftOver || null,
  ];
}

const amounts = (line: CertificateLine): number[] => [
  line.goal,
  line.buffer,
  line.reserve,
  line.handedDown,
  line.held,
  line.free,
  line.odd,
  line.vacancies,
  line.open,
  line.reports,
];

/** The years, which stand in bold below their parts. */
const yearLabels = (rows: readonly CertificateRow[]): string[] => [
  ...new Set(rows.flatMap(({ period }) => (period.grain === "year" ? [period.label] : []))),
];

/** Nothing is a dash, except in a difference: there a 0 must be seen, and so must a cent. */
function formatOf(results: Results, rows: readonly CertificateRow[]): SheetFormat {
  const fromRow = TIEOUT_HEADER_ROW + 1;
  const units = rows.map((row) => results.program.kpis[row.kpi]!.unit);
  const figure = units.map(numberFormat).map((f) => `${f};-${f};"–"`);
  const difference = units.map((unit) =>
    unit.of === "percent" ? "0.0000%" : unit.of === "count" ? "#,##0" : "#,##0.00",
  );
  const columns = Array.from(
    { length: LAST_FIGURE - FIRST_FIGURE + 1 },
    (_, i) => FIRST_FIGURE + i,
  );
  return {
    headerRow: TIEOUT_HEADER_ROW,
    frozenRows: TIEOUT_HEADER_ROW + 1,
    frozenColumns: 1,
    numberFormats: [
      ...[0, 1, 2].map((column) => ({ column, fromRow: 0, format: "@" })),
      { column: TIES, fromRow, format: '"ties";;"off"' },
    ],
    rowFormats: columns.map((column) => ({
      column,
      fromRow,
      formats: DIFFERENCES.includes(column) ? difference : figure,
    })),
    widths: [
      { column: 0, pixels: 150 },
      ...columns.map((column) => ({ column, pixels: 104 })),
      { column: LEFT_OVER, pixels: 360 },
    ],
    colours: yearLabels(rows).map((text) => ({
      column: PERIOD,
      fromRow,
      text,
      bold: true,
      colour: "#000000",
      fill: null,
    })),
  };
}
