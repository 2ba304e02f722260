/** Results as tidy tables: the columns of the command line, of RESULTS and its kin, and of the `KPI …` sheets. */

import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { Grain } from "../../dsl/ir/ir.ts";
import { ASIDE_WORDS } from "./account.ts";
import { evidenceRows, evidenceSentence } from "./answers/evidence.ts";
import { eventsOf } from "./answers/history.ts";
import { scoreSentence } from "./answers/score.ts";
import { reaches } from "./goals/reach.ts";
import type { CertificateLine, CertificateRow, Person, Results, Standing } from "./results.ts";

/** null is blank. */
export type TidyCell = string | number | boolean | null;
export interface TidyTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly TidyCell[]>;
}

export interface RowFilter {
  /** Names of people, KPIs (or scores) and period labels, in any case; empty or missing: all. */
  readonly who?: readonly string[];
  readonly kpi?: readonly string[];
  readonly period?: readonly string[];
}

export const TABLES = [
  "results",
  "goals",
  "flags",
  "history",
  "evidence",
  "actions",
  "scores",
  "findings",
  "checks",
  "tieout",
  "data",
] as const;
export type TableName = (typeof TABLES)[number];

export const RESULT_COLUMNS = [
  "level",
  "who",
  "path",
  "kpi",
  "period",
  "actual",
  "goal",
  "base_goal",
  "attainment",
  "expected",
  "pace",
  "forecast",
  "status",
] as const;
/** How much of a score's weights counted, and what was left out. */
export const SCORE_COLUMNS = [
  "level",
  "who",
  "path",
  "score",
  "period",
  "value",
  "counted",
  "says",
] as const;
export const GOAL_COLUMNS = [
  "level",
  "who",
  "path",
  "kpi",
  "period",
  "base_goal",
  "goal",
  "held",
  "how",
] as const;
export const FLAG_COLUMNS = [
  "level",
  "who",
  "path",
  "period",
  "flag",
  "answers",
  "reason",
  "since",
] as const;
export const HISTORY_COLUMNS = [
  "level",
  "who",
  "path",
  "flag",
  "period",
  "event",
  "on",
  "since",
  "answers",
  "action",
  "by",
  "note",
  "reason",
] as const;
export const EVIDENCE_COLUMNS = [
  "who",
  "of",
  "leading",
  "lagging",
  "grain",
  "met_met",
  "met_missed",
  "missed_met",
  "missed_missed",
  "n",
  "says",
] as const;
export const ACTION_ROW_COLUMNS = [
  "place",
  "flag",
  "who",
  "period",
  "action",
  "by",
  "on",
  "note",
  "closed",
] as const;
export const FINDING_COLUMNS = ["severity", "code", "place", "message", "fix"] as const;
export const CHECK_COLUMNS = ["line", "expression", "actual", "expected", "passed"] as const;
const LINE_COLUMNS = [
  "goal",
  "reserve",
  "buffer",
  "handed_down",
  "held",
  "free",
  "odd",
  "vacancies",
  "open",
  "reports",
  "difference",
] as const;
export const TIEOUT_COLUMNS = [
  "level",
  "who",
  "path",
  "kpi",
  "period",
  ...LINE_COLUMNS,
  ...LINE_COLUMNS.map((column) => `base_${column}` as const),
  "ties",
  "left_over",
] as const;

export const DATA_COLUMNS = [
  "table",
  "kpi",
  "figure",
  "what",
  "who",
  "rows",
  "amount",
  "first_rows",
] as const;

/** One of the tables of a run, filtered; rows are made as they are read. */
export function table(results: Results, name: TableName, filter: RowFilter = {}): TidyTable {
  switch (name) {
    case "results":
      return { columns: RESULT_COLUMNS, rows: resultRows(results, filter) };
    case "goals":
      return { columns: GOAL_COLUMNS, rows: goalRows(results, filter) };
    case "flags":
      return { columns: FLAG_COLUMNS, rows: flagRows(results, filter) };
    case "history":
      return { columns: HISTORY_COLUMNS, rows: historyRows(results, filter) };
    case "evidence":
      return { columns: EVIDENCE_COLUMNS, rows: evidenceTable(results, filter) };
    case "actions":
      return { columns: ACTION_ROW_COLUMNS, rows: actionRows(results, filter) };
    case "scores":
      return { columns: SCORE_COLUMNS, rows: scoreRows(results, filter) };
    case "findings":
      return { columns: FINDING_COLUMNS, rows: findingRows(results) };
    case "checks":
      return { columns: CHECK_COLUMNS, rows: checkRows(results) };
    case "tieout":
      return { columns: TIEOUT_COLUMNS, rows: tieoutRows(results, filter) };
    case "data":
      return { columns: DATA_COLUMNS, rows: dataRows(results, filter) };
  }
}

type Wanted = (text: string) => boolean;
export const wanted = (names: readonly string[] | undefined): Wanted => {
  if (!names?.length) return () => true;
  const set = new Set(names.map(foldText));
  return (text) => set.has(foldText(text));
};

const blank = (value: number): number | null => (Number.isNaN(value) ? null : value);

