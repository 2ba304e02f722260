/** What the parts of a cascade of a run share. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Cascade, Kpi, KpiId, Program } from "../../../dsl/ir/ir.ts";
import type { SaidPart } from "../../cascade/spread.ts";
import type { CascadeInput, CascadeNode, CascadeResult, WorkedTree } from "../../cascade/tree.ts";
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
  /** What was worked out of a KPI over the same rules and cells; null where its weights rest on goals, which edits move. */
  readonly kept: (kpi: KpiId) => KeptSpans | null;
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

/** A goal said for someone in the span, in whole units: its own, or that of its parts. */
export interface SaidOf {
  readonly goal: number;
  /** The whole span is said, not only parts of it. */
  readonly year: boolean;
  readonly said: readonly SaidPart[];
}

export interface Top extends SaidOf {
  readonly position: number;
}

/** Which position of the org a cascade's node is. */
export interface SeatOf {
  readonly position: number;
  readonly node: number;
}

/** One tree: its seats stand as the input's nodes do. */
export interface CascadePart {
  readonly seats: readonly SeatOf[];
  readonly input: CascadeInput;
  readonly result: CascadeResult;
  readonly worked: WorkedTree;
}

export interface GroundTree {
  readonly seats: readonly SeatOf[];
  readonly nodes: readonly CascadeNode[];
}

/** All of a cascade but what edits hold. */
export interface Ground {
  readonly span: CascadeSpan;
  readonly tree: Omit<CascadeInput, "nodes" | "goal" | "said">;
  readonly trees: readonly (GroundTree & { readonly top: Top })[];
  /** Places of each node among the seats of all trees. */
  readonly seatsOf: ReadonlyMap<number, readonly number[]>;
  reaches(node: number): boolean;
  /** What hangs below a rep at a position, where the cascade goes on to it; null: nothing. */
  below(position: number): GroundTree | null;
}

/** By KPI, span and whether closed months are kept. */
export type KeptSpans = Map<string, KeptSpan>;
export interface KeptSpan {
  readonly ground: Ground | null;
  readonly byHolds: Map<string, readonly CascadePart[]>;
}

export const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
