/** Explains any figure of a run. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { KpiId, ScoreId } from "../../../dsl/ir/ir.ts";
import { LineMap } from "../../../dsl/span.ts";
import type { Explanation } from "../../explain/explanation.ts";
import { WHY_WHATS, type WhyWhat } from "../contract.ts";
import type { Run } from "../run.ts";
import type { Asking, Explainer } from "./asking.ts";
import { explainFigure } from "./figure.ts";
import { explainGoal } from "./goal.ts";
import { explainActual, explainScore, explainStanding, explainStatus } from "./standing.ts";
import { explainTieOut } from "./tieout.ts";

/** The kinds of figure that a person has of a KPI in a period. */
export const FIGURES = WHY_WHATS.filter((what) => what !== "tie-out");
export type FigureKind = Exclude<WhyWhat, "tie-out">;

export interface Explaining {
  figure(kind: FigureKind, kpi: KpiId, node: number, period: Period): Explanation;
  score(score: ScoreId, node: number, period: Period): Explanation;
  /** A flag's condition: 1 where it holds. */
  flag(flag: number, node: number, period: Period): Explanation;
  /** The difference of a certificate's line; null where the manager hands nothing down. */
  tieOut(kpi: KpiId, node: number, period: Period, layer: "assigned" | "base"): Explanation | null;
}

const EXPLAINER: Explainer = {
  figure: explainFigure,
  goal: explainGoal,
  standing: explainStanding,
  status: explainStatus,
  score: explainScore,
};

/** Explanations of one run; each is made when first asked for, and once. */
export function explaining(run: Run): Explaining {
  const { engine, rules } = run;
  const asking: Asking = {
    engine,
    rules,
    lines: new LineMap(rules),
    known: new Map(),
    explain: EXPLAINER,
  };
  return {
    figure: (kind, kpi, node, period) => {
      if (kind === "actual") return explainActual(asking, engine.program.kpis[kpi]!, node, period);
      if (kind === "status") return explainStatus(asking, kpi, node, period);
      if (kind === "base goal") return explainGoal(asking, kpi, node, period, "base");
      return explainStanding(asking, kind, kpi, node, period);
    },
    score: (score, node, period) => explainScore(asking, score, node, period),
    flag: (flag, node, period) => {
      const { when, label } = engine.program.flags[flag]!;
      return { ...explainFigure(asking, when, node, period), label };
    },
    tieOut: (kpi, node, period, layer) => explainTieOut(run, kpi, node, period, layer),
  };
}
