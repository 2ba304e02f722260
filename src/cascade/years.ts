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
  /** What the years are rounded to: a unit, where the bounds leave no whole increments. */
  readonly increment: number;
  /** Whose year may not move. */
  readonly isHeld: readonly boolean[];
}

/**
 * Years of all reports, or why they can't be: holds, floors and caps against what is handed down. `isFree`:
 * bounds from below count only where years without them would break them.
 */
export function yearsUnder(input: StepInput, open: Open, isFree: boolean): Outcome<Years> {
  // An odd total may be met by sums that aren't whole increments, though nothing within them is.
  const free = isFree
    ? (freely(input, () => true) ?? freely(input, ({ isWhole }) => !isWhole))
    : null;
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
 * shares are clamped to their sum: the other side's may be within once that is done. Where both miss by as much,
 * those who may owe more than one amount come first: a hold at what came out is kept once they are bound.
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
    const first = out.filter((i) => {
      const [isOver, isUnder] = [owed[i]! > caps[i]!, owed[i]! < floors[i]!];
      // Where floor and cap cross, a year can miss both.
      return (isOver && over >= under) || (isUnder && under >= over) || isOver === isUnder;
    });
    const loose = first.filter((i) => over !== under || floors[i] !== caps[i]);
    for (const i of loose.length > 0 ? loose : first) isFreed[i] = false;
  }
  return null;
}

/** Years first: holds, floors and caps against what is handed down. */
function yearsFit(input: StepInput, open: Open): Refusal | null {
  const { rows, heldYears, floors } = input;
  const target = total(input.columns);
  const held = total(heldYears.map((h, i) => h ?? open.cells[i]!));
  const least = total(open.floors) + total(open.cells);
  if (total(heldYears.map((h) => h ?? 0)) > target)
    return { code: "holds", target, held, excess: held - target };
  if (rows > 0 && heldYears.every((h) => h !== null) && held !== target)
    return { code: "all held", target, held, short: target - held };
  const crossed = crossedBounds(input);
  if (crossed) return crossed;
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

/** Who has a floor above the cap. */
function crossedBounds({ heldYears, floors, caps, increment }: StepInput): Refusal | null {
  const who = floors.findIndex((floor, i) => heldYears[i] === null && floor > caps[i]!);
  if (who < 0) return null;
  return { code: "no increment", who, floor: floors[who]!, cap: caps[who]!, increment };
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
  const { floors, caps, heldYears, increment, rounding, columns } = input;
  // One amount alone that is no whole increment: the sum of a team that is held whole.
  const held = heldYears.map(
    (year, i) =>
      year ?? (floors[i] === caps[i] && floors[i]! % increment !== 0 ? floors[i]! : null),
  );
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
  const isHeld = held.map((h) => h !== null);
  return done({ years: goals, shares, odd, table: null, increment, isHeld });
}

/**
 * Shares by month, their sums rounded within the bounds: in whole increments; where held months leave no such
 * years, though years within the bounds there are, to the unit.
 */
function byShares(input: StepInput, open: Open): Outcome<Years> {
  const crossed = crossedBounds(input);
  if (crossed) return refused(crossed);
  const whole = inward(input, open);
  const shared = whole && sharesOverTime(shareInput(input, whole));
  if (whole && shared?.ok) return rounded(input, whole, shared.value);
  const inUnits = { ...input, increment: 1 };
  const table = sharesOverTime(shareInput(input, open));
  if (table.ok) return rounded(inUnits, { ...open, held: input.heldYears }, table.value);
  const { refusal } = table;
  return refused(
    refusal.code === "nobody" ? { ...refusal, target: input.columns[refusal.period]! } : refusal,
  );
}

function shareInput({ rows, seeds, days }: StepInput, open: Open): ShareInput {
  const { columns, floors, caps, isOpen } = open;
  const mask = (list: Float64Array) => list.map((x, at) => (isOpen[at] ? x : 0));
  return { rows, seeds: mask(seeds), days: mask(days), columns, floors, caps };
}

interface Whole extends Open {
  /** Held years, and those that one amount alone lies between the bounds of. */
  readonly held: readonly (number | null)[];
}

/**
 * Bounds inward to whole increments, so that shares which meet them meet them rounded too: held months may
 * have left any rest of a bound. A floor that is the cap is as good as held, and so is that of who weighs nothing. Null where nothing lies between.
 */
function inward(input: StepInput, open: Open): Whole | null {
  const { increment: q, heldYears } = input;
  const held = heldYears.map((year, i) => {
    const floor = open.floors[i]!;
    const isOnly = floor === open.caps[i] || (!isWeighty(input, i) && floor > 0);
    return isOnly && floor % q !== 0 ? open.cells[i]! + floor : year;
  });
  const floors = open.floors.map((f, i) => (held[i] === null ? Math.ceil(f / q) * q : f));
  const caps = open.caps.map((c, i) => (held[i] === null ? Math.floor(c / q) * q : c));
  return floors.some((f, i) => f > caps[i]!) ? null : { ...open, floors, caps, held };
}

/** Years from shares by month: whole increments within the bounds. */
function rounded(
  { rows, columns, increment, rounding }: StepInput,
  open: Whole,
  table: Float64Array,
): Outcome<Years> {
  const { held, cells, floors, caps } = open;
  const months = columns.length;
  const sums = Array.from({ length: rows }, (_, i) => total(table, i * months, (i + 1) * months));
  const free = sums.flatMap((_, i) => (held[i] === null ? [i] : []));
  const rest = (i: number) => (held[i] === null ? 0 : held[i]! - cells[i]!);
  const outcome = roundAmounts(
    {
      left: total(open.columns) - total(held.map((_, i) => rest(i))),
      weights: [],
      floors: free.map((i) => floors[i]!),
      caps: free.map((i) => caps[i]!),
      increment,
      rounding,
      total: total(columns),
    },
    free.map((i) => sums[i]!),
  );
  if (!outcome.ok) return outcome;
  const years = sums.map((_, i) => rest(i));
  free.forEach((i, at) => {
    years[i] = outcome.value.goals[at]!;
  });
  const { odd } = outcome.value;
  return done({
    years,
    shares: sums.map((y, i) => (held[i] === null ? y : years[i]!)),
    odd: odd && { who: free[odd.who]!, amount: odd.amount },
    table,
    increment,
    isHeld: held.map((h) => h !== null),
  });
}
