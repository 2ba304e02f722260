/** A8, one manager: what he hands down in each month, divided among his reports so that both ways tie. */
import { coarseToFine, type MonthsInput, setShare, tie } from "./coarse.ts";
import { fitTable, toRows } from "./fit.ts";
import { done, type Outcome, type Refusal, refused } from "./refusal.ts";
import { FINE, type Rounding, roundAmounts } from "./rounding.ts";
import { type ShareInput, sharesOverTime } from "./shares.ts";
import { split } from "./split.ts";
import type { Group } from "./spread.ts";
import { EMPTY, nearestTable, tableOf } from "./table.ts";

/**
 * Amounts in whole units, at least 0 but for holds; lists by report, tables row by row (`[i * months + j]`).
 * Reports stand in the order of ties.
 */
export interface StepInput {
  /** What is handed down in each month; its sum is the year. */
  readonly columns: Float64Array;
  readonly group: Group;
  readonly increment: number;
  readonly rounding: Rounding;
  readonly rows: number;
  /** Whole weights, where all reports are there in the same days and ramp; else null and `seeds` count. */
  readonly weights: readonly number[] | null;
  /** Weight × days × ramp. */
  readonly seeds: Float64Array;
  /** Days × ramp. */
  readonly days: Float64Array;
  /** Bounds of the year; 0 and Infinity where there is none. */
  readonly floors: readonly number[];
  readonly caps: readonly number[];
  /** Of reports whose bounds are sums of what is held and bound below, not said for them. */
  readonly below?: readonly (BoundBelow | null)[];
  readonly heldYears: readonly (number | null)[];
  /** Held months; NaN: free. Null: none is held. */
  readonly cells: Float64Array | null;
  /** Reports' own curves over the months; null: the manager's. */
  readonly seasons: readonly (readonly number[] | null)[];
}

export interface BoundBelow {
  /** Whether the sums allow a year, whole increments or not. */
  readonly allows: (year: number) => boolean;
  /** The sums are whole increments, so that the bounds are these very sums. */
  readonly isWhole: boolean;
}

export interface Step {
  readonly months: Float64Array;
  readonly years: readonly number[];
  /** Each year's share in units, before rounding. */
  readonly shares: readonly number[];
  readonly odd: { readonly who: number; readonly amount: number } | null;
  readonly notes: StepNotes;
}

/** What a reader should know of how the step came out. */
export interface StepNotes {
  /** No table went with halves and quarters: all months were tied at once. */
  readonly atOnce: boolean;
  /** Whose year moved by an increment so that the months could tie. */
  readonly yearMoved: readonly number[];
  /** Odd margins left no table of whole increments: tied to the unit. */
  readonly inUnits: boolean;
  /** Whose own curve has a gap while he is there: the manager's months were followed. */
  readonly gaps: readonly number[];
}

function total(list: ArrayLike<number>, from = 0, to = list.length): number {
  let all = 0;
  for (let at = from; at < to; at += 1) all += list[at]!;
  return all;
}

/** Divides a manager's months among the reports; every margin ties, or the refusal says what can't be met. */
export function step(input: StepInput): Outcome<Step> {
  const held = takeOffCells(input);
  if ("code" in held) return refused(held);
  const curved = seasonsOf(input, held);
  // An odd total may be met by sums that aren't whole increments, though nothing within them is.
  const free = freely(input, () => true) ?? freely(input, ({ isWhole }) => !isWhole);
  const early = free ? null : yearsFit(input, held);
  if (early) return refused(early);
  const rounded = free ? done(free) : yearsOf(input, held);
  if (!rounded.ok) return rounded;
  return done(settle(input, held, rounded.value, curved));
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

/** What is left when the held months are taken off. */
interface Open {
  readonly columns: Float64Array;
  readonly cells: readonly number[];
  readonly floors: Float64Array;
  readonly caps: Float64Array;
  /** 1 where a report may owe. */
  readonly isOpen: Uint8Array;
}

function takeOffCells(input: StepInput): Open | Refusal {
  const { columns, rows, heldYears, days, seeds } = input;
  const months = columns.length;
  const left = columns.slice();
  const cells = new Array<number>(rows).fill(0);
  const isOpen = new Uint8Array(rows * months);
  for (let at = 0; at < isOpen.length; at += 1) {
    const cell = input.cells ? input.cells[at]! : Number.NaN;
    if (Number.isNaN(cell)) isOpen[at] = days[at]! > 0 || seeds[at]! > 0 ? 1 : 0;
    else {
      cells[Math.floor(at / months)]! += cell;
      left[at % months]! -= cell;
    }
  }
  for (let i = 0; i < rows; i += 1) {
    const year = heldYears[i]!;
    if (year !== null && input.cells && cells[i]! > year && hasCells(input, i))
      return { code: "cells over year", who: i, cells: cells[i]!, year, excess: cells[i]! - year };
  }
  const period = left.findIndex((c) => c < 0);
  if (period >= 0) {
    const target = columns[period]!;
    const held = target - left[period]!;
    return { code: "holds", period, target, held, excess: held - target };
  }
  const floors = new Float64Array(rows);
  const caps = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    floors[i] = Math.max(0, (heldYears[i] ?? input.floors[i]!) - cells[i]!);
    caps[i] = Math.max(0, (heldYears[i] ?? input.caps[i]!) - cells[i]!);
  }
  return { columns: left, cells, floors, caps, isOpen };
}

