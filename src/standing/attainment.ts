/** Attainment, pace, forecast and status: closed forms over figures. NaN is blank; shares are fractions. */

export type Better =
  | { readonly better: "higher" }
  | { readonly better: "lower"; readonly byRatio: boolean }
  | { readonly better: "within"; readonly tolerance: number };

/** Comparisons are made at this slack, in favour of the person: doubles differ in their last digits. */
export const SLACK = 1e-9;
/** A cost that fell to nothing is ten times as good, not infinitely. */
export const MOST_BY_RATIO = 10;

/**
 * Attainment of a goal. Higher is better: `1 + (actual − goal)/|goal|`, right for negative goals too;
 * lower: `1 + (goal − actual)/|goal|`; by ratio `goal/actual`, at most 1,000 %; within p: 1 inside the
 * band, falling linearly to 0 at twice the band; from a baseline `(actual − baseline)/(goal − baseline)`.
 * `baseline` undefined: the KPI has none; NaN: it is blank, and so is the attainment.
 */
export function attainment(
  actual: number,
  goal: number,
  better: Better,
  baseline?: number,
): number {
  if (Number.isNaN(actual) || Number.isNaN(goal)) return Number.NaN;
  if (baseline !== undefined) {
    if (Number.isNaN(baseline)) return Number.NaN;
    const beyond = better.better === "lower" ? goal < baseline : goal > baseline;
    if (beyond) return (actual - baseline) / (goal - baseline);
  }
  if (better.better === "within") return withinBand(actual, goal, better.tolerance);
  if (better.better === "lower") return lowerIsBetter(actual, goal, better.byRatio);
  return goal === 0 ? Number.NaN : 1 + (actual - goal) / Math.abs(goal);
}

function lowerIsBetter(actual: number, goal: number, byRatio: boolean): number {
  if (goal === 0) return actual <= SLACK ? 1 : 0;
  if (byRatio && goal > 0)
    return actual <= 0 ? MOST_BY_RATIO : Math.min(MOST_BY_RATIO, goal / actual);
  return 1 + (goal - actual) / Math.abs(goal);
}

function withinBand(actual: number, goal: number, tolerance: number): number {
  const band = tolerance * Math.abs(goal);
  const off = Math.abs(actual - goal);
  if (off <= band + SLACK) return 1;
  return band === 0 ? 0 : Math.max(0, 1 - (off - band) / band);
}

/** A sub-period of a goal: its own goal, its days, and those gone by the as-of day (working days where the calendar says which). */
export interface Part {
  readonly weight: number;
  readonly days: number;
  readonly gone: number;
}

/** What of a goal is due by now: closed parts whole, the open one by its days gone. */
export function expectedToDate(parts: readonly Part[]): number {
  return parts.reduce(
    (sum, { weight, days, gone }) => sum + (days > 0 ? (weight * gone) / days : 0),
    0,
  );
}

/** The part of the goal that is due; without a goal the part of the days. */
export function shareDue(goal: number, parts: readonly Part[]): number {
  if (!Number.isNaN(goal) && goal !== 0) return expectedToDate(parts) / goal;
  const days = parts.reduce((sum, part) => sum + part.days, 0);
  return days === 0 ? 0 : parts.reduce((sum, part) => sum + part.gone, 0) / days;
}

/** The attainment of the actual against what is due; blank where nothing is. A rate or a stock owes the same all along. */
export function pace(
  actual: number,
  goal: number,
  share: number,
  additive: boolean,
  better: Better,
  baseline?: number,
): number {
  if (!additive) return attainment(actual, goal, better, baseline);
  if (share <= 0) return Number.NaN;
  return attainment(
    actual,
    goal * share,
    better,
    baseline === undefined ? undefined : baseline * share,
  );
}

/** Where the period ends if it goes on so. */
export function forecast(actual: number, share: number, additive: boolean): number {
  if (!additive) return actual;
  return share <= 0 ? Number.NaN : actual / share;
}

export type Status =
  | "met"
  | "missed"
  | "ahead"
  | "on pace"
  | "behind"
  | "at risk"
  | "no goal"
  | "no data";
export type When = "closed" | "current" | "future";

export interface StatusInput {
  readonly actual: number;
  readonly goal: number;
  readonly attainment: number;
  readonly pace: number;
  /** Part of the goal that is due. */
  readonly share: number;
  readonly additive: boolean;
  readonly when: When;
  readonly metAt: number;
  readonly atRiskBelow: number;
  readonly better: Better;
  /** A goal of 0 counts as none unless lower is better, or a baseline lies below it. */
  readonly baseline?: number;
}

/** How far beyond its due somebody is ahead. */
export const AHEAD_BY = 0.1;

/** The first word that fits; null for a period that hasn't begun. `missed` is only said of a closed one. */
export function status(input: StatusInput): Status | null {
  const { actual, goal, metAt, when, better } = input;
  if (Number.isNaN(goal) || isNoGoal(input)) return "no goal";
  if (when === "future") return null;
  if (Number.isNaN(actual) || Number.isNaN(input.attainment)) return "no data";
  if (when === "closed") return input.attainment >= metAt - SLACK ? "met" : "missed";
  if (input.additive && input.share <= 0) {
    const wrong = better.better === "lower" ? actual > SLACK : actual < -SLACK;
    return wrong ? "behind" : "on pace";
  }
  if (input.pace < input.atRiskBelow - SLACK) return "at risk";
  if (input.pace < metAt - SLACK) return "behind";
  return input.pace >= metAt + AHEAD_BY - SLACK ? "ahead" : "on pace";
}

const isNoGoal = ({ goal, better, baseline }: StatusInput): boolean =>
  goal === 0 && better.better === "higher" && !(baseline !== undefined && baseline < 0);
