/** What the calls about drift say: published figures that were changed by hand. */
import type { CellValue } from "../../dsl/cell.ts";
import type { GoalCommand } from "./contract-goals.ts";

export interface DriftView {
  /** Nothing was published yet, or the record is gone: nothing can be told. */
  readonly recorded: boolean;
  readonly sheets: readonly DriftSheetView[];
  readonly items: readonly DriftItemView[];
}

export interface DriftSheetView {
  readonly sheet: string;
  /** ISO day of publishing; empty where the host didn't say. */
  readonly since: string;
  readonly rows: number;
  /** Rows stand in another order than published: harmless, they are matched by their keys. */
  readonly sorted: boolean;
  /** Cells that today's run gives otherwise than published: new data or rules, nobody's hand. */
  readonly outdated: number;
}

export interface DriftItemView {
  readonly id: string;
  readonly kind: "typed over" | "row gone" | "row added" | "column gone" | "sheet gone" | "record";
  readonly sheet: string;
  readonly cell: string;
  readonly about: string;
  readonly column: string;
  /** What was published, what is there, and what today's run gives. */
  readonly expected: CellValue;
  readonly found: CellValue;
  readonly now: CellValue;
  /** What is there is what today's run gives: it needs no taking back. */
  readonly settled: boolean;
  readonly since: string;
  /** No host says who changed a cell; its own version history does. */
  readonly by: null;
  readonly sentence: string;
  /** Of a goal: the command that accepts what is there, for `goals.preview` and `goals.apply` with a note. */
  readonly accept: GoalCommand | null;
}

/** Which items to take back; null: all that aren't settled. */
export interface TakeBackAsk {
  readonly asOf: string | null;
  readonly ids: readonly string[] | null;
}
