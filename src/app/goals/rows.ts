import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Grain } from "../../../dsl/ir/ir.ts";
import type { Engine } from "../engine.ts";
import type { GoalRow, Person } from "../results.ts";
import { howOf } from "./how.ts";
import { reaches } from "./reach.ts";

/** Goals of every person: for each tracked period, and for the longer period they were said for. */
export function goalRowsOf(engine: Engine, people: readonly Person[]): GoalRow[] {
  const { program, model } = engine;
  const periods = goalPeriods(engine);
  const rows: GoalRow[] = [];
  for (const person of people) {
    for (const kpi of program.kpis) {
      if (!program.goals.some((g) => g.kpi === kpi.id)) continue;
      if (person.below !== null && !reaches(program, kpi, person.below)) continue;
      for (const period of periods(kpi.id)) {
        if (!model.org.existsIn(person.node, period.start, period.end)) continue;
        const found = engine.goals.goal(kpi.id, person.node, period);
        if (Number.isNaN(found.goal)) continue;
        rows.push({
          node: person.node,
          kpi: kpi.id,
          period,
          base: found.base,
          goal: found.goal,
          held: found.held,
          how: howOf(engine, kpi, person.node, period, found),
        });
      }
    }
  }
  return rows;
}

function goalPeriods(engine: Engine): (kpi: number) => readonly Period[] {
  const { program, calendar } = engine;
  const known = new Map<number, readonly Period[]>();
  return (kpi) => {
    const made = known.get(kpi);
    if (made) return made;
    const tracked: readonly Grain[] = program.calendar.track;
    const list = new Map<string, Period>();
    const add = (p: Period) => list.set(`${p.grain}${p.start}`, p);
    for (const grain of tracked) for (const p of engine.periods(grain)) add(p);
    for (const goal of program.goals) {
      if (goal.kpi !== kpi) continue;
      if (goal.period.of === "each") for (const p of engine.periods(goal.period.grain)) add(p);
      else {
        const p = calendar.parse(goal.period.period);
        if (p) add(p);
      }
    }
    const sorted = [...list.values()].sort(
      (a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start,
    );
    known.set(kpi, sorted);
    return sorted;
  };
}
