import type { Calendar } from "../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { TableSource } from "../../dsl/ir/ir.ts";
import { columnLetter } from "./address.ts";
import type { ColumnContext } from "./columns/context.ts";
import { dayColumn } from "./columns/days.ts";
import { numberColumn } from "./columns/numbers.ts";
import { textColumn } from "./columns/texts.ts";
import { truthColumn } from "./columns/truths.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { columnsNamed, type FoundSource, lettersOf } from "./source.ts";
import type { Table } from "./table.ts";
import type { WorkbookData } from "./workbook.ts";

export interface BindInput {
  readonly source: TableSource;
  readonly found: FoundSource;
  readonly workbook: WorkbookData;
  readonly calendar: Calendar | null;
  readonly errors: string[];
  readonly findings: Finding[];
}

/** A table over a sheet's rows: blank rows and rows of totals left out, columns typed when first asked for. */
export function bindTable(input: BindInput): Table {
  const { source, found, findings } = input;
  const { sheet, left, headers } = found;
  const { sheetRow, setAside } = dataRows(input);
  const memo = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!memo.has(key)) memo.set(key, make());
    return memo.get(key) as T;
  };
  const context = (column: number): ColumnContext => ({
    cells: sheet.columns[left + column] ?? [],
    sheetRow,
    place: `${sheet.name}!${columnLetter(left + column)}`,
    locale: input.workbook.locale,
    dateSystem: input.workbook.dateSystem,
    calendar: input.calendar,
    errors: input.errors,
    findings,
  });
  const find = (column: string): number | null =>
    once(`c${column}`, () => {
      const offsets = columnsNamed(headers, left, column);
      if (offsets.length < 2) return offsets[0] ?? null;
      const letters = lettersOf(offsets, left);
      findings.push(finding("DATA04", sheet.name, { sheet: sheet.name, column, letters }));
      return null;
    });
  return {
    id: source.id,
    name: source.name,
    sheet: sheet.name,
    rows: sheetRow.length,
    sheetRow,
    setAside,
    headers,
    find,
    address: (column, row) =>
      `${sheet.name}!${columnLetter(left + column)}${(sheetRow[row] ?? 0) || found.headerRow + 1}`,
    numbers: (column) => once(`n${column}`, () => numberColumn(context(column))),
    days: (column) => once(`d${column}`, () => dayColumn(context(column))),
    texts: (column) => once(`t${column}`, () => textColumn(context(column))),
    truths: (column) => once(`b${column}`, () => truthColumn(context(column))),
  };
}

/** What spreadsheets call a row of totals, in the languages of the workbooks we know. */
const TOTALS =
  /^(?:(?:grand|sub|overall)?[ -]?totals?|sum|summe|gesamt|gesamtsumme|totale?|total g[ée]n[ée]ral|suma|合計|総計|小計)(?: \d{4}(?:-\w{1,3})?)?\s*[:：]?$/iu;
/** Excel's own subtotals: `East Total`. */
const SUBTOTAL = /\S (?:sub)?total$/i;

/** Sheet rows (from 1) that hold data, and those of totals. */
function dataRows(input: BindInput): Pick<Table, "setAside"> & { sheetRow: Int32Array } {
  const { source, found, findings } = input;
  const { sheet, left, right, firstRow, endRow, headers } = found;
  const owner =
    source.owner[0] === undefined
      ? null
      : (columnsNamed(headers, left, source.owner[0])[0] ?? null);
  const isTotals = (row: number, first: number): boolean => {
    const cell = sheet.columns[first]![row]!;
    if (typeof cell !== "string") return false;
    const label = cell.trim();
    if (owner === null) return TOTALS.test(label);
    if (owner + left !== first && !isBlank(sheet.columns[owner + left]?.[row] ?? null))
      return false;
    return TOTALS.test(label) || SUBTOTAL.test(label);
  };
  const rows: number[] = [];
  const totals: number[] = [];
  for (let r = firstRow; r < endRow; r += 1) {
    const first = firstFilled(sheet.columns, left, right, r);
    if (first >= 0) (isTotals(r, first) ? totals : rows).push(r + 1);
  }
  if (totals.length > 0) {
    const params = { count: totals.length, sheet: sheet.name, rows: someRows(totals) };
    findings.push(finding("DATA20", sheet.name, params));
  }
  if (rows.length === 0) {
    const empty = headers.every((header) => header === null);
    findings.push(finding(empty ? "DATA02" : "DATA05", sheet.name, { sheet: sheet.name }));
  }
  return {
    sheetRow: Int32Array.from(rows),
    setAside: totals.length > 0 ? [{ why: "totals", sheetRows: totals }] : [],
  };
}

/** `212, 340, 341 …`. */
const someRows = (rows: readonly number[]): string =>
  rows.slice(0, 3).join(", ") + (rows.length > 3 ? " …" : "");

const isBlank = (cell: CellValue): boolean =>
  cell === null || (typeof cell === "string" && cell.trim() === "");

function firstFilled(
  columns: readonly (readonly CellValue[])[],
  left: number,
  right: number,
  row: number,
): number {
  for (let c = left; c < right; c += 1) {
    if (!isBlank(columns[c]?.[row] ?? null)) return c;
  }
  return -1;
}
