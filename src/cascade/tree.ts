/** A whole cascade: one KPI, one year, manager by manager, top first, in both layers. */
import { wholeWeights } from "./exact.ts";
import { type Refusal, refused } from "./refusal.ts";
import { sharesOverTime } from "./shares.ts";
import { type Rounding, split } from "./split.ts";
import { type Group, type SaidPart, spread } from "./spread.ts";
import { capUp, floorUp, layersOf, PLAIN_STEP, type Step, target } from "./target.ts";
import { blendShares } from "./weights.ts";

/** A seat in the tree: a mover has one for each assignment. Nodes stand in pre-order, parents first. */
export interface CascadeNode {
  /** Index of the parent; -1 at the top. */
  readonly parent: number;
  /** Matching form: the order of ties. */
  readonly name: string;
  readonly vacancy: boolean;
  /** Days × ramp of each month; of people without reports. */
  readonly presence: readonly number[];
  /** For each alternative of the weights (`by … else …`), for each part of a blend: the person's own value. */
  readonly weights: readonly (readonly number[])[];
  /** The person's own curve over the months, or null: the manager's. */
  readonly season: readonly number[] | null;
  readonly heldYear: number | null;
  readonly heldParts: readonly SaidPart[];
  /** Months as last published, in assigned terms; null: not published. Read where `CascadeInput.closed` names months. */
  readonly published: readonly number[] | null;
  /** Bounds of a full year; null: none. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** On the step down from here. */
  readonly step: Step;
}

export interface CascadeInput {
  readonly nodes: readonly CascadeNode[];
  /** Shares of the blend's parts, for each alternative; one part: [1]. */
  readonly alternatives: readonly (readonly number[])[];
  readonly months: number;
  readonly group: Group;
  /** Whole units of an increment. */
  readonly increment: number;
  readonly rounding: Rounding;
  /** The top's goal: its year, and what is said of its parts. */
  readonly goal: number;
  readonly said: readonly SaidPart[];
  /** Months by position that stay as published, where anybody was; empty: nothing was published. */
  readonly closed: readonly number[];
  /** The top's goal where another tree has worked it out already, both layers; then `goal` and `said` aren't read. */
  readonly top?: Seat;
}

/** A manager's line for the year or one month; amounts in whole units. */
export interface Line {
  readonly goal: number;
  readonly reserve: number;
  readonly buffer: number;
  readonly handedDown: number;
  readonly held: number;
  readonly odd: number;
  readonly vacancies: number;
  /** Of `handedDown`, what the cascade shares among those who aren't held. */
  readonly free: number;
  /** What stays with the manager since someone left after publishing; 0 elsewhere. */
  readonly open: number;
  /** `handedDown` less the reports' goals less `open`: 0. */
  readonly difference: number;
}

export interface Seat {
  readonly year: number;
  readonly months: readonly number[];
  readonly baseYear: number;
  readonly baseMonths: readonly number[];
  readonly held: boolean;
  /** Share of what the manager hands down, before rounding, 0 to 1. */
  readonly share: number;
  readonly bound: "at least" | "at most" | null;
}

export interface Handed {
  readonly node: number;
  readonly year: Line;
  readonly baseYear: Line;
  readonly months: readonly Line[];
  readonly baseMonths: readonly Line[];
  /** Which alternative of the weights was used; -1: evenly, because all were blank or zero. */
  readonly alternative: number;
  readonly negativeWeights: readonly number[];
}

