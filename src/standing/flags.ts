/** A flag's history for one node: raised, ended, closed by an action, escalated. */
import { civilOf, type Day } from "../../dsl/calendar/day.ts";

/** What is known of the condition in a period, honest outcomes first. */
export type State = true | false | "no data" | "too early" | "ramping" | "no goal" | "absent";

export interface FlagPeriod {
  /** Last day of the period. */
  readonly last: Day;
  readonly state: State;
}

export interface FlagRule {
  /** Periods in a row that the condition must hold. */
  readonly for: number;
  /** Months without an action after which the next manager up answers too; null: never. */
  readonly escalateMonths: number | null;
}

export interface FlagState {
  readonly open: boolean;
  readonly event: "raised" | "ended" | "closed" | null;
  /** Index of the run's first period; -1 where the flag isn't open. */
  readonly since: number;
  /** How many managers further up answer too. */
  readonly level: number;
}

const NOT_OPEN = { open: false, event: null, since: -1, level: 0 } as const;

/**
 * Follows the periods in order. "no data" and "too early" neither count nor break a run; ramping, no
 * goal and absence break it and end an open flag. An action on record, dated from the last day of the
 * period of the raise, closes the flag until the condition has been false for one period.
 */
export function flagHistory(
  rule: FlagRule,
  periods: readonly FlagPeriod[],
  actions: readonly Day[],
): FlagState[] {
  let run: number[] = [];
  let raised = -1;
  let waitsForFalse = false;
  return periods.map(({ last, state }, at): FlagState => {
    if (state === "no data" || state === "too early") {
      if (raised < 0) return NOT_OPEN;
      return isActedOn(periods[raised]!.last, last, actions) ? close() : stillOpen(last);
    }
    if (state !== true) {
      const ended = raised >= 0;
      run = [];
      raised = -1;
      waitsForFalse = false;
      return ended ? { ...NOT_OPEN, event: "ended" } : NOT_OPEN;
    }
    if (waitsForFalse) return NOT_OPEN;
    if (raised >= 0) {
      return isActedOn(periods[raised]!.last, last, actions) ? close() : stillOpen(last);
    }
    run.push(at);
    if (run.length < rule.for) return NOT_OPEN;
    raised = at;
    return { open: true, event: "raised", since: run[0]!, level: 0 };
  });

  function close(): FlagState {
    run = [];
    raised = -1;
    waitsForFalse = true;
    return { ...NOT_OPEN, event: "closed" };
  }
  function stillOpen(last: Day): FlagState {
    const months = monthsBetween(periods[raised]!.last, last);
    const level = rule.escalateMonths === null ? 0 : Math.floor(months / rule.escalateMonths);
    return { open: true, event: null, since: run[0]!, level };
  }
}

const isActedOn = (raisedOn: Day, last: Day, actions: readonly Day[]): boolean =>
  actions.some((day) => day >= raisedOn && day <= last);

/** Whole months between two last days of periods: the ends of months count as the same day. */
export function monthsBetween(from: Day, to: Day): number {
  const [a, b] = [civilOf(from + 1), civilOf(to + 1)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return b.day < a.day ? months - 1 : months;
}

/** The share of those that can be judged for whom a condition holds; NaN of none. */
export function shareOf(states: readonly State[]): number {
  const judged = states.filter((state) => state === true || state === false);
  return judged.length === 0 ? Number.NaN : judged.filter(Boolean).length / judged.length;
}
