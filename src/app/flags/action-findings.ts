/** Actions on record that close nothing: each is told, with what would. */
import { isoOf } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { ActionRow } from "./actions.ts";
import type { Episode } from "./episodes.ts";
import type { FlagInput } from "./input.ts";

export function actionFindings(input: FlagInput, episodes: readonly Episode[]): Finding[] {
  const { actions } = input.actions;
  if (actions.length === 0) return [];
  const used = new Set(episodes.flatMap((e) => (e.end?.by === "action" ? [e.end.action] : [])));
  const byKey = new Map<string, Episode[]>();
  const keyOf = (flag: string, node: number) => `${flag} ${node}`;
  for (const episode of episodes) {
    const key = keyOf(episode.flag.name, episode.node);
    byKey.set(key, [...(byKey.get(key) ?? []), episode]);
  }
  const { actionsUntil, model } = input;
  const later = actions.filter(({ on }) => actionsUntil !== null && on > actionsUntil);
  const first = later[0];
  const told = first
    ? [finding("ACT05", first.place, { count: later.length, day: isoOf(actionsUntil ?? 0) })]
    : [];
  const self = actions.flatMap((action) => {
    const who = model.org.nodes[model.org.personOf(action.node)]!;
    const isSelf =
      foldText(action.by) === who.folded && model.org.managerOn(who.id, action.on) >= 0;
    return isSelf ? [finding("ACT07", action.place, { who: who.name })] : [];
  });
  const idle = actions
    .filter((action) => !used.has(action) && !later.includes(action))
    .map((action) =>
      idleFinding(input, action, byKey.get(keyOf(action.flag.name, action.node)) ?? []),
    );
  return [...told, ...self, ...idle];
}

/** Why an action on record closed nothing. */
function idleFinding(input: FlagInput, action: ActionRow, episodes: readonly Episode[]): Finding {
  const { flag, node, period, on, place } = action;
  const who = input.model.org.nodes[node]!.name;
  const own = episodes.find(({ open, end }) => {
    const until = end?.period ?? null;
    return open.some((stand) => stand.period === period) || until === period;
  });
  const base = { flag: flag.label, who, period: period.label, on: isoOf(on) };
  if (!own) {
    const open = episodes.flatMap((e) => e.open.map((stand) => stand.period.label)).slice(-3);
    const begun = period.start <= input.model.asOf;
    return finding("ACT03", place, { ...base, open, begun });
  }
  const from = isoOf(own.raised.end - 1);
  if (on < own.raised.end - 1)
    return finding("ACT04", place, { ...base, raised: own.raised.label, from });
  const { end } = own;
  const how =
    end?.by === "action"
      ? `was closed already: ${end.action.action} on ${isoOf(end.action.on)}`
      : `had ended by itself with ${end?.period.label ?? period.label}`;
  return finding("ACT08", place, { ...base, how });
}
