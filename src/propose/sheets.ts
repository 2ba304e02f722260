/** Tables as they are found in sheets: the header row, the columns, what each holds. */
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { columnLetter, parseRange, rangeText } from "../model/address.ts";
import { columnsNamed, type FoundSource, findSource } from "../model/source.ts";
import { isTotalsLabel } from "../model/totals.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import { type Profile, profileOf } from "./profile.ts";
import type { Choices } from "./proposal.ts";

export interface Column {
  readonly at: number;
  readonly header: string | null;
  /** As rules call it: the header, or `$D` where it is blank or stands twice. */
  readonly name: string;
  readonly profile: Profile;
}
export interface FoundTable {
  readonly sheet: SheetData;
  /** Row of the headers, from 1, where rules must say it; null where it is found without. */
  readonly headerRow: number | null;
  /** Where the user says it stands, as rules say it; null where it was found. */
  readonly range: string | null;
  /** Zero-based, of the first row below the headers. */
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Cells of a column in rows that are no totals. */
  cells(column: Column): readonly CellValue[];
}

/** Titles and notes above a table rarely take more rows than this. */
const MOST_TITLES = 20;
/** Fewer rows are no table to learn from. */
const LEAST_ROWS = 2;

/** The choice that says in which cells a sheet's table stands. */
export const rangeId = (sheet: string): string => `range.${sheet}`;

/** The sheets' tables, in their order, where the user says or where they are found; ours (`KPI …`) are none. Null: no table there. */
export function tablesIn(
  workbook: WorkbookData,
  choices: Choices,
): readonly { readonly sheet: string; readonly table: FoundTable | null }[] {
  return workbook.sheets
    .filter((sheet) => !/^KPI /i.test(sheet.name))
    .map((sheet) => {
      const range = rangeOf(sheet, choices[rangeId(sheet.name)] ?? "");
      const table = range === null ? tableIn(workbook, sheet) : tableAt(workbook, sheet, range);
      return { sheet: sheet.name, table };
    });
}

/** A range in the form rules write it; one that goes down to the last used row is open, for rows still to come. */
function rangeOf(sheet: SheetData, said: string): string | null {
  const region = parseRange(said);
  if (!region) return null;
  const right = Math.min(region.right ?? sheet.columns.length, sheet.columns.length);
  const bottom = region.bottom === null || region.bottom >= sheet.rows ? null : region.bottom;
  return right <= region.left ? null : rangeText({ ...region, right, bottom });
}

function tableAt(workbook: WorkbookData, sheet: SheetData, range: string): FoundTable | null {
  const found = findSource(workbook, { name: sheet.name, range, headerRow: 1 });
  return found && tableOf(workbook, found, { headerRow: null, range });
}

function tableIn(workbook: WorkbookData, sheet: SheetData): FoundTable | null {
  const row = headerRowOf(sheet);
  if (row === null) return null;
  const source = (headerRow: number) =>
    findSource(workbook, { name: sheet.name, range: null, headerRow });
  const plain = source(1);
  const found = plain?.headerRow === row ? plain : source(row + 1);
  if (!found || found.headerRow !== row) return null;
  const headerRow = found === plain && !found.searched ? null : row + 1;
  return tableOf(workbook, found, { headerRow, range: null });
}

function tableOf(
  workbook: WorkbookData,
  found: FoundSource,
  said: Pick<FoundTable, "headerRow" | "range">,
): FoundTable | null {
  const { sheet } = found;
  const rows = dataRows(found);
  if (rows.length < LEAST_ROWS) return null;
  const cellsOf = (at: number) => rows.map((r) => sheet.columns[at]?.[r] ?? null);
  const columns = found.headers.map((header, offset): Column => {
    const at = found.left + offset;
    const alone = header !== null && columnsNamed(found.headers, found.left, header).length === 1;
    return {
      at,
      header,
      name: alone && !/[[\]]/.test(header) ? header : `$${columnLetter(at)}`,
      profile: profileOf({
        header,
        cells: cellsOf(at),
        locale: workbook.locale,
        dateSystem: workbook.dateSystem,
      }),
    };
  });
  return {
    sheet,
    ...said,
    firstRow: found.firstRow,
    rows: rows.length,
    columns: columns.filter(({ profile }) => profile.holds !== "nothing"),
    cells: ({ at }) => cellsOf(at),
  };
}

/** Rows that hold something and are neither a total nor the headers again. */
function dataRows({ sheet, left, right, firstRow, endRow }: FoundSource): readonly number[] {
  const columns = sheet.columns.slice(left, right);
  const rows: number[] = [];
  for (let row = firstRow; row < endRow; row += 1) {
    const first = columns.find((column) => (column[row] ?? null) !== null)?.[row] ?? null;
    if (first === null || (typeof first === "string" && isTotalsLabel(first, true))) continue;
    rows.push(row);
  }
  return rows;
}

/**
 * The row whose cells look most like headers: short texts, all different, more of them than in titles, with
 * cells below each. Null where no row does.
 */
function headerRowOf(sheet: SheetData): number | null {
  const width = (row: number) =>
    sheet.columns.filter((column) => (column[row] ?? null) !== null).length;
  const last = Math.min(sheet.rows, MOST_TITLES + 1);
  const widest = Math.max(
    0,
    ...Array.from({ length: Math.min(sheet.rows, 60) }, (_, r) => width(r)),
  );
  for (let row = 0; row < last; row += 1) {
    const cells = sheet.columns.map((column) => column[row] ?? null).filter((c) => c !== null);
    if (cells.length < Math.max(2, Math.ceil(widest * 0.6))) continue;
    const texts = cells.filter((cell): cell is string => typeof cell === "string");
    if (texts.length < cells.length * 0.8 || texts.some((text) => text.length > 60)) continue;
    const different = new Set(texts.map(foldText)).size;
    if (different < texts.length * 0.7) continue;
    return row;
  }
  return null;
}
