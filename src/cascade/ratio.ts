/** A12: a manager's rate as rates of the reports whose mean by denominator it is. */
import { done, type Outcome, refused } from "./refusal.ts";

export type RateMethod = "same rate" | "same points" | "same share of gap";

export interface RateReport {
  /** Weighs the report's rate; 0: it owes a rate that weighs nothing. */
  readonly denominator: number;
  /** NaN: that of the others together. */
  readonly baseline: number;
  readonly atLeast: number;
  readonly atMost: number;
  readonly held: number | null;
}

export interface Rates {
  readonly rates: readonly number[];
  /** Reports whose rate would have to get worse than their baseline. */
  readonly worse: readonly number[];
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** A report's rate as a line in `t`, cut at its bounds. */
interface Line {
  readonly weight: number;
  readonly start: number;
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Rates with `Σ d·rate / Σ d = rate`. Each is a line in one common `t` (the rate itself, the points, the
 * share of the gap), cut at its bounds, so the mean is monotone and piecewise linear in `t`: the piece
 * that holds the goal is found at the cuts, and one division gives `t`. Out of reach is refused with the
 * most, or least, that can be had.
 */
export function splitRate(
  rate: number,
  method: RateMethod,
  reports: readonly RateReport[],
  lowerIsBetter = false,
): Outcome<Rates> {
  const total = sum(reports.map((r) => r.denominator));
  const open = reports.filter((r) => r.held === null);
  const held = sum(reports.map((r) => (r.held ?? 0) * r.denominator));
  const weight = sum(open.map((r) => r.denominator));
  const need = weight === 0 ? rate : (rate * total - held) / weight;
  const lines = linesOf(need, method, reports);
  const free = lines.filter((line, i) => line.weight > 0 && reports[i]!.held === null);
  const t = solve(need, method, free);
  if (weight > 0) {
    const reach = (at: number) => sum(free.map((l) => l.weight * valueAt(l, at))) / weight;
    const slack = 1e-12 * Math.max(1, Math.abs(need));
    const [least, most] = [reach(-Infinity), reach(Infinity)];
    const back = (mean: number) => (mean * weight + held) / total;
    const [low, high] = [Math.min(least, most), Math.max(least, most)];
    if (need > high + slack)
      return refused({
        code: "rate caps",
        target: rate,
        most: back(high),
        short: rate - back(high),
      });
    if (need < low - slack)
      return refused({
        code: "rate floors",
        target: rate,
        least: back(low),
        over: back(low) - rate,
      });
  }
  const rates = reports.map((r, i) => r.held ?? valueAt(lines[i]!, t));
  const known = baselines(rate, reports);
  const worse = rates.flatMap((r, i) => {
    if (Number.isNaN(reports[i]!.baseline)) return [];
    const change = lowerIsBetter ? known[i]! - r : r - known[i]!;
    return change < -1e-12 ? [i] : [];
  });
  return done({ rates, worse });
}

/** A report without a baseline takes that of the others together; where nobody has one, the rate itself. */
function baselines(rate: number, reports: readonly RateReport[]): number[] {
  const known = reports.filter((r) => !Number.isNaN(r.baseline));
  const weight = sum(known.map((r) => r.denominator));
  const mean =
    weight > 0
      ? sum(known.map((r) => r.denominator * r.baseline)) / weight
      : known.length > 0
        ? sum(known.map((r) => r.baseline)) / known.length
        : rate;
  return reports.map((r) => (Number.isNaN(r.baseline) ? mean : r.baseline));
}

function linesOf(need: number, method: RateMethod, reports: readonly RateReport[]): Line[] {
  const starts = baselines(need, reports).map((b, i) =>
    method === "same share of gap" ? clamp(b, reports[i]!.atLeast, reports[i]!.atMost) : b,
  );
  const free = reports.flatMap((r, i) => (r.held === null ? [i] : []));
  const weight = sum(free.map((i) => reports[i]!.denominator));
  const mean = sum(free.map((i) => reports[i]!.denominator * starts[i]!)) / weight;
  return reports.map((r, i) => {
    const own = { weight: r.denominator, low: r.atLeast, high: r.atMost };
    if (method === "same rate") return { ...own, start: 0, slope: 1 };
    if (method === "same points") return { ...own, start: starts[i]!, slope: 1 };
    const bound = need >= mean ? r.atMost : r.atLeast;
    return { ...own, start: starts[i]!, slope: Number.isFinite(bound) ? bound - starts[i]! : 0 };
  });
}

const valueAt = ({ start, slope, low, high }: Line, t: number): number =>
  slope === 0 ? clamp(start, low, high) : clamp(start + slope * t, low, high);

/** The `t` at which the mean of lines that all weigh something is the rate; an end of the range where it is never reached. */
function solve(need: number, method: RateMethod, lines: readonly Line[]): number {
  if (lines.length === 0) return method === "same rate" ? need : 0;
  const target = need * sum(lines.map((l) => l.weight));
  const at = (t: number) => sum(lines.map((l) => l.weight * valueAt(l, t)));
  const cuts = lines
    .flatMap((l) => [(l.low - l.start) / l.slope, (l.high - l.start) / l.slope])
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const rising = lines.some((l) => l.slope > 0);
  const found = cuts.findIndex((t) => (rising ? at(t) >= target : at(t) <= target));
  const piece = found < 0 ? cuts.length : found;
  const [before, next] = [cuts[piece - 1], cuts[piece]];
  // Between two cuts every line is either free or at one of its bounds: tried in the middle.
  const below = before ?? (next ?? 1) - 1;
  const middle = (below + (next ?? below + 1)) / 2;
  const isFree = (l: Line) => {
    const raw = l.start + l.slope * middle;
    return raw > l.low && raw < l.high;
  };
  const free = lines.filter(isFree);
  const fixed = sum(lines.filter((l) => !isFree(l)).map((l) => l.weight * valueAt(l, middle)));
  const slope = sum(free.map((l) => l.weight * l.slope));
  if (slope === 0) return next ?? before ?? 0;
  return (target - fixed - sum(free.map((l) => l.weight * l.start))) / slope;
}
