/** `KPI Live` and what stands beside it: goals, their splits and what they rest on, what is due, and flags. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi, KpiId } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { serialOfDay } from "../model/serial.ts";
import type { Status } from "../standing/attainment.ts";
import type { ConditionPlace } from "./condition.ts";
import { dueFormula } from "./due.ts";
import { conditionIn } from "./flags.ts";
import { flagsSheet } from "./flags-sheet.ts";
import { goalFormula } from "./goal-cells.ts";
import { type WatchSheet, watchSheet } from "./goals-sheet.ts";
import type { BookInput, Groundwork } from "./groundwork.ts";
import {
  FIGURES,
  type FigureName,
  type LiveCell,
  liveCells,
  liveSheet,
  UNOWED,
} from "./live-sheet.ts";
import { partsOfPeriod } from "./periods-sheet.ts";
import type { FormulaSheet } from "./sheet.ts";
import { type SplitsSheet, splitsSheet } from "./splits-sheet.ts";
import { BLANK, between, type Formula, number, text } from "./text/formula.ts";

export interface StandingGround {
  readonly input: BookInput;
  readonly ground: Groundwork;
  readonly standing: LiveCell;
  /** The rows that a KPI has on `KPI Live`. */
  rows(kpi: Kpi): readonly FigureName[];
  /** KPIs whose goals are formulas where they can be. */
  readonly goalsLive: ReadonlySet<Kpi>;
}

export function standingGround(input: BookInput, ground: Groundwork): StandingGround {
  const { kpis } = input.program;
  const whole = new Set(kpis.filter((kpi) => isOwed(input, ground, kpi)));
  const forecast = forecastsAsked(input, ground);
  const rows = (kpi: Kpi): readonly FigureName[] =>
    whole.has(kpi) || forecast.has(kpi.id) ? FIGURES : UNOWED;
  return {
    input,
    ground,
    standing: liveCells({ kpis, people: ground.everyone, rows }),
    rows,
    goalsLive: new Set(ground.found.goals.live),
  };
}

/** Whether anybody has a goal, or a formula that may come to one. */
const isOwed = ({ periods, standing }: BookInput, { goals, everyone }: Groundwork, kpi: Kpi) =>
  everyone.some(({ node }) =>
    periods.some(
      (period) =>
        goals.from(kpi, node, period).of !== "typed" ||
        !Number.isNaN(standing(kpi, node, period).goal),
    ),
  );

/** KPIs whose forecast a flag asks for: there is one without a goal too. */
function forecastsAsked({ program }: BookInput, { found }: Groundwork): ReadonlySet<KpiId> {
  const nodeOf = (id: FigureId) => program.figures[id]!.node;
  return new Set(
    found.flags.live.flatMap(({ flag }) =>
      figuresUnder(flag.when, nodeOf).flatMap((id) => {
        const node = nodeOf(id);
        return node.kind === "standing" && node.what === "forecast" ? [node.kpi] : [];
      }),
    ),
  );
}

const columnOf = (periods: readonly Period[], of: Period): number =>
  periods.findIndex(({ grain, start }) => grain === of.grain && start === of.start);

/** What the goals rest on that stay as published. */
export function watchIn({ input, ground, standing, goalsLive }: StandingGround): WatchSheet | null {
  const { goals, found, everyone, columns, made } = ground;
  return watchSheet({
    watched: goals.watch(goalsLive, new Set(found.watched), (id) =>
      input.words(input.program.figures[id]!.span),
    ),
    people: everyone,
    periods: columns,
    asOf: input.goals.asOf,
    was: ({ kpi, figure }, node, period) =>
      figure === null
        ? input.standing(kpi, node, period).goal
        : input.evaluator.at(figure, node, period).value,
    now: ({ kpi, figure }, node) =>
      figure === null ? standing("goal", kpi.id, node) : made.cellOf(figure, node),
  });
}

export const splitsIn = ({
  input,
  ground: { goals, made },
  standing,
  goalsLive,
}: StandingGround): SplitsSheet | null =>
  splitsSheet({
    splits: goals.splits(goalsLive),
    periods: input.periods,
    name: (node) => input.model.org.nodes[node]!.name,
    part: made.cellOf,
    goal: (kpi, node) => standing("goal", kpi.id, node),
    result: (kpi, node, period) => input.standing(kpi, node, period).goal,
  });

