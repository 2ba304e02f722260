/** From people and figures to the nodes that the arithmetic of a cascade knows. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { NO_DAY } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Bound, Cascade, FigureId, Program, StepShare, Weight } from "../../../dsl/ir/ir.ts";
import { figuresUnder } from "../../../dsl/ir/walk.ts";
import { toUnits } from "../../cascade/exact.ts";
import { factors, type Month, type Ramp, rampFrom } from "../../cascade/factors.ts";
import type { CascadeNode } from "../../cascade/tree.ts";
import {
  type CascadeBookInput,
  type CascadeSpan,
  type SaidOf,
  type SeatOf,
  sum,
} from "./cascade-input.ts";
import { overLeaves } from "./cascade-leaves.ts";
import { saidOf, scaled, shareOfDays } from "./cascade-top.ts";
import { leftOf, publishedOf, stayedUntil } from "./closed.ts";
import { isAmong } from "./who.ts";

/** The seats at and below a position in the span: people, and the levels below them that `below` lets in. */
export function seatsBelow(
  input: CascadeBookInput,
  { year }: CascadeSpan,
  top: number,
  below: (level: number | null) => boolean,
): SeatOf[] {
  const { positions, nodes } = input.model.org;
  const seats: SeatOf[] = [];
  for (let at = top; at <= positions[top]!.last; at += 1) {
    const { node, from, to } = positions[at]!;
    const isIn = at === top || below(nodes[node]!.level);
    if (isIn && from < year.end && to > year.start) seats.push({ position: at, node });
  }
  return seats;
}

/** Nodes in pre-order, the first of them the top. */
export function nodesOf(
  input: CascadeBookInput,
  span: CascadeSpan,
  seats: readonly SeatOf[],
): CascadeNode[] {
  const { positions } = input.model.org;
  const atOf = new Map(seats.map((seat, at) => [seat.position, at]));
  const leading = new Set(seats.map((seat) => positions[seat.position]!.parent));
  const byNode = new Map<number, SeatOf[]>();
  for (const seat of seats) byNode.set(seat.node, [...(byNode.get(seat.node) ?? []), seat]);
  return seats.map((seat, at) => {
    const share = shareOfDays(input.model, seat, byNode.get(seat.node)!, span);
    const held = at === 0 ? null : saidOf(input, span, seat.node);
    return nodeOf(input, span, seat, {
      parent: at === 0 ? -1 : (atOf.get(positions[seat.position]!.parent) ?? -1),
      isLeaf: !leading.has(seat.position),
      held: held && scaled(held, share),
    });
  });
}

/** A node with what is said or held of its seat now. */
export function heldNode(
  input: CascadeBookInput,
  span: CascadeSpan,
  seats: readonly SeatOf[],
  seat: SeatOf,
  node: CascadeNode,
): CascadeNode {
  const held = saidOf(input, span, seat.node);
  const share = held && shareOfDays(input.model, seat, seats, span);
  return { ...node, ...asHeld(held && scaled(held, share!)) };
}

const asHeld = (held: SaidOf | null) => ({
  heldYear: held?.year ? held.goal : null,
  heldParts: held?.said ?? [],
});

interface Place {
  readonly parent: number;
  readonly isLeaf: boolean;
  readonly held: SaidOf | null;
}

