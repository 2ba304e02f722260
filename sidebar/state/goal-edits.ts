/** What is going to be decided about goals, and what a preview says of it: functions without a page. */
import {
  CAUSES,
  type GoalCommand,
  type GoalsPreviewView,
  type GoalsTreeView,
  type UnitView,
} from "../../src/app/contract.ts";

export type Cause = (typeof CAUSES)[number];

const sameGoal = (a: GoalCommand, b: GoalCommand): boolean =>
  a.who === b.who && a.kpi === b.kpi && a.period === b.period;

/** A goal is decided once: the later command takes the former's place. */
export function decided(
  commands: readonly GoalCommand[],
  command: GoalCommand,
): readonly GoalCommand[] {
  const at = commands.findIndex((one) => sameGoal(one, command));
  return at < 0 ? [...commands, command] : commands.map((one, i) => (i === at ? command : one));
}

/** The kinds whose record is worth nothing without a reason; a reset also says who decided it. */
export const needsReason = (commands: readonly GoalCommand[]): boolean =>
  commands.some(({ kind }) => kind === "override" || kind === "accept" || kind === "reset");
export const needsName = (commands: readonly GoalCommand[]): boolean =>
  commands.some(({ kind }) => kind === "reset");

/**
 * What another amount in somebody's field asks for: a goal handed down is held; one of a closed period is
 * overridden; one that comes down from nobody is reset. Null for a top whose goal cascades: the rules say it.
 */
export function typedOver(tree: GoalsTreeView, at: number, to: number): GoalCommand | null {
  const of = { who: tree.who[at]!, kpi: tree.kpi, period: tree.period, to };
  if (tree.closed) return { ...of, kind: "override" };
  if (tree.handed.length === 0) return { ...of, kind: "reset" };
  return tree.manager[at]! < 0 ? null : { ...of, kind: "hold" };
}

/** Holds a goal at what it is, or frees a held one. */
export function heldOrFreed(tree: GoalsTreeView, at: number): GoalCommand | null {
  const of = { who: tree.who[at]!, kpi: tree.kpi, period: tree.period };
  if (tree.held[at] !== 0) return { ...of, kind: "release" };
  const to = tree.goal[at] ?? null;
  return to === null || tree.manager[at]! < 0 ? null : { ...of, kind: "hold", to };
}

export interface ChangeRow {
  readonly who: string;
  readonly cause: Cause;
  readonly before: number | null;
  readonly after: number | null;
}
/** One KPI in one period. */
export interface ChangeGroup {
  readonly kpi: string;
  readonly label: string;
  readonly unit: UnitView;
  readonly period: string;
  readonly rows: readonly ChangeRow[];
}

/** The listed changes by KPI and period, in the order in which the preview lists them. */
export function groupsOf(view: GoalsPreviewView): readonly ChangeGroup[] {
  const groups = new Map<string, { at: number; period: number; rows: ChangeRow[] }>();
  const { changes } = view;
  changes.who.forEach((who, i) => {
    const [at, period] = [changes.kpi[i]!, changes.period[i]!];
    const key = `${at} ${period}`;
    const group = groups.get(key) ?? { at, period, rows: [] };
    groups.set(key, group);
    group.rows.push({
      who: view.who[who]!,
      cause: CAUSES[changes.cause[i]!]!,
      before: changes.before[i] ?? null,
      after: changes.after[i] ?? null,
    });
  });
  return [...groups.values()].map(({ at, period, rows }) => {
    const { name, label, unit } = view.kpis[at]!;
    return { kpi: name, label, unit, period: view.periods[period]!, rows };
  });
}

/** The managers whose goal stands over the changes of one KPI and period: unchanged ones last. */
export function sumsOf(view: GoalsPreviewView, kpi: string, period: string): readonly ChangeRow[] {
  const { sums, who, kpis, periods } = view;
  const rows = sums.who.flatMap((at, i): ChangeRow[] =>
    kpis[sums.kpi[i]!]!.name === kpi && periods[sums.period[i]!] === period
      ? [
          {
            who: who[at]!,
            cause: "above",
            before: sums.before[i] ?? null,
            after: sums.after[i] ?? null,
          },
        ]
      : [],
  );
  const stays = (row: ChangeRow) => Number(row.before === row.after);
  return rows.sort((a, b) => stays(a) - stays(b));
}

export interface LevelRow {
  readonly level: number;
  readonly count: number;
  readonly before: number | null;
  readonly after: number | null;
}

/** One KPI and period level by level, from the top: how many goals move, and their sums. */
export function levelsOf(view: GoalsPreviewView, kpi: string, period: string): readonly LevelRow[] {
  const { levels, kpis, periods } = view;
  return levels.level.flatMap((level, i) =>
    kpis[levels.kpi[i]!]!.name === kpi && periods[levels.period[i]!] === period
      ? [
          {
            level,
            count: levels.count[i]!,
            before: levels.before[i] ?? null,
            after: levels.after[i] ?? null,
          },
        ]
      : [],
  );
}

/** Whether two previews say the same would happen, whatever reason and name are written beside it. */
export function saysTheSame(a: GoalsPreviewView, b: GoalsPreviewView): boolean {
  const said = ({ title: _, fingerprint: __, asOf: ___, ...rest }: GoalsPreviewView) =>
    JSON.stringify(rest);
  return said(a) === said(b);
}

/** Steps of a slider around an amount: about a hundred to either side, each a round figure. */
export function stepsAround(
  amount: number,
  unit: UnitView,
): { readonly step: number; readonly least: number; readonly most: number } {
  const size = Math.abs(amount) || 1;
  const round = 10 ** Math.floor(Math.log10(size)) / 100;
  const least = unit.of === "percent" ? 0.001 : 1;
  const step = Math.max(least, round);
  const whole = (x: number) => Number((Math.round(x / step) * step).toPrecision(12));
  return { step, least: whole(amount * 0.5), most: whole(amount * 1.5) };
}