export function liveIn(
  at: StandingGround,
  splits: SplitsSheet | null,
  verdict: Formula,
): FormulaSheet {
  const { input, ground } = at;
  const { everyone, days, made, found } = ground;
  const isLive = new Set(found.kpis.live);
  return liveSheet({
    kpis: input.program.kpis,
    people: everyone,
    periods: input.periods,
    days,
    verdict,
    rows: at.rows,
    standing: input.standing,
    due: (kpi, node, period) =>
      kpi.nature.of === "additive" ? dueIn(at, kpi, node, period) : null,
    goal: (kpi, node, period) => goalIn(at, splits, kpi, node, period),
    cells: (kpi, node) =>
      isLive.has(kpi)
        ? {
            actual: made.cellOf(kpi.figure, node),
            baseline: kpi.baseline === null ? null : made.cellOf(kpi.baseline, node),
          }
        : null,
  });
}

function goalIn(
  { input, ground: { goals, made }, standing, goalsLive }: StandingGround,
  splits: SplitsSheet | null,
  kpi: Kpi,
  node: number,
  period: Period,
): Formula | null {
  if (!goalsLive.has(kpi)) return null;
  const { program, periods } = input;
  const here = columnOf(periods, period);
  const own = (of: Period): Formula | null => {
    const at = columnOf(periods, of);
    return at < 0 ? null : standing("goal", kpi.id, node, at - here);
  };
  return goalFormula(program, goals.from(kpi, node, period), {
    part: (figure) => made.cellOf(figure, node),
    report: (report) => standing("goal", kpi.id, report),
    own,
    split: (split) =>
      columnOf(periods, split.period) === here ? splits!.goalOf(split, node) : own(split.period)!,
  });
}

/** The part of an additive goal that is due. */
function dueIn(
  { input, ground: { days }, standing }: StandingGround,
  kpi: Kpi,
  node: number,
  period: Period,
): Formula | null {
  const { model, periods } = input;
  const { calendar, org } = model;
  const at = (of: Period): number => columnOf(periods, of);
  const parts = partsOfPeriod(calendar, period);
  const columns = parts.map((part) => at(part) - at(period));
  const isBeside = parts.every((part, i) => at(part) >= 0 && columns[i] === columns[0]! + i);
  const row = (what: FigureName): Formula => {
    const first = standing(what, kpi.id, node, columns[0]);
    const last = standing(what, kpi.id, node, columns[columns.length - 1]);
    return between(first, last);
  };
  const [first] = org.positionsOf(node);
  return dueFormula({
    calendar,
    days,
    from: first === undefined ? period.start : org.positions[first]!.from,
    period,
    shares: input.dueShares(kpi, node, period),
    goal: standing("goal", kpi.id, node),
    months: parts.length > 1 && isBeside ? { goals: row("goal"), dues: row("due") } : null,
  });
}

/** `KPI Live Flags`; null where no flag has a formula. */
export function flagsIn({ input, ground, standing, rows }: StandingGround): FormulaSheet | null {
  const { program, model, periods, workbook } = input;
  const { found, everyone, days, made } = ground;
  if (found.flags.live.length === 0) return null;
  const known = (what: FigureName, kpi: KpiId, { node, period }: ConditionPlace): Formula => {
    const value = input.standing(program.kpis[kpi]!, node, period)[what];
    const isBlank = value === null || Number.isNaN(value);
    return isBlank ? BLANK : typeof value === "string" ? text(value) : number(value);
  };
  const has = (what: FigureName, kpi: KpiId): boolean => rows(program.kpis[kpi]!).includes(what);
  return flagsSheet({
    flags: found.flags.live,
    people: everyone,
    periods,
    days,
    asOf: model.asOf,
    serial: (day) => serialOfDay(day, workbook.dateSystem),
    judgedFrom: input.judgedFrom,
    condition: conditionIn(
      { program, model, periods },
      { has, live: standing, known, parts: made },
    ),
    status: (kpi, node) =>
      has("status", kpi) ? standing("status", kpi, node) : text("no goal" satisfies Status),
  });
}
