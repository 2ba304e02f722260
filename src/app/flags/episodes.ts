/** The story of a flag at one node: from the raise to the end of it, period by period. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import type { Day } from "../../../dsl/calendar/day.ts";
import type { Flag } from "../../../dsl/ir/ir.ts";
import { type FlagState, followFlag, type State } from "../../standing/flags.ts";
import type { ActionRow } from "./actions.ts";
import { spanEnd, spansPassed } from "./spans.ts";
import type { Answerer } from "./who-answers.ts";

/** A period in which a flag stood open. */
export interface FlagStand {
  readonly period: Period;
  /** The last period, up to this one, of which the condition is known to hold: what the reason speaks of. */
  readonly judged: Period;
  /** How many spans have passed without an action: so many managers further up answer too. */
  readonly level: number;
  /** Who answers, the nearest first; empty for a flag that nobody needs to answer for. */
  readonly answers: readonly Answerer[];
  /** The day on which the last of them came to answer too; null: none has since the period before. */
  readonly escalatedOn: Day | null;
}

export type FlagEnd =
  /** The condition was false, or the honest outcome that ended it. */
  | { readonly by: "condition" | "ramping" | "no goal" | "absent"; readonly period: Period }
  /** `period`: the one in which it closed; null: after the last one that has begun. */
  | { readonly by: "action"; readonly period: Period | null; readonly action: ActionRow };

export interface Episode {
  readonly flag: Flag;
  readonly node: number;
  /** The run's first period, and the one in which the run was full. */
  readonly since: Period;
  readonly raised: Period;
  /** In time order, the raise first. */
  readonly open: readonly FlagStand[];
  /** Null: open still. */
  readonly end: FlagEnd | null;
  /** After an action: periods in which the condition held on and the flag stayed closed. */
  readonly stayedClosed: readonly Period[];
  /** After an action: the first period in which the condition was false. */
  readonly armed: Period | null;
  /** Of an open flag: who answers too from which day on; null: nobody further up, or no such rule. */
  readonly escalates: { readonly after: Day; readonly to: Answerer } | null;
}

export interface EpisodeInput {
  readonly calendar: Calendar;
  readonly flag: Flag;
  readonly node: number;
  /** The periods that have begun, in time order, and what is known of the condition in each. */
  readonly periods: readonly Period[];
  readonly states: readonly State[];
  readonly asOf: Day;
  /** Actions on record for this flag and node that are known by now, oldest first. */
  readonly actions: readonly ActionRow[];
  /** Who answers in a period, with as many more up as spans have passed. */
  readonly answers: (period: Period, level: number) => readonly Answerer[];
}

/** An episode in the making. */
interface Draft extends Episode {
  readonly open: FlagStand[];
  readonly stayedClosed: Period[];
  end: FlagEnd | null;
  armed: Period | null;
  escalates: Episode["escalates"];
}

/** All episodes of a flag at a node, in time order. */
export function episodesOf(input: EpisodeInput): readonly Episode[] {
  const { flag, node, periods, states } = input;
  const first = states.indexOf(true);
  if (first < 0) return [];
  const history = followFlag(ruleOf(input), periodsOf(input), (raised, at) => {
    return closing(input, raised, at, periods[at]!.end - 1) !== null;
  });
  const episodes: Draft[] = [];
  let raised = -1;
  history.forEach((state, at) => {
    const period = periods[at]!;
    const last = episodes[episodes.length - 1];
    if (state.event === "raised") {
      raised = at;
      const since = periods[state.since]!;
      episodes.push({
        flag,
        node,
        since,
        raised: period,
        open: [],
        end: null,
        stayedClosed: [],
        armed: null,
        escalates: null,
      });
    }
    const episode = episodes[episodes.length - 1];
    if (state.open) episode!.open.push(standOf(input, episode!, at, state.level));
    else if (last) follow(input, last, state, raised, at);
  });
  const last = episodes[episodes.length - 1];
  if (last && last.end === null) {
    const action = closing(input, raised, periods.length - 1, Number.POSITIVE_INFINITY);
    if (action) last.end = { by: "action", period: null, action };
    else last.escalates = nextUp(input, last);
  }
  return episodes;
}

function standOf(input: EpisodeInput, episode: Episode, at: number, level: number): FlagStand {
  const { calendar, flag, periods, states } = input;
  const period = periods[at]!;
  const answers = input.answers(period, level);
  const before = episode.open[episode.open.length - 1];
  const span = flag.escalateAfter;
  const rose = span !== null && level > 0 && answers.length > (before?.answers.length ?? 0);
  const escalatedOn = rose ? spanEnd(calendar, span, episode.raised.end - 1, level) : null;
  const judged = states[at] === true || !before ? period : before.judged;
  return { period, judged, level, answers, escalatedOn };
}

/** Who is next, once one more span has passed without an action. */
function nextUp({ calendar, flag, answers }: EpisodeInput, { raised, open }: Episode) {
  const span = flag.escalateAfter;
  const last = open[open.length - 1];
  if (span === null || !last) return null;
  const more = answers(last.period, last.level + 1);
  const to = more.length > last.answers.length ? more[more.length - 1]! : null;
  return to && { after: spanEnd(calendar, span, raised.end - 1, last.level + 1), to };
}

/** What a period in which the flag doesn't stand open means for the last episode. */
function follow(input: EpisodeInput, last: Draft, state: FlagState, raised: number, at: number) {
  const [period, known] = [input.periods[at]!, input.states[at]!];
  if (state.event === "closed") {
    const action = closing(input, raised, at, period.end - 1)!;
    last.end = { by: "action", period, action };
    if (known === true) last.stayedClosed.push(period);
  } else if (state.event === "ended") {
    // An action inside the very period in which the condition turned false came first.
    const action = closing(input, raised, at, period.end - 1);
    const how = known === false ? "condition" : (known as "ramping" | "no goal" | "absent");
    last.end = action ? { by: "action", period, action } : { by: how, period };
    if (action && known === false) last.armed = period;
  } else if (state.event === "armed") {
    last.armed = period;
  } else if (known === true && last.end?.by === "action" && last.armed === null) {
    last.stayedClosed.push(period);
  }
}

const periodsOf = ({ periods, states, asOf }: EpisodeInput) =>
  periods.map(({ end }, at) => ({
    last: end - 1,
    state: states[at]!,
    seen: Math.min(end - 1, asOf),
  }));

function ruleOf({ calendar, flag }: EpisodeInput) {
  const span = flag.escalateAfter;
  return {
    for: flag.for?.n ?? 1,
    escalateMonths: null,
    ...(span && { spansPassed: (from: Day, to: Day) => spansPassed(calendar, span, from, to) }),
  };
}

/**
 * The first action that names a period in which the flag stood open, dated from the last day of the
 * period of the raise until a day.
 */
function closing(
  { periods, actions }: EpisodeInput,
  raised: number,
  at: number,
  until: Day,
): ActionRow | null {
  if (actions.length === 0) return null;
  const [from, to] = [periods[raised]!, periods[at]!];
  return (
    actions.find(
      ({ on, period }) =>
        on >= from.end - 1 && on <= until && period.start >= from.start && period.start <= to.start,
    ) ?? null
  );
}
