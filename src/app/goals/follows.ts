/** What a goal follows from where nothing says it: a longer goal, shorter ones, or the reports'. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import { COARSE_FIRST } from "../../../dsl/ir/ids.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Org } from "../../model/org.ts";
import type { SaidGoals } from "./said.ts";

/** How several goals make one. */
export type Together = "sum" | "last" | "mean";

interface Ground {
  readonly calendar: Calendar;
  readonly said: SaidGoals;
}

/** The node's own longer goal gives its part, evenly by months; of a rate or stock every part owes the same. */
export function longerGoal(
  { calendar, said }: Ground,
  kpi: Kpi,
  node: number,
  period: Period,
): { readonly whole: Period; readonly share: number } | null {
  for (let g = COARSE_FIRST.indexOf(period.grain) - 1; g >= 0; g -= 1) {
    const grain = COARSE_FIRST[g]!;
    if (grain === "half" && !said.grainsOf(kpi.id).includes("half")) continue;
    const whole = calendar.periodOf(period.end - 1, grain);
    if (!said.find(kpi.id, node, whole)) continue;
    return { whole, share: kpi.nature.of === "additive" ? partOf(calendar, period, whole) : 1 };
  }
  return null;
}

/** The node's shorter goals together, the coarsest first; a stock of a longer period is that of its last day. */
export function shorterGoals(
  { calendar, said }: Ground,
  kpi: Kpi,
  node: number,
  period: Period,
): { readonly parts: readonly Period[]; readonly how: Together } | null {
  for (const grain of COARSE_FIRST.slice(COARSE_FIRST.indexOf(period.grain) + 1)) {
    if (!said.grainsOf(kpi.id).includes(grain)) continue;
    const parts = calendar.parts(period, grain).filter((part) => said.find(kpi.id, node, part));
    if (parts.length === 0) continue;
    const { of } = kpi.nature;
    return { parts, how: of === "additive" ? "sum" : of === "stock" ? "last" : "mean" };
  }
  return null;
}

/** Who reports to a node when a period ends, and what it owns; their goals together are its own. */
export const reportsOf = (org: Org, node: number, { end }: Period): readonly number[] => [
  ...org.reportsOn(node, end - 1),
  ...org.itemsOn(node, end - 1),
];
export const howOfReports = (kpi: Kpi): Together => (kpi.nature.of === "ratio" ? "mean" : "sum");

/** The denominators of a year earlier, which are known; 0 where there is none. */
export const denominatorsBefore = (
  evaluator: Evaluator,
  calendar: Calendar,
  { nature }: Kpi,
  at: readonly (readonly [node: number, period: Period])[],
): number[] =>
  at.map(([node, period]) => {
    if (nature.of !== "ratio") return 0;
    const { value } = evaluator.at(nature.denominator, node, calendar.lastYear(period));
    return value > 0 ? value : 0;
  });

/** Shares by the denominators of a year earlier; evenly where there are none. */
export function meanWeights(
  evaluator: Evaluator,
  calendar: Calendar,
  kpi: Kpi,
  at: readonly (readonly [node: number, period: Period])[],
): number[] {
  const raw = denominatorsBefore(evaluator, calendar, kpi, at);
  const total = raw.reduce((sum, w) => sum + w, 0);
  return raw.map((w) => (total === 0 ? 1 / at.length : w / total));
}

/** What part of a longer goal falls on a shorter period: by months, of weeks and days by working days. */
export function partOf(calendar: Calendar, part: Period, whole: Period): number {
  if (part.grain === "day" || part.grain === "week") {
    return (
      calendar.workdays(part.start, part.end) /
      Math.max(1, calendar.workdays(whole.start, whole.end))
    );
  }
  return calendar.parts(part, "month").length / calendar.parts(whole, "month").length;
}
