/** How a flag came to be open, or why it isn't: its run of periods, what was done, who answers too and when. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Flag } from "../../../dsl/ir/ir.ts";
import type { State } from "../../standing/flags.ts";
import type { Words } from "../../words/index.ts";
import { storyOf } from "../answers/history.ts";
import type { Episode } from "../flags/episodes.ts";
import type { FlagPeriodState } from "../flags/run-flags.ts";
import type { Run } from "../run.ts";

/** Sentences in the order of time, as of a period; none for a flag that needs one period and never stood open. */
export function flagStory(
  results: Run,
  flag: Flag,
  node: number,
  period: Period,
): readonly string[] {
  const { say } = results.engine;
  const episode = results.flagHistory.find(
    (e) => e.flag === flag && e.node === node && isDuring(e, period),
  );
  const needed = flag.for?.n ?? 1;
  const run = needed > 1 ? [runSentence(results.flagStates(flag, node), needed, period, say)] : [];
  if (!episode) return run;
  const isLast = episode.open[episode.open.length - 1]?.period.start === period.start;
  const story = say.why.story(storyOf(episode, say));
  return [...run, story, ...(isLast ? escalation(episode, say) : [])];
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
function runSentence(
  states: readonly FlagPeriodState[],
  needed: number,
  period: Period,
  { flags }: Words,
): string {
  const known = states.filter((s) => s.period.start <= period.start);
  const broke = known.reduce((last, { state }, at) => (isBreak(state) ? at : last), -1);
  const shown = known.slice(Math.max(0, broke));
  const count = known.slice(broke + 1).filter(({ state }) => state === true).length;
  const parts = shown
    .slice(-MOST_PERIODS)
    .map(({ period: { label }, state }) =>
      state === true ? flags.held(label) : flags.notHeld(label, `${state}`),
    );
  return flags.run(needed, parts, count, shown.length > MOST_PERIODS);
}

const MOST_PERIODS = 8;

const isBreak = (state: State): boolean =>
  state !== true && state !== "no data" && state !== "too early";

function escalation({ end, escalates }: Episode, { flags }: Words): readonly string[] {
  if (end !== null || escalates === null) return [];
  return [flags.escalates(escalates.to.name, isoOf(escalates.after))];
}
