/** Rows of who answers: flags, their history, evidence, actions on record. */
import { isoOf } from "../../dsl/calendar/day.ts";
import { evidenceRows, evidenceSentence } from "./answers/evidence.ts";
import { eventsOf } from "./answers/history.ts";
import type { Results } from "./results.ts";
import { type RowFilter, type TidyCell, wanted, whoCells } from "./tidy.ts";

export function* flagRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, period] = [wanted(filter.who), wanted(filter.period)];
  for (const row of results.flags) {
    const person = results.personAt(row.node, row.period);
    if (!row.open || (!who(person.name) && !who(person.called)) || !period(row.period.label))
      continue;
    yield [
      ...whoCells(person),
      row.period.label,
      row.flag,
      row.answers,
      row.reason,
      isoOf(row.since),
    ];
  }
}

/** Every flag's story, an event each: in the order of the rules, then of the org, then of time. */
export function* historyRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, period] = [wanted(filter.who), wanted(filter.period)];
  for (const episode of results.flagHistory) {
    const { flag, node, since } = episode;
    const now = results.personAt(node, episode.raised);
    if (!who(now.name) && !who(now.called)) continue;
    for (const event of eventsOf(episode)) {
      if (!period(event.period.label)) continue;
      const { action, because } = event;
      yield [
        ...whoCells(results.personAt(node, event.period)),
        flag.name,
        event.period.label,
        event.event,
        isoOf(event.on),
        isoOf(since.start),
        event.answers.join(", "),
        action?.action ?? null,
        action?.by ?? null,
        action?.note ?? (because || null),
        event.event === "raised" ? results.flagReason(flag, node, event.period) : null,
      ];
    }
  }
}

export function* evidenceTable(
  results: Results,
  filter: RowFilter,
): Generator<readonly TidyCell[]> {
  const [who, kpi] = [wanted(filter.who), wanted(filter.kpi)];
  for (const row of evidenceRows(results)) {
    const name = row.node < 0 ? EVERYBODY : results.org.nodes[row.node]!.name;
    if (!who(name) || !(kpi(row.leading.name) || kpi(row.lagging.name))) continue;
    const { metMet, metMissed, missedMet, missedMissed } = row.counts;
    const counts = [metMet, metMissed, missedMet, missedMissed, row.n];
    const what = [name, row.of, row.leading.name, row.lagging.name, row.grain];
    yield [...what, ...counts, evidenceSentence(row)];
  }
}
const EVERYBODY = "everybody";

export function* actionRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, period] = [wanted(filter.who), wanted(filter.period)];
  const closing = new Set(
    results.flagHistory.flatMap(({ end }) => (end?.by === "action" ? [end.action] : [])),
  );
  for (const row of results.actions) {
    const { name } = results.org.nodes[row.node]!;
    if (!who(name) || !period(row.period.label)) continue;
    const { place, flag, action, by, on, note } = row;
    const what = [place, flag.name, name, row.period.label, action, by, isoOf(on), note];
    yield [...what, closing.has(row)];
  }
}
