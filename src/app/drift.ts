/**
 * Drift: where a published sheet no longer holds what was published. Rows are matched by their keys and
 * columns by their headers, so sorting, moving and filtering a sheet harms nothing.
 */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { WriteCell } from "../hosts/port/index.ts";
import { isFormula, sameCell } from "../hosts/port/plan.ts";
import { columnLetter, parseRange } from "../model/address.ts";
import { NOT_CALCULATED, type SheetData, type WorkbookData } from "../model/workbook.ts";
import { type RecordedSheet, readRecord } from "./record.ts";

interface Item {
  /** Names the same drift in two readings of an unchanged workbook. */
  readonly id: string;
  readonly sheet: string;
  /** A1 of the cell, or of the row as it is or was. */
  readonly cell: string;
  /** What the row is about, `Erik Holm, revenue, 2026`; empty of a sheet. */
  readonly about: string;
  /** ISO day on which the expected value was published; empty where it isn't known. */
  readonly since: string;
}
export type Drift = Item &
  (
    | {
        readonly kind: "typed over";
        readonly column: string;
        readonly expected: CellValue;
        readonly found: CellValue;
        /** Set where one of the two is a formula and the other isn't, or another: the figure may be the same today. */
        readonly formulas: Formulas | null;
      }
    | { readonly kind: "row gone" }
    /** A row that was not published: pasted, or typed below. */
    | { readonly kind: "row added" }
    | { readonly kind: "column gone"; readonly column: string }
    | { readonly kind: "sheet gone" }
    /** The record itself was edited here: what was published can't be told. */
    | { readonly kind: "record" }
  );

/** Formulas without `=`; null: a plain value. */
export interface Formulas {
  readonly expected: string | null;
  readonly found: string | null;
}

/** A published sheet laid over its record. */
export interface SheetDrift {
  readonly recorded: RecordedSheet;
  /** The sheet as it is; null where it is gone. */
  readonly found: SheetData | null;
  readonly items: readonly Drift[];
  /** Rows stand in another order than they were published in: harmless. */
  readonly sorted: boolean;
  readonly layout: Layout | null;
}

/** Where the record's rows and columns are now. */
export interface Layout {
  /** Row of the sheet that holds the headers. */
  readonly header: number;
  /** Column of the sheet for each recorded one; -1: gone. */
  readonly columns: readonly number[];
  /** Row of the sheet for each recorded one; -1: gone. */
  readonly rows: readonly number[];
  /** Rows of the sheet that nobody published. */
  readonly added: readonly number[];
}

/** Lays every published sheet over what was published. Nothing is known of a workbook without a record. */
export function driftOf(workbook: WorkbookData): SheetDrift[] {
  return readRecord(workbook).map((recorded) => {
    const name = foldText(recorded.sheet);
    const found = workbook.sheets.find((sheet) => foldText(sheet.name) === name) ?? null;
    return sheetDrift(recorded, found);
  });
}

const cellAt = (sheet: SheetData, row: number, column: number): CellValue =>
  (column < 0 ? null : sheet.columns[column]?.[row]) ?? null;

/** What a published cell shows: of a formula its result. */
export const shownOf = (cell: WriteCell): CellValue =>
  isFormula(cell) ? (cell.result ?? null) : cell;

/** A row that parts a table from its notes is nobody's. */
const isBlank = (row: readonly WriteCell[]): boolean =>
  row.every((cell) => shownOf(cell) === null || shownOf(cell) === "");

/** A formula that no program has worked out yet proves nothing. */
function isSame(expected: WriteCell, found: CellValue): boolean {
  if (sameCell(shownOf(expected), found)) return true;
  if (!isFormula(expected)) return false;
  if (found === null || (isCellError(found) && found.error === NOT_CALCULATED)) return true;
  // Another program's arithmetic may differ in the last digits.
  const { result } = expected;
  return (
    typeof result === "number" &&
    typeof found === "number" &&
    Math.abs(result - found) <= 1e-6 * Math.max(1, Math.abs(result))
  );
}

