/** Cascades that native formulas follow: divided one way, without bounds or ramps, in a tree that nobody moved in. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Cascade, FigureId, Kpi } from "../../../dsl/ir/ir.ts";
import { wholeWeights } from "../../cascade/exact.ts";
import { split } from "../../cascade/split.ts";
import { sometimesAway } from "../../evaluate/presence.ts";
import type { WhyKept } from "../../formula/notices.ts";
import { MOST_WEIGHT } from "../../formula/split-cells.ts";
import type { Split, SplitSeat } from "../../formula/splits-sheet.ts";
import type { Engine } from "../engine.ts";
import type { CascadePart } from "./cascade-input.ts";
import type { CascadeYear } from "./cascades.ts";

/** The split that gives a KPI's goals in a period: that period's own, or of a stock that of a longer one; null: no formula follows. */
export function splitsOf(engine: Engine): (kpi: Kpi, period: Period) => Split | null {
  const known = new Map<CascadeYear, Split | null>();
  return (kpi, period) => {
    const cascade = engine.program.cascades.find((c) => c.kpi === kpi.id);
    const year = cascade && isOneWay(engine, kpi) ? engine.cascades.over(kpi.id, period) : null;
    if (!cascade || !year) return null;
    const before = known.get(year);
    if (before !== undefined) return before;
    const split = splitOf(engine, kpi, cascade, year);
    known.set(year, split);
    return split;
  };
}

/** Of a stock every part of a period owes the same; another KPI's months would have to tie both ways. */
const isOneWay = ({ program, model }: Engine, kpi: Kpi): boolean =>
  (kpi.nature.of === "stock" || program.calendar.track.every((grain) => grain === "year")) &&
  sometimesAway(model.org).length === 0 &&
  model.org.positions.length === model.org.nodes.length;

/** What keeps a KPI's goals from being formulas. */
export function whyNoSplit(engine: Engine, kpi: Kpi): WhyKept {
  const { program, model } = engine;
  const cascade = program.cascades.find((c) => c.kpi === kpi.id);
  if (!cascade) return { of: "untracked" };
  const clauses = [
    ...(cascade.atLeast.length > 0 ? ["at least"] : []),
    ...(cascade.atMost.length > 0 ? ["at most"] : []),
    ...(cascade.ramp ? ["ramp"] : []),
    ...(cascade.to.length > 0 ? ["to"] : []),
    ...(cascade.rounding === "remainder" ? [] : [`rounding ${cascade.rounding}`]),
  ];
  if (clauses.length > 0) return { of: "clauses", clauses };
  if (kpi.nature.of === "ratio") return { of: "rate" };
  if (weightsOf(cascade) === null) return { of: "blend" };
  if (kpi.nature.of !== "stock" && program.calendar.track.some((grain) => grain !== "year"))
    return { of: "months" };
  if (sometimesAway(model.org).length > 0 || model.org.positions.length > model.org.nodes.length)
    return { of: "absences" };
  return { of: "decided" };
}

function splitOf(engine: Engine, kpi: Kpi, cascade: Cascade, year: CascadeYear): Split | null {
  const isTracked = engine.program.calendar.track.includes(year.year.grain);
  const { parts, result } = year;
  const weights = weightsOf(cascade);
  const isPlain =
    cascade.ramp === null &&
    cascade.atLeast.length + cascade.atMost.length === 0 &&
    cascade.rounding === "remainder" &&
    cascade.to.length === 0;
  if (!isTracked || !isPlain || weights === null || result.refusals.length > 0) return null;
  if (!parts.every((part) => isFollowed(part) && isShort(part) && isUnbound(part))) return null;
  const seats: SplitSeat[] = [];
  for (const part of parts) seats.push(...seatsOf(part, seats.length, year.perUnit));
  const { increment } = parts[0]!.input;
  return { kpi, period: year.year, seats, weights, perUnit: year.perUnit, increment };
}

/** Figures tried in turn; null where one is a blend or a method for rates. */
function weightsOf({ by }: Cascade): FigureId[] | null {
  const figures: FigureId[] = [];
  for (const weight of by) {
    if (weight.of === "figure") figures.push(weight.figure);
    else if (weight.of !== "evenly") return null;
  }
  return figures;
}

/** Everybody there all the time, nothing held of parts, nothing kept since a publication, all in whole increments. */
const isFollowed = ({ input, result }: CascadePart): boolean =>
  !result.frozen &&
  input.closed.length === 0 &&
  !input.heads?.some((list) => list.includes(true)) &&
  input.nodes.every(
    ({ presence, heldParts, left }) =>
      presence.every((part) => part === 1) && heldParts.length === 0 && !left,
  ) &&
  result.seats.every((seat) => seat !== null && seat.year >= 0 && seat.odd === 0) &&
  result.handed.every(({ yearMoved }) => yearMoved.length === 0);

/** Weights of more digits than cells can multiply exactly: an average, say. */
const isShort = ({ worked: { below } }: CascadePart): boolean =>
  below.children.every((reports) =>
    below.totals.every(([values]) => {
      const whole = wholeWeights(reports.map((report) => values![report]!));
      return whole.reduce((all, weight) => all + weight, 0) < MOST_WEIGHT;
    }),
  );

/**
 * Whether what is held bounds nobody above: every manager has somebody who isn't held, and what each hands down falls
 * to the reports as if only holds and weights counted.
 */
function isUnbound({ input, result, worked: { below } }: CascadePart): boolean {
  const { nodes, increment } = input;
  return result.handed.every(({ node, year, alternative }) => {
    const reports = below.children[node]!;
    const held = reports.map((report) => nodes[report]!.heldYear);
    if (!held.includes(null)) return false;
    const [totals] = alternative < 0 ? [] : below.totals[alternative]!;
    const weights = reports.map((report) => totals?.[report] ?? 1);
    const plain = split({ total: year.handedDown, weights, held, increment });
    return (
      plain.ok && reports.every((report, i) => result.seats[report]!.year === plain.value.goals[i])
    );
  });
}

/** Level by level, so that the reports of one manager stand beside each other in the order of ties. */
function seatsOf(
  { seats, input, worked }: CascadePart,
  from: number,
  perUnit: number,
): SplitSeat[] {
  const order = [0];
  const parents = [-1];
  for (let i = 0; i < order.length; i += 1)
    for (const child of worked.below.children[order[i]!]!) {
      order.push(child);
      parents.push(from + i);
    }
  return order.map((at, i): SplitSeat => {
    const { heldYear, step } = input.nodes[at]!;
    const { keepBack, overAssign } = step;
    const held = heldYear === null ? null : heldYear / perUnit;
    return { node: seats[at]!.node, parent: parents[i]!, held, keepBack, overAssign };
  });
}
