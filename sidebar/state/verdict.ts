/** What a scorecard says first: who meets what, how far the result is, whom to start with. */
import type { RunView } from "../../src/app/contract.ts";
import {
  type Figures,
  figuresAt,
  isMet,
  type OpenFlag,
  openFlags,
  owed,
  type StatusName,
} from "./read.ts";

export interface Met {
  readonly met: number;
  readonly all: number;
}

export interface Verdict {
  readonly leading: Met;
  readonly lagging: Met;
  readonly closed: boolean;
  /** The result that is spoken of: the first lagging KPI not met, else the first owed; null where none is. */
  readonly main: { readonly kpi: number; readonly figures: Figures } | null;
  readonly flags: readonly OpenFlag[];
  /** Of a manager's reports, the one who needs somebody most. */
  readonly start: Report | null;
}

export interface Report {
  readonly person: number;
  readonly status: StatusName;
  readonly leading: Met;
}

const count = (run: RunView, kpis: readonly number[], period: number, person: number): Met => ({
  met: kpis.filter((k) => isMet(run, k, period, person)).length,
  all: kpis.length,
});

export function verdictOf(run: RunView, period: number, person: number): Verdict {
  const leading = owed(run, "leading", period, person);
  const lagging = owed(run, "lagging", period, person);
  const kpi = lagging.find((k) => !isMet(run, k, period, person)) ?? lagging[0];
  return {
    leading: count(run, leading, period, person),
    lagging: count(run, lagging, period, person),
    closed: run.periods[period]?.state === "closed",
    main: kpi === undefined ? null : { kpi, figures: figuresAt(run, kpi, period, person) },
    flags: openFlags(run, period).filter(({ flag }) => flag.person === person),
    start: kpi === undefined ? null : firstToTalkTo(run, kpi, period, person),
  };
}

export const reportsOf = (run: RunView, person: number): number[] =>
  run.people.flatMap((p, i) => (p.manager === person ? [i] : []));

const NEEDS: readonly StatusName[] = ["at risk", "missed", "behind"];

/** The report furthest from the result, by its status, then by attainment; nobody where all are well. */
function firstToTalkTo(run: RunView, kpi: number, period: number, person: number): Report | null {
  const found = reportsOf(run, person).flatMap((report) => {
    const { status, attainment } = figuresAt(run, kpi, period, report);
    return status !== null && NEEDS.includes(status) ? [{ report, status, attainment }] : [];
  });
  found.sort(
    (a, b) =>
      NEEDS.indexOf(a.status) - NEEDS.indexOf(b.status) ||
      (a.attainment ?? 0) - (b.attainment ?? 0),
  );
  const [first] = found;
  if (!first) return null;
  const leading = owed(run, "leading", period, first.report);
  return {
    person: first.report,
    status: first.status,
    leading: count(run, leading, period, first.report),
  };
}

/** How a figure stands to its goal, for the words below its bullet. */
export type Distance =
  | { readonly how: "none" | "exact" | "reached" }
  | { readonly how: "short" | "over" | "under" | "above"; readonly by: number }
  | { readonly how: "pace"; readonly pace: number; readonly due: number | null };

/** In a closed period the gap; in a current one the pace and what is due by the as-of day (where figures add up). */
export function distanceOf(run: RunView, kpi: number, period: number, figures: Figures): Distance {
  const { better, additive } = run.kpis[kpi]!;
  const { actual, goal, status, pace, expected } = figures;
  if (actual === null || goal === null || status === "no goal") return { how: "none" };
  if (run.periods[period]?.state !== "closed") {
    if (status === "ahead") return { how: "reached" };
    return pace === null ? { how: "none" } : { how: "pace", pace, due: additive ? expected : null };
  }
  const gap = actual - goal;
  if (gap === 0) return { how: "exact" };
  if (better === "lower") return { how: gap > 0 ? "above" : "under", by: Math.abs(gap) };
  return { how: gap > 0 ? "over" : "short", by: Math.abs(gap) };
}

/** A word of a narrow column's head is this long at most, and the head of so many words. */
const HEAD = { word: 9, words: 3 };

/**
 * Names for the heads of narrow columns, a word or two a line: whole where their words are short, else as many
 * words of each as tell it from the others, and the short ones that follow.
 */
export function shortNames(labels: readonly string[]): string[] {
  const words = labels.map((label) => label.split(/\s+/));
  return words.map((own, i) => {
    const others = words.filter((_, j) => j !== i);
    const isOwn = (n: number) => others.every((other) => startOf(other, n) !== startOf(own, n));
    let n = 1;
    while (n < own.length && !isOwn(n)) n += 1;
    const least = n;
    while (n < Math.min(HEAD.words, own.length) && own[n]!.length <= HEAD.word) n += 1;
    // `Days to` is no name: what leads over to a word that is left out goes with it.
    while (n < own.length && n > least && own[n - 1]!.length <= 2) n -= 1;
    return startOf(own, n);
  });
}

const startOf = (words: readonly string[], n: number): string => words.slice(0, n).join(" ");
