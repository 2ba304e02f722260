/** Asks why of every figure of a run, and works each out again from nothing but its explanation. */

import type { Run } from "../../src/app/run.ts";
import { trackedPeriods } from "../../src/app/tidy.ts";
import { explaining, FIGURES } from "../../src/app/why/explain.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { recompute, recomputeStatus } from "../../src/explain/recompute.ts";

export interface Asked {
  readonly asked: number;
  /** The first few that don't come out, in words. */
  readonly off: readonly string[];
}

export function everyFigure(made: Run): Asked {
  const why = explaining(made);
  const off: string[] = [];
  let asked = 0;
  const ask = (what: string, figure: number | string | null, explanation: Explanation) => {
    asked += 1;
    const again =
      explanation.as === "status" ? recomputeStatus(explanation) : recompute(explanation);
    const shown = explanation.as === "status" ? explanation.word : explanation.value;
    if (same(figure, again) && same(figure, shown)) return;
    const { who, period, label } = explanation;
    if (off.length < 10) off.push(`${what}: ${label}, ${who}, ${period}: ${figure}, not ${again}`);
  };
  const { program, org } = made;
  for (const period of trackedPeriods(made)) {
    for (const { node } of made.everyone) {
      if (!made.isThere(node, period)) continue;
      for (const kpi of program.kpis) {
        const standing = made.standing(kpi.id, node, period);
        const figures = {
          ...standing,
          "base goal": standing.baseGoal,
          actual: standing.error ? Number.NaN : standing.actual,
        };
        for (const kind of FIGURES)
          ask(kind, figures[kind], why.figure(kind, kpi.id, node, period));
      }
      for (const score of program.scores)
        ask("score", made.score(score.id, node, period).score, why.score(score.id, node, period));
      program.flags.forEach((flag, i) => {
        const { value } = made.engine.evaluator.at(flag.when, node, period);
        ask("flag", value, why.flag(i, node, period));
      });
    }
  }
  for (const row of made.goals)
    ask("goal", row.goal, why.figure("goal", row.kpi, row.node, row.period));
  for (const row of made.certificate) {
    for (const layer of ["assigned", "base"] as const) {
      const explanation = why.tieOut(row.kpi, row.node, row.period, layer)!;
      ask(`tie-out of ${org.nodes[row.node]!.name}`, row[layer].difference, explanation);
    }
  }
  return { asked, off };
}

/** Doubles added up in another order differ in their last digits. */
function same(a: number | string | null, b: number | string | null): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
