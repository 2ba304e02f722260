/** Reading an Excel workbook: load first, then one sync, then look. */
import { foldText } from "../../../dsl/fold.ts";
import { parseRange } from "../../model/address.ts";
import type { NamedRange, SheetData } from "../../model/workbook.ts";
import { NOBODY, type Watch } from "../port/watch.ts";
import { fromCell } from "./cells.ts";

/** Rows read at a time: Excel on the web answers at most 5 MB at once. */
const ROWS_A_TIME = 5_000;

export interface ReadSheet extends SheetData {
  /** `formulas[row][column]`, with `=`; "" where there is none. */
  readonly formulas: readonly (readonly string[])[];
  readonly tabColour: string | null;
}

export interface SheetSize {
  readonly sheet: Excel.Worksheet;
  readonly name: string;
  readonly tabColour: string | null;
  /** From A1 to the last used cell. */
  readonly rows: number;
  readonly columns: number;
}

/** Names and used sizes of all sheets: two syncs. */
export async function sizesOf(context: Excel.RequestContext): Promise<SheetSize[]> {
  const { worksheets } = context.workbook;
  worksheets.load("items/name,items/tabColor");
  await context.sync();
  const used = worksheets.items.map((sheet) => {
    const range = sheet.getUsedRangeOrNullObject(true);
    range.load("rowIndex,columnIndex,rowCount,columnCount");
    return { sheet, range };
  });
  await context.sync();
  return used.map(({ sheet, range }) => ({
    sheet,
    name: sheet.name,
    tabColour: sheet.tabColor || null,
    rows: range.isNullObject ? 0 : range.rowIndex + range.rowCount,
    columns: range.isNullObject ? 0 : range.columnIndex + range.columnCount,
  }));
}

/** Values (and of the sheets asked for formulas) of sheets, in chunks of rows. */
export async function readSheets(
  context: Excel.RequestContext,
  sizes: readonly SheetSize[],
  hasFormulas: (sheet: string) => boolean,
  watch: Watch = NOBODY,
): Promise<ReadSheet[]> {
  const read: ReadSheet[] = [];
  const of = sizes.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const { sheet, name, tabColour, rows, columns } of sizes) {
    const withFormulas = hasFormulas(name);
    const wanted = withFormulas ? "values,formulas" : "values";
    const values: unknown[][] = [];
    const formulas: string[][] = [];
    for (let top = 0; top < rows && columns > 0; top += ROWS_A_TIME) {
      const height = Math.min(ROWS_A_TIME, rows - top);
      const range = sheet.getRangeByIndexes(top, 0, height, columns);
      range.load(wanted);
      // Chunk by chunk on purpose: one answer of the whole sheet may be refused for its size.
      await context.sync();
      done += height;
      watch({ doing: "reading", sheet: name, done, of });
      // Asked for once each: a proxy answers every time anew.
      const block: readonly unknown[][] = range.values;
      for (const row of block) values.push(row);
      if (withFormulas)
        range.formulas.forEach((row: unknown[], r) => {
          formulas.push(row.map((cell, c) => formulaText(cell, block[r]?.[c])));
        });
    }
    const data = Array.from({ length: columns }, (_, c) => values.map((row) => fromCell(row[c])));
    read.push({ name, rows: values.length, columns: data, formulas, tabColour });
  }
  return read;
}

/** Where there is no formula, Excel gives the value again, be it a text that looks like one. */
const formulaText = (formula: unknown, value: unknown): string =>
  typeof formula === "string" && formula.startsWith("=") && formula !== value ? formula : "";

/** Named ranges and tables (without their row of totals). Names of formulas or lost ranges are nobody's table. */
export async function namesOf(context: Excel.RequestContext): Promise<NamedRange[]> {
  const { names, tables } = context.workbook;
  names.load("items/name,items/type");
  tables.load("items/name,items/showTotals");
  await context.sync();
  const named = names.items.map(({ name }, i) => ({
    name,
    totals: false,
    range: names.items[i]!.getRangeOrNullObject(),
  }));
  const tabled = tables.items.map((table) => ({
    name: table.name,
    totals: table.showTotals,
    range: table.getRange(),
  }));
  const all = [...named, ...tabled];
  for (const { range } of all) range.load("address");
  await context.sync();
  return all.flatMap(({ name, totals, range }) =>
    range.isNullObject ? [] : namedRange(name, range.address, totals),
  );
}

function namedRange(name: string, address: string, totals: boolean): NamedRange[] {
  const match = /^(?:'((?:[^']|'')+)'|([^!]+))!(.+)$/.exec(address);
  const region = match ? parseRange(match[3]!) : null;
  if (!match || !region) return [];
  const sheet = (match[1] ?? match[2]!).replace(/''/g, "'");
  const bottom = region.bottom !== null && totals ? region.bottom - 1 : region.bottom;
  return [{ name, sheet, ...region, bottom }];
}

export const sheetIn = <S extends { readonly name: string }>(
  sheets: readonly S[],
  name: string,
): S | null => sheets.find((sheet) => foldText(sheet.name) === foldText(name)) ?? null;
