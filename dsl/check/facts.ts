/** What a checked statement tells the others and the advice: names and places, nothing of the IR. */
import type { Role } from "../ir/ir.ts";
import type { Span } from "../span.ts";

export interface KpiFacts {
  readonly name: string;
  readonly role: Role | "helper";
  /** The KPI it leads. */
  readonly leads: string | null;
  readonly isConstant: boolean;
  readonly at: Span;
}

export interface GoalFacts {
  readonly kpi: string;
  /** KPIs whose goal of the same node and period it is worked out from, and where it says so. */
  readonly needs: readonly { readonly kpi: string; readonly at: Span }[];
  /** One written number for everyone, of a KPI that adds up. */
  readonly isSameForAll: boolean;
  readonly at: Span;
}

export interface CascadeFacts {
  readonly kpi: string;
}

/** True, false, or null: only figures can tell. */
export type Kleene = boolean | null;

export interface FlagFacts {
  readonly name: string;
  /** KPIs whose standing against a goal it asks for. */
  readonly asks: readonly string[];
  readonly isInfo: boolean;
  /** Whether it is raised in each of `CASES`. */
  readonly raised: readonly Kleene[];
  readonly at: Span;
}

/** Statements that say nothing the others need: checks, tests, resets, scores. */
export interface NoFacts {
  readonly none: true;
}
export const NO_FACTS: NoFacts = { none: true };

export interface FactsOf {
  readonly kpi: KpiFacts;
  readonly goal: GoalFacts;
  readonly cascade: CascadeFacts;
  readonly flag: FlagFacts;
  readonly score: NoFacts;
  readonly check: NoFacts;
  readonly test: NoFacts;
  readonly reset: NoFacts;
}
export type CheckedKind = keyof FactsOf;

/** All facts of a text whose statements were all checked, now or before. */
export interface BookFacts {
  readonly kpis: readonly KpiFacts[];
  readonly goals: readonly GoalFacts[];
  readonly flags: readonly FlagFacts[];
}
