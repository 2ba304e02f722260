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
}

/** Finds a sheet, an Excel table, a named range or an A1 range; null where there is none of that name. */
export function findSource(workbook: WorkbookData, source: SourceRef): FoundSource | null {
  const wanted = foldText(source.name);
  const sheet = workbook.sheets.find((s) => foldText(s.name) === wanted);
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
  const header = region.top + headerRow - 1;
  const headers: (string | null)[] = [];
  for (let c = region.left; c < right; c += 1) {
    headers.push(headerText(sheet.columns[c]?.[header] ?? null));
  }
  return {
    sheet,
    left: region.left,
    right,
    headerRow: header,
    firstRow: header + 1,
    endRow: Math.min(region.bottom ?? sheet.rows, sheet.rows),
    headers,
  };
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
