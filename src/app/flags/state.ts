/** What is known of a condition for a node and a period: the honest outcomes, then true or false. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import { GRAINS } from "../../../dsl/ir/ids.ts";
import type { FigureId, Grain, KpiId, Level, Program } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import type { Org } from "../../model/org.ts";
import type { State } from "../../standing/flags.ts";
import type { CascadeBook } from "../goals/cascades.ts";
import { isAtLevel, type WhoInput } from "../goals/who.ts";
import type { StandingBook } from "../standing-book.ts";
import { asksForNoGoal, judge, ownKpis } from "./condition.ts";

/** Before this part of a running period has gone, nobody answers for it. */
const EARLY = 0.2;

export interface JudgeInput {
  readonly program: Program;
  readonly model: Model;
  readonly who: WhoInput;
  readonly evaluator: () => Evaluator;
  readonly standing: () => StandingBook;
  readonly cascades: CascadeBook;
}

export interface Judge {
  /** The state of a condition that is asked at a level; `absent` where the node is not there or not of it. */
  state(condition: FigureId, at: Level, node: number, period: Period): State;
}

export function judgeOf(input: JudgeInput): Judge {
  const { program, model, cascades } = input;
  const { org, calendar } = model;
  const own = new Map<FigureId, { kpis: readonly KpiId[]; noGoal: boolean }>();
  const knownOf = (condition: FigureId) => {
    const known = own.get(condition) ?? {
      kpis: [...ownKpis(program, condition)],
      noGoal: asksForNoGoal(program, condition),
    };
    own.set(condition, known);
    return known;
  };
  const early = new Map<Period, boolean>();
  const tooEarly = (period: Period): boolean => {
    const known =
      early.get(period) ?? isTooEarly(calendar, program.calendar.track, period, model.asOf);
    early.set(period, known);
    return known;
  };
  return {
    state: (condition, at, node, period) => {
      if (!org.existsIn(node, period.start, period.end)) return "absent";
      if (!isAtLevel(at, node, lastDayThere(org, node, period), input.who)) return "absent";
      const { kpis, noGoal } = knownOf(condition);
      if (kpis.some((kpi) => cascades.over(kpi, period)?.isRamping(node, period))) return "ramping";
      const standing = input.standing();
      const owesNone = (kpi: KpiId) => standing.status(kpi, node, period) === "no goal";
      if (!noGoal && kpis.length > 0 && kpis.every(owesNone)) return "no goal";
      if (tooEarly(period)) return "too early";
      const { evaluator } = input;
      return judge({ program, model, evaluator, source: standing }, condition, node, period);
    },
  };
}

/** A running period of which no tracked sub-period is closed or, without any, less than a fifth of the days gone. */
export function isTooEarly(
  calendar: Calendar,
  track: readonly Grain[],
  period: Period,
  asOf: number,
): boolean {
  if (period.end - 1 <= asOf) return false;
  const isFiner = (grain: Grain) => GRAINS.indexOf(grain) < GRAINS.indexOf(period.grain);
  const finer = track.filter(isFiner);
  if (finer.length > 0)
    return !finer.some((g) => calendar.parts(period, g).some((part) => part.end - 1 <= asOf));
  const gone = calendar.workdays(period.start, asOf + 1);
  return gone < EARLY * calendar.workdays(period.start, period.end);
}

/** The last day of a period on which someone was in the org. */
export function lastDayThere(org: Org, node: number, period: Period): number {
  let last = period.end - 1;
  if (org.positionOn(node, last) >= 0) return last;
  for (const at of org.positionsOf(node)) {
    const { from, to } = org.positions[at]!;
    if (from < period.end && to > period.start) last = Math.min(period.end, to) - 1;
  }
  return last;
}
