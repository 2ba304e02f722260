/** What leaves somebody in doubt: people who owe nothing, and activity that can't bring the result. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Engine } from "../engine.ts";
import type { Person } from "../results.ts";
import { isAtLevel } from "./who.ts";

const MOST_NAMES = 5;
/** An activity goal that brings less than this part of the revenue goal is told. */
const ENOUGH = 0.95;

/** Notes on the as-of day's year: asked of a run, because they need the people and the figures. */
export const doubtFindings = (engine: Engine, people: readonly Person[]): Finding[] => [
  ...owesNothing(engine, people),
  ...tooLittleActivity(engine),
  ...saidTwice(engine, people),
];

/** Goals of a rate that a table says more than once for one person and period. */
function saidTwice(engine: Engine, people: readonly Person[]): Finding[] {
  const { program, calendar, evaluator } = engine;
  return program.goals.flatMap(({ kpi, period: when, value }) => {
    if (value.of !== "table" || value.several === null) return [];
    const { several, table } = value;
    const fixed = when.of === "fixed" ? calendar.parse(when.period) : null;
    const periods = when.of === "each" ? engine.periods(when.grain) : fixed ? [fixed] : [];
    return periods.flatMap((period) =>
      people.flatMap(({ node, name }) =>
        evaluator.at(several, node, period).value === 1
          ? [
              finding("GOAL07", `${name}, ${program.kpis[kpi]!.name} ${period.label}`, {
                kpi: program.kpis[kpi]!.name,
                who: name,
                period: period.label,
                table: program.tables[table]!.name,
              }),
            ]
          : [],
      ),
    );
  });
}

/** Of each KPI that is scored and owed by some: those who are there and owe it in no part of the year. */
function owesNothing(engine: Engine, people: readonly Person[]): Finding[] {
  const { program, calendar, model, goals } = engine;
  const { org, asOf } = model;
  const year = calendar.periodOf(asOf, "year");
  const periods = [year, ...program.calendar.track.map((g) => calendar.periodOf(asOf, g))];
  return program.kpis.flatMap((kpi) => {
    if (kpi.role === "helper" || !program.goals.some((g) => g.kpi === kpi.id)) return [];
    const there = people.filter(
      ({ node, vacancy }) =>
        !vacancy && org.positionOn(node, asOf) >= 0 && isAtLevel(kpi.level, node, asOf, engine.who),
    );
    const owes = ({ node }: Person) =>
      periods.some((p) => !Number.isNaN(goals.goal(kpi.id, node, p).goal));
    const none = there.filter((person) => !owes(person));
    if (none.length === 0 || none.length === there.length) return [];
    const first = none.slice(0, MOST_NAMES).map((p) => p.name);
    const more = none.length - MOST_NAMES;
    return [
      finding("GOAL05", kpi.name, {
        kpi: kpi.name,
        period: year.label,
        names: more > 0 ? engine.say.goals.and(first, more) : first.join(", "),
        count: none.length,
      }),
    ];
  });
}

/** Opportunities × win rate × average deal, as owed, against the revenue that is owed: at the top, in the year. */
function tooLittleActivity(engine: Engine): Finding[] {
  const { program, calendar, model, goals, evaluator } = engine;
  const top = model.org.tops[0];
  if (top === undefined) return [];
  const year = calendar.periodOf(model.asOf, "year");
  const goal = (kpi: Kpi, at: Period = year) => goals.goal(kpi.id, top, at).goal;
  return program.kpis.flatMap((result) => {
    if (result.role !== "lagging" || result.unit.of !== "money") return [];
    const leads = program.kpis.filter((k) => k.leads === result.id);
    const activity = leads.find((k) => k.nature.of === "additive" && k.unit.of !== "money");
    const rate = leads.find((k) => k.nature.of === "ratio" && k.unit.of === "percent");
    const size = program.kpis.find(
      (k) => k.nature.of === "ratio" && k.nature.numerator === result.figure,
    );
    if (!activity || !rate || !size) return [];
    const each = evaluator.at(size.figure, top, calendar.lastYear(year)).value;
    const brings = goal(activity) * goal(rate) * each;
    const owed = goal(result);
    if (!(brings < ENOUGH * owed)) return [];
    const { show, say } = engine;
    const message = say.goals.notes.tooLittle({
      count: show.number(goal(activity), activity.unit),
      activity: activity.name,
      rate: show.number(goal(rate), rate.unit),
      rateName: rate.name,
      size: size.name,
      each: show.number(each, size.unit),
      brings: show.number(brings, result.unit),
      result: result.name,
      owed: show.number(owed, result.unit),
    });
    return [finding("GOAL06", `${activity.name} ${year.label}`, { message })];
  });
}
