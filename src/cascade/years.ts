/** A8, its first step: what each report owes in the year, rounded within the bounds. */
import { type BoundBelow, type Open, type StepInput, takeOffCells, total } from "./open.ts";
import { done, type Outcome, type Refusal, refused } from "./refusal.ts";
import { roundAmounts } from "./rounding.ts";
import { type ShareInput, sharesOverTime } from "./shares.ts";
import { split } from "./split.ts";

export interface Years {
  /** Held months taken off. */
  readonly years: readonly number[];
  readonly shares: readonly number[];
  readonly odd: { readonly who: number; readonly amount: number } | null;
  /** By month, row by row, in units; null: the product of years and months. */
  readonly table: Float64Array | null;
}

/** Years of all reports, or why they can't be: holds, floors and caps against what is handed down. */
export function yearsUnder(input: StepInput, open: Open): Outcome<Years> {
  // An odd total may be met by sums that aren't whole increments, though nothing within them is.
  const free = freely(input, () => true) ?? freely(input, ({ isWhole }) => !isWhole);
  if (free) return done(free);
  const early = yearsFit(input, open);
  return early ? refused(early) : yearsOf(input, open);
}

const yearsOf = (input: StepInput, open: Open): Outcome<Years> =>
  input.weights && !input.cells ? byProduct(input, input.weights) : byShares(input, open);

/**
 * Years as if nothing bound managers from below, but those who would leave their bounds; null where that comes out
 * at nothing. A share may lie beyond a sum of holds by less than the rounding that follows: sharing that part anew
 * would move others by an increment for nothing, since largest remainders of a rest alone can fall otherwise
 * (Hamilton's rule is not uniform: Balinski and Young). Who is bound first is the side that misses by more, as where
 * shares are clamped to their sum: the other side's may be within once that is done.
 */
function freely(input: StepInput, isFree: (below: BoundBelow) => boolean): Years | null {
  const { below, floors, caps } = input;
  const isFreed = floors.map((floor, i) => {
    const own = below?.[i] ?? null;
    return own !== null && (floor > 0 || Number.isFinite(caps[i]!)) && isFree(own);
  });
  while (isFreed.includes(true)) {
    const free: StepInput = {
      ...input,
      floors: floors.map((floor, i) => (isFreed[i] ? 0 : floor)),
      caps: caps.map((cap, i) => (isFreed[i] ? Number.POSITIVE_INFINITY : cap)),
    };
    const open = takeOffCells(free);
    if ("code" in open) return null;
    const years = yearsOf(free, open);
    if (!years.ok) return null;
    const owed = years.value.years.map((year, i) => year + open.cells[i]!);
    const out = [...owed.keys()].filter((i) => isFreed[i] && !below![i]!.allows(owed[i]!));
    if (out.length === 0) return years.value;
    const over = total(out.map((i) => Math.max(0, owed[i]! - caps[i]!)));
    const under = total(out.map((i) => Math.max(0, floors[i]! - owed[i]!)));
    const bound = out.filter((i) => (owed[i]! > caps[i]! ? over >= under : under >= over));
    for (const i of bound) isFreed[i] = false;
  }
  return null;
}

/** Years first: holds, floors and caps against what is handed down. */
function yearsFit(input: StepInput, open: Open): Refusal | null {
  const { rows, heldYears, floors, caps } = input;
  const target = total(input.columns);
  const held = total(heldYears.map((h, i) => h ?? open.cells[i]!));
  const least = total(open.floors) + total(open.cells);
  if (total(heldYears.map((h) => h ?? 0)) > target)
    return { code: "holds", target, held, excess: held - target };
  if (rows > 0 && heldYears.every((h) => h !== null) && held !== target)
    return { code: "all held", target, held, short: target - held };
  for (let i = 0; i < rows; i += 1)
    if (heldYears[i] === null && floors[i]! > caps[i]!)
      return {
        code: "no increment",
        who: i,
        floor: floors[i]!,
        cap: caps[i]!,
        increment: input.increment,
      };
  if (least > target) {
    const onlyHolds = floors.every(
      (f, i) => f <= Math.max(0, open.cells[i]!) || heldYears[i] !== null,
    );
    if (onlyHolds) return { code: "holds", target, held, excess: held - target };
    return { code: "floors", target, floors: least, excess: least - target, nearest: least };
  }
  let most = total(open.cells);
  for (let i = 0; i < rows; i += 1) most += isWeighty(input, i) ? open.caps[i]! : open.floors[i]!;
  if (target > most && Number.isFinite(most) && anyWeight(input))
    return { code: "caps", target, caps: most, excess: target - most, nearest: most };
  return null;
}

