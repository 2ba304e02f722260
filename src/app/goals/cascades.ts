/** Cascades of a run: from rules, people and figures to whole numbers in a tree, and back. */
import type { Calendar, Period } from "../../../dsl/calendar/calendar.ts";
import type { Cascade, KpiId } from "../../../dsl/ir/ir.ts";
import { isRamping } from "../../cascade/factors.ts";
import {
  type CascadeInput,
  type CascadeNode,
  type CascadeResult,
  cascadeTree,
  type Handed,
  type Seat,
} from "../../cascade/tree.ts";
import { type CascadeBookInput, type CascadeSpan, type SeatOf, sum } from "./cascade-input.ts";
import { groupOfYear, leavesOf, startsIn } from "./cascade-leaves.ts";
import { headsOf, nodesOf, owedIn, rampOf, seatsBelow } from "./cascade-nodes.ts";
import { type Top, topsOf } from "./cascade-top.ts";
import { isAsPublished } from "./closed.ts";

/** One KPI's cascade of one fiscal year (of a stock: of one period), over the seats below its tops. */
export interface CascadeYear extends CascadeSpan {
  readonly seats: readonly SeatOf[];
  readonly nodes: readonly CascadeNode[];
  readonly result: CascadeResult;
  /** The trees it was worked out in, with all that they were worked out from. */
  readonly parts: readonly CascadePart[];
  goal(
    node: number,
    period: Period,
  ): { readonly goal: number; readonly base: number; readonly held: boolean } | null;
  /** Whether a ramp keeps the node below its full goal somewhere in the period. */
  isRamping(node: number, period: Period): boolean;
  handed(node: number): Handed | null;
}

export interface CascadeBook {
  /** The cascade that says a KPI's goals in a period: that of its fiscal year; of a stock that of the period said. */
  over(kpi: KpiId, period: Period): CascadeYear | null;
  /** The spans, of those given, in which a KPI's cascade has something to hand down. */
  spans(kpi: KpiId, years: readonly Period[]): readonly CascadeYear[];
}

const LONGER = ["week", "month", "quarter", "half", "year"] as const;

