/** Which rows of a sheet are data: blank ones are none; totals, repeated headers and doubled ids are set aside. */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText, sameText } from "../../dsl/fold.ts";
import type { TableSource } from "../../dsl/ir/ir.ts";
import { columnLetter } from "./address.ts";
import { isNone } from "./columns/context.ts";
import { doubledIds } from "./doubled.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./findings.ts";
import { columnsNamed, type FoundSource } from "./source.ts";
import type { SetAside } from "./table.ts";
import { isTotalsLabel, otherTotals } from "./totals.ts";

export interface DataRows {
  /** Sheet rows, from 1. */
  readonly sheetRow: Int32Array;
  readonly setAside: readonly SetAside[];
}

interface DataRowsInput {
  readonly source: TableSource;
  readonly found: FoundSource;
  readonly findings: Finding[];
  /** The people's own sheet: there a person may have a row for each assignment, and the org judges them. */
  readonly people: boolean;
}

/** The rows that count, and every other one that holds something, with its reason. */
export function dataRows(input: DataRowsInput): DataRows {
  const { source, found, findings } = input;
  const { sheet, headers } = found;
  const { rows, totals, repeated } = parted(source, found);
  const setAside: SetAside[] = [];
  const place = sheet.name;
  if (totals.length > 0) {
    const params = { count: totals.length, sheet: sheet.name, rows: someRows(totals) };
    findings.push(finding("DATA20", place, params));
    setAside.push({ why: "totals", sheetRows: totals });
    const other = otherTotals(found, rows, totals);
    if (other) findings.push(finding("DATA23", other.place, other));
  }
  if (repeated.length > 0) {
    const params = { count: repeated.length, sheet: sheet.name, rows: someRows(repeated) };
    findings.push(finding("DATA24", place, params));
    setAside.push({ why: "headers", sheetRows: repeated });
  }
  if (rows.length === 0 && !sheet.elsewhere) {
    const empty = headers.every((header) => header === null);
    findings.push(finding(empty ? "DATA02" : "DATA05", sheet.name, { sheet: sheet.name }));
  }
  return withoutDoubled(input, rows, setAside);
}

/** Rows that hold something, apart by what they are. */
function parted(
  source: TableSource,
  found: FoundSource,
): { readonly rows: Int32Array; readonly totals: number[]; readonly repeated: number[] } {
  const { sheet, left, right, firstRow, endRow, headers } = found;
  const owner =
    source.owner[0] === undefined
      ? null
      : (columnsNamed(headers, left, source.owner[0])[0] ?? null);
  const isTotals = (row: number, first: number): boolean => {
    const cell = sheet.columns[first]![row]!;
    if (typeof cell !== "string") return false;
    if (owner !== null && owner + left !== first) {
      const named = sheet.columns[owner + left]?.[row] ?? null;
      if (!isBlank(named) && !(typeof named === "string" && isNone(named))) return false;
    }
    return isTotalsLabel(cell, owner !== null);
  };
  const rows = new Int32Array(Math.max(0, endRow - firstRow));
  const totals: number[] = [];
  const repeated: number[] = [];
  let count = 0;
  for (let r = firstRow; r < endRow; r += 1) {
    const first = firstFilled(sheet.columns, left, right, r);
    if (first < 0) continue;
    if (isTotals(r, first)) totals.push(r + 1);
    else if (isHeaderAgain(found, r, first)) repeated.push(r + 1);
    else {
      rows[count] = r + 1;
      count += 1;
    }
  }
  return { rows: count === rows.length ? rows : rows.slice(0, count), totals, repeated };
}

/** The header row once more, as where two exports were pasted under each other. */
function isHeaderAgain({ sheet, left, headers }: FoundSource, row: number, first: number): boolean {
  if (sheet.columns[first]![row] !== headers[first - left] || headers.length < 2) return false;
  return headers.every((header, c) => header === null || sheet.columns[left + c]?.[row] === header);
}

