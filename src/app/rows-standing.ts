/** Rows of standing: results, goals, scores. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { scoreSentence } from "./answers/score.ts";
import { reaches } from "./goals/reach.ts";
import type { Results, Standing } from "./results.ts";
import { blank, type RowFilter, type TidyCell, trackedPeriods, wanted, whoCells } from "./tidy.ts";

/** One row per person, KPI (then score) and tracked period, and per node below people for the KPIs owed there: tree order, then the grain's order, then time. */
export function* resultRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
  const [who, kpi, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  const kpis = results.program.kpis.filter((k) => kpi(k.name));
  const scores = results.program.scores.filter((s) => kpi(s.name));
  const periods = trackedPeriods(results).filter((p) => period(p.label));
  for (const person of results.everyone) {
    if (!who(person.name) && !who(person.called)) continue;
    const { node, below } = person;
    const there = periods.filter((p) => results.isThere(node, p));
    const row = (name: string, p: Period, cells: readonly TidyCell[]): readonly TidyCell[] => [
      ...whoCells(results.personAt(node, p)),
      name,
      p.label,
      ...cells,
    ];
    for (const k of kpis) {
      if (below !== null && !reaches(results.program, k, below)) continue;
      for (const p of there) yield row(k.name, p, standingCells(results.standing(k.id, node, p)));
    }
    for (const s of below === null ? scores : [])
      for (const p of there) yield row(s.name, p, scoreCells(results.score(s.id, node, p).score));
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

/** A score stands where attainment does. */
const scoreCells = (score: number): TidyCell[] => [
  null,
  null,
  null,
  blank(score),
  null,
  null,
  null,
  null,
];

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

export function* scoreRows(results: Results, filter: RowFilter): Generator<readonly TidyCell[]> {
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
