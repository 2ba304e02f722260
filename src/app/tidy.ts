/** A tidy table: its cells, its filter, and what rows of every kind begin with. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Grain } from "../../dsl/ir/ir.ts";
import type { Person, Results } from "./results.ts";

/** null is blank. */
export type TidyCell = string | number | boolean | null;
export interface TidyTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly TidyCell[]>;
}

export interface RowFilter {
  /** Names of people, KPIs (or scores) and period labels, in any case; empty or missing: all. */
  readonly who?: readonly string[];
  readonly kpi?: readonly string[];
  readonly period?: readonly string[];
}

export type Wanted = (text: string) => boolean;
export const wanted = (names: readonly string[] | undefined): Wanted => {
  if (!names?.length) return () => true;
  const set = new Set(names.map(foldText));
  return (text) => set.has(foldText(text));
};

export const blank = (value: number): number | null => (Number.isNaN(value) ? null : value);

export const whoCells = (person: Person): TidyCell[] => [
  person.level,
  person.name,
  person.path.join(" / "),
];

/** All tracked periods, grain by grain as `track` says, each in time order. */
export function trackedPeriods(results: Results): readonly Period[] {
  const grains: readonly Grain[] = results.program.calendar.track;
  return grains.flatMap((grain) => [...results.periods(grain)]);
}