function isWeighty({ weights, seeds, columns }: StepInput, i: number): boolean {
  if (weights) return weights[i]! > 0;
  const end = (i + 1) * columns.length;
  for (let at = end - columns.length; at < end; at += 1) if (seeds[at]! > 0) return true;
  return false;
}
const anyWeight = (input: StepInput): boolean => {
  for (let i = 0; i < input.rows; i += 1) if (isWeighty(input, i)) return true;
  return false;
};

/** All are there alike: a one-way split, and shares that are a product. */
function byProduct(input: StepInput, weights: readonly number[]): Outcome<Years> {
  const period = input.columns.findIndex((c, j) => c > 0 && input.days[j] === 0);
  if (period >= 0) {
    const target = input.columns[period]!;
    return refused({ code: "nobody", period, target, open: target });
  }
  const { floors, caps, heldYears: held, increment, rounding, columns } = input;
  const outcome = split({
    total: total(columns),
    weights,
    increment,
    rounding,
    ...(held.some((h) => h !== null) && { held }),
    ...(floors.some((f) => f > 0) && { atLeast: floors.map((f) => (f > 0 ? f : null)) }),
    ...(caps.some(Number.isFinite) && {
      atMost: caps.map((c) => (Number.isFinite(c) ? c : null)),
    }),
  });
  if (!outcome.ok) return outcome;
  const { goals, shares, odd } = outcome.value;
  return done({ years: goals, shares, odd, table: null });
}

/** Shares by month, their sums rounded within the bounds. */
function byShares(input: StepInput, open: Open): Outcome<Years> {
  const { rows, increment, rounding, heldYears } = input;
  const months = open.columns.length;
  const mask = (list: Float64Array) => {
    const left = new Float64Array(list.length);
    for (let at = 0; at < left.length; at += 1) if (open.isOpen[at]) left[at] = list[at]!;
    return left;
  };
  const share: ShareInput = {
    rows,
    seeds: mask(input.seeds),
    days: mask(input.days),
    columns: open.columns,
    floors: open.floors,
    caps: open.caps,
  };
  const inward = wholeBounds(input, open);
  const bound = inward ? sharesOverTime({ ...share, ...inward }) : null;
  const table = bound?.ok ? bound : sharesOverTime(share);
  if (!table.ok) {
    const { refusal } = table;
    if (refusal.code !== "nobody") return table;
    return refused({ ...refusal, target: input.columns[refusal.period]! });
  }
  const sums = Array.from({ length: rows }, (_, i) =>
    total(table.value, i * months, (i + 1) * months),
  );
  const free = sums.flatMap((_, i) => (heldYears[i] === null ? [i] : []));
  const left =
    total(open.columns) - total(heldYears.map((h, i) => (h === null ? 0 : h - open.cells[i]!)));
  const rounded = roundAmounts(
    {
      left,
      weights: [],
      floors: free.map((i) => Math.ceil(open.floors[i]! / increment) * increment),
      caps: free.map((i) => Math.floor(open.caps[i]! / increment) * increment),
      increment,
      rounding,
      total: total(input.columns),
    },
    free.map((i) => sums[i]!),
  );
  if (!rounded.ok) return rounded;
  const years = sums.map((_, i) => (heldYears[i] ?? 0) - open.cells[i]!);
  free.forEach((i, at) => {
    years[i] = rounded.value.goals[at]!;
  });
  const { odd } = rounded.value;
  return done({
    years,
    shares: sums.map((y, i) => (heldYears[i] === null ? y : years[i]!)),
    odd: odd && { who: free[odd.who]!, amount: odd.amount },
    table: table.value,
  });
}

/**
 * Bounds inward to whole increments, so that shares which meet them meet them rounded too: held months may
 * have left any rest of a bound. Null where nothing lies between them.
 */
function wholeBounds(
  { increment: q, heldYears }: StepInput,
  { floors, caps }: Open,
): Pick<Open, "floors" | "caps"> | null {
  const inward = {
    floors: floors.map((f, i) => (heldYears[i] === null ? Math.ceil(f / q) * q : f)),
    caps: caps.map((c, i) => (heldYears[i] === null ? Math.floor(c / q) * q : c)),
  };
  return inward.floors.some((f, i) => f > inward.caps[i]!) ? null : inward;
}
