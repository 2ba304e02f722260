/** Cascades of a run: from rules, people and figures to whole numbers in a tree, and back. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import { NO_DAY } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Bound, Cascade, Kpi, KpiId, Program, StepShare, Weight } from "../../../dsl/ir/ir.ts";
import { toUnits } from "../../cascade/exact.ts";
import { factors, isRamping, type Ramp } from "../../cascade/factors.ts";
import type { Group, SaidPart } from "../../cascade/spread.ts";
import {
  type CascadeNode,
  type CascadeResult,
  cascadeTree,
  type Handed,
} from "../../cascade/tree.ts";
import type { Evaluator } from "../../evaluate/types.ts";
import type { Model } from "../../model/model.ts";
import type { SaidGoals } from "./said.ts";
import { isAmong, type PersonCondition } from "./who.ts";

/** One KPI's cascade of one fiscal year, over the seats below its top. */
export interface CascadeYear {
  readonly kpi: Kpi;
  readonly cascade: Cascade;
  readonly year: Period;
  readonly months: readonly Period[];
  /** Units in one of the KPI's unit: 100 for cents. */
  readonly perUnit: number;
  readonly seats: readonly SeatOf[];
  readonly nodes: readonly CascadeNode[];
  readonly result: CascadeResult;
  goal(
    node: number,
    period: Period,
  ): { readonly goal: number; readonly base: number; readonly held: boolean } | null;
  /** Whether a ramp keeps the node below its full goal somewhere in the period. */
  isRamping(node: number, period: Period): boolean;
  handed(node: number): Handed | null;
}

/** Which position of the org a cascade's node is. */
export interface SeatOf {
  readonly position: number;
  readonly node: number;
}

export interface CascadeBook {
  year(kpi: KpiId, year: Period): CascadeYear | null;
}

export interface CascadeBookInput {
  readonly program: Program;
  readonly model: Model;
  readonly said: SaidGoals;
  readonly holds: PersonCondition;
  readonly evaluator: () => Evaluator;
}

