/** `KPI Live` and what stands beside it: goals, their splits and what they rest on, what is due, and flags. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Kpi, KpiId } from "../../dsl/ir/ir.ts";
import { serialOfDay } from "../model/serial.ts";
import type { Status } from "../standing/attainment.ts";
import { dueFormula } from "./due.ts";
import { conditionIn } from "./flags.ts";
import { type ConditionBasis, flagsSheet } from "./flags-sheet.ts";
import { goalFormula } from "./goal-cells.ts";
import { type Watched, type WatchSheet, watchSheet } from "./goals-sheet.ts";
import type { BookInput, Groundwork } from "./groundwork.ts";
import { columnOf } from "./live-rows.ts";
import { type FigureName, type LiveCell, liveSheet } from "./live-sheet.ts";
import { partsOfPeriod } from "./periods-sheet.ts";
import { dayLiteral } from "./rows.ts";
import { type FormulaSheet, plain } from "./sheet.ts";
import { type SplitsSheet, splitsSheet } from "./splits-sheet.ts";
import {
  BLANK,
  between,
  type Formula,
  iff,
  number,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

export interface StandingGround {
  readonly input: BookInput;
  readonly ground: Groundwork;
  readonly standing: LiveCell;
  /** KPIs whose goals are formulas where they can be. */
  readonly goalsLive: ReadonlySet<Kpi>;
}

export const standingGround = (input: BookInput, ground: Groundwork): StandingGround => ({
  input,
  ground,
  standing: ground.live.cell,
  goalsLive: new Set(ground.found.goals.live),
});

/** What the goals rest on that stay as published, and goals whose months do. */
export function watchIn(at: StandingGround): WatchSheet | null {
  const { input, ground, standing, goalsLive } = at;
  const { goals, found, everyone, columns, made } = ground;
  const ofGoals = goals.watch(goalsLive, new Set(found.watched), (id) =>
    input.words(input.program.figures[id]!.span),
  );
  return watchSheet({
    watched: [...ofGoals, ...monthsKept(at)],
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

/**
 * Additive goals that are divided live while their months have no columns: a run divides each month's anew, formulas go
 * by the shares that the months had.
 */
function monthsKept({ input, ground: { goals }, goalsLive }: StandingGround): Watched[] {
  const { model, periods } = input;
  const divided = new Set(goals.splits(goalsLive).map(({ kpi }) => kpi));
  return [...divided].flatMap((kpi): Watched[] => {
    if (kpi.nature.of !== "additive") return [];
    const isAsked = (node: number, period: Period): boolean =>
      goals.from(kpi, node, period).of !== "typed" &&
      partsOfPeriod(model.calendar, period).some((part) => columnOf(periods, part) < 0);
    return [{ kpi, about: "months changed", what: `goal(${kpi.name})`, figure: null, isAsked }];
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
    rows: ground.live.rows,
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
    part: (figure, of = period) => made.cellOf(figure, node, columnOf(periods, of) - here),
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
export function flagsIn({ input, ground, standing }: StandingGround): FormulaSheet | null {
  const { program, model, periods, workbook } = input;
  const { found, everyone, days, made, live } = ground;
  if (found.flags.live.length === 0) return null;
  const condition = conditionIn(program, live, made, days);
  const isOwed = (kpi: KpiId): boolean => live.rows(program.kpis[kpi]!).includes("status");
  return flagsSheet({
    flags: found.flags.live,
    people: everyone,
    periods,
    days,
    asOf: model.asOf,
    serial: (day) => serialOfDay(day, workbook.dateSystem),
    judgedFrom: input.judgedFrom,
    condition: (flag, node, period) => condition(flag.when, node, period),
    status: (kpi, node) =>
      isOwed(kpi) ? standing("status", kpi, node) : text("no goal" satisfies Status),
  });
}

/** `KPI Live Reports`; null where nothing is asked of reports. */
export function reportsIn({ input, ground, standing }: StandingGround): FormulaSheet | null {
  const { program } = input;
  const { days, made, live, reports } = ground;
  const condition = conditionIn(program, live, made, days);
  const bases = new Map<FigureId, ConditionBasis>();
  const basisOf = (id: FigureId): ConditionBasis => {
    const basis = bases.get(id) ?? input.condition(id);
    bases.set(id, basis);
    return basis;
  };
  return reports.sheet((id, node, period) => {
    const { owed, state } = basisOf(id);
    const known = state(node, period);
    if (known === "absent" || known === "ramping") return null;
    // Periods that aren't tracked have no standings on these sheets: it is what it was.
    if (columnOf(input.periods, period) < 0)
      return typeof known === "boolean" ? Number(known) : null;
    const isOwed = (kpi: KpiId): Formula =>
      live.rows(program.kpis[kpi]!).includes("status")
        ? operate(standing("status", kpi, node), "=", text("no goal" satisfies Status))
        : number(1);
    const isEarly = operate(days.asOf, "<", dayLiteral(input.judgedFrom(period)));
    const [first, ...more] = (owed ?? []).map(isOwed);
    const owesNone = first ? product(first, ...more) : number(0);
    const made = condition(id, node, period, (holds) => {
      const isNone = sum(isEarly, owesNone, operate(holds, "=", number(0.5)));
      return iff(operate(isNone, ">", number(0)), BLANK, holds);
    });
    return plain(made, typeof known === "boolean" ? Number(known) : "");
  });
}