const whoCells = (person: Person): TidyCell[] => [
  person.level,
  person.name,
  person.path.join(" / "),
];

/** One row per person, KPI (then score) and tracked period, and per node below people for the KPIs owed there: tree order, then the grain's order, then time. */
export function* resultRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, kpi, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  const kpis = results.program.kpis.filter((k) => kpi(k.name));
  const scores = results.program.scores.filter((s) => kpi(s.name));
  const periods = trackedPeriods(results).filter((p) => period(p.label));
  for (const person of results.everyone) {
    if (!who(person.name) && !who(person.called)) continue;
    for (const k of kpis) {
      if (person.below !== null && !reaches(results.program, k, person.below)) continue;
      for (const p of periods) {
        if (!results.isThere(person.node, p)) continue;
        const at = results.personAt(person.node, p);
        yield [
          ...whoCells(at),
          k.name,
          p.label,
          ...standingCells(results.standing(k.id, person.node, p)),
        ];
      }
    }
    for (const s of person.below === null ? scores : []) {
      for (const p of periods) {
        if (!results.isThere(person.node, p)) continue;
        const { score } = results.score(s.id, person.node, p);
        const at = results.personAt(person.node, p);
        const empty = [null, null, null, blank(score), null, null, null, null];
        yield [...whoCells(at), s.name, p.label, ...empty];
      }
    }
  }
}

const standingCells = (s: Standing): TidyCell[] => [
  s.error ? s.error.text : blank(s.actual),
  blank(s.goal),
  blank(s.baseGoal),
  blank(s.attainment),
  blank(s.expected),
  blank(s.pace),
  blank(s.forecast),
  s.status,
];

/** All tracked periods, grain by grain as `track` says, each in time order. */
export function trackedPeriods(results: Results): readonly Period[] {
  const grains: readonly Grain[] = results.program.calendar.track;
  return grains.flatMap((grain) => [...results.periods(grain)]);
}

export function* goalRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, kpi, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  for (const row of results.goals) {
    const name = results.program.kpis[row.kpi]!.name;
    const person = results.personAt(row.node, row.period);
    if ((!who(person.name) && !who(person.called)) || !kpi(name) || !period(row.period.label))
      continue;
    yield [
      ...whoCells(person),
      name,
      row.period.label,
      blank(row.base),
      blank(row.goal),
      row.held,
      row.how,
    ];
  }
}

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

function* scoreRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, name, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  const periods = trackedPeriods(results).filter((p) => period(p.label));
  for (const { node } of results.people.filter((p) => who(p.name))) {
    for (const score of results.program.scores.filter((s) => name(s.name))) {
      for (const p of periods) {
        if (!results.isThere(node, p)) continue;
        const scored = results.score(score.id, node, p);
        const says = scoreSentence(results.program, score.id, scored);
        const cells = [score.name, p.label, blank(scored.score), scored.counted, says];
        yield [...whoCells(results.personAt(node, p)), ...cells];
      }
    }
  }
}

function* evidenceTable(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
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

function* actionRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
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

function* findingRows(results: Results): Generator<readonly TidyCell[]> {
  for (const f of results.findings) yield [f.severity, f.code, f.place, f.message, f.fix];
}

function* checkRows(results: Results): Generator<readonly TidyCell[]> {
  for (const c of results.checks) {
    yield [c.line, c.expression, c.actual, c.expected, c.passed];
  }
}

/** The certificate's lines that a filter keeps. */
export function rowsCertified(results: Results, filter: RowFilter): readonly CertificateRow[] {
  const [who, kpi, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  return results.certificate.filter((row) => {
    const { name, called } = results.personAt(row.node, row.period);
    const isKpi = kpi(results.program.kpis[row.kpi]!.name);
    return isKpi && period(row.period.label) && (who(name) || who(called));
  });
}

export function* tieoutRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  for (const row of rowsCertified(results, filter)) {
    yield [
      ...whoCells(results.personAt(row.node, row.period)),
      results.program.kpis[row.kpi]!.name,
      row.period.label,
      ...lineCells(row.assigned),
      ...lineCells(row.base),
      row.ties,
      row.leftOver || null,
    ];
  }
}

const lineCells = (line: CertificateLine): TidyCell[] => [
  line.goal,
  line.reserve,
  line.buffer,
  line.handedDown,
  line.held,
  line.free,
  line.odd,
  line.vacancies,
  line.open,
  line.reports,
  line.difference,
];

/** A line for the rows found, one for those used, one for each reason (and name of nobody's) of the rest. */
function* dataRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const kpi = wanted(filter.kpi);
  for (const account of results.accounts()) {
    if (!kpi(account.kpi?.name ?? "")) continue;
    const head = [account.table, account.kpi?.name ?? null, account.figure || null];
    yield [...head, "found", null, account.found, null, null];
    yield [...head, "used", null, account.used, null, null];
    for (const { why, who, rows, amount, sheetRows } of account.aside) {
      const first = sheetRows.join(" ") + (rows > sheetRows.length ? " …" : "");
      yield [...head, ASIDE_WORDS[why], who || null, rows, amount, first];
    }
  }
}
