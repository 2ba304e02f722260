/** A8, one manager: what he hands down in each month, divided among his reports so that both ways tie. */
import { coarseToFine, type MonthsInput, setShare, tie } from "./coarse.ts";
import { fitTable, toRows } from "./fit.ts";
import { type Open, type StepInput, takeOffCells, total } from "./open.ts";
import { done, type Outcome, refused } from "./refusal.ts";
import { FINE } from "./rounding.ts";
import { EMPTY, nearestTable, tableOf } from "./table.ts";
import { type Years, yearsUnder } from "./years.ts";

export type { StepInput } from "./open.ts";

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

/** Divides a manager's months among the reports; every margin ties, or the refusal says what can't be met. */
export function step(input: StepInput): Outcome<Step> {
  const open = takeOffCells(input);
  if ("code" in open) return refused(open);
  const curves = seasonsOf(input, open);
  const made = divided(input, open, curves, true);
  // A year that moves so that the months tie may leave what is held and bound below.
  const leaves =
    made.ok && made.value.notes.yearMoved.some((i) => !isAllowed(input, made.value, i));
  return leaves ? divided(input, open, curves, false) : made;
}

function divided(input: StepInput, open: Open, curves: Curves, isFree: boolean): Outcome<Step> {
  const years = yearsUnder(input, open, isFree);
  return years.ok ? done(settle(input, open, years.value, curves)) : years;
}

const isAllowed = ({ below }: StepInput, { years }: Step, i: number): boolean =>
  below?.[i]?.allows(years[i]!) ?? true;

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
  const table =
    years.table?.slice() ??
    Float64Array.from(
      open.isOpen,
      (_, at) => years.years[Math.floor(at / months)]! * columns[at % months]!,
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
  const notes = { inUnits: years.increment !== increment };
  const months: MonthsInput = {
    rows,
    columns: open.columns,
    years: Float64Array.from(years.years),
    shares,
    isOpen: shares && open.isOpen,
    increment,
    notes,
  };
  const out = new Float64Array(rows * open.columns.length);
  let atOnce = false;
  let final = years.years;
  if (!coarseToFine(months, input.group, out)) {
    atOnce = true;
    if (!monthsAtOnce(months, out) && shares) final = yearsMove(months, shares, years, out);
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
      inUnits: notes.inUnits,
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
  { rows, columns, isOpen, years, notes }: MonthsInput,
  shares: Float64Array,
  { increment, isHeld: held }: Years,
  out: Float64Array,
): number[] {
  const months = columns.length;
  const isOdd =
    columns.some((c) => c % increment !== 0) ||
    years.some((y, i) => held[i] && y % increment !== 0);
  const q = isOdd ? 1 : increment;
  if (isOdd && notes) notes.inUnits = true;
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
