/** A flag's history for one node: raised, ended, closed by an action, armed again, escalated. */
import { civilOf, type Day } from "../../dsl/calendar/day.ts";

/** What is known of the condition in a period, honest outcomes first. */
export type State = true | false | "no data" | "too early" | "ramping" | "no goal" | "absent";

export interface FlagPeriod {
  /** Last day of the period. */
  readonly last: Day;
  readonly state: State;
  /** The day up to which a running period is known; without it the period is closed. */
  readonly seen?: Day;
}

export interface FlagRule {
  /** Periods in a row that the condition must hold. */
  readonly for: number;
  /** Months without an action after which the next manager up answers too; null: never. */
  readonly escalateMonths: number | null;
  /** How many of the rule's spans lie between two last days, where a calendar counts otherwise than by months. */
  readonly spansPassed?: (from: Day, to: Day) => number;
}

export interface FlagState {
  readonly open: boolean;
  /**
   * `closed`: by an action. `armed`: the first period after such a close in which the condition was false,
   * so that a full run raises the flag again.
   */
  readonly event: "raised" | "ended" | "closed" | "armed" | null;
  /** Index of the run's first period; -1 where the flag isn't open. */
  readonly since: number;
  /** How many managers further up answer too. */
  readonly level: number;
}

/** The event `armed` is told apart from `null` only by whoever follows actions. */
const NOT_OPEN = { open: false, event: null, since: -1, level: 0 } as const;

/** Whether an action closes, in period `at`, the flag raised in period `raised` (indexes of the periods). */
export type Closes = (raised: number, at: number) => boolean;

/**
 * Follows the periods in order (docs/answerability.md). "no data" and "too early" neither count nor break
 * a run; ramping, no goal and absence break it and end an open flag. An action closes the flag until the
 * condition itself has been false for one period; then it needs its full run again.
 */
export function followFlag(
  rule: FlagRule,
  periods: readonly FlagPeriod[],
  closes: Closes,
): FlagState[] {
  let run: number[] = [];
  let raised = -1;
  let waitsForFalse = false;
  return periods.map(({ state }, at): FlagState => {
    if (state === "no data" || state === "too early") return raised < 0 ? NOT_OPEN : next(at);
    if (state !== true) {
      const event = raised >= 0 ? "ended" : waitsForFalse && state === false ? "armed" : null;
      run = [];
      raised = -1;
      if (state === false) waitsForFalse = false;
      return { ...NOT_OPEN, event };
    }
    if (waitsForFalse) return NOT_OPEN;
    if (raised >= 0) return next(at);
    run.push(at);
    if (run.length < rule.for) return NOT_OPEN;
    raised = at;
    return { open: true, event: "raised", since: run[0]!, level: 0 };
  });

  function next(at: number): FlagState {
    if (closes(raised, at)) {
      run = [];
      raised = -1;
      waitsForFalse = true;
      return { ...NOT_OPEN, event: "closed" };
    }
    const { last, seen = last } = periods[at]!;
    const level = levelOf(rule, periods[raised]!.last, seen);
    return { open: true, event: null, since: run[0]!, level };
  }
}

/** As `followFlag`, with actions as bare days: one counts from the last day of the period of the raise. */
export const flagHistory = (
  rule: FlagRule,
  periods: readonly FlagPeriod[],
  actions: readonly Day[],
): FlagState[] =>
  followFlag(rule, periods, (raised, at) =>
    actions.some((day) => day >= periods[raised]!.last && day <= periods[at]!.last),
  ).map((state) => (state.event === "armed" ? NOT_OPEN : state));

/** How many of the rule's spans have passed since the last day of the period of the raise. */
function levelOf(rule: FlagRule, raisedOn: Day, seen: Day): number {
  if (rule.spansPassed) return rule.spansPassed(raisedOn, seen);
  if (rule.escalateMonths === null) return 0;
  return Math.max(0, Math.floor(monthsBetween(raisedOn, seen) / rule.escalateMonths));
}

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
