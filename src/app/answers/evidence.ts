/** Does the leading KPI lead? How often each of a pair was met or missed, over closed periods with both. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Grain, Kpi, StatusWord } from "../../../dsl/ir/ir.ts";
import { atLeastAsFar } from "../../standing/evidence.ts";
import { ENGLISH, type Words } from "../../words/index.ts";
import { lastDayThere } from "../flags/state.ts";
import type { Results } from "../results.ts";

/** `metMissed`: the leading KPI was met, the lagging one missed. */
export interface Counts {
  readonly metMet: number;
  readonly metMissed: number;
  readonly missedMet: number;
  readonly missedMissed: number;
}

export interface EvidenceRow {
  readonly leading: Kpi;
  readonly lagging: Kpi;
  /** -1: everybody. */
  readonly node: number;
  /**
   * `tree`: the person-periods of those who sell below the node, or its own where nobody is below.
   * `own`: the node's rolled-up figures.
   */
  readonly of: "tree" | "own";
  readonly grain: Grain;
  readonly counts: Counts;
  readonly n: number;
}

type Mutable = { -readonly [K in keyof Counts]: Counts[K] };
const none = (): Mutable => ({ metMet: 0, metMissed: 0, missedMet: 0, missedMissed: 0 });
const total = (c: Counts): number => c.metMet + c.metMissed + c.missedMet + c.missedMissed;

/** Pairs that the rules name with `leads`; a leading KPI that names none is held against every lagging one. */
export const pairsOf = ({ program }: Results): readonly (readonly [Kpi, Kpi])[] =>
  program.kpis.flatMap((leading) => {
    if (leading.role !== "leading") return [];
    const lagging =
      leading.leads === null
        ? program.kpis.filter((k) => k.role === "lagging")
        : [program.kpis[leading.leads]!];
    return lagging.map((k) => [leading, k] as const);
  });

/**
 * Every pair at every level: everybody, each manager's whole tree, each manager's own rolled-up figures,
 * each person. In a tree those count who owe both lowest down, so that nobody counts twice.
 */
export function evidenceRows(
  run: Results,
  grain: Grain = run.program.calendar.track[0] ?? "month",
) {
  const closed = run.periods(grain).filter((p) => p.end - 1 <= run.asOf);
  const deepestFirst = [...run.people].reverse();
  return pairsOf(run).flatMap(([leading, lagging]): EvidenceRow[] => {
    const own = new Map<number, Mutable>();
    const trees = new Map<number, Mutable>();
    const leads = new Set<number>();
    for (const period of closed)
      countPeriod({ run, leading, lagging, period, own, trees, leads, people: deepestFirst });
    const row = (node: number, of: EvidenceRow["of"], counts: Mutable): EvidenceRow => ({
      leading,
      lagging,
      node,
      of,
      grain,
      counts,
      n: total(counts),
    });
    return [
      row(EVERYBODY, "tree", trees.get(EVERYBODY) ?? none()),
      ...run.people.flatMap(({ node }) => {
        const [tree, self] = [trees.get(node), own.get(node)];
        return [
          ...(tree ? [row(node, "tree", tree)] : []),
          ...(self && leads.has(node) ? [row(node, "own", self)] : []),
        ];
      }),
    ];
  });
}
const EVERYBODY = -1;

interface Counting {
  readonly run: Results;
  readonly leading: Kpi;
  readonly lagging: Kpi;
  readonly period: Period;
  readonly people: Results["people"];
  readonly own: Map<number, Mutable>;
  readonly trees: Map<number, Mutable>;
  /** Nodes with somebody below who was counted. */
  readonly leads: Set<number>;
}

function countPeriod({ run, leading, lagging, period, people, own, trees, leads }: Counting): void {
  const { org } = run;
  const below = new Set<number>();
  const add = (map: Map<number, Mutable>, node: number, cell: keyof Counts) => {
    const counts = map.get(node) ?? none();
    counts[cell] += 1;
    map.set(node, counts);
  };
  const observed = people.flatMap(({ node, vacancy }) => {
    if (vacancy || !run.isThere(node, period)) return [];
    const cell = cellOf(
      run.standing(leading.id, node, period).status,
      run.standing(lagging.id, node, period).status,
    );
    if (!cell) return [];
    add(own, node, cell);
    const chain: number[] = [];
    const day = lastDayThere(org, node, period);
    for (let at = org.managerOn(node, day); at >= 0; at = org.managerOn(at, day)) chain.push(at);
    for (const manager of chain) below.add(manager);
    return [{ node, cell, chain }];
  });
  for (const { node, cell, chain } of observed) {
    if (below.has(node)) {
      leads.add(node);
      continue;
    }
    for (const at of [node, ...chain, EVERYBODY]) add(trees, at, cell);
  }
}

function cellOf(leading: StatusWord | null, lagging: StatusWord | null): keyof Counts | null {
  const isKnown = (s: StatusWord | null) => s === "met" || s === "missed";
  if (!isKnown(leading) || !isKnown(lagging)) return null;
  if (leading === "met") return lagging === "met" ? "metMet" : "metMissed";
  return lagging === "met" ? "missedMet" : "missedMissed";
}

/** Fewer than this in all, or on either side, say nothing yet. */
const FEWEST = 12;
const FEWEST_A_SIDE = 4;
/** Chance alone brings so clear a difference less often than this. Strict, because a run looks at many tables. */
const RARELY = 0.01;

export type Verdict = "too few" | "leads" | "against" | "unclear";

/** What the counts allow to be said: nothing while they are few. Fisher's exact test, two-sided. */
export function verdictOf(counts: Counts): Verdict {
  const { metMet, metMissed, missedMet, missedMissed } = counts;
  const [met, missed] = [metMet + metMissed, missedMet + missedMissed];
  if (met + missed < FEWEST || met < FEWEST_A_SIDE || missed < FEWEST_A_SIDE) return "too few";
  if (atLeastAsFar(metMet, metMissed, missedMet, missedMissed) >= RARELY) return "unclear";
  return metMet * missed > missedMet * met ? "leads" : "against";
}

/** A sentence that a manager can read: the counts, then what they allow to be said. */
export function evidenceSentence(row: EvidenceRow, { flags }: Words = ENGLISH): string {
  const { leading, lagging, counts, grain } = row;
  return flags.evidence({
    lead: leading.label,
    lag: lagging.label,
    grain,
    isOwn: row.of === "own",
    met: counts.metMet + counts.metMissed,
    metMet: counts.metMet,
    missed: counts.missedMet + counts.missedMissed,
    missedMet: counts.missedMet,
    verdict: verdictOf(counts),
  });
}
