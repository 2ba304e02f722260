/** What native formulas of flags stand on: states, actions and days that no formula works out. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Day } from "../../../dsl/calendar/day.ts";
import type { FigureId, Level } from "../../../dsl/ir/ir.ts";
import type { ConditionBasis, FlagBasis } from "../../formula/flags-sheet.ts";
import type { Engine } from "../engine.ts";
import { type ActionRow, grainOf } from "./actions.ts";
import { asksForNoGoal, ownKpis } from "./condition.ts";
import { isTooEarly } from "./state.ts";

/** A condition that is asked of everybody, or at a level. */
export function basisOf(
  { program, judge }: Engine,
  condition: FigureId,
  at: Level = { of: "people" },
): ConditionBasis {
  const owed = [...ownKpis(program, condition)];
  return {
    owed: owed.length === 0 || asksForNoGoal(program, condition) ? null : owed,
    state: (node, period) => judge.state(condition, at, node, period),
  };
}

/** The flags of the rules, each with what a run knows of it. */
export function flagBases(engine: Engine): FlagBasis[] {
  const { program, model } = engine;
  const actions = engine.flags().actions;
  return program.flags.map((flag): FlagBasis => {
    const grain = grainOf(program, flag);
    const own = actions.filter((action) => action.flag === flag && isKnown(engine, action));
    return {
      flag,
      grain,
      ...basisOf(engine, flag.when, flag.at),
      closed: (node, period) => {
        const days = own
          .filter(
            ({ node: who, on, period: of }) =>
              who === node && on <= period.end - 1 && of.start <= period.start,
          )
          .map(({ on, period: of }) =>
            Math.min(on + 1, model.calendar.periodOf(of.start, grain).end),
          );
        return days.length === 0 ? null : Math.max(...days);
      },
    };
  });
}

const isKnown = ({ actionsUntil }: Engine, { on }: ActionRow): boolean =>
  actionsUntil === null || on <= actionsUntil;

/** The first as-of day on which a period is judged: before it everything is too early. */
export function judgedFrom({ program, calendar }: Engine, period: Period): Day {
  let [low, high] = [period.start - 1, period.end - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isTooEarly(calendar, program.calendar.track, period, middle)) low = middle;
    else high = middle;
  }
  return high;
}
