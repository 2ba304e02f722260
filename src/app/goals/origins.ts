/**
 * Which goals of a KPI would come from elsewhere once a statement gave a number, or none any more, where formulas keep the
 * origin that a goal had when published: from a longer goal, from shorter ones, from the reports.
 */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi } from "../../../dsl/ir/ir.ts";
import { isConstant, type OriginGround } from "../../formula/goal-cells.ts";
import type { Engine } from "../engine.ts";
import { followsOf, otherPeriods, staysAsPublished } from "./follows-basis.ts";

const keyOf = (node: number, { grain, start }: Period): string => `${node} ${grain}${start}`;

/** Figures of statements whose numbers decide so, each with whom and when it is asked for. */
export function originsOf(engine: Engine, kpi: Kpi): readonly OriginGround[] {
  const { program, model, said } = engine;
  const goals = program.goals.filter((goal) => goal.kpi === kpi.id);
  if (goals.every(({ value }) => isConstant(program, value.figure))) return [];
  const found = new Map<FigureId, { readonly periods: Map<string, Period>; at: Set<string> }>();
  const watch = (node: number, period: Period): void => {
    const figures = said.candidates(kpi.id, node, period).map(({ value }) => value.figure);
    // What a constant says first stands there whatever the others come to.
    if (figures[0] === undefined || isConstant(program, figures[0])) return;
    for (const figure of figures.filter((id) => !isConstant(program, id))) {
      const known = found.get(figure) ?? { periods: new Map<string, Period>(), at: new Set() };
      found.set(figure, known);
      known.periods.set(`${period.grain}${period.start}`, period);
      known.at.add(keyOf(node, period));
    }
  };
  const tracked = program.calendar.track.flatMap((grain) => engine.periods(grain));
  const stays = staysAsPublished(engine, kpi);
  for (const { id: node, level } of model.org.nodes) {
    if (level !== null) continue;
    for (const period of tracked)
      for (const at of decisive(engine, kpi, stays, node, period)) watch(node, at);
  }
  return [...found].map(([figure, { periods, at }]) => ({
    figure,
    periods: [...periods.values()],
    isAsked: (node, period) => at.has(keyOf(node, period)),
  }));
}

/** The periods in which a statement's number would change where the goal of one comes from, unseen by its formula. */
function decisive(
  engine: Engine,
  kpi: Kpi,
  stays: boolean,
  node: number,
  period: Period,
): readonly Period[] {
  const { from } = engine.goals.goal(kpi.id, node, period);
  const others = otherPeriods(engine, kpi, node, period);
  switch (from) {
    case "said":
      return others.length > 0 || stays ? [period] : [];
    case "longer":
    case "shorter":
      return followsOf(engine, kpi, node, period) ? [] : [period, ...others];
    case "none":
    case "reports":
      if (stays) return [period, ...others];
      return followsOf(engine, kpi, node, period) ? [] : others;
    default:
      return [];
  }
}