function nodeOf(
  input: CascadeBookInput,
  span: CascadeSpan,
  seat: SeatOf,
  { parent, isLeaf, held }: Place,
): CascadeNode {
  const { cascade, kpi, year, months } = span;
  const { folded, vacancy, level } = input.model.org.nodes[seat.node]!;
  const evaluator = input.evaluator();
  const hasHeads = headsOf(input.program, cascade).some((parts) => parts.includes(true));
  const { to } = input.model.org.positions[seat.position]!;
  const until = isLeaf ? stayedUntil(input, span, seat) : to;
  const stayed = isLeaf ? presence(input, span, seat, until) : months.map(() => 1);
  const figure = (id: number, period: Period = year) => evaluator.at(id, seat.node, period).value;
  return {
    parent,
    name: folded,
    vacancy,
    presence: stayed,
    ...(isLeaf && hasHeads && { there: headDays(input, span, seat, until) }),
    left: isLeaf ? leftOf(presence(input, span, seat, to), stayed) : null,
    weights: cascade.by.flatMap((w) =>
      isLeaf ? weightOf(w, figure) : w.of === "evenly" || w.of === "ratio" ? [] : [[]],
    ),
    season: seasonOf(input, span, figure) ?? (parent < 0 ? evenOver(input, span) : null),
    ...asHeld(held),
    published: publishedOf(input, span, seat),
    // Bounds are a rep's: an account has none of its own.
    atLeast: isLeaf && level === null ? boundOf(input, span, cascade.atLeast, seat.node) : null,
    atMost: isLeaf && level === null ? boundOf(input, span, cascade.atMost, seat.node) : null,
    step: {
      keepBack: stepShare(input, cascade.keepBack, seat.node),
      overAssign: stepShare(input, cascade.overAssign, seat.node),
      lowerIsBetter: kpi.direction.better === "lower",
    },
  };
}

/** The tightest bound that is said for a node, in whole units. */
function boundOf(
  input: CascadeBookInput,
  span: CascadeSpan,
  bounds: readonly Bound[],
  node: number,
): number | null {
  const value = tightest(input, span, bounds, node);
  return value === null ? null : toUnits(value, span.perUnit);
}

/** The tightest bound that is said for a node, in the KPI's unit. */
export function tightest(
  input: CascadeBookInput,
  { cascade, year }: CascadeSpan,
  bounds: readonly Bound[],
  node: number,
): number | null {
  const values = bounds
    .filter((b) => b.who === null || isAmong(b.who, b.where, node, year, input.who))
    .map((b) => input.evaluator().at(b.figure, node, year).value)
    .filter((v) => !Number.isNaN(v));
  if (values.length === 0) return null;
  return bounds === cascade.atLeast ? Math.max(...values) : Math.min(...values);
}

function weightOf(weight: Weight, figure: (id: number) => number): number[][] {
  const value = (id: number) => {
    const v = figure(id);
    return Number.isNaN(v) ? 0 : v;
  };
  if (weight.of === "figure") return [[value(weight.figure)]];
  return weight.of === "blend" ? [weight.parts.map((p) => value(p.figure))] : [];
}

/** The node's own curve over the leaves; null where it says nothing. */
function seasonOf(
  { model }: CascadeBookInput,
  { cascade, year, months: leaves }: CascadeSpan,
  figure: (id: number, period: Period) => number,
): number[] | null {
  if (leaves.length === 1) return null;
  const months = model.calendar.parts(year, "month");
  const curve = monthlyCurve(cascade, months, figure);
  return curve && overLeaves(model.calendar, months, leaves, curve);
}

/** Every month alike, whatever its weeks; null where the leaves are the months, which are alike anyway. */
function evenOver({ model }: CascadeBookInput, { year, months: leaves }: CascadeSpan) {
  if (leaves[0]?.grain !== "week") return null;
  const months = model.calendar.parts(year, "month");
  return overLeaves(
    model.calendar,
    months,
    leaves,
    months.map(() => 1),
  );
}

function monthlyCurve(
  { spread }: Cascade,
  months: readonly Period[],
  figure: (id: number, period: Period) => number,
): number[] | null {
  if (spread === null) return null;
  if ("shares" in spread) {
    const each = months.length / spread.shares.length;
    return months.map((_, j) => spread.shares[Math.floor(j / each)]! / each);
  }
  for (const weight of spread) {
    if (weight.of === "evenly") return null;
    const curve = months.map((m) => curveAt(weight, (id) => figure(id, m)));
    const total = sum(curve);
    if (total > 0) return weight.of === "blend" ? blended(weight, months, figure) : curve;
  }
  return null;
}

