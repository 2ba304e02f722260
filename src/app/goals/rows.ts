import type { Period } from "../../../dsl/calendar/calendar.ts";
import { GRAINS } from "../../../dsl/ir/ids.ts";
import type { Grain, Kpi } from "../../../dsl/ir/ir.ts";
import type { Engine } from "../engine.ts";
import type { GoalRow, Person } from "../results.ts";
import type { CascadeYear } from "./cascades.ts";
import { howOf } from "./how.ts";
import { reaches } from "./reach.ts";

/** Goals of every person: for each tracked period, and for the longer period they were said for. */
export function goalRowsOf(engine: Engine, people: readonly Person[]): GoalRow[] {
  const { program } = engine;
  const periods = goalPeriods(engine);
  const rows: GoalRow[] = [];
  for (const person of people) {
    for (const kpi of program.kpis) {
      if (!program.goals.some((g) => g.kpi === kpi.id)) continue;
      if (person.below !== null && !reaches(program, kpi, person.below)) continue;
      for (const period of periods(kpi.id)) {
        const row = goalRow(engine, kpi, person.node, period);
        if (row) rows.push(row);
      }
    }
  }
  return rows;
}

/** A person's goal over a period; null where there is none. */
function goalRow(engine: Engine, kpi: Kpi, node: number, period: Period): GoalRow | null {
  if (!engine.model.org.existsIn(node, period.start, period.end))
    return leftRow(engine, kpi.id, node, period);
  const found = engine.goals.goal(kpi.id, node, period);
  if (Number.isNaN(found.goal)) return null;
  const { base, goal, held } = found;
  return {
    node,
    kpi: kpi.id,
    period,
    base,
    goal,
    held,
    how: howOf(engine, kpi, node, period, found),
  };
}

const leavers = new WeakMap<CascadeYear, ReadonlyMap<number, number>>();
/** Who left after publishing, with the seat. */
function leftIn(cascade: CascadeYear): ReadonlyMap<number, number> {
  const known =
    leavers.get(cascade) ??
    new Map(
      cascade.nodes.flatMap((n, at) => (n.left ? [[cascade.seats[at]!.node, at] as const] : [])),
    );
  leavers.set(cascade, known);
  return known;
}

/**
 * Of who left after publishing: 0 for what was owed after that day, so that whoever reads the next
 * publication still sees that it stays open.
 */
function leftRow(engine: Engine, kpi: number, node: number, period: Period): GoalRow | null {
  const cascade = engine.cascades.over(kpi, period);
  const at = cascade ? leftIn(cascade).get(node) : undefined;
  const left = at === undefined ? null : cascade!.nodes[at]!.left;
  if (!cascade || at === undefined || !left) return null;
  const isOpen = cascade.months.every(
    (m, j) => m.end <= period.start || m.start >= period.end || left[j] === 0,
  );
  if (!isOpen) return null;
  const { parent } = cascade.nodes[at]!;
  const manager = parent < 0 ? "" : engine.nameOf(cascade.seats[parent]!.node);
  const how = `left; what was owed stays open with ${manager} until someone cascades again`;
  return { node, kpi, period, base: 0, goal: 0, held: false, how };
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
    // By grain, not by days: February is no finer a period than January.
    const sorted = [...list.values()].sort(
      (a, b) => GRAINS.indexOf(a.grain) - GRAINS.indexOf(b.grain) || a.start - b.start,
    );
    known.set(kpi, sorted);
    return sorted;
  };
}
