/** One manager of a tree: from his goal to his reports' goals in both layers, and his lines. */
import { baseOf } from "./base.ts";
import { allowed, type Bound, oriented } from "./bounds.ts";
import { wholeWeights } from "./exact.ts";
import { type Cut, linesOf } from "./lines.ts";
import type { CascadeInput, CascadeNode, Handed, Seat } from "./node.ts";
import { once } from "./once.ts";
import { type Outcome, type Refusal, turnedOver } from "./refusal.ts";
import { type Below, type Seeds, seedsAt } from "./seeds.ts";
import { split } from "./split.ts";
import { type SaidPart, spread } from "./spread.ts";
import { step as divide, type Step, type StepInput } from "./step.ts";
import { target as handedDown } from "./target.ts";

export interface ManagerInput {
  readonly input: CascadeInput;
  readonly at: number;
  readonly reports: readonly number[];
  readonly own: Seat;
  /** The sign of what is handed down: reports owe in its direction. */
  readonly facing: number;
  /** In that direction. */
  readonly bounds: readonly Bound[];
  readonly below: Below;
  /** Closed months are held as published. */
  readonly frozen: boolean;
}

export interface ManagerResult {
  readonly seats: readonly Seat[];
  readonly handed: Handed;
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

/** The sign of what a manager hands down; of nothing that of the top's goal. */
export function facingOf(own: Seat, step: CascadeNode["step"], q: number, sign: number): number {
  return Math.sign(handedDown(own.year, step, q)) || sign;
}

/** Hands a manager's goal down to the reports, month by month, or says what can't be met. */
export function handDownInMonths(manager: ManagerInput): ManagerResult | { refusal: Refusal } {
  const { input, at, own, below } = manager;
  const node = input.nodes[at]!;
  const target = handedDown(own.year, node.step, input.increment);
  const cells = heldCells(manager);
  if ("refusal" in cells) return cells;
  const columns = columnsOf(manager, target, cells.value);
  if (!columns.ok) return columns;
  const held = cells.value ? heldByMonths(manager, cells.value, columns.value) : null;
  if (held && "refusal" in held) return held;
  const isHeld = (r: number) => input.nodes[r]!.heldYear !== null;
  const seeds = seedsAt(input, below, at, isHeld);
  const table = held?.value ?? null;
  const positive = stepInput(manager, seeds, columns.value, table);
  const outcome = divide(positive);
  if (!outcome.ok) return { refusal: turned(outcome.refusal, manager) };
  return settle(manager, {
    target,
    columns: columns.value,
    cells: table,
    seeds,
    positive,
    divided: outcome.value,
  });
}

// ── What is handed down in each month ──────────────────────────────────────────────────────────

/** The manager's own months; where a reserve or buffer changes the year, or months are closed, spread anew. */
function columnsOf(
  { input, own, frozen }: ManagerInput,
  target: number,
  cells: Float64Array | null,
): Outcome<readonly number[]> {
  const { group, increment, closed, months } = input;
  const said: SaidPart[] = [];
  if (frozen && cells)
    for (const j of closed) {
      let amount = 0;
      for (let i = j; i < cells.length; i += months) amount += cells[i]!;
      said.push({ indexes: [j], amount });
    }
  const isKept = said.every(({ indexes: [j], amount }) => own.months[j!] === amount);
  if (target === own.year && isKept) return { ok: true, value: own.months };
  const sign = target < 0 ? -1 : 1;
  const weights = own.months.map((m) => Math.max(0, sign * m));
  return spread({ total: target, weights, group, said, increment });
}

/** Held months, row by row, NaN where free; null: none. Longer held parts are divided by `heldByMonths`. */
function heldCells({
  input,
  reports,
  frozen,
}: ManagerInput): { value: Float64Array | null } | { refusal: Refusal } {
  const { nodes, months, closed } = input;
  if (!frozen && reports.every((r) => nodes[r]!.heldParts.length === 0)) return { value: null };
  const value = new Float64Array(reports.length * months).fill(Number.NaN);
  reports.forEach((r, i) => {
    if (frozen) for (const j of closed) value[i * months + j] = nodes[r]!.published?.[j] ?? 0;
  });
  return { value };
}

/** A held quarter is first divided over its months, by the manager's; then these are held. */
function heldByMonths(
  { input, reports }: ManagerInput,
  cells: Float64Array,
  columns: readonly number[],
): { value: Float64Array } | { refusal: Refusal } {
  const { nodes, months } = input;
  for (const [i, r] of reports.entries()) {
    for (const part of nodes[r]!.heldParts) {
      const open = part.indexes.filter((j) => Number.isNaN(cells[i * months + j]!));
      const kept = sum(
        part.indexes.map((j) => cells[i * months + j]!).filter((c) => !Number.isNaN(c)),
      );
      if (open.length === 0) continue;
      const weights = columns.map((c, j) => (open.includes(j) ? Math.abs(c) : 0));
      const group = {
        indexes: open,
        parts: open.map((j) => ({ indexes: [j], parts: [] })),
      };
      const divided = spread({
        total: part.amount - kept,
        weights,
        group,
        increment: input.increment,
      });
      if (!divided.ok) return divided;
      for (const j of open) cells[i * months + j] = divided.value[j]!;
    }
  }
  return { value: cells };
}

// ── In the direction of the goal ───────────────────────────────────────────────────────────────

function stepInput(
  { input, reports, bounds, facing }: ManagerInput,
  seeds: Seeds,
  columns: readonly number[],
  cells: Float64Array | null,
): StepInput {
  const { nodes, group, increment, rounding } = input;
  const manager = nodes[nodes[reports[0]!]!.parent]!;
  return {
    columns: Float64Array.from(columns, (c) => facing * c),
    group,
    increment,
    rounding,
    rows: reports.length,
    weights: seeds.weights,
    seeds: seeds.seeds,
    days: seeds.days,
    floors: reports.map((r) => bounds[r]!.floor),
    caps: reports.map((r) => bounds[r]!.cap),
    below: reports.map((r) => {
      const { below } = bounds[r]!;
      if (!below) return null;
      const step = oriented(nodes[r]!.step, facing);
      const allows = (year: number) => allowed(below, year, step, increment);
      return { allows, isWhole: isWhole(below.floor, increment) && isWhole(below.cap, increment) };
    }),
    heldYears: reports.map((r) =>
      nodes[r]!.heldYear === null ? null : facing * nodes[r]!.heldYear!,
    ),
    cells: cells?.map((c) => facing * c) ?? null,
    seasons: reports.map((r) =>
      isSameCurve(nodes[r]!.season, manager.season) ? null : nodes[r]!.season,
    ),
  };
}

const isWhole = (bound: number, q: number): boolean => bound % q === 0 || !Number.isFinite(bound);

/** A curve that is the manager's own shapes nothing. */
function isSameCurve(own: readonly number[] | null, managers: readonly number[] | null): boolean {
  if (own === managers || own === null) return true;
  if (managers === null) return false;
  const [a, b] = [sum(own), sum(managers)];
  return own.every((w, j) => Math.abs(w * b - managers[j]! * a) <= 1e-12 * Math.abs(a * b));
}

/** A refusal in the goal's own direction: what is a floor of the opposite is a cap. */
function turned(refusal: Refusal, { reports, bounds, facing }: ManagerInput): Refusal {
  const own =
    refusal.code === "no increment"
      ? { ...refusal, ...bounds[reports[refusal.who]!]!.said }
      : refusal;
  return facing > 0 ? own : turnedOver(own);
}

// ── Seats and lines ────────────────────────────────────────────────────────────────────────────

interface Divided {
  readonly target: number;
  readonly columns: readonly number[];
  readonly cells: Float64Array | null;
  readonly seeds: Seeds;
  readonly positive: StepInput;
  readonly divided: Step;
}

function settle(manager: ManagerInput, found: Divided): ManagerResult {
  const { input, at, reports, own, below, facing } = manager;
  const { divided, target, columns, cells, seeds, positive } = found;
  const { nodes, months: count } = input;
  const years = divided.years.map((y) => facing * y || 0);
  const months = divided.months.map((x) => facing * x || 0);
  const { step } = nodes[at]!;
  const { days } = seeds;
  const base = baseOf({ own, target, columns, step, group: input.group, years, months, days });
  const seated = { ...found, facing, base, years, months };
  const whole = reports.map((r, i) => seatOf(seated, nodes[r]!, i, count));
  const cut = reports.map((r, i) => cutOf(whole[i]!, nodes[r]!.left ?? null));
  const seats = whole.map((seat, i) => (cut[i] ? less(seat, cut[i]) : seat));
  const { notes } = divided;
  const who = (list: readonly number[]) => list.map((i) => reports[i]!);
  // A question to the top moves every manager, and nobody reads his lines: they are worked out when asked for.
  const lines = once(() => {
    const { increment } = input;
    const people = reports.map((r) => nodes[r]!);
    return linesOf({
      own,
      target,
      columns,
      base,
      step,
      increment,
      reports: people,
      seats,
      cut,
      cells,
    });
  });
  const alabama = once(() => who(alabamaOf(positive, divided)));
  return {
    seats,
    handed: {
      node: at,
      get year() {
        return lines().year;
      },
      get baseYear() {
        return lines().baseYear;
      },
      get months() {
        return lines().months;
      },
      get baseMonths() {
        return lines().baseMonths;
      },
      alternative: seeds.alternative,
      droppedParts: seeds.droppedParts,
      negativeWeights: reports.filter((r) => below.negative[r] === 1),
      get alabama() {
        return alabama();
      },
      atOnce: notes.atOnce,
      yearMoved: who(notes.yearMoved),
      inUnits: notes.inUnits,
      gaps: who(notes.gaps),
    },
  };
}

interface SeatInput extends Divided {
  readonly facing: number;
  readonly base: ReturnType<typeof baseOf>;
  readonly years: readonly number[];
  readonly months: Float64Array;
}

function seatOf(found: SeatInput, node: CascadeNode, i: number, count: number): Seat {
  const { divided, positive, facing, target, base, years, months } = found;
  const exact = divided.shares[i]!;
  const odd = divided.odd?.who === i ? divided.odd.amount : 0;
  const q = positive.increment;
  const isHeld = node.heldYear !== null || node.heldParts.length > 0;
  const whole = Math.floor((exact - odd) / q + 1e-9);
  const own = { floor: positive.floors[i]!, cap: positive.caps[i]! };
  const isBound = node.heldYear === null && (node.atLeast !== null || node.atMost !== null);
  const list = rowOf(months, i, count);
  return {
    year: years[i]!,
    months: list,
    baseYear: base.years[i]!,
    baseMonths: base.months === months ? list : rowOf(base.months, i, count),
    held: isHeld,
    share: target === 0 ? 0 : exact / Math.abs(target),
    exact: facing * exact || 0,
    odd: facing * odd || 0,
    took: isHeld ? 0 : Math.round((divided.years[i]! - odd) / q) - whole,
    bound: !isBound
      ? null
      : divided.years[i] === own.floor && own.floor > 0
        ? facing > 0
          ? "at least"
          : "at most"
        : divided.years[i] === own.cap
          ? facing > 0
            ? "at most"
            : "at least"
          : null,
  };
}

/** A row of a table as a list: by hand, for a copy of a part of a typed array goes through an iterator. */
function rowOf(table: Float64Array, row: number, count: number): number[] {
  const list = new Array<number>(count);
  for (let j = 0, at = row * count; j < count; j += 1, at += 1) list[j] = table[at]!;
  return list;
}

/** What somebody who left no longer owes of his months, to the unit. */
function cutOf(seat: Seat, left: readonly number[] | null): Cut | null {
  if (!left) return null;
  const gone = (list: readonly number[]) => list.map((m, j) => m - Math.round(m * left[j]!) || 0);
  return { months: gone(seat.months), baseMonths: gone(seat.baseMonths) };
}

function less(seat: Seat, cut: Cut): Seat {
  const owed = (list: readonly number[], off: readonly number[]) => list.map((m, j) => m - off[j]!);
  return {
    ...seat,
    year: seat.year - sum(cut.months),
    months: owed(seat.months, cut.months),
    baseYear: seat.baseYear - sum(cut.baseMonths),
    baseMonths: owed(seat.baseMonths, cut.baseMonths),
  };
}

/** Who would get less of one increment more, or more of one less: years alone decide it. */
function alabamaOf(input: StepInput, { years, shares }: Step): number[] {
  const { weights, columns, increment, rounding, heldYears: held, floors, caps } = input;
  if (rounding === "webster" || input.cells) return [];
  const total = columns.reduce((all, c) => all + c, 0);
  const again = (by: number) =>
    split({
      total: total + by,
      weights: weights ?? wholeWeights(shares),
      increment,
      rounding,
      held,
      ...(floors.some((f) => f > 0) && { atLeast: floors }),
      ...(caps.some(Number.isFinite) && {
        atMost: caps.map((c) => (Number.isFinite(c) ? c : null)),
      }),
    });
  const [more, fewer] = [again(increment), total >= increment ? again(-increment) : null];
  return years.flatMap((year, i) => {
    const lost = more.ok && more.value.goals[i]! < year;
    const gains = fewer?.ok === true && fewer.value.goals[i]! > year;
    return lost || gains ? [i] : [];
  });
}
