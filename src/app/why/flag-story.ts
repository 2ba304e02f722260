/** How a flag came to be open, or why it isn't: its run of periods, what was done, who answers too and when. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Flag } from "../../../dsl/ir/ir.ts";
import type { State } from "../../standing/flags.ts";
import { storyOf } from "../answers/history.ts";
import type { Episode } from "../flags/episodes.ts";
import type { FlagPeriodState } from "../flags/run-flags.ts";
import type { Results } from "../results.ts";

/** What each state does to a run of periods in which the condition must hold. */
const EFFECT: Readonly<Record<`${Exclude<State, true>}`, string>> = {
  false: "breaks the run",
  ramping: "breaks the run",
  "no goal": "breaks the run",
  absent: "breaks the run",
  "no data": "neither counts nor breaks it",
  "too early": "neither counts nor breaks it",
};

/** Sentences in the order of time, as of a period; none for a flag that needs one period and never stood open. */
export function flagStory(
  results: Results,
  flag: Flag,
  node: number,
  period: Period,
): readonly string[] {
  const episode = results.flagHistory.find(
    (e) => e.flag === flag && e.node === node && isDuring(e, period),
  );
  const needed = flag.for?.n ?? 1;
  const run = needed > 1 ? [runSentence(results.flagStates(flag, node), needed, period)] : [];
  if (!episode) return run;
  const isLast = episode.open[episode.open.length - 1]?.period.start === period.start;
  return [...run, `Its story: ${storyOf(episode)}.`, ...(isLast ? escalation(episode) : [])];
}

/** From the run's first period to the last in which the flag was open, closed, or held on. */
function isDuring({ since, open, end, stayedClosed, armed }: Episode, period: Period): boolean {
  const until = [
    ...open.map((stand) => stand.period),
    ...(end?.period ? [end.period] : []),
    ...stayedClosed,
    ...(armed ? [armed] : []),
  ];
  return since.start <= period.start && until.some((p) => period.start <= p.start);
}

/** `It must hold 3 times in a row: 2026-Q1 holds, 2026-Q2 no data (neither counts nor breaks it), 2026-Q3 holds: 2 so far.` */
function runSentence(states: readonly FlagPeriodState[], needed: number, period: Period): string {
  const known = states.filter((s) => s.period.start <= period.start);
  const broke = known.reduce((last, { state }, at) => (isBreak(state) ? at : last), -1);
  const shown = known.slice(Math.max(0, broke));
  const count = known.slice(broke + 1).filter(({ state }) => state === true).length;
  const parts = shown.slice(-MOST_PERIODS).map(({ period: { label }, state }) => {
    if (state === true) return `${label} holds`;
    return `${label} ${state === false ? "doesn't hold" : state} (${EFFECT[`${state}`]})`;
  });
  const more = shown.length > MOST_PERIODS ? "… " : "";
  const sum = count >= needed ? `${count} in a row` : `${count} of ${needed} so far`;
  return `It must hold ${needed} periods in a row: ${more}${parts.join(", ")}; ${sum}.`;
}

const MOST_PERIODS = 8;

const isBreak = (state: State): boolean =>
  state !== true && state !== "no data" && state !== "too early";

function escalation({ end, escalates }: Episode): readonly string[] {
  if (end !== null || escalates === null) return [];
  return [`${escalates.to.name} answers too after ${isoOf(escalates.after)}, if nothing is done.`];
}
