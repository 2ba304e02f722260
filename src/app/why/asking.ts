/** What the parts of an explanation's making share: the run, its rules by line, and what was explained before. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { FigureId, KpiId, ScoreId, StandingOf } from "../../../dsl/ir/ir.ts";
import type { LineMap, Span } from "../../../dsl/span.ts";
import { PLAIN } from "../../../dsl/types/type.ts";
import type { Explanation } from "../../explain/explanation.ts";
import type { Engine } from "../engine.ts";

export interface Asking {
  readonly engine: Engine;
  readonly rules: string;
  readonly lines: LineMap;
  /** Made once each: a status asks for the same goal five times over. */
  readonly known: Map<string, Explanation>;
  /** Figures, goals and standings are made of each other: each asks the others here. */
  readonly explain: Explainer;
}

export type Layer = "assigned" | "base";

export interface Explainer {
  figure(asking: Asking, id: FigureId, node: number, period: Period): Explanation;
  /** A goal as assigned, or without the buffers of the steps above. */
  goal(asking: Asking, kpi: KpiId, node: number, period: Period, layer?: Layer): Explanation;
  standing(asking: Asking, what: StandingOf, kpi: KpiId, node: number, period: Period): Explanation;
  status(asking: Asking, kpi: KpiId, node: number, period: Period): Explanation;
  score(asking: Asking, score: ScoreId, node: number, period: Period): Explanation;
}

/** The explanation of a key, made when first asked for. */
export function once(asking: Asking, key: string, make: () => Explanation): Explanation {
  const known = asking.known.get(key);
  if (known) return known;
  const made = make();
  asking.known.set(key, made);
  return made;
}

export const keyOf = (what: string, id: number, node: number, period: Period): string =>
  `${what} ${id} ${node} ${period.grain}${period.start}`;

export const textOf = ({ rules }: Asking, { start, end }: Span): string =>
  rules.slice(start, end).replace(/\s+/g, " ");

/** An explanation of a node and period; what isn't said is a plain number that nothing in the rules says. */
export const explained = (
  { engine }: Asking,
  node: number,
  period: Period,
  about: Pick<Explanation, "label" | "value" | "made"> & Partial<Explanation>,
): Explanation => ({
  who: engine.nameOf(node),
  period: period.label,
  word: null,
  as: "number",
  unit: PLAIN,
  line: 0,
  text: "",
  ...about,
});