export function cascadeBook(input: CascadeBookInput): CascadeBook {
  const made = new Map<string, CascadeYear | null>();
  return {
    year: (kpi, year) => {
      const cascade = input.program.cascades.find((c) => c.kpi === kpi);
      if (!cascade) return null;
      const key = `${kpi} ${year.start}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      // Weights may ask for goals of other KPIs, never for this one's: a cascade in the making gives none.
      made.set(key, null);
      const found = makeYear(input, cascade, year);
      made.set(key, found);
      return found;
    },
  };
}

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

function makeYear(input: CascadeBookInput, cascade: Cascade, year: Period): CascadeYear | null {
  const { program, model, said } = input;
  const { calendar, org } = model;
  const kpi = program.kpis[cascade.kpi]!;
  const months = calendar.parts(year, "month");
  if (!said.speaksOf(kpi.id, year)) return null;
  const top = topOf(input, kpi.id, year, months);
  if (!top) return null;
  const perUnit =
    kpi.unit.of === "count" ? 1 : kpi.unit.of === "money" ? centsOf(kpi.unit.code) : 100;
  const seats = seatsBelow(org.positions, top.position, year);
  const evaluator = input.evaluator();
  const nodes = seats.map((seat, at) =>
    nodeOf(input, cascade, kpi, year, months, perUnit, seats, seat, at, evaluator),
  );
  const result = cascadeTree({
    nodes,
    alternatives: cascade.by
      .filter((w) => w.of !== "evenly")
      .map((w) => (w.of === "blend" ? w.parts.map((p) => p.share) : [1])),
    months: months.length,
    group: groupOfYear(calendar, year, months),
    increment: cascade.roundTo === null ? 1 : Math.max(1, Math.round(cascade.roundTo * perUnit)),
    rounding: cascade.rounding,
    goal: toUnits(top.goal, perUnit),
    said: top.said.map((s) => ({ ...s, amount: toUnits(s.amount, perUnit) })),
  });
  const atOf = new Map<number, number[]>();
  seats.forEach((seat, at) => {
    atOf.set(seat.node, [...(atOf.get(seat.node) ?? []), at]);
  });
  const ramps = new Map(seats.map((seat) => [seat.node, rampOf(input, cascade, seat)]));
  return {
    kpi,
    cascade,
    year,
    months,
    perUnit,
    seats,
    nodes,
    result,
    handed: (node) => result.handed.find((h) => seats[h.node]!.node === node) ?? null,
    isRamping: (node, period) => {
      const ramp = ramps.get(node);
      return (
        !!ramp &&
        months.some((m) => m.start < period.end && m.end > period.start && isRamping(ramp, m))
      );
    },
    goal: (node, period) => goalIn({ atOf, result, months, perUnit, calendar, year }, node, period),
  };
}

/** Decimal places of a currency, from `Intl`: the yen has none. */
function centsOf(code: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

interface Lookup {
  readonly atOf: ReadonlyMap<number, readonly number[]>;
  readonly result: CascadeResult;
  readonly months: readonly Period[];
  readonly perUnit: number;
  readonly calendar: Calendar;
  readonly year: Period;
}

function goalIn(
  { atOf, result, months, perUnit, calendar, year }: Lookup,
  node: number,
  period: Period,
) {
  const seats = (atOf.get(node) ?? [])
    .map((at) => result.seats[at] ?? null)
    .filter((s) => s !== null);
  if (seats.length === 0) return null;
  const held = seats.some((s) => s.held);
  const give = (goal: number, base: number) => ({
    goal: goal / perUnit,
    base: base / perUnit,
    held,
  });
  if (period.grain === "year" && period.start === year.start) {
    return give(sum(seats.map((s) => s.year)), sum(seats.map((s) => s.baseYear)));
  }
  if (period.grain === "day" || period.grain === "week") {
    // Weeks and days of a month owe their part of it by working days, unrounded.
    const part = (j: number) => {
      const m = months[j]!;
      const days = calendar.workdays(Math.max(m.start, period.start), Math.min(m.end, period.end));
      return days <= 0 ? 0 : days / Math.max(1, calendar.workdays(m.start, m.end));
    };
    return give(
      sum(seats.map((s) => sum(s.months.map((x, j) => x * part(j))))),
      sum(seats.map((s) => sum(s.baseMonths.map((x, j) => x * part(j))))),
    );
  }
  const inside = months.map((m) => m.start >= period.start && m.end <= period.end);
  const pick = (list: readonly number[]) => sum(list.filter((_, j) => inside[j]));
  return give(sum(seats.map((s) => pick(s.months))), sum(seats.map((s) => pick(s.baseMonths))));
}

// ── The top ────────────────────────────────────────────────────────────────────────────────────

interface Top {
  readonly position: number;
  readonly goal: number;
  readonly said: readonly SaidPart[];
}

/** The highest node for which the year's goal, or parts of it, are said. */
function topOf(
  input: CascadeBookInput,
  kpi: KpiId,
  year: Period,
  months: readonly Period[],
): Top | null {
  const { model } = input;
  const { org } = model;
  let best: { at: number; top: Top } | null = null;
  for (const [at, position] of org.positions.entries()) {
    if (best && at <= org.positions[best.at]!.last) continue;
    if (position.from >= year.end || position.to <= year.start) continue;
    const goal = saidOf(input, kpi, position.node, year, months);
    if (!goal) continue;
    if (best) continue;
    best = { at, top: { position: at, ...goal } };
  }
  return best?.top ?? null;
}

/** What is said for a node in a year: the year, or the parts of it that are said. */
function saidOf(
  input: CascadeBookInput,
  kpi: KpiId,
  node: number,
  year: Period,
  months: readonly Period[],
) {
  const { said, model } = input;
  const own = said.find(kpi, node, year);
  const parts: SaidPart[] = [];
  const grains = said.grainsOf(kpi).filter((g) => g === "half" || g === "quarter" || g === "month");
  for (const grain of grains) {
    for (const part of model.calendar.parts(year, grain)) {
      const found = said.find(kpi, node, part);
      if (!found) continue;
      const indexes = months.flatMap((m, j) =>
        m.start >= part.start && m.end <= part.end ? [j] : [],
      );
      const taken = parts.some((p) => p.indexes.some((j) => indexes.includes(j)));
      if (!taken) parts.push({ indexes, amount: found.value });
    }
  }
  if (!own && parts.length === 0) return null;
  return { goal: own?.value ?? sum(parts.map((p) => p.amount)), year: own !== null, said: parts };
}

function seatsBelow(positions: Model["org"]["positions"], top: number, year: Period): SeatOf[] {
  const seats: SeatOf[] = [];
  for (let at = top; at <= positions[top]!.last; at += 1) {
    const { node, from, to } = positions[at]!;
    if (from < year.end && to > year.start) seats.push({ position: at, node });
  }
  return seats;
}

// ── Nodes ──────────────────────────────────────────────────────────────────────────────────────

function nodeOf(
  input: CascadeBookInput,
  cascade: Cascade,
  kpi: Kpi,
  year: Period,
  months: readonly Period[],
  perUnit: number,
  seats: readonly SeatOf[],
  seat: SeatOf,
  at: number,
  evaluator: Evaluator,
): CascadeNode {
  const { model } = input;
  const { org } = model;
  const position = org.positions[seat.position]!;
  const parentSeat = seats.findIndex((s) => s.position === position.parent);
  const isLeaf = !seats.some((s) => org.positions[s.position]!.parent === seat.position);
  const held = at === 0 ? null : saidOf(input, kpi.id, seat.node, year, months);
  // A hold by name is divided over a mover's assignments by days.
  const share = shareOfDays(model, seat, seats, year);
  const figure = (id: number, period: Period = year) => evaluator.at(id, seat.node, period).value;
  const bound = (bounds: readonly Bound[], pick: (list: number[]) => number): number | null => {
    if (!isLeaf) return null;
    const values = bounds
      .filter((b) => b.who === null || isAmong(b.who, b.where, seat.node, year, org, input.holds))
      .map((b) => figure(b.figure))
      .filter((v) => !Number.isNaN(v));
    return values.length === 0 ? null : toUnits(pick(values), perUnit);
  };
  return {
    parent: at === 0 ? -1 : parentSeat,
    name: org.nodes[seat.node]!.folded,
    vacancy: org.nodes[seat.node]!.vacancy,
    presence: isLeaf ? presence(input, cascade, seat, months) : months.map(() => 1),
    weights: cascade.by.flatMap((w) =>
      isLeaf ? weightOf(w, figure) : w.of === "evenly" ? [] : [[]],
    ),
    season: seasonOf(cascade, months, figure),
    heldYear: held?.year ? Math.round(toUnits(held.goal, perUnit) * share) : null,
    heldParts: (held?.said ?? []).map((s) => ({
      ...s,
      amount: Math.round(toUnits(s.amount, perUnit) * share),
    })),
    atLeast: bound(cascade.atLeast, (list) => Math.max(...list)),
    atMost: bound(cascade.atMost, (list) => Math.min(...list)),
    step: {
      keepBack: stepShare(input, cascade.keepBack, seat.node),
      overAssign: stepShare(input, cascade.overAssign, seat.node),
      lowerIsBetter: kpi.direction.better === "lower",
    },
  };
}

function weightOf(weight: Weight, figure: (id: number) => number): number[][] {
  const value = (id: number) => {
    const v = figure(id);
    return Number.isNaN(v) ? 0 : v;
  };
  if (weight.of === "figure") return [[value(weight.figure)]];
  return weight.of === "blend" ? [weight.parts.map((p) => value(p.figure))] : [];
}

/** The node's own curve over the months; null where it says nothing. */
function seasonOf(
  cascade: Cascade,
  months: readonly Period[],
  figure: (id: number, period: Period) => number,
): number[] | null {
  const { spread } = cascade;
  if (spread === null) return null;
  if ("shares" in spread) {
    const each = months.length / spread.shares.length;
    return months.map((_, j) => spread.shares[Math.floor(j / each)]! / each);
  }
  for (const weight of spread) {
    if (weight.of === "evenly") return null;
    if (weight.of !== "figure") continue;
    const curve = months.map((m) => Math.max(0, figure(weight.figure, m) || 0));
    if (curve.some((w) => w > 0)) return curve;
  }
  return null;
}

function presence(
  input: CascadeBookInput,
  cascade: Cascade,
  seat: SeatOf,
  months: readonly Period[],
): number[] {
  const { model } = input;
  const { from, to } = model.org.positions[seat.position]!;
  return factors({
    months,
    from,
    to,
    ramp: rampOf(input, cascade, seat),
    days: model.calendar.workdays,
  });
}

const MONTHS_OF = { day: 1, week: 1, month: 1, quarter: 3, half: 6, year: 12 } as const;

function rampOf(input: CascadeBookInput, cascade: Cascade, seat: SeatOf): Ramp | null {
  const { ramp } = cascade;
  const { program, model } = input;
  const table = program.people ? model.tables[program.people.table] : null;
  const at = ramp && table ? table.find(ramp.from) : null;
  const row = model.org.positions[seat.position]!.row;
  if (!ramp || !table || at === null || row < 0) return null;
  const from = table.days(at).values[row]!;
  return from === NO_DAY ? null : { shares: ramp.shares, months: MONTHS_OF[ramp.grain], from };
}

function shareOfDays(model: Model, seat: SeatOf, seats: readonly SeatOf[], year: Period): number {
  const own = seats.filter((s) => s.node === seat.node);
  if (own.length === 1) return 1;
  const days = (s: SeatOf) => {
    const { from, to } = model.org.positions[s.position]!;
    return Math.max(0, Math.min(to, year.end) - Math.max(from, year.start));
  };
  return days(seat) / sum(own.map(days));
}

/** A share said for a place wins over one for every step. */
function stepShare(input: CascadeBookInput, shares: readonly StepShare[], node: number): number {
  const { org } = input.model;
  const name = org.nodes[node]!.folded;
  const person = shares.find((s) => s.below?.of === "person" && foldText(s.below.name) === name);
  if (person) return person.share;
  const level = shares.find(
    (s) => s.below?.of === "level" && isOfLevel(input, s.below.column, name),
  );
  if (level) return level.share;
  return shares.find((s) => s.below === null)?.share ?? 0;
}

/** A node is of a level if the people's column names it. */
function isOfLevel(input: CascadeBookInput, column: string, name: string): boolean {
  const { program, model } = input;
  const table = program.people ? model.tables[program.people.table] : null;
  const at = table?.find(column) ?? null;
  return !!table && at !== null && table.texts(at).folded.includes(name);
}

/** The year's months by halves and quarters, whatever the calendar calls them. */
function groupOfYear(calendar: Calendar, year: Period, months: readonly Period[]): Group {
  const leaf = (index: number): Group => ({ indexes: [index], parts: [] });
  const inside = (outer: Period) =>
    months.flatMap((m, j) => (m.start >= outer.start && m.end <= outer.end ? [j] : []));
  const group = (outer: Period, finer: readonly ("quarter" | "half")[]): Group => {
    const [next, ...rest] = finer;
    const indexes = inside(outer);
    if (!next) return { indexes, parts: indexes.map(leaf) };
    return { indexes, parts: calendar.parts(outer, next).map((part) => group(part, rest)) };
  };
  return group(year, ["half", "quarter"]);
}