/** Cascades of amounts; rates are handed down by `rateBook`. */
export function cascadeBook(
  input: CascadeBookInput,
  /** What is worked out already, by KPI and period; null: nothing. */
  known: (kpi: KpiId, period: Period) => CascadeBook | null = () => null,
): CascadeBook {
  const { program, model, said } = input;
  const { calendar } = model;
  const made = new Map<string, CascadeYear | null>();
  const make = (cascade: Cascade, span: Period): CascadeYear | null => {
    const key = `${cascade.kpi} ${span.grain}${span.start}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    // Weights may ask for goals of other KPIs, never for this one's: a cascade in the making gives none.
    made.set(key, null);
    const book = known(cascade.kpi, span);
    const found = book ? book.over(cascade.kpi, span) : afterPublishing(input, cascade, span);
    made.set(key, found);
    return found;
  };
  const cascadeOf = (kpi: KpiId) =>
    program.kpis[kpi]!.nature.of === "ratio"
      ? undefined
      : program.cascades.find((c) => c.kpi === kpi);
  const over = (kpi: KpiId, period: Period): CascadeYear | null => {
    const cascade = cascadeOf(kpi);
    if (!cascade) return null;
    if (program.kpis[kpi]!.nature.of !== "stock")
      return make(cascade, calendar.periodOf(period.start, "year"));
    // Every part of a stock's period owes the same: the shortest span that is said counts.
    const grains = said.grainsOf(kpi);
    for (const grain of LONGER) {
      if (!grains.includes(grain)) continue;
      const span = calendar.periodOf(period.end - 1, grain);
      if (span.start > period.start) continue;
      const found = make(cascade, span);
      if (found) return found;
    }
    return null;
  };
  return {
    over,
    spans: (kpi, years) => {
      const cascade = cascadeOf(kpi);
      if (!cascade) return [];
      const grains =
        program.kpis[kpi]!.nature.of === "stock"
          ? LONGER.filter((g) => said.grainsOf(kpi).includes(g))
          : (["year"] as const);
      return grains.flatMap((grain) =>
        years
          .flatMap((year) => (grain === "year" ? [year] : calendar.parts(year, grain)))
          .flatMap((span) => make(cascade, span) ?? []),
      );
    },
  };
}

/** One tree: its seats stand as the input's nodes do. */
export interface CascadePart {
  readonly seats: readonly SeatOf[];
  readonly input: CascadeInput;
  readonly result: CascadeResult;
}

interface Part {
  readonly seats: readonly SeatOf[];
  readonly nodes: readonly CascadeNode[];
  readonly result: CascadeResult;
}

/** As if nothing were published; only if closed months come out otherwise with them held (A11). */
function afterPublishing(
  input: CascadeBookInput,
  cascade: Cascade,
  span: Period,
): CascadeYear | null {
  const fresh = { ...input, edits: { ...input.edits, closedOn: null } };
  const plain = makeYear(fresh, cascade, span);
  const isKept = plain === null || input.edits.closedOn === null || isAsPublished(input, plain);
  return isKept ? plain : makeYear(input, cascade, span);
}

function makeYear(input: CascadeBookInput, cascade: Cascade, year: Period): CascadeYear | null {
  const { program, model, said } = input;
  const { calendar } = model;
  const kpi = program.kpis[cascade.kpi]!;
  if (!said.speaksOf(kpi.id, year)) return null;
  const months = leavesOf(input, kpi, year);
  const perUnit =
    kpi.unit.of === "count" ? 1 : kpi.unit.of === "money" ? centsOf(kpi.unit.code) : 100;
  const span: CascadeSpan = { kpi, cascade, year, months, perUnit };
  const tops = topsOf(input, span);
  if (tops.length === 0) return null;
  const above = tops.map((top) => handDown(input, span, top));
  const parts = [...above, ...carriedOn(input, span, above)];
  const { seats, nodes, result } = joined(parts.map(withNodes));
  const atOf = new Map<number, number[]>();
  seats.forEach((seat, at) => {
    if (result.seats[at]) atOf.set(seat.node, [...(atOf.get(seat.node) ?? []), at]);
  });
  const ramps = new Map(seats.map((seat) => [seat.node, rampOf(input, cascade, seat)]));
  const handedBy = new Map(result.handed.map((h) => [seats[h.node]!.node, h]));
  return {
    ...span,
    seats,
    nodes,
    result,
    parts,
    handed: (node) => handedBy.get(node) ?? null,
    isRamping: (node, period) => {
      const ramp = ramps.get(node);
      return (
        !!ramp &&
        owedIn(span).some((m) => m.start < period.end && m.end > period.start && isRamping(ramp, m))
      );
    },
    goal: (node, period) => goalIn({ atOf, result, span, calendar }, node, period),
  };
}

function treeInput(
  { program, model, edits }: CascadeBookInput,
  { cascade, months, year, perUnit }: CascadeSpan,
): Omit<CascadeInput, "nodes" | "goal" | "said"> {
  return {
    alternatives: cascade.by.flatMap((w) =>
      w.of === "blend" ? [w.parts.map((p) => p.share)] : w.of === "figure" ? [[1]] : [],
    ),
    heads: headsOf(program, cascade),
    months: months.length,
    group: groupOfYear(model.calendar, year, months),
    increment: cascade.roundTo === null ? 1 : Math.max(1, Math.round(cascade.roundTo * perUnit)),
    rounding: cascade.rounding,
    closed: months.flatMap(({ end }, j) =>
      edits.closedOn !== null && end - 1 <= edits.closedOn ? [j] : [],
    ),
  };
}

function handDown(input: CascadeBookInput, span: CascadeSpan, top: Top): CascadePart {
  const seats = seatsBelow(input, span, top.position, (level) => level === null);
  const nodes = nodesOf(input, span, seats);
  const { goal, said } = top;
  const tree = { ...treeInput(input, span), nodes, goal, said };
  return { seats, input: tree, result: cascadeTree(tree) };
}

const withNodes = ({ seats, input, result }: CascadePart): Part => ({
  seats,
  nodes: input.nodes,
  result,
});

/** `to [account]`: each rep's goal goes on to what hangs below, month by month as the rep has it. */
function carriedOn(
  input: CascadeBookInput,
  span: CascadeSpan,
  parts: readonly CascadePart[],
): CascadePart[] {
  const { to } = span.cascade;
  if (to.length === 0) return [];
  const { org } = input.model;
  return parts.flatMap(({ seats, input: { nodes }, result }) =>
    seats.flatMap(({ position }, at): CascadePart[] => {
      const top = result.seats[at];
      const isRep = !nodes.some((n) => n.parent === at);
      if (!top || !isRep || org.positions[position]!.last === position) return [];
      const below = seatsBelow(
        input,
        span,
        position,
        (level) => level !== null && to.includes(level),
      );
      if (below.length < 2) return [];
      const inner = nodesOf(input, span, below);
      const carried = { ...treeInput(input, span), nodes: inner, goal: top.year, said: [], top };
      return [{ seats: below, input: carried, result: cascadeTree(carried) }];
    }),
  );
}

/** Trees side by side as one; a rep that carries on stays where its manager's tree has it. */
function joined(parts: readonly Part[]): Part {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const seats: SeatOf[] = [];
  const nodes: CascadeNode[] = [];
  const all = {
    seats: [] as (Seat | null)[],
    handed: [] as Handed[],
    refusals: [] as CascadeResult["refusals"][number][],
    frozen: parts.some(({ result }) => result.frozen),
  };
  const atOf = new Map<number, number>();
  for (const part of parts) {
    const places = part.seats.map((seat, i) => {
      const known = i === 0 ? atOf.get(seat.position) : undefined;
      if (known !== undefined) return known;
      const at = seats.push(seat) - 1;
      atOf.set(seat.position, at);
      const node = part.nodes[i]!;
      nodes.push(node);
      all.seats.push(part.result.seats[i] ?? null);
      return at;
    });
    part.nodes.forEach((node, i) => {
      if (node.parent >= 0) nodes[places[i]!] = { ...node, parent: places[node.parent]! };
    });
    for (const handed of part.result.handed)
      all.handed.push({
        ...handed,
        node: places[handed.node]!,
        negativeWeights: handed.negativeWeights.map((i) => places[i]!),
        alabama: handed.alabama.map((i) => places[i]!),
        yearMoved: handed.yearMoved.map((i) => places[i]!),
        gaps: handed.gaps.map((i) => places[i]!),
      });
    for (const { node, refusal } of part.result.refusals)
      all.refusals.push({ node: places[node]!, refusal });
  }
  return { seats, nodes, result: all };
}

/** Decimal places of a currency, from `Intl`: the yen has none. */
function centsOf(code: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

interface Lookup {
  readonly atOf: ReadonlyMap<number, readonly number[]>;
  readonly result: CascadeResult;
  readonly span: CascadeSpan;
  readonly calendar: Calendar;
}

function goalIn({ atOf, result, span, calendar }: Lookup, node: number, period: Period) {
  const { months, perUnit, year, kpi } = span;
  const seats = (atOf.get(node) ?? []).map((at) => result.seats[at]!);
  if (seats.length === 0) return null;
  const held = seats.some((s) => s.held);
  const give = (goal: number, base: number) => ({
    goal: goal / perUnit,
    base: base / perUnit,
    held,
  });
  const isWhole = period.grain === year.grain && period.start === year.start;
  if (isWhole || kpi.nature.of === "stock") {
    return give(sum(seats.map((s) => s.year)), sum(seats.map((s) => s.baseYear)));
  }
  if (period.grain === "day" || (period.grain === "week" && months[0]!.grain !== "week")) {
    // Weeks and days of a month, and days of a week, owe their part of it by working days, unrounded.
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
  const inside = months.map((m) => startsIn(m, period));
  const pick = (list: readonly number[]) => sum(list.filter((_, j) => inside[j]));
  return give(sum(seats.map((s) => pick(s.months))), sum(seats.map((s) => pick(s.baseMonths))));
}
