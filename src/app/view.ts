/** A run as the sidebar gets it: plain JSON, people and periods by index. */

import type { Period } from "../../dsl/calendar/calendar.ts";
import { isoOf } from "../../dsl/calendar/day.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import type { Kpi } from "../../dsl/ir/ir.ts";
import { LineMap } from "../../dsl/span.ts";
import type { Unit } from "../../dsl/types/type.ts";
import { ASIDE_WORDS, isNobodys } from "./account.ts";
import { scoreSentence } from "./answers/score.ts";
import {
  type AccountView,
  type DiagnosticView,
  type FiguresView,
  type FlagView,
  type KpiView,
  type PeriodView,
  type RunView,
  STATUSES,
  type UnitView,
} from "./contract.ts";
import { reaches } from "./goals/reach.ts";
import type { Person, Results } from "./results.ts";
import type { Run } from "./run.ts";
import { trackedPeriods } from "./tidy.ts";

/** Above this many figures the oldest periods are left to the sheets: a message to the sidebar stays a few MB. */
const MOST_FIGURES = 120_000;

/** Everything the views need of a run. `rules` is the text that ran, for lines and columns. */
export function runView(results: Run, rules: string, milliseconds: number): RunView {
  const { calls } = results.engine.say;
  const lines = new LineMap(rules);
  const sideOf = sidesIn(results.engine);
  const people = shownPeople(results);
  const periods = recent(results, people.length, trackedPeriods(results));
  const indexOf = new Map(people.map((person, index) => [person.node, index]));
  const ties = results.tieout.filter((row) => row.assigned.difference === 0);
  return {
    asOf: isoOf(results.asOf),
    asOfFrom: results.asOfFrom,
    milliseconds,
    diagnostics: results.diagnostics.map((d) => diagnosticView(d, lines)),
    findings: results.findings,
    kpis: results.program.kpis.map(
      (kpi): KpiView => ({
        name: kpi.name,
        label: kpi.label,
        role: kpi.role,
        leads: kpi.leads ?? -1,
        unit: unitView(kpi.unit),
        better: kpi.direction.better,
        additive: kpi.nature.of === "additive",
        metAt: kpi.metAt,
        atRiskBelow: kpi.atRiskBelow,
        line: lines.lineOf(kpi.span.start),
      }),
    ),
    scores: results.program.scores.map(({ name, label }) => ({ name, label })),
    people: people.map((person) => ({
      name: person.called,
      level: person.level,
      path: person.path.join(" / "),
      manager: indexOf.get(person.manager) ?? -1,
      hasReports: person.hasReports,
      vacancy: person.vacancy,
    })),
    periods: periods.map((period) => periodView(results, period)),
    figures: figuresView(results, people, periods),
    flags: flagViews(results, periods, indexOf),
    checks: results.checks.map((row) => ({
      line: row.line,
      expression: row.expression,
      actual: sideOf(row.actual) ?? "",
      expected: sideOf(row.expected) ?? "",
      passed: row.passed,
    })),
    tests: results.tests.map((test) => ({
      line: test.line,
      name: test.name,
      passed: test.passed,
      failures: test.expectations
        .filter((row) => !row.passed)
        .map((row) => calls.notExpected(row.expression, sideOf(row.actual), sideOf(row.expected))),
    })),
    data: accountViews(results),
    tieout: {
      lines: results.tieout.length,
      ties: ties.length,
      rounding: results.tieout.filter((row) => !row.exact && row.assigned.difference !== 0).length,
      largest: results.tieout.reduce(
        (most, row) => Math.max(most, Math.abs(row.assigned.difference)),
        0,
      ),
    },
  };
}

/** A side of a check as it is read. */
const sidesIn =
  ({ show, say }: Run["engine"]) =>
  (value: string | number | boolean | null): string | null => {
    if (typeof value === "number") return show.exact(value);
    return typeof value === "boolean" ? say.show.truth(value) : value;
  };

const accountViews = (results: Results): AccountView[] =>
  results.accounts().map(({ table, sheet, kpi, figure, found, used, aside }) => ({
    table,
    sheet,
    kpi: kpi?.id ?? -1,
    figure,
    found,
    used,
    aside: aside.map(({ why, ...rest }) => ({
      ...rest,
      why: ASIDE_WORDS[why],
      nobodys: isNobodys(why),
    })),
  }));

/** Nodes below people beyond this many are left to the sheets, but for those with an open flag. */
const MOST_BELOW = 500;

