import type { Calendar } from "../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { TableSource } from "../../dsl/ir/ir.ts";
import { columnLetter } from "./address.ts";
import type { ColumnContext } from "./columns/context.ts";
import { dayColumn } from "./columns/days.ts";
import { cellChange } from "./columns/edit.ts";
import { numberColumn } from "./columns/numbers.ts";
import { textColumn } from "./columns/texts.ts";
import { truthColumn } from "./columns/truths.ts";
import { dataRows, sameRow, staysData } from "./data-rows.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { columnsNamed, type FoundSource, lettersOf } from "./source.ts";
import type { DayColumn, NumberColumn, SetAside, Table, TextColumn, TruthColumn } from "./table.ts";
import type { WorkbookData } from "./workbook.ts";

export interface BindInput {
  readonly source: TableSource;
  /** Whether it is the people's own sheet. */
  readonly people: boolean;
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
  const { sheetRow, setAside } = dataRows({ source, found, findings, people: input.people });
  const memo = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!memo.has(key)) memo.set(key, make());
    return memo.get(key) as T;
  };
  const made = <T>(key: string) => (memo.get(key) as T | undefined) ?? null;
  const contexts: (ColumnContext | undefined)[] = [];
  const context = (column: number): ColumnContext => {
    contexts[column] ??= contextOf(column);
    return contexts[column];
  };
  const contextOf = (column: number): ColumnContext => ({
    cells: sheet.columns[left + column] ?? [],
    sheetRow,
    place: `${sheet.name}!${columnLetter(left + column)}`,
    header: headers[column] ?? null,
    currencies: sheet.currencies?.[left + column] ?? null,
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
    sameRow: (a, b) => sameRow(found, sheetRow[a]!, sheetRow[b]!),
    cell: (column, row) => sheet.columns[left + column]?.[sheetRow[row]! - 1] ?? null,
    elsewhere: sheet.elsewhere ?? null,
    address: (column, row) =>
      sheet.elsewhere
        ? `${sheet.name}[${headers[column] ?? ""}]`
        : `${sheet.name}!${columnLetter(left + column)}${(sheetRow[row] ?? 0) || found.headerRow + 1}`,
    numbers: (column) => once(`n${column}`, () => numberColumn(context(column))),
    days: (column) => once(`d${column}`, () => dayColumn(context(column))),
    texts: (column) => once(`t${column}`, () => textColumn(context(column))),
    truths: (column) => once(`b${column}`, () => truthColumn(context(column))),
    left,
    edit: (column, row, cell, span) => {
      const at = context(column);
      const read = {
        numbers: made<NumberColumn>(`n${column}`),
        days: made<DayColumn>(`d${column}`),
        texts: made<TextColumn>(`t${column}`),
        truths: made<TruthColumn>(`b${column}`),
      };
      if (!staysData(source, found, { row: sheetRow[row]!, column, cell })) return null;
      if (!restsOn(setAside, at.cells)) return null;
      const take = cellChange(at, read, row, cell, span);
      return (
        take &&
        (() => {
          take();
          (at.cells as CellValue[])[sheetRow[row]! - 1] = cell;
        })
      );
    },
  };
}

/** Whether rows set aside stay what they are when a cell of this column changes: ids apart, totals without a number here. */
const restsOn = (setAside: readonly SetAside[], cells: readonly CellValue[]): boolean =>
  setAside.every(
    ({ why, sheetRows }) =>
      why === "headers" ||
      (why === "totals" && sheetRows.every((row) => typeof cells[row - 1] !== "number")),
  );