export interface CascadeResult {
  /** By node; null where no goal reached it. */
  readonly seats: readonly (Seat | null)[];
  readonly handed: readonly Handed[];
  readonly refusals: readonly { readonly node: number; readonly refusal: Refusal }[];
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const NO_CAP = Number.POSITIVE_INFINITY;

/** Cascades a goal down the tree. What can't be met is refused at the highest manager where it shows; the rest runs. */
export function cascadeTree(input: CascadeInput): CascadeResult {
  const { nodes } = input;
  const children = nodes.map((): number[] => []);
  nodes.forEach(({ parent }, child) => {
    children[parent]?.push(child);
  });
  for (const list of children)
    list.sort((a, b) => compare(nodes[a]!.name, nodes[b]!.name) || a - b);
  const bounds = boundsUp(input, children);
  const seats: (Seat | null)[] = nodes.map(() => null);
  const handed: Handed[] = [];
  const refusals: { node: number; refusal: Refusal }[] = [];
  const top = input.top ?? topSeat(input);
  if ("code" in top) return { seats, handed, refusals: [{ node: 0, refusal: top }] };
  seats[0] = top;
  nodes.forEach((_, at) => {
    const own = seats[at];
    if (!own || children[at]!.length === 0) return;
    const step = stepDown(input, at, children[at]!, own, bounds, children);
    if ("refusal" in step) {
      refusals.push({ node: at, refusal: step.refusal });
      return;
    }
    handed.push(step.handed);
    children[at]!.forEach((child, i) => {
      seats[child] = step.seats[i]!;
    });
  });
  return { seats, handed, refusals };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function topSeat(input: CascadeInput): Seat | Refusal {
  const season = input.nodes[0]!.season ?? new Array<number>(input.months).fill(1);
  const months = monthsOf(input, input.goal, season, input.said, 1);
  if (!months.ok) return months.refusal;
  return {
    year: input.goal,
    months: months.value,
    baseYear: input.goal,
    baseMonths: months.value,
    held: input.said.length > 0,
    share: 1,
    bound: null,
  };
}

const monthsOf = (
  input: CascadeInput,
  total: number,
  weights: readonly number[],
  said: readonly SaidPart[],
  increment: number,
) =>
  spread({
    total,
    weights,
    group: input.group,
    said,
    increment: total % increment === 0 ? increment : 1,
    rounding: "remainder",
  });

// ── Bounds, from the people up ─────────────────────────────────────────────────────────────────

interface Bound {
  readonly floor: number;
  readonly cap: number;
}

/** A person's bounds are of a full year: they shrink with the part of it that falls on the person's days. */
function boundsUp(input: CascadeInput, children: readonly (readonly number[])[]): Bound[] {
  const { nodes, increment: q, months } = input;
  const bounds: Bound[] = nodes.map(() => ({ floor: 0, cap: NO_CAP }));
  const season = nodes[0]!.season ?? new Array<number>(months).fill(1);
  const whole = sum(season);
  for (let at = nodes.length - 1; at > 0; at -= 1) {
    const node = nodes[at]!;
    if (children[at]!.length === 0) {
      const part = whole === 0 ? 1 : sum(node.presence.map((p, j) => p * season[j]!)) / whole;
      const floor = node.atLeast === null ? 0 : Math.ceil((node.atLeast * part) / q - 1e-9) * q;
      const cap = node.atMost === null ? NO_CAP : Math.floor((node.atMost * part) / q + 1e-9) * q;
      bounds[at] = { floor, cap };
    } else {
      const floors = sum(children[at]!.map((c) => bounds[c]!.floor));
      const caps = sum(children[at]!.map((c) => bounds[c]!.cap));
      bounds[at] = { floor: floorUp(floors, node.step, q), cap: capUp(caps, node.step, q) };
    }
    if (node.heldYear !== null) bounds[at] = { floor: node.heldYear, cap: node.heldYear };
  }
  return bounds;
}

// ── One manager ────────────────────────────────────────────────────────────────────────────────

interface StepResult {
  readonly seats: readonly Seat[];
  readonly handed: Handed;
}

function stepDown(
  input: CascadeInput,
  at: number,
  reports: readonly number[],
  own: Seat,
  bounds: readonly Bound[],
  children: readonly (readonly number[])[],
): StepResult | { refusal: Refusal } {
  const { nodes, increment: q } = input;
  const { step } = nodes[at]!;
  const total = target(own.year, step, q);
  const columns =
    total === own.year
      ? { ok: true as const, value: own.months }
      : monthsOf(input, total, own.months, [], q);
  if (!columns.ok) return columns;
  const negative = total < 0;
  const flip = (x: number) => (negative ? -x : x);
  const cells = heldCells(input, reports, columns.value);
  if ("refusal" in cells) return cells;
  const seeds = seedsOf(input, reports, children);
  const free = columns.value.map(
    (c, j) => flip(c) - sum(cells.value.map((row) => flip(row[j] ?? 0))),
  );
  const short = free.findIndex((c) => c < -1e-9);
  if (short >= 0) {
    const held = sum(cells.value.map((row) => row[short] ?? 0));
    return refused({
      code: "holds",
      period: short,
      target: columns.value[short]!,
      held,
      excess: held - columns.value[short]!,
    });
  }
  const heldYears = reports.map((r) => nodes[r]!.heldYear);
  const early = heldsFit(total, heldYears);
  if (early) return { refusal: early };
  const isHeldMonth = cells.value.map((row) => row.map((c) => c !== null));
  const cellSums = cells.value.map((row) => sum(row.map((c) => flip(c ?? 0))));
  const openSeeds = seeds.values.map((row, i) => row.map((s, j) => (isHeldMonth[i]![j] ? 0 : s)));
  const floors = reports.map((r, i) =>
    Math.max(0, (negative ? 0 : bounds[r]!.floor) - cellSums[i]!),
  );
  const caps = reports.map((r, i) => (negative ? NO_CAP : bounds[r]!.cap - cellSums[i]!));
  const totals = checkTotals(Math.abs(total), floors, caps, cellSums, openSeeds);
  if (totals) return { refusal: totals };
  const shares = sharesOverTime({ seeds: openSeeds, columns: free, floors, caps });
  if (!shares.ok) return shares;
  const years = roundYears(input, total, reports, shares.value, seeds, cellSums, floors, caps);
  if ("refusal" in years) return years;
  return settle(input, at, reports, own, total, columns.value, {
    cells: cells.value,
    shares: shares.value,
    years,
    seeds,
    bounds,
  });
}

function heldsFit(total: number, held: readonly (number | null)[]): Refusal | null {
  const all = sum(held.map((h) => h ?? 0));
  if (total >= 0 && all > total)
    return { code: "holds", target: total, held: all, excess: all - total };
  if (held.every((h) => h !== null) && all !== total)
    return { code: "all held", target: total, held: all, short: total - all };
  return null;
}

function checkTotals(
  total: number,
  floors: readonly number[],
  caps: readonly number[],
  cells: readonly number[],
  seeds: readonly (readonly number[])[],
): Refusal | null {
  const held = sum(cells);
  const least = sum(floors) + held;
  if (total < least - 1e-6)
    return { code: "floors", target: total, floors: least, excess: least - total, nearest: least };
  const weightless = seeds.map((row) => row.every((s) => s === 0));
  if (weightless.every(Boolean) && caps.every((c) => !Number.isFinite(c))) return null;
  const most = sum(caps.map((cap, i) => (weightless[i] ? floors[i]! : cap))) + held;
  if (total > most + 1e-6)
    return { code: "caps", target: total, caps: most, excess: total - most, nearest: most };
  return null;
}

/** Held quarters are first split over their months by the manager's months. */
function heldCells(
  input: CascadeInput,
  reports: readonly number[],
  columns: readonly number[],
): { value: (number | null)[][] } | { refusal: Refusal } {
  const value: (number | null)[][] = [];
  for (const [i, r] of reports.entries()) {
    const node = input.nodes[r]!;
    const row: (number | null)[] = columns.map(() => null);
    for (const part of node.heldParts) {
      const weights = columns.map((c, j) => (part.indexes.includes(j) ? Math.abs(c) : 0));
      const group = {
        indexes: part.indexes,
        parts: part.indexes.map((j) => ({ indexes: [j], parts: [] })),
      };
      const months = spread({ total: part.amount, weights, group });
      if (!months.ok) return months;
      for (const j of part.indexes) row[j] = months.value[j]!;
    }
    const cells = sum(row.map((c) => c ?? 0));
    if (node.heldYear !== null && cells > node.heldYear) {
      return refused({
        code: "cells over year",
        who: i,
        cells,
        year: node.heldYear,
        excess: cells - node.heldYear,
      });
    }
    value.push(row);
  }
  return { value };
}

interface Seeds {
  readonly values: number[][];
  readonly alternative: number;
  readonly negative: readonly number[];
  /** All reports are there in the same way: years are split by these weights, exactly. */
  readonly plain: readonly number[] | null;
}

/** A manager's weight is the sum of what is below, days and ramp included; blends are of shares. */
function seedsOf(
  input: CascadeInput,
  reports: readonly number[],
  children: readonly (readonly number[])[],
): Seeds {
  const { nodes, alternatives, months } = input;
  const leaves = reports.map((r) => leavesBelow(children, r));
  const negative = reports.flatMap((_, i) =>
    leaves[i]!.some((l) => nodes[l]!.weights.some((w) => w.some((v) => v < 0))) ? [i] : [],
  );
  for (const [a, parts] of alternatives.entries()) {
    const totals = parts.map((_, p) =>
      reports.map((_, i) =>
        sum(leaves[i]!.map((l) => Math.max(0, nodes[l]!.weights[a]?.[p] || 0))),
      ),
    );
    if (totals.every((row) => row.every((v) => v === 0))) continue;
    const kept = parts.map((share, p) => (sum(totals[p]!) > 0 ? share : 0));
    const scale = sum(kept);
    const values = leaves.map((list) =>
      Array.from({ length: months }, (_, j) =>
        sum(
          kept.map((share, p) => {
            if (share === 0) return 0;
            const value = sum(
              list.map((l) => Math.max(0, nodes[l]!.weights[a]?.[p] || 0) * nodes[l]!.presence[j]!),
            );
            return parts.length === 1 ? value : ((share / scale) * value) / sum(totals[p]!);
          }),
        ),
      ),
    );
    if (values.every((row) => row.every((v) => v === 0))) continue;
    const same = leaves.every((list) =>
      list.every((l) => nodes[l]!.presence.every((p) => p === 1)),
    );
    const weights =
      parts.length === 1
        ? totals[0]!
        : blendShares(parts.map((share, p) => ({ share, values: totals[p]! }))).shares;
    return { values, alternative: a, negative, plain: same ? weights : null };
  }
  const values = leaves.map((list) =>
    Array.from({ length: months }, (_, j) =>
      Math.max(0, ...list.map((l) => nodes[l]!.presence[j]!)),
    ),
  );
  const same = values.every((row) => row.every((v) => v === 1));
  return { values, alternative: -1, negative, plain: same ? values.map(() => 1) : null };
}

function leavesBelow(children: readonly (readonly number[])[], at: number): number[] {
  const list = children[at]!;
  return list.length === 0 ? [at] : list.flatMap((c) => leavesBelow(children, c));
}

interface Years {
  readonly goals: readonly number[];
  readonly odd: { readonly who: number; readonly amount: number } | null;
}

/** Years are whole increments (A3); by the plain weights where all are there alike, else by the sums of their shares. */
function roundYears(
  input: CascadeInput,
  total: number,
  reports: readonly number[],
  shares: readonly (readonly number[])[],
  seeds: Seeds,
  cells: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
): Years | { refusal: Refusal } {
  const { nodes, increment: q, rounding } = input;
  const sign = total < 0 ? -1 : 1;
  const held = reports.map((r) =>
    nodes[r]!.heldYear === null ? null : sign * nodes[r]!.heldYear!,
  );
  const noCells = cells.every((c) => c === 0);
  const weights = seeds.plain && noCells ? seeds.plain : shares.map((row) => sum(row));
  const outcome = split({
    total: Math.abs(total) - sum(cells),
    weights: seeds.plain && noCells ? weights : wholeWeights(weights),
    increment: q,
    rounding,
    held: held.map((h, i) => (h === null ? null : h - cells[i]!)),
    atLeast: floors.map((f, i) => (held[i] === null && f > 0 ? f : null)),
    atMost: caps.map((c, i) => (held[i] === null && Number.isFinite(c) ? c : null)),
  });
  if (!outcome.ok) return outcome;
  const { goals, odd } = outcome.value;
  return {
    goals: goals.map((g, i) => sign * (g + cells[i]!)),
    odd: odd && { ...odd, amount: sign * odd.amount },
  };
}

interface Found {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly shares: readonly (readonly number[])[];
  readonly years: Years;
  readonly seeds: Seeds;
  readonly bounds: readonly Bound[];
}

/** Months of every report, the base layer, and the manager's lines. */
function settle(
  input: CascadeInput,
  at: number,
  reports: readonly number[],
  own: Seat,
  total: number,
  columns: readonly number[],
  found: Found,
): StepResult | { refusal: Refusal } {
  const { nodes, increment: q } = input;
  const { step } = nodes[at]!;
  const { years, cells, shares } = found;
  const layers = layersOf(own.year, total, step);
  const baseTotal = baseHandedDown(own, total, step);
  const base = split({ total: baseTotal, weights: years.goals.map(Math.abs), increment: 1 });
  if (!base.ok) return base;
  const seats: Seat[] = [];
  for (const [i, r] of reports.entries()) {
    const node = nodes[r]!;
    const said = cells[i]!.flatMap((c, j) => (c === null ? [] : [{ indexes: [j], amount: c }]));
    const curve = seasoned(shares[i]!, node.season, nodes[at]!.season, cells[i]!);
    const months = monthsOf(input, years.goals[i]!, curve, said, said.length > 0 ? 1 : q);
    if (!months.ok) return months;
    const baseYear = base.value.goals[i]!;
    const baseMonths = monthsOf(input, baseYear, months.value.map(Math.abs), [], 1);
    if (!baseMonths.ok) return baseMonths;
    const bound = found.bounds[r]!;
    const isLeaf = node.atLeast !== null || node.atMost !== null;
    seats.push({
      year: years.goals[i]!,
      months: months.value,
      baseYear,
      baseMonths: baseMonths.value,
      held: node.heldYear !== null || node.heldParts.length > 0,
      share:
        total === 0
          ? 0
          : (sum(shares[i]!) + sum(cells[i]!.map((c) => Math.abs(c ?? 0)))) / Math.abs(total),
      bound:
        isLeaf && years.goals[i] === bound.floor && bound.floor > 0
          ? "at least"
          : isLeaf && years.goals[i] === bound.cap
            ? "at most"
            : null,
    });
  }
  const isHeld = (i: number) => seats[i]!.held;
  const line = (
    goal: number,
    down: number,
    of: (seat: Seat) => number,
    reserve: number,
    buffer: number,
    odd: number,
  ): Line => ({
    goal,
    reserve,
    buffer,
    handedDown: down,
    held: sum(seats.flatMap((s, i) => (isHeld(i) ? [of(s)] : []))),
    free: sum(seats.flatMap((s, i) => (isHeld(i) ? [] : [of(s)]))),
    open: 0,
    odd,
    vacancies: sum(seats.flatMap((s, i) => (nodes[reports[i]!]!.vacancy ? [of(s)] : []))),
    difference: down - sum(seats.map(of)),
  });
  const monthLine = (j: number): Line => {
    const part = layersOf(own.months[j]!, columns[j]!, step);
    return line(own.months[j]!, columns[j]!, (s) => s.months[j]!, part.reserve, part.buffer, 0);
  };
  const baseColumns = columns.map((_, j) => own.baseMonths[j]!);
  const odd = years.odd?.amount ?? 0;
  return {
    seats,
    handed: {
      node: at,
      year: line(own.year, total, (s) => s.year, layers.reserve, layers.buffer, odd),
      baseYear: line(own.baseYear, baseTotal, (s) => s.baseYear, own.baseYear - baseTotal, 0, 0),
      months: columns.map((_, j) => monthLine(j)),
      baseMonths: baseColumns.map((goal, j) => {
        const down =
          baseTotal === own.baseYear ? goal : Math.round((goal * baseTotal) / (own.baseYear || 1));
        return line(goal, down, (s) => s.baseMonths[j]!, goal - down, 0, 0);
      }),
      alternative: found.seeds.alternative,
      negativeWeights: found.seeds.negative.map((i) => reports[i]!),
    },
  };
}

/** A10: the base less the reserve; where the step adds no buffer, the part of the goal that is base. */
function baseHandedDown(own: Seat, total: number, step: Step): number {
  if (step.overAssign > 0)
    return Math.round(Number((own.baseYear * (1 - step.keepBack)).toPrecision(15)));
  if (own.year === own.baseYear) return total;
  return own.year === 0 ? 0 : Math.round((total * own.baseYear) / own.year);
}

/** A report's own curve shapes its months, never its year; one with a gap where it is there is not used. */
function seasoned(
  shares: readonly number[],
  own: readonly number[] | null,
  managers: readonly number[] | null,
  cells: readonly (number | null)[],
): number[] {
  const open = shares.map((s, j) => (cells[j] === null ? s : 0));
  if (!own || own.some((w, j) => open[j]! > 0 && !(w > 0))) return open;
  return open.map((s, j) => (s === 0 ? 0 : (s * own[j]!) / (managers?.[j] || 1)));
}

export { PLAIN_STEP };
