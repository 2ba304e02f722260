/** The Answers view as data: what is open, whose turn it is, what helps to decide, what is on record. */
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { KpiId } from "../../../dsl/ir/ir.ts";
import type { AnswersView, AnswerView, EvidenceView, ExpectationsView } from "../contract.ts";
import { grainOf } from "../flags/actions.ts";
import { kpisOf } from "../flags/condition.ts";
import type { Episode } from "../flags/episodes.ts";
import { lastDayThere } from "../flags/state.ts";
import type { Person } from "../results.ts";
import type { Run } from "../run.ts";
import { assumedParts } from "./assumed.ts";
import { type EvidenceRow, evidenceRows, evidenceSentence, verdictOf } from "./evidence.ts";
import { expectationsOf, owesNothing, yearOf } from "./expectations.ts";
import { storyEvents } from "./history.ts";

/** A pane with more cards than this is no list of what to do next; the counts are of all. */
const MOST_CARDS = 200;
const MOST_RECORDS = 100;

const RANK = { high: 0, warn: 1, info: 2 } as const;

/** What is open as of the run's day. `me`: the node of whoever asks, -1: nobody in particular. */
export function answersView(run: Run, me: number): AnswersView {
  const open = run.flagHistory
    .filter(({ end, open: stood }) => end === null && stood[stood.length - 1]!.answers.length > 0)
    .map((episode) => ({ episode, ...scopeOf(run, episode, me) }));
  open.sort(
    (a, b) =>
      RANK[a.episode.flag.severity] - RANK[b.episode.flag.severity] ||
      lastStand(b.episode).level - lastStand(a.episode).level ||
      a.episode.since.start - b.episode.since.start,
  );
  // What concerns whoever asks comes first where not all fit.
  const shown = [...open]
    .sort((a, b) => Number(b.mine) - Number(a.mine) || Number(b.team) - Number(a.team))
    .slice(0, MOST_CARDS);
  const kept = new Set(shown.map(({ episode }) => episode));
  const evidence = lazily(() => evidenceRows(run));
  const stories = storiesOf(run);
  return {
    asOf: isoOf(run.asOf),
    next: nextDay(run),
    counts: {
      mine: open.filter(({ mine }) => mine).length,
      team: open.filter(({ team }) => team).length,
      all: open.length,
    },
    open: open
      .filter(({ episode }) => kept.has(episode))
      .map(({ episode, mine, team }) => ({
        ...cardOf(run, episode, { mine, team }, evidence),
        story: stories(episode.flag.name, episode.node),
      })),
    onRecord: onRecord(run, stories),
  };
}

/** Flags stand on closed periods: the day on which the next one of them closes. */
function nextDay({ program, calendar, asOf }: Run): string | null {
  const ends = program.flags.map(
    (flag) => calendar.periodOf(asOf + 1, grainOf(program, flag)).end - 1,
  );
  return ends.length === 0 ? null : isoOf(Math.min(...ends));
}

const lastStand = ({ open }: Episode) => open[open.length - 1]!;

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Mine: I answer. My team: it is about somebody below me, or about me. */
function scopeOf({ org }: Run, episode: Episode, me: number): { mine: boolean; team: boolean } {
  const { period, answers } = lastStand(episode);
  if (me < 0) return { mine: false, team: false };
  const mine = answers.some(({ node }) => node === me);
  const person = org.personOf(episode.node);
  const day = lastDayThere(org, person, period);
  let at = person;
  while (at >= 0 && at !== me) at = org.managerOn(at, day);
  return { mine, team: at === me };
}

function cardOf(
  run: Run,
  episode: Episode,
  scope: { readonly mine: boolean; readonly team: boolean },
  evidence: () => readonly EvidenceRow[],
): Omit<AnswerView, "story"> {
  const { flag, node, raised, since, escalates } = episode;
  const { judged, answers, level } = lastStand(episode);
  const kpis = [...kpisOf(run.program, flag.when)];
  return {
    flag: flag.name,
    label: flag.label,
    severity: flag.severity,
    who: run.personAt(node, judged).called,
    period: judged.label,
    raised: raised.label,
    since: isoOf(since.start),
    age: Math.max(0, run.asOf - (raised.end - 1)),
    answers: answers.map(({ name }) => name),
    escalated: level,
    escalates: escalates && { after: isoOf(escalates.after), to: escalates.to.name },
    reason: run.flagReason(flag, node, judged),
    leading: allMet(run, "leading", episode),
    lagging: allMet(run, "lagging", episode),
    assumed: assumedOf(run, kpis, episode),
    evidence: evidenceOf(run, episode, evidence),
    ...scope,
  };
}

/** Whether every KPI of a role that is owed was met in the last period of the flag; null: none is judged. */
function allMet(run: Run, role: "leading" | "lagging", episode: Episode): boolean | null {
  const { judged } = lastStand(episode);
  const words = run.program.kpis
    .filter((k) => k.role === role)
    .map((k) => run.standing(k.id, episode.node, judged).status)
    .filter((s) => s === "met" || s === "missed");
  return words.length === 0 ? null : words.every((s) => s === "met");
}

