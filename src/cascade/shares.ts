/** A6: shares with bounds over time, where reports aren't all there alike. */
import { between, fitTable } from "./fit.ts";
import { fitWithin } from "./fit-within.ts";
import { type FlowInput, owable, unable } from "./flow.ts";
import { done, type Outcome, refused } from "./refusal.ts";

/** Row by row: `seeds[i * columns.length + j]`. Amounts in units, held periods taken off. */
export interface ShareInput {
  readonly rows: number;
  /** Weight × days × ramp of a report in a period; 0 in a held one. */
  readonly seeds: Float64Array;
  /** Days × ramp alone, 0 in a held period: the shape of who owes a bound and weighs nothing. */
  readonly days: Float64Array;
  /** What the reports owe together in each period. */
  readonly columns: Float64Array;
  /** Bounds of each report's year; a held year is both. */
  readonly floors: Float64Array;
  readonly caps: Float64Array;
}

/**
 * The share table of least relative entropy with the given columns and bounded rows: without a bound in the
 * way `C[j]·s[i][j] / Σ s`; else by iterative proportional fitting with inequality rows (Deming and Stephan
 * 1940; Bregman 1967; Dykstra): a row's factor is 1 unless a bound binds. What can't be is refused with the
 * cut of a maximum flow.
 */
export function sharesOverTime(input: ShareInput): Outcome<Float64Array> {
  const { rows, columns } = input;
  const { seeds, caps, fixed } = withFloors(input);
  const sums = new Float64Array(columns.length);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns.length; j += 1, at += 1) sums[j]! += seeds[at]!;
  const nobody = columns.findIndex((c, j) => c > 0 && sums[j] === 0);
  if (nobody >= 0) {
    const target = columns[nobody]!;
    return refused({ code: "nobody", period: nobody, target, open: target });
  }
  const plain = new Float64Array(seeds.length);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns.length; j += 1, at += 1)
      plain[at] = sums[j] === 0 ? 0 : (columns[j]! * seeds[at]!) / sums[j]!;
  if (!fixed && isWithin(input, plain)) return done(plain);
  const months = columns.length;
  const flow: FlowInput = {
    columns: [...columns],
    floors: [...input.floors],
    caps: [...caps],
    isThere: (i, j) => seeds[i * months + j]! > 0,
  };
  const no = unable(flow);
  if (no) return refused(no);
  const { floors } = input;
  const fitted = seeds.slice();
  if (fitTable(fitted, columns, rows, months, between(floors, caps))) return done(fitted);
  const owes = owable(flow);
  const left = seeds.map((s, at) => (owes(Math.floor(at / months), at % months) ? s : 0));
  fitWithin({ a: left, columnSums: columns, rows, columns: months, floors, caps });
  return done(left);
}

/** A floor of somebody without weight is met over the days there are, and no more than the floor. */
function withFloors({ rows, seeds: given, days, columns, floors, caps: most }: ShareInput) {
  const seeds = given.slice();
  const caps = most.slice();
  const months = columns.length;
  let fixed = false;
  for (let i = 0, end = months; i < rows; i += 1, end += months) {
    let at = end - months;
    while (at < end && !(seeds[at]! > 0)) at += 1;
    if (at < end) continue;
    caps[i] = floors[i]!;
    if (floors[i]! <= 0) continue;
    fixed = true;
    // The row is fitted to its floor, so that its scale is free.
    seeds.set(days.subarray(end - months, end), end - months);
  }
  return { seeds, caps, fixed };
}

function isWithin({ rows, columns, floors, caps }: ShareInput, plain: Float64Array): boolean {
  for (let i = 0, at = 0; i < rows; i += 1) {
    let year = 0;
    for (let j = 0; j < columns.length; j += 1, at += 1) year += plain[at]!;
    if (year < floors[i]! - 1e-6 || year > caps[i]! + 1e-6) return false;
  }
  return true;
}
