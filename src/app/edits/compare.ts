/** Two runs' goals side by side: which differ, of whom, why. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { KpiId } from "../../../dsl/ir/ir.ts";
import type { Engine } from "../engine.ts";
import type { Followers } from "./follow.ts";

export interface Change {
  readonly kpi: KpiId;
  readonly node: number;
  readonly period: Period;
  /** NaN: none. */
  readonly before: number;
  readonly after: number;
}

export interface CompareInput {
  readonly before: Engine;
  readonly after: Engine;
  readonly kpis: ReadonlySet<KpiId>;
  readonly periods: readonly Period[];
  /** Nodes that commands name: they may change without their cascade (a reset, an override). */
  readonly named: readonly number[];
  readonly followers: Followers;
}

/** Differences within the same rules, people and cells: seats first, then figures of whoever is touched. */
export function compareEdited(input: CompareInput): Change[] {
  const { before, after, followers, periods } = input;
  const touched = new Set(input.named);
  for (const kpi of input.kpis)
    for (const node of differing(before, after, kpi, periods)) touched.add(node);
  for (const node of [...touched]) for (const up of above(before, node, periods)) touched.add(up);
  const all = before.model.org.nodes.map((n) => n.id);
  const near = [...touched].sort((a, b) => a - b);
  return [
    ...changesOf(before, after, [...input.kpis], near, periods),
    ...changesOf(before, after, [...followers.kpis], followers.own ? near : all, periods),
  ];
}

/** Differences of whole runs, whose rules may differ: people and KPIs are found by name. */
export function compareRules(before: Engine, after: Engine, periods: readonly Period[]): Change[] {
  const nodes = before.model.org.nodes.map((n) => n.id);
  const kpis = before.program.kpis.map((k) => k.id);
  return changesOf(before, after, kpis, nodes, periods);
}

/** Nodes whose seats differ in the cascades over the periods. */
function differing(
  before: Engine,
  after: Engine,
  kpi: KpiId,
  periods: readonly Period[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const pairs = new Set<string>();
  for (const period of periods) {
    const [a, b] = [before.cascades.over(kpi, period), after.cascades.over(kpi, period)];
    if (a && b && !pairs.has(`${a.year.grain}${a.year.start}`)) {
      pairs.add(`${a.year.grain}${a.year.start}`);
      a.seats.forEach(({ node }, at) => {
        const [x, y] = [a.result.seats[at], b.result.seats[at]];
        const same =
          x && y
            ? x.year === y.year &&
              x.baseYear === y.baseYear &&
              x.months.every((m, j) => m === y.months[j])
            : !x && !y;
        if (!same) found.add(node);
      });
    }
    const [r, s] = [before.rates.over(kpi, period), after.rates.over(kpi, period)];
    if (r && s)
      for (const node of new Set([...r.goals.keys(), ...s.goals.keys()]))
        if (r.goals.get(node)?.goal !== s.goals.get(node)?.goal) found.add(node);
  }
  return found;
}

function above({ model }: Engine, node: number, periods: readonly Period[]): number[] {
  const found: number[] = [];
  const { positions } = model.org;
  for (const place of model.org.positionsOf(node)) {
    const { from, to } = positions[place]!;
    if (!periods.some((p) => from < p.end && to > p.start)) continue;
    for (let at = positions[place]!.parent; at >= 0; at = positions[at]!.parent)
      found.push(positions[at]!.node);
  }
  return found;
}

function changesOf(
  before: Engine,
  after: Engine,
  kpis: readonly KpiId[],
  nodes: readonly number[],
  periods: readonly Period[],
): Change[] {
  const changes: Change[] = [];
  for (const id of kpis) {
    if (!before.program.goals.some((g) => g.kpi === id)) continue;
    const twinKpi = kpiAfter(before, after, id);
    for (const node of nodes) {
      const twin = nodeAfter(before, after, node);
      for (const period of periods) {
        const was = before.goals.goal(id, node, period).goal;
        const isGone = twinKpi === null || twin === null;
        const is = isGone ? Number.NaN : after.goals.goal(twinKpi, twin, period).goal;
        if (!isSameGoal(was, is)) changes.push({ kpi: id, node, period, before: was, after: is });
      }
    }
  }
  return changes;
}

/** The KPI of the same name in the other run; null: it has none. */
function kpiAfter(before: Engine, after: Engine, id: KpiId): KpiId | null {
  if (before.model === after.model) return id;
  const { name } = before.program.kpis[id]!;
  return after.program.kpis.find((k) => k.name === name)?.id ?? null;
}

/** The person of the same name in the other run; nodes below people stand where they stood. */
function nodeAfter(before: Engine, after: Engine, node: number): number | null {
  const { name, level } = before.model.org.nodes[node]!;
  return before.model === after.model || level !== null ? node : after.model.org.nodeOf(name);
}

/** Sums of doubles may differ in their last digits; a goal may not. NaN is no goal. */
const isSameGoal = (was: number, is: number): boolean =>
  was === is ||
  (Number.isNaN(was) && Number.isNaN(is)) ||
  Math.abs(was - is) <= 1e-9 * Math.max(1, Math.abs(was));
