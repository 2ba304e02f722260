/** Cascades of a run: from rules, people and figures to whole numbers in a tree, and back. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { GOAL_GRAINS } from "../../../dsl/ir/ids.ts";
import type { Cascade, KpiId } from "../../../dsl/ir/ir.ts";
import { isRamping } from "../../cascade/factors.ts";
import type { CascadeNode, CascadeResult, Handed } from "../../cascade/tree.ts";
import { goalIn } from "./cascade-goal.ts";
import { indexed, workedOut } from "./cascade-ground.ts";
import type { CascadeBookInput, CascadePart, CascadeSpan, SeatOf } from "./cascade-input.ts";
import { joined } from "./cascade-joined.ts";
import { owedIn, rampOf } from "./cascade-nodes.ts";
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
  // Asked person by person for the same period: the key is made once.
  let last: { readonly kpi: KpiId; readonly period: Period; readonly found: CascadeYear } | null =
    null;
  const over = (kpi: KpiId, period: Period): CascadeYear | null => {
    if (last?.period === period && last.kpi === kpi) return last.found;
    const found = overNow(kpi, period);
    if (found) last = { kpi, period, found };
    return found;
  };
  const overNow = (kpi: KpiId, period: Period): CascadeYear | null => {
    const cascade = cascadeOf(kpi);
    if (!cascade) return null;
    if (program.kpis[kpi]!.nature.of !== "stock")
      return make(cascade, calendar.periodOf(period.start, "year"));
    // Every part of a stock's period owes the same: the shortest span that is said counts.
    const grains = said.grainsOf(kpi);
    for (const grain of GOAL_GRAINS) {
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
          ? GOAL_GRAINS.filter((g) => said.grainsOf(kpi).includes(g))
          : (["year"] as const);
      return grains.flatMap((grain) =>
        years
          .flatMap((year) => (grain === "year" ? [year] : calendar.parts(year, grain)))
          .flatMap((span) => make(cascade, span) ?? []),
      );
    },
  };
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
  const found = workedOut(input, cascade, year);
  if (!found) return null;
  const { ground, parts } = found;
  const { span, seatsOf } = ground;
  const { seats, nodes, result } = joined(
    parts.map(({ seats, input: { nodes }, result }) => ({ seats, nodes, result })),
  );
  const atOf = parts.length === 1 ? seatsOf : indexed(seats);
  let handedBy: ReadonlyMap<number, Handed> | null = null;
  return {
    ...span,
    seats,
    nodes,
    result,
    parts,
    handed: (node) => {
      handedBy ??= new Map(result.handed.map((h) => [seats[h.node]!.node, h]));
      return handedBy.get(node) ?? null;
    },
    isRamping: (node, period) => {
      const places = atOf.get(node) ?? [];
      const seat = seats[places[places.length - 1] ?? -1];
      const ramp = seat ? rampOf(input, cascade, seat) : null;
      return (
        !!ramp &&
        owedIn(span).some((m) => m.start < period.end && m.end > period.start && isRamping(ramp, m))
      );
    },
    goal: (node, period) =>
      goalIn({ atOf, result, span, calendar: input.model.calendar }, node, period),
  };
}