function shownPeople({ everyone, people, flags }: Results): readonly Person[] {
  if (everyone.length - people.length <= MOST_BELOW) return everyone;
  const flagged = new Set(flags.map((flag) => flag.node));
  let room = MOST_BELOW;
  return everyone.filter((person) => {
    if (person.below === null) return true;
    if (room === 0 || !flagged.has(person.node)) return false;
    room -= 1;
    return true;
  });
}

const isOwed = ({ program }: Results, kpi: Kpi, { below }: Person): boolean =>
  below === null || reaches(program, kpi, below);

/** A rule's diagnostic with its place in lines and columns. */
export const diagnosticView = (d: Diagnostic, lines: LineMap): DiagnosticView => ({
  code: d.code,
  severity: d.severity,
  message: d.message,
  hint: d.hint ?? "",
  at: lines.placeOf(d.span),
  start: d.span.start,
  end: d.span.end,
  fix: d.fix ? { start: d.fix.span.start, end: d.fix.span.end, text: d.fix.text } : null,
});

const unitView = (unit: Unit): UnitView => unit;

/** The latest periods of each grain that fit, always at least the eight last of each. */
function recent(results: Results, people: number, periods: readonly Period[]): readonly Period[] {
  const perPeriod = people * (results.program.kpis.length + results.program.scores.length);
  const room = Math.max(8, Math.floor(MOST_FIGURES / Math.max(1, perPeriod)));
  if (periods.length <= room) return periods;
  const grains = results.program.calendar.track;
  const share = Math.max(8, Math.floor(room / grains.length));
  return grains.flatMap((grain) => periods.filter((p) => p.grain === grain).slice(-share));
}

function periodView(results: Results, period: Period): PeriodView {
  const last = period.end - 1;
  const state =
    last <= results.asOf ? "closed" : period.start <= results.asOf ? "current" : "future";
  return {
    label: period.label,
    grain: period.grain,
    start: isoOf(period.start),
    end: isoOf(last),
    state,
  };
}

const blank = (value: number): number | null => (Number.isNaN(value) ? null : value);

function figuresView(
  results: Run,
  people: readonly Person[],
  periods: readonly Period[],
): FiguresView {
  const size =
    (results.program.kpis.length + results.program.scores.length) * periods.length * people.length;
  const empty = () => new Array<number | null>(size).fill(null);
  const view = {
    actual: empty(),
    goal: empty(),
    attainment: empty(),
    expected: empty(),
    pace: empty(),
    forecast: empty(),
    status: new Array<number>(size).fill(-1),
    errors: [] as [number, string][],
    counted: [] as [number, string][],
  };
  const { say } = results.engine;
  let at = 0;
  /** Goes on by one place a person and period; puts a figure where somebody was there. */
  const each = (put: (person: Person, period: Period) => void) => {
    for (const period of periods)
      for (const person of people) {
        if (results.isThere(person.node, period)) put(person, period);
        at += 1;
      }
  };
  for (const kpi of results.program.kpis)
    each((person, period) => {
      if (!isOwed(results, kpi, person)) return;
      const s = results.standing(kpi.id, person.node, period);
      view.actual[at] = blank(s.actual);
      view.goal[at] = blank(s.goal);
      view.attainment[at] = blank(s.attainment);
      view.expected[at] = blank(s.expected);
      view.pace[at] = blank(s.pace);
      view.forecast[at] = blank(s.forecast);
      view.status[at] = s.status === null ? -1 : STATUSES.indexOf(s.status);
      if (s.error) view.errors.push([at, say.calls.at(s.error.text, s.error.address)]);
    });
  for (const score of results.program.scores)
    each((person, period) => {
      if (person.below !== null) return;
      const scored = results.score(score.id, person.node, period);
      view.attainment[at] = blank(scored.score);
      if (scored.leftOut.length > 0)
        view.counted.push([at, scoreSentence(results.program, score.id, scored, say)]);
    });
  return view;
}

function flagViews(
  results: Results,
  periods: readonly Period[],
  indexOf: ReadonlyMap<number, number>,
): FlagView[] {
  const periodIndex = new Map(periods.map((p, index) => [`${p.grain}${p.start}`, index]));
  return results.flags.flatMap((row) => {
    const period = periodIndex.get(`${row.period.grain}${row.period.start}`);
    const person = indexOf.get(row.node);
    if (!row.open || period === undefined || person === undefined) return [];
    const { flag, label, severity, answers, reason, escalated, action } = row;
    return [
      {
        flag,
        label,
        severity,
        person,
        period,
        answers,
        reason,
        since: isoOf(row.since),
        escalated,
        action,
      },
    ];
  });
}
