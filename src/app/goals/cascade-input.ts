/** What the parts of a cascade of a run share. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Cascade, Kpi, Program } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import type { CascadeEdits } from "./cascade-edits.ts";
import type { SaidGoals } from "./said.ts";
import type { WhoInput } from "./who.ts";

export interface CascadeBookInput {
  readonly program: Program;
  readonly model: Model;
  readonly said: SaidGoals;
  readonly who: WhoInput;
  readonly edits: CascadeEdits;
  readonly evaluator: () => Evaluator;
}

/** One cascade in one span of time: a fiscal year by months or weeks, or, of a stock, the one period that is owed. */
export interface CascadeSpan {
  readonly cascade: Cascade;
  readonly kpi: Kpi;
  readonly year: Period;
  /** The finest periods that tie (`leavesOf`): months, or weeks in their place. */
  readonly months: readonly Period[];
  /** Units in one of the KPI's unit: 100 for cents. */
  readonly perUnit: number;
}

/** Which position of the org a cascade's node is. */
export interface SeatOf {
  readonly position: number;
  readonly node: number;
}

export const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
