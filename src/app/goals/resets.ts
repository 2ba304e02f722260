/** Recorded resets: from their day on they say a goal, and what lies inside and around its period follows. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Kpi, KpiId, Program, Reset } from "../../../dsl/ir/ir.ts";
import type { Finding } from "../../model/finding.ts";
import { finding } from "../../model/findings.ts";
import type { Model } from "../../model/model.ts";
import type { Words } from "../../words/index.ts";
import type { GoalValue } from "./book.ts";

/** A goal without the resets, or with the first `count` of them. */
type GoalBefore = (period: Period) => GoalValue;

/** What changes a goal after everything else: a reset of the rules, or an override (`edit` is its number). */
export type Change = Omit<Reset, "span"> & { readonly edit?: number };
/** A published goal that was accepted as it stands, with a reason. */
export type Override = Change & { readonly edit: number };

export interface ResetBook {
  /** Whether anything is changed at all. */
  readonly any: boolean;
  /** The goal as the resets on record leave it. */
  applied(kpi: Kpi, node: number, period: Period, plain: GoalBefore): GoalValue;
  /** The same with those that a cascade has made holds of. */
  known(kpi: KpiId, node: number): readonly Change[];
  /** The resets and overrides of a node's KPI that count on the as-of day, oldest first. */
  of(kpi: KpiId, node: number): readonly Change[];
}

/** Resets that were made by the as-of day; later ones don't count yet, so a past day replays as it was. */
export function resetBook(
  program: Program,
  model: Model,
  overrides: readonly Override[],
  adopted: (change: Change) => boolean,
): ResetBook {
  const byNode = new Map<string, Change[]>();
  const changes: Change[] = [...program.resets, ...overrides];
  const known = changes.filter((r) => r.on <= model.asOf).sort((a, b) => a.on - b.on);
  for (const reset of known) {
    const node = model.org.nodeOf(reset.person);
    if (node === null) continue;
    const key = `${reset.kpi} ${node}`;
    byNode.set(key, [...(byNode.get(key) ?? []), reset]);
  }
  const all = (kpi: KpiId, node: number): readonly Change[] => byNode.get(`${kpi} ${node}`) ?? [];
  const of = (kpi: KpiId, node: number): readonly Change[] =>
    all(kpi, node).filter((change) => !adopted(change));
  return {
    any: byNode.size > 0,
    known: all,
    of,
    applied: (kpi, node, period, plain) => {
      const resets = of(kpi.id, node);
      const upTo = (count: number, at: Period): GoalValue => {
        const reset = resets[count - 1];
        if (!reset) return plain(at);
        const span = model.calendar.parse(reset.period);
        const before = upTo(count - 1, at);
        if (!span) return before;
        return changed(kpi, reset, span, at, before, () => upTo(count - 1, span));
      };
      return upTo(resets.length, period);
    },
  };
}

function changed(
  kpi: Kpi,
  reset: Change,
  span: Period,
  at: Period,
  before: GoalValue,
  whole: () => GoalValue,
): GoalValue {
  const isAmount = kpi.nature.of === "additive";
  // An override accepts a goal that is owed; it never makes one.
  if (reset.edit !== undefined && Number.isNaN(whole().goal)) return before;
  if (at.start === span.start && at.end === span.end) return moved(before, reset);
  if (at.start >= span.start && at.end <= span.end) {
    if (!isAmount) return moved(before, reset);
    const days = (at.end - at.start) / (span.end - span.start);
    const { goal } = whole();
    // Inside the period the new goal has the shape of the old one; evenly by days where there was none.
    return moved(before, reset, goal ? before.goal * (reset.to / goal) : reset.to * days);
  }
  const holds = at.start <= span.start && at.end >= span.end;
  if (!holds || !isAmount) return before;
  const { goal } = whole();
  return moved(before, reset, (before.goal || 0) + reset.to - (goal || 0));
}

/** The base moves with the goal: what is reset is what is owed, not the buffer in it. */
const moved = (before: GoalValue, change: Change, goal = change.to): GoalValue => ({
  goal,
  base: before.goal ? before.base * (goal / before.goal) : goal,
  held: true,
  from: change.edit === undefined ? "reset" : "override",
});

/** Resets whose `from` is not the goal that stood before them: the record and the sheet disagree. */
export function resetFindings(
  program: Program,
  model: Model,
  before: (kpi: KpiId, node: number, period: Period) => number,
  show: (value: number, kpi: Kpi) => string,
  say: Words["goals"]["notes"],
): Finding[] {
  return program.resets.flatMap((reset) => {
    const kpi = program.kpis[reset.kpi]!;
    const node = model.org.nodeOf(reset.person);
    const period = model.calendar.parse(reset.period);
    if (node === null || !period) return [];
    const earlier = program.resets.filter((r) => r.on < reset.on && isOfOne(r, reset)).pop();
    const goal = earlier?.to ?? before(reset.kpi, node, period);
    const same = Math.abs(goal - reset.from) <= 1e-6 * Math.max(1, Math.abs(goal));
    if (same) return [];
    const was = Number.isNaN(goal) ? "" : show(goal, kpi);
    const says = show(reset.from, kpi);
    const message = say.resetFrom(kpi.name, reset.period, reset.person, says, was);
    return [finding("GOAL04", `${reset.person}, ${kpi.name} ${reset.period}`, { message })];
  });
}

const isOfOne = (a: Reset, b: Reset): boolean =>
  a.kpi === b.kpi && a.period === b.period && foldText(a.person) === foldText(b.person);