function assumedOf(run: Run, kpis: readonly KpiId[], episode: Episode): AnswerView["assumed"] {
  const { judged } = lastStand(episode);
  const show = run.engine.show.number;
  return kpis.flatMap((id) => {
    const kpi = run.program.kpis[id]!;
    return assumedParts(run.engine, kpi, episode.node, judged).map((part) => {
      const [assumed, came] = [part.assumed, part.came].map((x) => show(x, part.kpi.unit));
      const sentence = run.engine.say.why.assumesOf(kpi.label, part.kpi.label, assumed!, came!);
      return {
        kpi: kpi.name,
        part: part.kpi.name,
        assumed: part.assumed,
        came: nullOf(part.came),
        sentence,
      };
    });
  });
}

/** Where the result came without the activity, or stayed out with it: does the activity lead? Of the nearest who answers. */
function evidenceOf(
  run: Run,
  episode: Episode,
  evidence: () => readonly EvidenceRow[],
): readonly string[] {
  const [leading, lagging] = [allMet(run, "leading", episode), allMet(run, "lagging", episode)];
  if (leading === null || lagging === null || leading === lagging) return [];
  const asked = lastStand(episode).answers[0]?.node ?? -1;
  return evidence()
    .filter((row) => row.of === "tree" && row.node === asked && verdictOf(row.counts) !== "too few")
    .map((row) => evidenceSentence(row, run.engine.say));
}

type Stories = (flag: string, node: number) => AnswerView["story"];

/** All that ever happened to a flag at a node. */
function storiesOf({ flagHistory, engine }: Run): Stories {
  const keyOf = (flag: string, node: number) => `${node} ${flag}`;
  const all = new Map<string, Episode[]>();
  for (const episode of flagHistory) {
    const key = keyOf(episode.flag.name, episode.node);
    all.set(key, [...(all.get(key) ?? []), episode]);
  }
  return (flag, node) => storyEvents(all.get(keyOf(flag, node)) ?? [], engine.say);
}

function onRecord(run: Run, stories: Stories): AnswersView["onRecord"] {
  const closing = new Set(
    run.flagHistory.flatMap(({ end }) => (end?.by === "action" ? [end.action] : [])),
  );
  return [...run.actions]
    .sort((a, b) => b.on - a.on)
    .slice(0, MOST_RECORDS)
    .map((row) => ({
      place: row.place,
      flag: row.flag.name,
      label: row.flag.label,
      who: run.personAt(row.node, row.period).called,
      period: row.period.label,
      action: row.action,
      by: row.by,
      on: isoOf(row.on),
      note: row.note,
      closed: closing.has(row),
      story: stories(row.flag.name, row.node),
    }));
}

const nullOf = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The evidence table: of everybody and each manager's tree, or of one person (`node`), tree and own. */
export function evidenceView(run: Run, node: number | null): EvidenceView {
  const rows = evidenceRows(run).filter((row) =>
    node === null
      ? row.node < 0 ||
        (row.of === "tree" && run.people.some((p) => p.node === row.node && p.hasReports))
      : row.node === node,
  );
  return {
    asOf: isoOf(run.asOf),
    rows: rows.map((row) => ({
      who: row.node < 0 ? null : run.org.nodes[row.node]!.name,
      of: row.of,
      leading: row.leading.name,
      lagging: row.lagging.name,
      counts: [
        row.counts.metMet,
        row.counts.metMissed,
        row.counts.missedMet,
        row.counts.missedMissed,
      ],
      n: row.n,
      verdict: verdictOf(row.counts),
      sentence: evidenceSentence(row, run.engine.say),
    })),
  };
}

/** One person's whole list, or, of nobody in particular, who owes how much and who owes nothing. */
export function expectationsView(run: Run, person: Person | null): ExpectationsView {
  const periods = yearOf(run);
  const nothing = owesNothing(run, periods).map((p) => p.name);
  if (person === null) return { asOf: isoOf(run.asOf), owesNothing: nothing, person: null };
  const { owed, flags, checks, reports } = expectationsOf(run, person, periods);
  return {
    asOf: isoOf(run.asOf),
    owesNothing: nothing,
    person: {
      who: person.called,
      owed: owed.map(({ kpi, period, goal, base, held, line, how }) => ({
        kpi: kpi.name,
        period: period.label,
        goal,
        base,
        held,
        line,
        how,
      })),
      flags: flags.map(({ flag, as, line }) => ({
        flag: flag.name,
        label: flag.label,
        as,
        says: run.engine.say.flags.parts[as],
        line,
      })),
      checks: checks.map(({ line, expression, passed }) => ({ line, expression, passed })),
      reports: reports.map((r) => ({ who: r.person.name, flags: r.flags.map((f) => f.label) })),
    },
  };
}
