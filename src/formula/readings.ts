/**
 * `KPI Readings`: texts that a sheet's functions would read otherwise than we do (an amount or a date typed as text,
 * signs that no function folds), each with what it is read as. Formulas look them up, so that one odd cell costs no
 * figure; whoever mends the cell is read as any other.
 */
import { type FormulaSheet, SHEETS, type SheetCell } from "./sheet.ts";
import { area, type Formula, fixed } from "./text/formula.ts";

export type ReadingKind = "number" | "day" | "text";
const KINDS: readonly ReadingKind[] = ["number", "day", "text"];

/** A text as it stands in a cell → what it is read as; a day as the workbook's serial. */
export type Readings = Readonly<Record<ReadingKind, Map<string, number | string>>>;
export const noReadings = (): Readings => ({ number: new Map(), day: new Map(), text: new Map() });

/** Notes a reading; false where the same text was read otherwise elsewhere, or is too long for a cell to be compared. */
export function note(
  readings: Readings,
  kind: ReadingKind,
  shown: string,
  read: number | string,
): boolean {
  if (shown.length > MOST_SIGNS) return false;
  // Look-ups don't tell upper from lower case.
  const key = shown.toLowerCase();
  const known = readings[kind].get(key);
  if (known !== undefined) return known === read;
  readings[kind].set(key, read);
  return true;
}
const MOST_SIGNS = 255;

export interface ReadingRanges {
  /** Null where there is nothing to look up. */
  of(kind: ReadingKind): { readonly texts: Formula; readonly values: Formula } | null;
}

/** Two columns a kind. */
const left = (kind: ReadingKind): number => 3 * KINDS.indexOf(kind);

export function readingRanges(readings: Readings): ReadingRanges {
  const column = (kind: ReadingKind, by: number): Formula =>
    area(
      SHEETS.readings,
      [fixed(1), fixed(readings[kind].size)],
      [fixed(left(kind) + by), fixed(left(kind) + by)],
    );
  return {
    of: (kind) =>
      readings[kind].size === 0 ? null : { texts: column(kind, 0), values: column(kind, 1) },
  };
}

export function readingsSheet(readings: Readings): FormulaSheet | null {
  const lists = KINDS.map((kind) => [...readings[kind]]);
  const height = Math.max(...lists.map((list) => list.length));
  if (height === 0) return null;
  const rows = Array.from({ length: height }, (_, r): SheetCell[] =>
    lists.flatMap((list): SheetCell[] => {
      const [shown = null, read = null] = list[r] ?? [];
      return [shown, read, null];
    }),
  );
  return {
    name: SHEETS.readings,
    what: "cells that are read as something else than they are",
    rows: [KINDS.flatMap((kind) => [`Text for a ${kind}`, "is read as", null]), ...rows],
    headerRow: 0,
    frozenColumns: 0,
    dayColumns: [],
    dayRows: [],
  };
}
