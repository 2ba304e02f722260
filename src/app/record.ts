/**
 * `KPI Published`: what Publish wrote, a row for each row, so that a figure changed by hand can be told
 * from one that new data changed, and can be put back. An ordinary sheet: it travels with copies and
 * survives every host and file format, and anybody can read it.
 */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import { isFormula } from "../hosts/port/plan.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { printOf } from "./print.ts";

export const RECORD_SHEET = "KPI Published";
const HEADER = ["sheet", "row", "print", "cells"] as const;
/** A cell of Excel's takes 32,767 characters: a longer row goes on in the next column. */
const MOST_TEXT = 30_000;

export const RECORD_FORMAT: SheetFormat = {
  headerRow: 0,
  frozenRows: 1,
  frozenColumns: 0,
  numberFormats: [0, 2, 3].map((column) => ({ column, fromRow: 0, format: "@" })),
  rowFormats: [],
  widths: [
    { column: 0, pixels: 110 },
    { column: 3, pixels: 640 },
  ],
  colours: [],
};

/** A published sheet as the record has it. */
export interface RecordedSheet {
  readonly sheet: string;
  /** ISO day of publishing; empty where the host didn't say. */
  readonly on: string;
  /** ISO day as of which it was worked out. */
  readonly asOf: string;
  readonly headerRow: number;
  readonly keys: readonly string[];
  /** What the sheet was about where that can be chosen: a period's label. */
  readonly about?: string;
  /** ISO day, or `yes` where the host says none, on which the sheet was made values for good. */
  readonly frozen?: string;
  /** From the sheet's first row on; null: the record of this row was changed, so it proves nothing. */
  readonly rows: readonly (readonly WriteCell[] | null)[];
}

interface About {
  readonly on: string;
  readonly asOf: string;
  readonly rows: number;
  readonly header: number;
  readonly keys: readonly string[];
  /** What the sheet is about where that can be chosen. */
  readonly of?: string;
  readonly frozen?: string;
}

/** The record's own cells. Row 0 of a sheet says when, as of which day, how many rows, and which columns name a row. */
export function recordCells(sheets: readonly RecordedSheet[]): WriteCell[][] {
  const lines = sheets.flatMap((recorded) => {
    const { sheet, rows, headerRow: header, keys, on, asOf, about: of, frozen } = recorded;
    const about: About = {
      ...{ on, asOf, rows: rows.length, header, keys },
      ...(of && { of }),
      ...(frozen && { frozen }),
    };
    const made = rows.map((row, r) =>
      row === null
        ? [sheet, r + 1, UNKNOWN]
        : lineOf(sheet, r + 1, JSON.stringify(row.map(packed))),
    );
    return [lineOf(sheet, 0, JSON.stringify(about)), ...made];
  });
  const all: readonly (readonly WriteCell[])[] = [HEADER, ...lines];
  const width = all.reduce((most, line) => Math.max(most, line.length), 0);
  return all.map((line) => Array.from({ length: width }, (_, c): WriteCell => line[c] ?? null));
}

/** In the place of a print: what was published in this row isn't known any more. */
const UNKNOWN = "#";

function lineOf(sheet: string, row: number, text: string): WriteCell[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += MOST_TEXT) pieces.push(text.slice(at, at + MOST_TEXT));
  return [sheet, row, `#${printOf(`${sheet} ${row} ${text}`)}`, ...pieces];
}

/** Formulas as `{ f, r }`, errors as `{ e }`, all else as itself. */
type Packed = string | number | boolean | null | { f: string; r: CellValue } | { e: string };

const packed = (cell: WriteCell): Packed => {
  if (isFormula(cell)) return { f: cell.formula, r: cell.result ?? null };
  return isCellError(cell) ? { e: cell.error } : cell === "" ? null : cell;
};

const unpacked = (cell: Packed): WriteCell => {
  if (typeof cell !== "object" || cell === null) return cell;
  return "f" in cell ? { formula: cell.f, result: cell.r } : { error: cell.e };
};

/** What was last published, sheet by sheet; empty where there is no record. `wanted`: only these sheets of it. The record's rows may stand in any order. */
export function readRecord(
  workbook: WorkbookData,
  wanted: (sheet: string) => boolean = () => true,
): RecordedSheet[] {
  const found = workbook.sheets.find((s) => foldText(s.name) === foldText(RECORD_SHEET));
  if (!found) return [];
  const about = new Map<string, About>();
  const rows = new Map<string, Map<number, WriteCell[] | null>>();
  for (let r = 1; r < found.rows; r += 1) {
    const [sheet, row, print] = [0, 1, 2].map((c) => found.columns[c]?.[r] ?? null);
    if (typeof sheet !== "string" || typeof row !== "number") continue;
    if (!wanted(sheet)) continue;
    const text = found.columns
      .slice(HEADER.length - 1)
      .map((column) => (typeof column[r] === "string" ? column[r] : ""))
      .join("");
    const isWhole = print === `#${printOf(`${sheet} ${row} ${text}`)}`;
    if (row === 0) {
      if (isWhole) about.set(sheet, JSON.parse(text) as About);
      continue;
    }
    const list = rows.get(sheet) ?? new Map<number, WriteCell[] | null>();
    list.set(row, isWhole ? (JSON.parse(text) as Packed[]).map(unpacked) : null);
    rows.set(sheet, list);
  }
  return [...about].map(([sheet, { on, asOf, rows: count, header, keys, of, frozen }]) => ({
    sheet,
    on,
    asOf: asOf ?? "",
    headerRow: header,
    keys,
    ...(of && { about: of }),
    ...(frozen && { frozen }),
    rows: Array.from({ length: count }, (_, i) => rows.get(sheet)?.get(i + 1) ?? null),
  }));
}

/** What a record says of a sheet as a whole. */
export interface Publication {
  readonly sheet: string;
  /** ISO day of its last publishing; empty where the host didn't say. */
  readonly on: string;
  /** Since when it is frozen; empty: it isn't. */
  readonly frozen: string;
}

/** The sheets on record, without their rows: a record is long, and its check sums take time. */
export function publications(workbook: WorkbookData): readonly Publication[] {
  const found = workbook.sheets.find((s) => foldText(s.name) === foldText(RECORD_SHEET));
  const [sheets = [], rows = [], , texts = []] = found?.columns ?? [];
  return sheets.flatMap((sheet, r): Publication[] => {
    const text = texts[r];
    if (rows[r] !== 0 || typeof sheet !== "string" || typeof text !== "string") return [];
    const on = /"on":"(\d{4}-\d{2}-\d{2})"/.exec(text)?.[1] ?? "";
    const frozen = /"frozen":"(\d{4}-\d{2}-\d{2}|yes)"/.exec(text)?.[1] ?? "";
    return [{ sheet, on, frozen }];
  });
}