function curveAt(weight: Weight, figure: (id: number) => number): number {
  if (weight.of === "figure") return Math.max(0, figure(weight.figure) || 0);
  if (weight.of !== "blend") return 0;
  return sum(weight.parts.map((p) => Math.max(0, figure(p.figure) || 0)));
}

/** A blended curve: each part first a share of its own year. */
function blended(
  weight: Extract<Weight, { of: "blend" }>,
  months: readonly Period[],
  figure: (id: number, period: Period) => number,
): number[] {
  const curves = weight.parts.map((p) => ({
    share: p.share,
    values: months.map((m) => Math.max(0, figure(p.figure, m) || 0)),
  }));
  const kept = curves.filter((c) => sum(c.values) > 0);
  return months.map((_, j) => sum(kept.map((c) => (c.share * c.values[j]!) / sum(c.values))));
}

function presence(input: CascadeBookInput, span: CascadeSpan, seat: SeatOf, to: number): number[] {
  const { model } = input;
  const { from } = model.org.positions[seat.position]!;
  const ramp = rampOf(input, span.cascade, seat);
  return factors({ months: owedIn(span), from, to, ramp, days: model.calendar.workdays });
}

/** The same by heads: whole in a month on whose last day the seat is taken, ramp included. */
function headDays(input: CascadeBookInput, span: CascadeSpan, seat: SeatOf, to: number): number[] {
  const { from } = input.model.org.positions[seat.position]!;
  const months = span.months.map(({ end }) => ({ start: end - 1, end }));
  const days = (start: number, end: number) => end - start;
  return factors({ months, from, to, ramp: rampOf(input, span.cascade, seat), days });
}

/** For each alternative of the weights, for each part of a blend: whether it counts heads. */
export const headsOf = (program: Program, { by }: Cascade): boolean[][] =>
  by.flatMap((w) =>
    w.of === "blend"
      ? [w.parts.map((part) => countsHeads(program, part.figure))]
      : w.of === "figure"
        ? [[countsHeads(program, w.figure)]]
        : [],
  );

/** Whether a figure asks for the node's own headcount in its own period. */
const countsHeads = ({ figures, windows }: Program, id: FigureId): boolean =>
  figuresUnder(id, (at) => figures[at]!.node).some((at) => {
    const { node } = figures[at]!;
    return (
      node.kind === "given" &&
      node.what === "headcount" &&
      node.node.who === "self" &&
      windows[node.window]!.steps.length === 0
    );
  });

/** The months that a seat's days are counted in: of a stock the period's last day, and who is there then. */
export const owedIn = ({ kpi, year, months }: CascadeSpan): readonly Month[] =>
  kpi.nature.of === "stock" ? [{ start: year.end - 1, end: year.end }] : months;

/** The ramp of a seat, by its person's day; null without one. */
export function rampOf(input: CascadeBookInput, { ramp }: Cascade, seat: SeatOf): Ramp | null {
  const { program, model } = input;
  const { positions, nodes } = model.org;
  const table = program.people ? model.tables[program.people.table] : null;
  const at = ramp && table ? table.find(ramp.from) : null;
  let position = seat.position;
  while (position >= 0 && nodes[positions[position]!.node]!.level !== null)
    position = positions[position]!.parent;
  const row = position < 0 ? -1 : positions[position]!.row;
  if (!ramp || !table || at === null || row < 0) return null;
  const from = table.days(at).values[row]!;
  return from === NO_DAY ? null : rampFrom(model.calendar, ramp.grain, from, ramp.shares);
}

/** A share said for a place wins over one for every step. */
export function stepShare(
  input: CascadeBookInput,
  shares: readonly StepShare[],
  node: number,
): number {
  const name = input.model.org.nodes[node]!.folded;
  const person = shares.find((s) => s.below?.of === "person" && foldText(s.below.name) === name);
  if (person) return person.share;
  const level = shares.find(
    (s) => s.below?.of === "level" && input.who.isUnit(s.below.column, node),
  );
  if (level) return level.share;
  return shares.find((s) => s.below === null)?.share ?? 0;
}
