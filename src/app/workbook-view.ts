/** The workbook as the sidebar knows it: sheets, and what the rules can be bound to with their headers and values. */
import type { CellValue } from "../../dsl/cell.ts";
import { MOST_DISTINCT } from "../../dsl/check/catalog.ts";
import { foldText } from "../../dsl/fold.ts";
import { compile } from "../../dsl/index.ts";
import type { SourceRef } from "../../dsl/ir/ir.ts";
import type { Workbook, WorkbookOutline } from "../hosts/port/index.ts";
import { findSource } from "../model/source.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { SourceView, WorkbookView } from "./contract.ts";
import { RESULTS_SHEET } from "./published.ts";
import { readRules } from "./rules-sheet.ts";

export function workbookView(
  host: Workbook["host"],
  outline: WorkbookOutline,
  data: WorkbookData,
): WorkbookView {
  const rules = readRules(data);
  return {
    host,
    title: outline.title,
    locale: outline.locale,
    hasRules: rules.exists,
    published: data.sheets.some((sheet) => foldText(sheet.name) === foldText(RESULTS_SHEET)),
    names: data.names.map((name) => name.name),
    sheets: data.sheets.map((sheet) => {
      const { headers, values, headerRow } = sourceView(data, whole(sheet.name))!;
      return { name: sheet.name, rows: Math.max(0, sheet.rows - headerRow), headers, values };
    }),
    bound: [...data.names.map((name) => whole(name.name)), ...boundByRules(rules.text)].flatMap(
      (source) => {
        const found = sourceView(data, source);
        return found ? [{ ...found, headerRow: source.headerRow }] : [];
      },
    ),
  };
}

const whole = (name: string): SourceRef => ({ name, range: null, headerRow: 1 });

/** What the rules bind by a range or a header row of its own: a sheet's first headers say nothing of it. */
function boundByRules(rules: string): SourceRef[] {
  const { people, tables } = compile(rules, null).program;
  const sources = [...(people ? [people.source] : []), ...tables.map((table) => table.source)];
  return sources.filter(({ range, headerRow }) => range !== null || headerRow !== 1);
}

/** `headerRow` is where the headers really stand in the sheet, from 1. */
function sourceView(data: WorkbookData, source: SourceRef): SourceView | null {
  const found = findSource(data, source);
  if (!found) return null;
  const { sheet, left, firstRow, endRow } = found;
  return {
    name: source.name,
    range: source.range,
    headerRow: found.headerRow + 1,
    headers: found.headers,
    values: found.headers.map((_, c) => distinct(sheet.columns[left + c] ?? [], firstRow, endRow)),
  };
}

function distinct(column: readonly CellValue[], from: number, to: number): CellValue[] {
  const seen = new Set<CellValue>();
  for (let row = from; row < Math.min(to, column.length) && seen.size < MOST_DISTINCT; row += 1) {
    const cell = column[row] ?? null;
    if (cell !== null && typeof cell !== "object") seen.add(cell);
  }
  return [...seen];
}
