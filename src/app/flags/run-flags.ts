/** Flags of a run: who answers, why, since when, what was done about it, and the whole story of each. */

import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Flag } from "../../../dsl/ir/ir.ts";
import type { Finding } from "../../model/finding.ts";
import type { State } from "../../standing/flags.ts";
import { actionWord, type Words } from "../../words/index.ts";
import type { FlagRow } from "../results.ts";
import { actionFindings } from "./action-findings.ts";
import { type ActionRow, grainOf } from "./actions.ts";
import { kpisOf } from "./condition.ts";
import { type Episode, episodesOf } from "./episodes.ts";
import type { FlagInput } from "./input.ts";
import { reasonOf } from "./reason.ts";
import { whoAnswers } from "./who-answers.ts";

export interface FlagBook {
  /** A row for each flag, node, period in which it stood open, and who answers. */
  readonly rows: readonly FlagRow[];
  /** In the order of the rules, then of the org, then of time. */
  readonly episodes: readonly Episode[];
  readonly actions: readonly ActionRow[];
  readonly findings: readonly Finding[];
  /** What is known of a flag's condition at a node, period by period, of those that have begun. */
  states(flag: Flag, node: number): readonly FlagPeriodState[];
  /** Why a flag stands open at a node in a period, with the figures. */
  reason(flag: Flag, node: number, period: Period): string;
}

/** `state` is what counts toward a run of periods, before any action. */
export interface FlagPeriodState {
  readonly period: Period;
  readonly state: State;
}

/** Every flag of every node: managers of any level on their own rolled-up figures, as sellers on theirs. */
export function flagBook(input: FlagInput): FlagBook {
  const { program, model, actions } = input;
  const nodes = model.org.nodes.filter(({ id }) => model.org.positionsOf(id).length > 0);
  const known = actions.actions.filter((a) => isKnown(a, input));
  const byNode = new Map<string, ActionRow[]>();
  for (const action of [...known].sort((a, b) => a.on - b.on)) {
    const key = `${action.flag.name} ${action.node}`;
    byNode.set(key, [...(byNode.get(key) ?? []), action]);
  }
  const reasons = new Map<Flag, ReturnType<typeof kpisOf>>();
  const reason = (flag: Flag, node: number, period: Period): string => {
    const kpis = reasons.get(flag) ?? kpisOf(program, flag.when);
    reasons.set(flag, kpis);
    return reasonOf(input, flag, kpis, node, period);
  };
  const begun = (flag: Flag) =>
    input.periods(grainOf(program, flag)).filter((p) => p.start <= model.asOf);
  const stateOf = (flag: Flag, node: number, period: Period): State =>
    input.judge.state(flag.when, flag.at, node, period);
  const episodes = program.flags.flatMap((flag) => {
    const periods = begun(flag);
    if (periods.length === 0) return [];
    return nodes.flatMap(({ id: node }) => {
      const states = periods.map((period) => stateOf(flag, node, period));
      return episodesOf({
        calendar: model.calendar,
        flag,
        node,
        periods,
        states,
        asOf: model.asOf,
        actions: byNode.get(`${flag.name} ${node}`) ?? [],
        answers: (period, level) => whoAnswers(model, flag, node, period, level),
      });
    });
  });
  return {
    rows: episodes.flatMap((episode) => rowsOf(episode, reason, input.say)),
    episodes,
    actions: actions.actions,
    findings: [...actions.findings, ...actionFindings(input, episodes)],
    states: (flag, node) =>
      begun(flag).map((period) => ({ period, state: stateOf(flag, node, period) })),
    reason,
  };
}

const isKnown = (action: ActionRow, { actionsUntil }: FlagInput): boolean =>
  actionsUntil === null || action.on <= actionsUntil;

/** A row for each period and who answers; of a flag that nobody answers for one without a name. */
function rowsOf(episode: Episode, reason: FlagBook["reason"], say: Words): FlagRow[] {
  const { flag, node, since, raised, end } = episode;
  const action = end?.by === "action" ? end.action : null;
  return episode.open.flatMap(({ period, judged, level, answers }) => {
    // Sentences are many and seldom all read: each is made when first asked for.
    let sentence: string | null = null;
    const row = (name: string): FlagRow => ({
      flag: flag.name,
      label: flag.label,
      severity: flag.severity,
      node,
      period,
      answers: name,
      get reason() {
        sentence ??= reason(flag, node, judged);
        return sentence;
      },
      since: since.start,
      raised,
      open: true,
      escalated: level,
      action: action && actionText(action, say),
    });
    return answers.length === 0 ? [row("")] : answers.map(({ name }) => row(name));
  });
}

/** `coached by Mia on 2026-10-14`. */
export const actionText = ({ action, by, on }: ActionRow, { flags }: Words): string =>
  flags.tookOn(actionWord(flags, action), by, isoOf(on));
