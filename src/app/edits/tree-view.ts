/** One KPI's goals in one period, down the tree, in columns: what the Goals view scrolls through. */

import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Line } from "../../cascade/tree.ts";
import { UserError } from "../../model/user-error.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import type { GoalsTreeAsk, GoalsTreeView } from "../contract-goals.ts";
import type { Engine } from "../engine.ts";
import { startsIn } from "../goals/cascade-leaves.ts";
import { reaches } from "../goals/reach.ts";
import { peopleOf } from "../people.ts";
import { publishedGoals } from "./published-goals.ts";

export function goalsTree(
  engine: Engine,
  workbook: WorkbookData,
  ask: GoalsTreeAsk,
): GoalsTreeView {
  const { program, model, calendar, goals } = engine;
  const kpi = kpiOf(engine, ask.kpi);
  const period = periodOf(engine, ask.period);
  const people = peopleOf(model)
    .everyone.filter(
      (p) =>
        model.org.existsIn(p.node, period.start, period.end) &&
        (p.below === null || reaches(program, kpi, p.below)),
    )
    .map((p) => peopleAt(engine, p.node, period, p.called));
  const indexOf = new Map(people.map((p, at) => [p.node, at]));
  const published = publishedGoals(workbook, model.org);
  const found = people.map(({ node }) => goals.goal(kpi.id, node, period));
  const lines = handedOf(engine, kpi, period);
  const last = calendar.lastYear(period);
  const year = calendar.periodOf(period.end - 1, "year");
  return {
    asOf: isoOf(model.asOf),
    kpi: kpi.name,
    label: kpi.label,
    unit: kpi.unit,
    period: period.label,
    closed: period.end - 1 <= model.asOf,
    kpis: program.kpis.filter((k) => hasGoals(engine, k)).map((k) => k.name),
    periods: [
      year.label,
      ...program.calendar.track.flatMap((g) =>
        g === "year" ? [] : calendar.parts(year, g).map((p) => p.label),
      ),
    ],
    who: people.map((p) => p.called),
    level: people.map((p) => p.depth),
    manager: people.map((p) => indexOf.get(p.manager) ?? -1),
    goal: found.map((g) => blank(g.goal)),
    base: found.map((g) => blank(g.base)),
    share: people.map(({ manager }, at) => {
      const down = lines.get(manager)?.handedDown;
      return down ? blank(found[at]!.goal / down) : null;
    }),
    held: people.map(({ node }, at) => heldBy(engine, kpi, node, period, found[at]!.held)),
    sheet: people.map(({ node }, at) => {
      const { goal } = found[at]!;
      const there = published.find(kpi, node, period);
      if (there === null || Number.isNaN(goal)) return there;
      return Math.abs(there - goal) <= 1e-6 * Math.max(1, Math.abs(goal)) ? null : there;
    }),
    baseline: people.map(({ node }) => blank(engine.evaluator.at(kpi.figure, node, last).value)),
    handed: [...lines].flatMap(([node, line]) => {
      const at = indexOf.get(node);
      return at === undefined ? [] : [{ at, ...line }];
    }),
  };
}

export const blank = (value: number): number | null => (Number.isNaN(value) ? null : value);

const hasGoals = ({ program }: Engine, { id }: Kpi): boolean =>
  program.goals.some((g) => g.kpi === id);

/** A node as the org had it on the period's last day, else last in it. */
function peopleAt({ model }: Engine, node: number, period: Period, called: string) {
  const { org } = model;
  const on = org.positionOn(node, period.end - 1);
  const inside = org.positionsOf(node).filter((at) => {
    const { from, to } = org.positions[at]!;
    return from < period.end && to > period.start;
  });
  const place = org.positions[on >= 0 ? on : inside[inside.length - 1]!]!;
  const manager = place.parent < 0 ? -1 : org.positions[place.parent]!.node;
  return { node, called, depth: place.depth, manager };
}

export function kpiOf(engine: Engine, name: string | null): Kpi {
  const { kpis, cascades } = engine.program;
  const { calls } = engine.say;
  const found =
    name === null
      ? (kpis.find((k) => cascades.some((c) => c.kpi === k.id)) ??
        kpis.find((k) => hasGoals(engine, k)))
      : kpis.find(
          (k) => foldText(k.name) === foldText(name) || foldText(k.label) === foldText(name),
        );
  if (found) return found;
  if (name === null) throw new UserError(calls.noGoals, "goals", calls.writeGoal);
  throw new UserError(calls.noKpi(name), "kpi", calls.checkRules);
}

export function periodOf({ calendar, model, say }: Engine, label: string | null): Period {
  if (label === null) return calendar.periodOf(model.asOf, "year");
  const found = calendar.parse(label);
  if (found) return found;
  throw new UserError(say.calls.noPeriod(label), "period", say.calls.writePeriod);
}

/** 0: not held; -1: in the rules; else the number of the edit. */
export function heldBy(
  engine: Engine,
  kpi: Kpi,
  node: number,
  period: Period,
  held: boolean,
): number {
  const edit = engine.edits.heldBy(kpi.id, node, period);
  if (edit) return edit.n;
  const override = engine.resets.of(kpi.id, node).find((c) => c.period === period.label);
  if (override?.edit !== undefined) return override.edit;
  return held && engine.said.find(kpi.id, node, period) !== null ? -1 : 0;
}

type Handed = Omit<GoalsTreeView["handed"][number], "at">;

/** By manager, what the cascade hands down in the period; rates and goals that don't cascade have none. */
function handedOf(engine: Engine, kpi: Kpi, period: Period): ReadonlyMap<number, Handed> {
  const cascade = engine.cascades.over(kpi.id, period);
  const lines = new Map<number, Handed>();
  if (!cascade) return lines;
  const { months, perUnit, year } = cascade;
  const isWhole = period.start === year.start && period.end === year.end;
  const inside = months.map((m) => startsIn(m, period));
  for (const handed of cascade.result.handed) {
    const parts = isWhole ? [handed.year] : handed.months.filter((_, j) => inside[j]);
    const total = (of: (line: Line) => number) =>
      parts.reduce((all, l) => all + of(l), 0) / perUnit;
    const { node } = cascade.seats[handed.node]!;
    const was = lines.get(node);
    const line: Handed = {
      handedDown: total((l) => l.handedDown) + (was?.handedDown ?? 0),
      reserve: total((l) => l.reserve) + (was?.reserve ?? 0),
      buffer: total((l) => l.buffer) + (was?.buffer ?? 0),
      open: total((l) => l.open) + (was?.open ?? 0),
      difference: total((l) => l.difference) + (was?.difference ?? 0),
    };
    lines.set(node, line);
  }
  return lines;
}
