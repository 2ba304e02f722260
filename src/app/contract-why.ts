/** Why a figure, a score or a flag is what it is. */

export const WHY_WHATS = [
  "actual",
  "goal",
  "base goal",
  "attainment",
  "expected",
  "pace",
  "forecast",
  "status",
  "tie-out",
] as const;
export type WhyWhat = (typeof WHY_WHATS)[number];

export interface WhyView {
  readonly title: string;
  readonly value: string;
  readonly steps: readonly WhyStep[];
  /** What would be if not: without the holds on siblings; null where there are none. */
  readonly without: string | null;
}

export interface WhyStep {
  readonly sentence: string;
  /** The step's own figure, shown; empty for none. */
  readonly value: string;
  /** Cells that the step speaks of. */
  readonly cells: readonly {
    readonly label: string;
    readonly sheet: string;
    readonly range: string;
  }[];
  /** Cells that a condition leaves out. */
  readonly left: WhyStep["cells"];
  /** Line of the rules, 0 for none. */
  readonly line: number;
}
