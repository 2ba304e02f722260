/** Reading a run by index: what the panels ask of the flat arrays. */
import { type KpiView, type RunView, STATUSES } from "../../src/app/contract.ts";

export type StatusName = (typeof STATUSES)[number];
export interface Figures {
  readonly actual: number | null;
  readonly goal: number | null;
  readonly attainment: number | null;
  readonly pace: number | null;
  readonly status: StatusName | null;
}

export function figuresAt(run: RunView, kpi: number, period: number, person: number): Figures {
  const at = (kpi * run.periods.length + period) * run.people.length + person;
  const { figures } = run;
  const status = figures.status[at] ?? -1;
  return {
    actual: figures.actual[at] ?? null,
    goal: figures.goal[at] ?? null,
    attainment: figures.attainment[at] ?? null,
    pace: figures.pace[at] ?? null,
    status: status < 0 ? null : STATUSES[status]!,
  };
}

/** A KPI's actuals over the last periods of one grain, up to a period. */
export function series(
  run: RunView,
  kpi: number,
  period: number,
  person: number,
  count = 12,
): (number | null)[] {
  const end = run.periods[period]?.end ?? "";
  const months = run.periods
    .map((p, i) => ({ p, i }))
    .filter(({ p }) => p.grain === "month" && p.end <= end);
  return months.slice(-count).map(({ i }) => figuresAt(run, kpi, i, person).actual);
}

/** KPIs of a role that the person owes in the period. */
export const owed = (
  run: RunView,
  role: KpiView["role"],
  period: number,
  person: number,
): number[] =>
  run.kpis.flatMap((kpi, k) => {
    if (kpi.role !== role) return [];
    const { status } = figuresAt(run, k, period, person);
    return status !== null && status !== "no goal" ? [k] : [];
  });

export const isMet = (run: RunView, kpi: number, period: number, person: number): boolean => {
  const { status } = figuresAt(run, kpi, period, person);
  return status === "met" || status === "ahead" || status === "on pace";
};
