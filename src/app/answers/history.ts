/** Every flag's whole story as events in time order: what happened, when, who answered, what was done. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { type Day, isoOf } from "../../../dsl/calendar/day.ts";
import { actionWord, ENGLISH, type Words } from "../../words/index.ts";
import type { StoryEvent } from "../contract-answers.ts";
import type { ActionRow } from "../flags/actions.ts";
import type { Episode, FlagEnd } from "../flags/episodes.ts";

export interface HistoryEvent {
  readonly episode: Episode;
  readonly period: Period;
  readonly event:
    | "raised"
    | "open"
    | "escalated"
    | "closed"
    | "stayed closed"
    | "armed again"
    | "ended";
  /** The day of the event: a period's last day, or that of the action or the escalation. */
  readonly on: Day;
  /** Who answers from then on, the nearest first. */
  readonly answers: readonly string[];
  readonly action: ActionRow | null;
  /** Why it ended; empty elsewhere. */
  readonly because: string;
}

type Because = Words["flags"]["because"];

export function eventsOf(
  episode: Episode,
  because: Because = ENGLISH.flags.because,
): readonly HistoryEvent[] {
  const make = (
    event: HistoryEvent["event"],
    period: Period,
    more: Partial<HistoryEvent> = {},
  ): HistoryEvent => ({
    episode,
    period,
    event,
    on: period.end - 1,
    answers: [],
    action: null,
    because: "",
    ...more,
  });
  const stood = episode.open.map((stand, at) => {
    const answers = stand.answers.map(({ name }) => name);
    if (at === 0) return make("raised", stand.period, { answers });
    return stand.escalatedOn === null
      ? make("open", stand.period, { answers })
      : make("escalated", stand.period, { answers, on: stand.escalatedOn });
  });
  return [
    ...stood,
    ...endOf(episode.end, make, because),
    ...episode.stayedClosed.map((period) => make("stayed closed", period)),
    ...(episode.armed ? [make("armed again", episode.armed)] : []),
  ];
}

type Make = (
  event: HistoryEvent["event"],
  period: Period,
  more?: Partial<HistoryEvent>,
) => HistoryEvent;

function endOf(end: FlagEnd | null, make: Make, because: Because): HistoryEvent[] {
  if (end === null) return [];
  if (end.by !== "action") return [make("ended", end.period, { because: because[end.by] })];
  const { action } = end;
  return [make("closed", end.period ?? action.period, { on: action.on, action })];
}

/** `raised 2025-06-30, Ben to answer; closed 2025-07-20, coached by Mia`: one line for a person to read. */
export const storyOf = (episode: Episode, { flags }: Words = ENGLISH): string =>
  eventsOf(episode, flags.because)
    .flatMap(({ event, on, answers, action, because }) => {
      if (event === "open") return [];
      const done = action ? flags.took(actionWord(flags, action.action), action.by) : "";
      return [flags.event(flags.events[event], isoOf(on), answers, done, because)];
    })
    .join("; ");

/**
 * The same as a list, each event with its day: all that ever happened to a flag at one node, raised again after
 * it was closed among it, and last who answers next where it is open and nothing is done.
 */
export function storyEvents(
  episodes: readonly Episode[],
  { flags }: Words = ENGLISH,
): readonly StoryEvent[] {
  const said = (on: Day, says: string): StoryEvent => ({ on: isoOf(on), says, isNext: false });
  const past = episodes.flatMap((episode, at) =>
    eventsOf(episode, flags.because).flatMap((found) => {
      const says = wordsOf(found, at > 0, flags);
      return says === null ? [] : [said(found.on, says)];
    }),
  );
  const next = episodes[episodes.length - 1]?.escalates ?? null;
  if (next === null) return past;
  return [...past, { ...said(next.after, flags.told.next(next.to.name)), isNext: true }];
}

/** One event in words; null: nothing happened, it only stood. */
function wordsOf(
  { event, period, answers, action, because }: HistoryEvent,
  isAgain: boolean,
  flags: Words["flags"],
): string | null {
  const { told } = flags;
  switch (event) {
    case "open":
      return null;
    case "raised":
      return told.raised(period.label, answers, isAgain);
    case "escalated":
      return told.escalated(answers);
    case "closed": {
      const done = action ? flags.took(actionWord(flags, action.action), action.by) : "";
      return told.closed(done, action?.note ?? "");
    }
    case "ended":
      return told.ended(because);
    default:
      return told[event](period.label);
  }
}
