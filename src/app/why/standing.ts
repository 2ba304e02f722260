/** Why a standing is what it is: attainment, what is due, pace, forecast, status, score. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Kpi, KpiId, ScoreId, StandingOf } from "../../../dsl/ir/ir.ts";
import { PERCENT } from "../../../dsl/types/type.ts";
import type { Explanation, Making } from "../../explain/explanation.ts";
import type { When } from "../../standing/attainment.ts";
import { type Asking, explained, keyOf, once } from "./asking.ts";

/** Explains one figure of a KPI's standing. */
export const explainStanding = (
  asking: Asking,
  what: StandingOf,
  kpi: KpiId,
  node: number,
  period: Period,
): Explanation =>
  what === "goal"
    ? asking.explain.goal(asking, kpi, node, period)
    : once(asking, keyOf(what, kpi, node, period), () => make(asking, what, kpi, node, period));

function make(
  asking: Asking,
  what: Exclude<StandingOf, "goal">,
  id: KpiId,
  node: number,
  period: Period,
): Explanation {
  const { engine } = asking;
  const kpi = engine.program.kpis[id]!;
  const found = engine.standing.of(id, node, period);
  const isShare = what === "attainment" || what === "pace";
  return explained(asking, node, period, {
    label: engine.say.why.labels[what](kpi.label),
    value: what === "gap" ? found.goal - found.actual : found[what],
    unit: isShare ? PERCENT : kpi.unit,
    line: asking.lines.lineOf(kpi.span.start),
    made: makingOf(asking, what, kpi, node, period),
  });
}

function makingOf(
  asking: Asking,
  what: Exclude<StandingOf, "goal">,
  kpi: Kpi,
  node: number,
  period: Period,
): Making {
  const parts = partsOf(asking, kpi, node, period);
  const { actual, goal, better, baseline } = parts;
  switch (what) {
    case "gap":
      return { of: "gap", goal, actual };
    case "attainment":
      return { of: "attainment", actual, goal, better, baseline };
    case "expected":
      return { of: "expected", goal, share: parts.share, additive: parts.additive };
    case "pace":
      return { of: "pace", ...parts, future: parts.when === "future" };
    case "forecast": {
      const { share, additive } = parts;
      return { of: "forecast", actual, share, additive, future: parts.when === "future" };
    }
  }
}

const partsOf = (asking: Asking, kpi: Kpi, node: number, period: Period) => ({
  actual: explainActual(asking, kpi, node, period),
  goal: asking.explain.goal(asking, kpi.id, node, period),
  share: explainShare(asking, kpi, node, period),
  additive: kpi.nature.of === "additive",
  better: kpi.direction,
  baseline:
    kpi.baseline === null ? null : asking.explain.figure(asking, kpi.baseline, node, period),
  when: whenOf(asking, period),
});

/** A KPI's own figure, in its name and unit. */
export const explainActual = (
  asking: Asking,
  { id, figure, label, unit }: Kpi,
  node: number,
  period: Period,
): Explanation =>
  once(asking, keyOf("actual", id, node, period), () => ({
    ...asking.explain.figure(asking, figure, node, period),
    label,
    unit,
  }));

const whenOf = ({ engine }: Asking, period: Period): When =>
  period.end - 1 <= engine.model.asOf
    ? "closed"
    : period.start <= engine.model.asOf
      ? "current"
      : "future";

/** The part of the goal that is due, from the goals of the months (or the days) inside. */
function explainShare(asking: Asking, kpi: Kpi, node: number, period: Period): Explanation {
  return once(asking, keyOf("share", kpi.id, node, period), () => {
    const { standing, say } = asking.engine;
    return explained(asking, node, period, {
      label: say.why.labels.share,
      value: standing.shareDue(kpi.id, node, period),
      unit: PERCENT,
      made: {
        of: "share due",
        goal: asking.explain.goal(asking, kpi.id, node, period),
        parts: standing.parts(kpi.id, node, period),
      },
    });
  });
}

/** Explains the word of a status. */
export const explainStatus = (
  asking: Asking,
  id: KpiId,
  node: number,
  period: Period,
): Explanation =>
  once(asking, keyOf("status", id, node, period), () => {
    const { engine } = asking;
    const kpi = engine.program.kpis[id]!;
    const parts = partsOf(asking, kpi, node, period);
    return explained(asking, node, period, {
      label: engine.say.why.labels.status(kpi.label),
      value: 0,
      word: engine.standing.of(id, node, period).status,
      as: "status",
      line: asking.lines.lineOf(kpi.span.start),
      made: {
        of: "status",
        ...parts,
        attainment: explainStanding(asking, "attainment", id, node, period),
        pace: explainStanding(asking, "pace", id, node, period),
        metAt: kpi.metAt,
        atRiskBelow: kpi.atRiskBelow,
      },
    });
  });

/** Explains a score by the attainments in it. */
export const explainScore = (
  asking: Asking,
  id: ScoreId,
  node: number,
  period: Period,
): Explanation =>
  once(asking, keyOf("score", id, node, period), () => {
    const { engine } = asking;
    const score = engine.program.scores[id]!;
    return explained(asking, node, period, {
      label: score.label,
      value: engine.standing.scored(id, node, period).score,
      unit: PERCENT,
      line: asking.lines.lineOf(score.span.start),
      made: {
        of: "score",
        parts: score.parts.map((p) => ({
          share: p.share,
          attainment: explainStanding(asking, "attainment", p.kpi, node, period),
        })),
        cap: score.cap,
        floor: score.floor,
      },
    });
  });
