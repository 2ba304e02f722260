/** Whole columns as sets of values, for what a sample can't say: whose rows they are, who is nobody. */
import { foldText } from "../../dsl/fold.ts";
import { isNone } from "../model/columns/context.ts";
import type { Column, FoundTable } from "./sheets.ts";

export interface Value {
  readonly shown: string;
  readonly rows: number;
}

const known = new WeakMap<FoundTable, Map<number, ReadonlyMap<string, Value>>>();

/** Every value of a column in matching form; ids without leading zeros, as they match. */
export function valuesOf(table: FoundTable, column: Column): ReadonlyMap<string, Value> {
  const columns = known.get(table) ?? new Map<number, ReadonlyMap<string, Value>>();
  known.set(table, columns);
  const made = columns.get(column.at) ?? countValues(table, column);
  columns.set(column.at, made);
  return made;
}

function countValues(table: FoundTable, column: Column): ReadonlyMap<string, Value> {
  const spellings = new Map<string | number, number>();
  for (const cell of table.cells(column)) {
    if (cell === null || typeof cell === "object" || typeof cell === "boolean") continue;
    spellings.set(cell, (spellings.get(cell) ?? 0) + 1);
  }
  const values = new Map<string, Value>();
  for (const [cell, rows] of spellings) {
    const text = String(cell);
    if (isNone(text)) continue;
    const key = matching(text);
    const before = values.get(key);
    values.set(key, { shown: before?.shown ?? text.trim(), rows: (before?.rows ?? 0) + rows });
  }
  return values;
}

/** A name or an id as it is compared. */
export const matching = (text: string): string => {
  const folded = foldText(text);
  return /^\d+$/.test(folded) ? folded.replace(/^0+(?=\d)/, "") : folded;
};

/** The share of a column's filled rows whose value is among others. */
export function shareIn(
  values: ReadonlyMap<string, Value>,
  among: { has(key: string): boolean },
): number {
  let all = 0;
  let found = 0;
  for (const [key, { rows }] of values) {
    all += rows;
    if (among.has(key)) found += rows;
  }
  return all === 0 ? 0 : found / all;
}

/** Columns that may name somebody or something. */
export const mayName = ({ profile }: Column): boolean =>
  profile.holds === "texts" || (profile.holds === "numbers" && profile.whole);