/** Null where both are plain values or the same formula, and where the host tells nothing of formulas. */
function formulasApart(
  cell: WriteCell,
  { formulaCells }: SheetData,
  layout: Layout,
  row: number,
  column: number,
): Formulas | null {
  if (!formulaCells) return null;
  const found = formulaCells[`${row},${column}`] ?? null;
  const expected = isFormula(cell) ? formulaNow(cell.formula, layout) : null;
  const isAlike =
    expected === null || found === null
      ? expected === found
      : found === "" || expected.includes(GONE) || plainFormula(expected) === plainFormula(found);
  return isAlike ? null : { expected, found };
}

export function sheetDrift(recorded: RecordedSheet, found: SheetData | null): SheetDrift {
  const { sheet, on: since, headerRow } = recorded;
  const base = { sheet, since };
  if (!found) {
    const item: Drift = { ...base, kind: "sheet gone", id: `${sheet}`, cell: "A1", about: "" };
    return { recorded, found, items: [item], sorted: false, layout: null };
  }
  const layout = layoutOf(recorded, found);
  const items: Drift[] = [];
  recorded.rows.forEach((row, r) => {
    const at = layout.rows[r]!;
    const about = aboutOf(recorded, r);
    if (row === null) {
      const id = `${sheet} ${r} record`;
      items.push({ ...base, kind: "record", id, cell: `A${r + 1}`, about });
      return;
    }
    if (at < 0 && isBlank(row)) return;
    if (at < 0) {
      const cell = `A${r + 1}`;
      items.push({ ...base, kind: "row gone", id: `${sheet} ${r}`, cell, about });
      return;
    }
    row.forEach((expected, c) => {
      const column = layout.columns[c]!;
      if (column < 0) return;
      const value = cellAt(found, at, column);
      const formulas = formulasApart(expected, found, layout, at, column);
      if (isSame(expected, value) && !formulas) return;
      const cell = `${columnLetter(column)}${at + 1}`;
      const name = String(shownOf(recorded.rows[headerRow]?.[c] ?? null) ?? "");
      const id = `${sheet} ${r} ${c}`;
      const values = { column: name, expected: shownOf(expected), found: value, formulas };
      items.push({ ...base, kind: "typed over", id, cell, about, ...values });
    });
  });
  layout.columns.forEach((column, c) => {
    const name = shownOf(recorded.rows[headerRow]?.[c] ?? null);
    if (column >= 0 || name === null) return;
    const cell = `${columnLetter(c)}${headerRow + 1}`;
    const id = `${sheet} column ${c}`;
    items.push({ ...base, kind: "column gone", id, cell, about: "", column: String(name) });
  });
  for (const row of layout.added) {
    const cell = `A${row + 1}`;
    items.push({ ...base, kind: "row added", id: `${sheet} added ${row}`, cell, about: "" });
  }
  const order = layout.rows.slice(headerRow + 1).filter((row) => row >= 0);
  const sorted = order.some((row, i) => i > 0 && row < order[i - 1]!);
  return { recorded, found, items, sorted, layout };
}

/** The row in words: its keys, the last name of a path. */
function aboutOf({ rows, headerRow, keys }: RecordedSheet, r: number): string {
  const row = rows[r];
  const header = rows[headerRow];
  if (!row || !header || r <= headerRow) return "";
  return keys
    .map((key) => shownOf(row[header.indexOf(key)] ?? null))
    .filter((cell) => cell !== null)
    .map((cell) => String(cell).split(" / ").pop())
    .join(", ");
}

// ── Formulas ───────────────────────────────────────────────────────────────────────────────────

const GONE = "#REF!";

/** A published formula as it reads where its cells are now: hosts adjust it when rows are sorted or columns move. */
function formulaNow(formula: string, { rows, columns }: Layout): string {
  return outsideTexts(formula.replace(/^=/, ""), (part) =>
    part.replace(/\b([A-Z]{1,3})(\d+)\b/g, (_, letters: string, digits: string) => {
      const at = parseRange(`${letters}${digits}`)!;
      const [row = -1, column = -1] = [rows[at.top], columns[at.left]];
      return row < 0 || column < 0 ? GONE : `${columnLetter(column)}${row + 1}`;
    }),
  );
}

/** What programs write each in their own way: blanks, case, separators of arguments, fixed references, prefixes. */
const plainFormula = (formula: string): string =>
  outsideTexts(formula, (part) =>
    part
      .replace(/_xl(?:fn|ws|udf)\./gi, "")
      .replace(/[\s$@]/g, "")
      .replace(/;/g, ",")
      .toUpperCase(),
  );

