/** Goals that formulas follow wherever they come from: the own ones of a longer period or shorter ones, or the reports'. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { COARSE_FIRST } from "../../../dsl/ir/ids.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";
import { type GoalFrom, isConstant } from "../../formula/goal-cells.ts";
import { kpisAsked } from "../../formula/standing-figures.ts";
import type { Engine } from "../engine.ts";
import { denominatorsBefore, howOfReports, partOf, reportsOf } from "./follows.ts";

/** So many rates make a mean in one formula that is not too long for a cell. */
export const MOST_RATES = 60;

export type Follows = Extract<GoalFrom, { of: "follows" }>;

/** Longer and shorter periods in which statements speak of the node. */
export function otherPeriods(
  { calendar, said }: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
): Period[] {
  return said
    .grainsOf(kpi.id)
    .filter((grain) => grain !== period.grain)
    .flatMap((grain) =>
      isLonger(grain, period.grain)
        ? [calendar.periodOf(period.end - 1, grain)]
        : calendar.parts(period, grain),
    )
    .filter((at) => said.candidates(kpi.id, node, at).length > 0);
}

const isLonger = (grain: Period["grain"], than: Period["grain"]): boolean =>
  COARSE_FIRST.indexOf(grain) < COARSE_FIRST.indexOf(than);

/** Whether a cascade divides, or a statement asks for standings: a formula for every origin might ask for itself. */
export const staysAsPublished = ({ program }: Engine, kpi: Kpi): boolean =>
  program.cascades.some((one) => one.kpi === kpi.id) ||
  program.goals.some(
    ({ kpi: of, value }) =>
      of === kpi.id &&
      figuresUnder(value.figure, (id) => program.figures[id]!.node).some(
        (id) => kpisAsked(program, id).length > 0,
      ),
  );

/**
 * Null where the origin stays as published: statements speak in several grains or as constants, a stock takes the last of
 * its parts, a period has no column, more rates than make a mean, or `staysAsPublished`.
 */
export function followsOf(engine: Engine, kpi: Kpi, node: number, period: Period): Follows | null {
  const { model, said, calendar } = engine;
  const grains = said.grainsOf(kpi.id);
  const [grain] = grains;
  if (grains.length !== 1 || grain === undefined || grain === period.grain) return null;
  if (kpi.level.of !== "people") return null;
  const { nature } = kpi;
  const longer = isLonger(grain, period.grain);
  if (nature.of === "other" || (nature.of === "stock" && !longer)) return null;
  if (model.org.positionOn(node, period.end - 1) < 0) return null;
  const others = otherPeriods(engine, kpi, node, period);
  const reports = reportsOf(model.org, node, period);
  const isFit =
    others.length > 0 &&
    others.every((at) => isFollowed(engine, kpi, node, at)) &&
    reports.every((at) => model.org.nodes[at]!.level === null);
  if (!isFit || (nature.of === "ratio" && reports.length > MOST_RATES)) return null;
  if (staysAsPublished(engine, kpi)) return null;
  const before = (at: readonly (readonly [number, Period])[]) => weightsOf(engine, kpi, at);
  return {
    of: "follows",
    said: others.map((at) => ({
      period: at,
      figures: said.candidates(kpi.id, node, at).map(({ value }) => value.figure),
      isShared: reports.length > 0 || reportsOf(model.org, node, at).length > 0,
    })),
    weights: nature.of === "ratio" && !longer ? before(others.map((at) => [node, at])) : null,
    share: longer && nature.of === "additive" ? partOf(calendar, period, others[0]!) : 1,
    reports,
    weightsOfReports:
      howOfReports(kpi) === "mean" ? before(reports.map((at) => [at, period])) : null,
  };
}

/** Of a mean of rates: known numbers, which `KPI Checks` watches. */
export const weightsOf = (
  { evaluator, calendar }: Engine,
  kpi: Kpi,
  at: readonly (readonly [node: number, period: Period])[],
): readonly number[] => denominatorsBefore(evaluator, calendar, kpi, at);

/** Whether a column holds what statements come to there, and no constant decides it. */
function isFollowed(engine: Engine, kpi: Kpi, node: number, period: Period): boolean {
  const { program, said } = engine;
  const isTracked = (program.calendar.track as readonly string[]).includes(period.grain);
  return (
    isTracked &&
    engine.periods(period.grain).some(({ start }) => start === period.start) &&
    said.candidates(kpi.id, node, period).every(({ value }) => !isConstant(program, value.figure))
  );
}

/**
 * Who reports and may make the goal of a period that nobody speaks of yet, or no longer; none where only constants are said
 * or origins stay as published.
 */
export function reportsWhoMayOwe(
  engine: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
): readonly number[] {
  const { program, model, said } = engine;
  const isFit =
    kpi.level.of === "people" &&
    kpi.nature.of !== "other" &&
    !staysAsPublished(engine, kpi) &&
    program.goals.some((goal) => goal.kpi === kpi.id && !isConstant(program, goal.value.figure));
  if (!isFit) return [];
  const reports = reportsOf(model.org, node, period);
  const isMean = kpi.nature.of === "ratio" && reports.length > MOST_RATES;
  if (isMean || reports.some((at) => model.org.nodes[at]!.level !== null)) return [];
  const mayOwe = (who: number): boolean =>
    said.candidates(kpi.id, who, period).length > 0 ||
    otherPeriods(engine, kpi, who, period).length > 0 ||
    reportsOf(model.org, who, period).some(mayOwe);
  return reports.some(mayOwe) ? reports : [];
}
