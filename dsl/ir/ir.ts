/**
 * Checked rules as plain data: what every back end (evaluator, native formulas, SQL) reads.
 *
 * Three decisions hold it together (docs/architecture.md, "The IR"):
 * - Time and tree are data. A time form is a `Window` (a list of steps from the period asked for);
 *   a tree form is a `NodeRef`. No back end shifts dates or walks trees on its own.
 * - Names are resolved, coercions explicit (`by`, `as`), predicates two-valued.
 * - Row expressions, measures, windows and figures are pools, hash-consed: equal ones share an id
 *   (the index in the pool), and children are ids, so a pool is a straight-line program.
 *
 * Everything survives JSON.stringify/parse unchanged.
 */
import type { Cascade } from "./cascades.ts";
import type { Check, Test } from "./checks.ts";
import type { Figure } from "./figures.ts";
import type { Flag, Score } from "./flags.ts";
import type { Goal, Reset } from "./goals.ts";
import type { Kpi } from "./kpis.ts";
import type { Measure } from "./measures.ts";
import type { RowNode } from "./rows.ts";
import type { CalendarSpec, LevelSource, PeopleSource, TableSource } from "./sources.ts";
import type { Window } from "./windows.ts";

export * from "./cascades.ts";
export * from "./checks.ts";
export * from "./figures.ts";
export * from "./flags.ts";
export * from "./goals.ts";
export * from "./ids.ts";
export * from "./kpis.ts";
export * from "./measures.ts";
export * from "./operators.ts";
export * from "./rows.ts";
export * from "./sources.ts";
export * from "./windows.ts";

export interface Program {
  readonly schema: 1;
  readonly calendar: CalendarSpec;
  readonly people: PeopleSource | null;
  readonly tables: readonly TableSource[];
  /** Levels below people that some statement speaks of; by LevelId, the one above first. */
  readonly levels: readonly LevelSource[];
  readonly rows: readonly RowNode[];
  readonly measures: readonly Measure[];
  readonly windows: readonly Window[];
  readonly figures: readonly Figure[];
  readonly kpis: readonly Kpi[];
  readonly goals: readonly Goal[];
  readonly cascades: readonly Cascade[];
  readonly scores: readonly Score[];
  readonly flags: readonly Flag[];
  readonly checks: readonly Check[];
  readonly tests: readonly Test[];
  readonly resets: readonly Reset[];
}