const outsideTexts = (formula: string, change: (part: string) => string): string =>
  formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join("");

// ── Where things are now ───────────────────────────────────────────────────────────────────────

/** How far down a header is looked for, when rows were put above it. */
const HEADER_WITHIN = 50;

function layoutOf(recorded: RecordedSheet, found: SheetData): Layout {
  const { headerRow, rows } = recorded;
  const names = (rows[headerRow] ?? []).map(shownOf);
  const header = headerIn(found, names, headerRow);
  const columns = columnsIn(found, names, header);
  const head = Array.from({ length: headerRow }, (_, r) => Math.max(-1, r + header - headerRow));
  const body = rowsIn(recorded, found, columns, header);
  return { header, columns, rows: [...head, header, ...body.rows], added: body.added };
}

/** The row that holds most of the names; where two hold as many the one where it was. */
function headerIn(found: SheetData, names: readonly CellValue[], was: number): number {
  const hits = (row: number) =>
    names.filter((name) => found.columns.some((column) => sameCell(column[row] ?? null, name)))
      .length;
  let best = was;
  for (let row = 0; row < Math.min(found.rows, HEADER_WITHIN); row += 1)
    if (hits(row) > hits(best)) best = row;
  return best;
}

/** By name; a header that was typed over is found by its place, if no other column took it. */
function columnsIn(found: SheetData, names: readonly CellValue[], header: number): number[] {
  const taken = new Set<number>();
  const columns = names.map((name, c) => {
    const isHere = sameCell(cellAt(found, header, c), name) && !taken.has(c);
    const at = isHere
      ? c
      : found.columns.findIndex(
          (column, i) => !taken.has(i) && sameCell(column[header] ?? null, name),
        );
    if (at >= 0) taken.add(at);
    return at;
  });
  return columns.map((at, c) => {
    if (at >= 0) return at;
    const hasCells = (found.columns[c] ?? []).some((cell) => (cell ?? null) !== null);
    if (taken.has(c) || !hasCells) return -1;
    taken.add(c);
    return c;
  });
}

/** Rows by their keys, the same key in the order they come; then, of what is left, those that are mostly alike. */
function rowsIn(
  { rows, headerRow, keys }: RecordedSheet,
  found: SheetData,
  columns: readonly number[],
  header: number,
): { readonly rows: readonly number[]; readonly added: readonly number[] } {
  const names = (rows[headerRow] ?? []).map(shownOf);
  const keyColumns = keys.map((key) => names.indexOf(key));
  const open = new Map<string, number[]>();
  const free = new Set<number>();
  for (let row = header + 1; row < found.rows; row += 1) {
    if (columns.every((c) => cellAt(found, row, c) === null)) continue;
    const key = JSON.stringify(keyColumns.map((c) => cellAt(found, row, columns[c] ?? -1)));
    open.set(key, [...(open.get(key) ?? []), row]);
    free.add(row);
  }
  const body = rows.slice(headerRow + 1);
  const alike = (row: readonly WriteCell[], at: number) =>
    row.filter((cell, c) => isSame(cell, cellAt(found, at, columns[c] ?? -1))).length;
  const take = (at: number): number => {
    free.delete(at);
    return at;
  };
  const placed = body.map((row, i): number => {
    if (row === null || isBlank(row)) return -1;
    const key = JSON.stringify(keyColumns.map((c) => shownOf(row[c] ?? null)));
    const list = (open.get(key) ?? []).filter((at) => free.has(at));
    const was = header + 1 + i;
    const best = list.includes(was) ? was : list[0];
    if (best === undefined) return -1;
    const exact = list.find((at) => alike(row, at) === row.length);
    return take(exact ?? best);
  });
  const again = placed.map((at, i): number => {
    const row = body[i] ?? null;
    const was = header + 1 + i;
    if (row === null) {
      if (free.has(was)) free.delete(was);
      return -1;
    }
    if (at >= 0 || free.size === 0 || isBlank(row)) return at;
    const enough = row.length / 2;
    if (free.has(was) && alike(row, was) > enough) return take(was);
    const other = [...free].find((candidate) => alike(row, candidate) > enough);
    return other === undefined ? -1 : take(other);
  });
  return { rows: again, added: [...free] };
}
