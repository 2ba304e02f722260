/** Two runs side by side: whose figures differ, of which KPI, and the team's sum of it. Pure. */
import type { RunView, UnitView } from "../../src/app/contract.ts";

export interface FigureChange {
  readonly who: string;
  readonly before: number | null;
  readonly after: number | null;
}
/** A KPI's actuals or goals that differ in one period. */
export interface KpiChange {
  readonly kpi: string;
  readonly label: string;
  readonly unit: UnitView;
  readonly what: "actual" | "goal";
  readonly period: string;
  /** In tree order. */
  readonly people: readonly FigureChange[];
  /** Of whoever is at the top; null where there are several. */
  readonly whole: FigureChange | null;
  /** Differences of the KPI in the other periods. */
  readonly elsewhere: number;
}
export interface FiguresDiff {
  readonly changes: readonly KpiChange[];
  /** All figures that differ, of every period. */
  readonly count: number;
  /** Labels of KPIs that only one of the runs has. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly flags: { readonly before: number; readonly after: number };
}

/** Sums of doubles may differ in their last digits; a figure may not. */
const SAME = 1e-9;
const differs = (a: number | null, b: number | null): boolean => {
  if (a === null || b === null) return a !== b;
  return Math.abs(a - b) > SAME * Math.max(1, Math.abs(a));
};

/** `period`: whose differences are listed first; where a KPI has none in it, the latest period with some. */
export function figuresDiff(before: RunView, after: RunView, period: string): FiguresDiff {
  const changes: KpiChange[] = [];
  let count = 0;
  for (const [k, kpi] of before.kpis.entries()) {
    const other = after.kpis.findIndex(({ name }) => name === kpi.name);
    if (other < 0) continue;
    for (const what of ["actual", "goal"] as const) {
      const found = differences(before, after, k, other, what);
      if (found.size === 0) continue;
      const all = [...found.values()].reduce((sum, list) => sum + list.length, 0);
      count += all;
      const shown = found.has(period) ? period : [...found.keys()].pop()!;
      const people = found.get(shown)!;
      changes.push({
        kpi: kpi.name,
        label: kpi.label,
        unit: after.kpis[other]!.unit,
        what,
        period: shown,
        people: people.filter(({ top }) => !top),
        whole: people.find(({ top }) => top) ?? null,
        elsewhere: all - people.length,
      });
    }
  }
  const labels = (of: RunView, not: RunView) =>
    of.kpis.filter(({ name }) => !not.kpis.some((k) => k.name === name)).map(({ label }) => label);
  return {
    changes,
    count,
    added: labels(after, before),
    gone: labels(before, after),
    flags: { before: before.flags.length, after: after.flags.length },
  };
}

/** Period → people whose figure differs there. */
function differences(
  before: RunView,
  after: RunView,
  kpi: number,
  other: number,
  what: "actual" | "goal",
): ReadonlyMap<string, readonly (FigureChange & { readonly top: boolean })[]> {
  const found = new Map<string, (FigureChange & { top: boolean })[]>();
  const at = (run: RunView, k: number, p: number, n: number): number | null =>
    p < 0 || n < 0
      ? null
      : (run.figures[what][(k * run.periods.length + p) * run.people.length + n] ?? null);
  const periodsAfter = new Map(after.periods.map(({ label }, p) => [label, p]));
  const peopleAfter = new Map(after.people.map(({ path, name }, n) => [`${path}/${name}`, n]));
  const byName = new Map(after.people.map(({ name }, n) => [name, n]));
  const tops = before.people.filter(({ manager }) => manager < 0).length;
  before.periods.forEach(({ label }, p) => {
    const q = periodsAfter.get(label) ?? -1;
    before.people.forEach(({ name, path, manager }, n) => {
      const m = peopleAfter.get(`${path}/${name}`) ?? byName.get(name) ?? -1;
      const [was, is] = [at(before, kpi, p, n), at(after, other, q, m)];
      if (!differs(was, is)) return;
      const list = found.get(label) ?? [];
      list.push({ who: name, before: was, after: is, top: tops === 1 && manager < 0 });
      found.set(label, list);
    });
  });
  return found;
}