/**
 * Whether a row of data stays one when a cell (offset from the left, sheet row from 1) is changed: its first
 * filled cell must stay where it is, and with an owner in it or beside it no text makes it a row of totals.
 */
export function staysData(
  source: TableSource,
  { sheet, left, right, headers }: FoundSource,
  {
    row,
    column,
    cell,
  }: { readonly row: number; readonly column: number; readonly cell: CellValue },
): boolean {
  const first = firstFilled(sheet.columns, left, right, row - 1) - left;
  if (column > first) return true;
  if (column < first || isBlank(cell)) return false;
  if (typeof cell !== "string") return true;
  const [owner] = source.owner.flatMap((name) => columnsNamed(headers, left, name));
  if (owner === undefined) return false;
  const named = owner === column ? cell : (sheet.columns[left + owner]?.[row - 1] ?? null);
  return !isBlank(named) && !(typeof named === "string" && isNone(named));
}

/**
 * A table with a `key` has one row for each: of rows alike in every cell one is kept; where they differ, nobody
 * here can say which is right, so none of that id counts.
 */
function withoutDoubled(
  input: DataRowsInput,
  sheetRow: Int32Array,
  setAside: SetAside[],
): DataRows {
  const { source, found, findings } = input;
  const { sheet, left, headers } = found;
  const { key } = source;
  const [column] = key === null ? [] : columnsNamed(headers, left, key);
  // Below people a key is one for each owner: the same account may be worked by two.
  const shared = key !== null && source.owner.slice(1).some((level) => sameText(level, key));
  if (column === undefined || shared || input.people) return { sheetRow, setAside };
  const groups = doubledIds(sheet.columns[left + column] ?? [], sheetRow);
  if (groups.size === 0) return { sheetRow, setAside };
  const same: number[] = [];
  const differing: number[] = [];
  const place = (row: number) => `${sheet.name}!${columnLetter(left + column)}${row}`;
  for (const [id, rows] of groups) {
    const [kept, ...others] = rows;
    if (others.every((row) => sameRow(found, kept!, row))) same.push(...others);
    else {
      differing.push(...rows);
      const params = { table: source.name, key: id, rows: someRows(rows) };
      findings.push(finding("DATA26", place(kept!), params));
    }
  }
  if (same.length > 0) {
    const params = { count: same.length, table: source.name, rows: someRows(same) };
    findings.push(finding("DATA25", place(same[0]!), params));
    setAside.push({ why: "doubled", sheetRows: same });
  }
  if (differing.length > 0) setAside.push({ why: "contradicted", sheetRows: differing });
  const gone = new Set([...same, ...differing]);
  return { sheetRow: sheetRow.filter((row) => !gone.has(row)), setAside };
}

/** Whether two sheet rows (from 1) say the same in every column, texts in matching form. */
export function sameRow({ sheet, left, right }: FoundSource, a: number, b: number): boolean {
  for (let c = left; c < right; c += 1) {
    const column = sheet.columns[c] ?? [];
    if (plain(column[a - 1] ?? null) !== plain(column[b - 1] ?? null)) return false;
  }
  return true;
}

const plain = (cell: CellValue): CellValue => {
  if (typeof cell === "string") return foldText(cell);
  if (isCellError(cell)) return cell.error;
  return cell ?? "";
};

/** As many rows are named as a person would look at. */
const MOST_ROWS = 3;

/** `212, 340, 341 …`. */
const someRows = (rows: readonly number[]): string =>
  rows.slice(0, MOST_ROWS).join(", ") + (rows.length > MOST_ROWS ? " …" : "");

/** A first letter between `!` and `~`. */
const startsPlain = (text: string): boolean => text.charCodeAt(0) > 32 && text.charCodeAt(0) < 127;

/** Most texts show by their first letter that they aren't blank. */
const isBlank = (cell: CellValue): boolean =>
  cell === null || (typeof cell === "string" && !startsPlain(cell) && cell.trim() === "");

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
