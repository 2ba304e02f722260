import type { Calendar } from "../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { TableSource } from "../../dsl/ir/ir.ts";
import { columnLetter } from "./address.ts";
import { type ColumnContext, dayColumn, numberColumn, textColumn, truthColumn } from "./columns.ts";
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
  const sheetRow = dataRows(input);
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
  const find = (column: string): number | null => {
    const offsets = columnsNamed(headers, left, column);
    if (offsets.length > 1) {
      once(`twice ${foldText(column)}`, () =>
        findings.push(
          finding("DATA04", sheet.name, {
            sheet: sheet.name,
            column,
            letters: lettersOf(offsets, left),
          }),
        ),
      );
    }
    return offsets[0] ?? null;
  };
  return {
    id: source.id,
    name: source.name,
    sheet: sheet.name,
    rows: sheetRow.length,
    sheetRow,
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
  /^(?:(?:grand |sub ?)?totals?|sum|summe|gesamt|gesamtsumme|total général|suma|合計|総計|小計)\b.{0,20}$/iu;

/** Sheet rows (from 1) that hold data. */
function dataRows({ source, found, findings }: BindInput): Int32Array {
  const { sheet, left, right, firstRow, endRow, headers } = found;
  const owner =
    source.owner[0] === undefined ? undefined : columnsNamed(headers, left, source.owner[0])[0];
  const rows: number[] = [];
  let totals = 0;
  for (let r = firstRow; r < endRow; r += 1) {
    const first = firstFilled(sheet.columns, left, right, r);
    if (first < 0) continue;
    const cell = sheet.columns[first]![r]!;
    const isLabel = typeof cell === "string" && TOTALS.test(cell.trim());
    const named =
      owner === undefined || owner + left === first ? null : sheet.columns[owner + left]?.[r];
    if (isLabel && (named === null || named === undefined)) {
      totals += 1;
      continue;
    }
    rows.push(r + 1);
  }
  if (totals > 0)
    findings.push(finding("DATA20", sheet.name, { count: totals, sheet: sheet.name }));
  if (rows.length === 0) {
    const empty = headers.every((header) => header === null);
    findings.push(finding(empty ? "DATA02" : "DATA05", sheet.name, { sheet: sheet.name }));
  }
  return Int32Array.from(rows);
}

function firstFilled(
  columns: readonly (readonly CellValue[])[],
  left: number,
  right: number,
  row: number,
): number {
  for (let c = left; c < right; c += 1) {
    const cell = columns[c]?.[row] ?? null;
    if (cell !== null && !(typeof cell === "string" && cell.trim() === "")) return c;
  }
  return -1;
}
