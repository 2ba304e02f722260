import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { SourceRef } from "../../dsl/ir/ir.ts";
import { columnIndex, columnLetter, parseRange, type Region } from "./address.ts";
import type { SheetData, WorkbookData } from "./workbook.ts";

/** A source found in the workbook: its sheet, its header cells and where its rows begin. */
export interface FoundSource {
  readonly sheet: SheetData;
  /** Zero-based. */
  readonly left: number;
  readonly right: number;
  readonly headerRow: number;
  /** Zero-based rows of data, end exclusive. */
  readonly firstRow: number;
  readonly endRow: number;
  readonly headers: readonly (string | null)[];
  /** Whether the headers were looked for, because a title or nothing stands in the first row. */
  readonly searched: boolean;
}

/**
 * Finds a sheet, an Excel table, a named range or an A1 range; null where there is none of that name. `table` is the
 * rules' name for it, where it is known: of sheets that are each for one table, its own.
 */
export function findSource(
  workbook: WorkbookData,
  source: SourceRef,
  table: string | null = null,
): FoundSource | null {
  const wanted = foldText(source.name);
  const isFor = (s: SheetData) => table === null || s.table === undefined || s.table === table;
  const sheet = workbook.sheets.find((s) => foldText(s.name) === wanted && isFor(s));
  if (sheet) {
    const region = source.range === null ? WHOLE : parseRange(source.range);
    return region ? locate(sheet, region, source.headerRow) : null;
  }
  const name = workbook.names.find((n) => foldText(n.name) === wanted);
  const named = name && workbook.sheets.find((s) => foldText(s.name) === foldText(name.sheet));
  return name && named ? locate(named, name, source.headerRow) : null;
}

const WHOLE: Region = { top: 0, left: 0, bottom: null, right: null };

function locate(sheet: SheetData, region: Region, headerRow: number): FoundSource {
  const right = Math.min(region.right ?? sheet.columns.length, sheet.columns.length);
  const said = region.top + headerRow - 1;
  const header = headerRow === 1 ? headerBelow(sheet, said, region.left, right) : said;
  return {
    sheet,
    left: region.left,
    right,
    headerRow: header,
    firstRow: header + 1,
    endRow: Math.min(region.bottom ?? sheet.rows, sheet.rows),
    headers: headersIn(sheet, header, region, right),
    searched: header !== said,
  };
}

/** Titles and notes above a table rarely take more rows than this. */
const MOST_TITLES = 20;

/** The header row: the first one, unless that holds a title or nothing; then the first row of texts below it. */
function headerBelow(sheet: SheetData, first: number, left: number, right: number): number {
  const filled = (row: number) =>
    sheet.columns.slice(left, right).flatMap((column) => headerText(column[row] ?? null) ?? []);
  if (right - left < 2 || filled(first).length > 1) return first;
  for (let row = first + 1; row <= first + MOST_TITLES && row < sheet.rows; row += 1) {
    if (filled(row).length < 2) continue;
    const texts = sheet.columns.slice(left, right).every((column) => isText(column[row] ?? null));
    return texts ? row : first;
  }
  return first;
}

const isText = (cell: CellValue): boolean => cell === null || typeof cell === "string";

/** Headers that stand twice are told apart by what stands above them: `2024 Q1`, `2025 Q1`. */
function headersIn(
  sheet: SheetData,
  row: number,
  { left, top }: Region,
  right: number,
): (string | null)[] {
  const at = (c: number, r: number) => headerText(sheet.columns[c]?.[r] ?? null);
  const plain: (string | null)[] = [];
  const above: (string | null)[] = [];
  let group: string | null = null;
  for (let c = left; c < right; c += 1) {
    plain.push(at(c, row));
    group = (row > top ? at(c, row - 1) : null) ?? group;
    above.push(group);
  }
  if (group === null) return plain;
  const folded = plain.map((header) => (header === null ? "" : foldText(header)));
  const twice = (header: string) => folded.indexOf(header) !== folded.lastIndexOf(header);
  return plain.map((header, c) =>
    header !== null && above[c] && twice(folded[c]!) ? `${above[c]} ${header}` : header,
  );
}

/** The row (from 1) within reach that holds a header of that name, where the header row doesn't; null without one. */
export function rowWithHeader(found: FoundSource, column: string): number | null {
  const wanted = foldText(column);
  const last = Math.min(found.endRow, found.headerRow + MOST_TITLES);
  for (let row = 0; row < last; row += 1) {
    for (let c = found.left; c < found.right; c += 1) {
      const text = headerText(found.sheet.columns[c]?.[row] ?? null);
      if (text !== null && foldText(text) === wanted) return row + 1;
    }
  }
  return null;
}

/** A header as it reads: line breaks and runs of blanks as one blank. */
function headerText(cell: CellValue): string | null {
  if (cell === null || typeof cell === "object") return null;
  const text = String(cell).replace(/\s+/g, " ").trim();
  return text === "" ? null : text;
}

/** Offsets (from `left`) of the columns a name may mean: by header in matching form, else `$D` by letter. */
export function columnsNamed(
  headers: readonly (string | null)[],
  left: number,
  column: string,
): readonly number[] {
  const wanted = foldText(column);
  const found = headers.flatMap((header, c) =>
    header !== null && foldText(header) === wanted ? [c] : [],
  );
  if (found.length > 0) return found;
  const letter = /^\$([a-z]{1,3})$/i.exec(column.trim());
  if (!letter) return [];
  const offset = columnIndex(letter[1]!) - left;
  return offset >= 0 && offset < headers.length ? [offset] : [];
}

export const lettersOf = (offsets: readonly number[], left: number): string =>
  offsets.map((offset) => columnLetter(offset + left)).join(", ");