const hasCells = ({ cells, columns }: StepInput, i: number): boolean =>
  cells!.subarray(i * columns.length, (i + 1) * columns.length).some((c) => !Number.isNaN(c));

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

interface Years {
  /** Held months taken off. */
  readonly years: readonly number[];
  readonly shares: readonly number[];
  readonly odd: Step["odd"];
  /** By month, row by row, in units; null: the product of years and months. */
  readonly table: Float64Array | null;
}

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

interface Curves {
  readonly gaps: readonly number[];
  /** The curve of each report that has one to use. */
  readonly used: readonly (readonly number[] | null)[];
}

function seasonsOf({ seasons, columns }: StepInput, { isOpen }: Open): Curves {
  const gaps: number[] = [];
  const used = seasons.map((season, i) => {
    if (!season) return null;
    const isWhole = season.every((w, j) => w > 0 || isOpen[i * columns.length + j] === 0);
    if (!isWhole) gaps.push(i);
    return isWhole ? season : null;
  });
  return { gaps, used };
}

/** Shares times a report's own curve over the manager's. */
function curved(input: StepInput, open: Open, years: Years, { used }: Curves): Float64Array | null {
  if (used.every((season) => season === null)) return years.table;
  const { columns } = input;
  const months = columns.length;
  const all = total(columns);
  const table =
    years.table?.slice() ??
    Float64Array.from(open.isOpen, (_, at) =>
      all === 0 ? 0 : (years.years[Math.floor(at / months)]! * columns[at % months]!) / all,
    );
  used.forEach((season, i) => {
    if (!season) return;
    for (let j = 0; j < months; j += 1) {
      const at = i * months + j;
      table[at] = columns[j] === 0 ? 0 : (table[at]! * season[j]!) / columns[j]!;
    }
  });
  fitTable(table, open.columns, input.rows, months, toRows(years.shares));
  return table;
}

/** From rounded years to months; coarse to fine, all months at once, or years that move by an increment. */
function settle(input: StepInput, open: Open, years: Years, curves: Curves): Step {
  const { rows, increment } = input;
  const shares = curved(input, open, years, curves);
  const months: MonthsInput = {
    rows,
    columns: open.columns,
    years: Float64Array.from(years.years),
    shares,
    isOpen: shares && open.isOpen,
    increment,
    notes: { inUnits: false },
  };
  const out = new Float64Array(rows * open.columns.length);
  let atOnce = false;
  let final = years.years;
  if (!coarseToFine(months, input.group, out)) {
    atOnce = true;
    if (!monthsAtOnce(months, out) && shares) final = yearsMove(months, shares, input, out);
  }
  if (input.cells)
    input.cells.forEach((cell, at) => {
      if (!Number.isNaN(cell)) out[at] = cell;
    });
  return {
    months: out,
    years: final.map((y, i) => y + open.cells[i]!),
    shares: years.shares.map((s, i) => s + open.cells[i]!),
    odd: years.odd,
    notes: {
      atOnce,
      yearMoved: final.flatMap((y, i) => (y === years.years[i] ? [] : [i])),
      inUnits: months.notes.inUnits,
      gaps: curves.gaps,
    },
  };
}

const monthsAtOnce = (months: MonthsInput, out: Float64Array): boolean => {
  const { columns: columnSums, years: rowSums } = months;
  return tie({ ...months, rowSums, columnSums }, out) === null;
};

/**
 * The year's rounding becomes one more column, 0 or 1: a year may be the whole increment below or above its
 * share. Such a table exists wherever shares do. A held year doesn't move.
 */
function yearsMove(
  { rows, columns, isOpen, increment, years, notes }: MonthsInput,
  shares: Float64Array,
  { heldYears }: StepInput,
  out: Float64Array,
): number[] {
  const months = columns.length;
  const held = heldYears.map((h) => h !== null);
  const isOdd =
    columns.some((c) => c % increment !== 0) ||
    years.some((y, i) => held[i] && y % increment !== 0);
  const q = isOdd ? 1 : increment;
  if (isOdd) notes.inUnits = true;
  const table = tableOf(rows, months + 1);
  table.scale = FINE;
  let ups = 0;
  for (let i = 0; i < rows; i += 1) {
    const share = nearWhole(total(shares, i * months, (i + 1) * months) / q);
    const top = held[i] ? years[i]! / q : Math.ceil(share);
    table.rowSums[i] = top;
    ups += top;
    for (let j = 0; j < months; j += 1) {
      const at = i * (months + 1) + j;
      if (isOpen![i * months + j]) setShare(table, at, shares[i * months + j]! / q);
      else table.rest[at] = EMPTY;
    }
    const last = i * (months + 1) + months;
    if (top === share || held[i]) table.rest[last] = EMPTY;
    else setShare(table, last, top - share);
  }
  for (let j = 0; j < months; j += 1) table.columnSums[j] = columns[j]! / q;
  table.columnSums[months] = ups - total(columns) / q;
  nearestTable(table);
  const moved = new Array<number>(rows).fill(0);
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < months; j += 1) {
      const amount = table.x[i * (months + 1) + j]! * q;
      out[i * months + j] = amount;
      moved[i]! += amount;
    }
  return moved;
}

/** Sums of doubles that are whole but for their last digits. */
const nearWhole = (value: number): number => {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * Math.max(1, whole) ? whole : value;
};
