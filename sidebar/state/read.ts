/** Reading a run by index: what the panels ask of the flat arrays. */
import { type FlagView, type KpiView, type RunView, STATUSES } from "../../src/app/contract.ts";
import type { State } from "./store.ts";

export type StatusName = (typeof STATUSES)[number];
export interface Figures {
  readonly actual: number | null;
  readonly goal: number | null;
  readonly attainment: number | null;
  /** What is due by the as-of day. */
  readonly expected: number | null;
  readonly pace: number | null;
  readonly forecast: number | null;
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
    expected: figures.expected[at] ?? null,
    pace: figures.pace[at] ?? null,
    forecast: figures.forecast[at] ?? null,
    status: status < 0 ? null : STATUSES[status]!,
  };
}

/** The error cell that spoilt a figure, `#N/A at Deals!G212`; null: none. */
export function errorAt(run: RunView, kpi: number, period: number, person: number): string | null {
  const at = (kpi * run.periods.length + period) * run.people.length + person;
  return run.figures.errors.find(([index]) => index === at)?.[1] ?? null;
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

/** One flag of one person in one period, with everybody who answers for it: the nearest first. */
export interface OpenFlag {
  readonly flag: FlagView;
  readonly answers: readonly string[];
}

const RANK = { high: 0, warn: 1, info: 2 } as const;

/** Flags of a period (-1: of all) that somebody answers for: the gravest first, then the escalated, then the oldest. */
export function openFlags(run: RunView, period: number): readonly OpenFlag[] {
  const found = new Map<string, { flag: FlagView; answers: string[] }>();
  for (const flag of run.flags) {
    if (flag.severity === "info" || flag.action !== null) continue;
    if (period >= 0 && flag.period !== period) continue;
    const key = `${flag.flag} ${flag.person} ${flag.period}`;
    const open = found.get(key) ?? { flag, answers: [] };
    found.set(key, open);
    if (flag.answers) open.answers.push(flag.answers);
  }
  return [...found.values()].sort(
    (a, b) =>
      RANK[a.flag.severity] - RANK[b.flag.severity] ||
      b.answers.length - a.answers.length ||
      (a.flag.since < b.flag.since ? -1 : 1),
  );
}

/** The open flags that somebody answers for; of everybody where nobody has said who is looking. */
export const waitingFlags = (run: RunView, period: number, me: string): readonly OpenFlag[] =>
  openFlags(run, period).filter(({ answers }) => me === "" || answers.includes(me));

/** How many flags wait for whoever says to be looking; of everybody where nobody has said it. */
export function waitingCount({ run, period, me, answers }: State): number {
  if (!run) return 0;
  const { view, after, as } = answers;
  if (view && after === run && as === me) return me === "" ? view.counts.all : view.counts.mine;
  return waitingFlags(run, period, me).length;
}
