/**
 * What a cascade of a KPI and span stands on, whatever is held by hand: seats, weights, what the rules say. Made
 * once and kept, so that another hold is another few nodes and works out what they touch.
 */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import type { Cascade } from "../../../dsl/ir/ir.ts";
import { type CascadeInput, type CascadeNode, type Seat, workTree } from "../../cascade/tree.ts";
import { type Holds, NO_EDITS } from "./cascade-edits.ts";
import type {
  CascadeBookInput,
  CascadePart,
  CascadeSpan,
  Ground,
  GroundTree,
  SeatOf,
} from "./cascade-input.ts";
import { groupOfYear, leavesOf } from "./cascade-leaves.ts";
import { headsOf, heldNode, nodesOf, seatsBelow } from "./cascade-nodes.ts";
import { saidOf, scaled, shareOfDays, topsOf } from "./cascade-top.ts";

/** As many ways of holding a span are remembered: those of the run, of the last preview, of the one before it. */
const MOST_KEPT = 6;

/** A cascade's trees with what is held now; from those worked out before, where this KPI's are kept. */
export function workedOut(
  input: CascadeBookInput,
  cascade: Cascade,
  year: Period,
): { readonly ground: Ground; readonly parts: readonly CascadePart[] } | null {
  const holds = input.edits.holds(cascade.kpi, year);
  const spans = input.kept(cascade.kpi);
  const key = `${cascade.kpi} ${year.grain}${year.start} ${input.edits.closedOn}`;
  const known = spans?.get(key);
  const kept = known ?? {
    ground: groundOf(withoutHolds(input), cascade, year),
    byHolds: new Map<string, readonly CascadePart[]>(),
  };
  spans?.set(key, kept);
  const { ground, byHolds } = kept;
  if (!isOn(ground, holds)) {
    const own = groundOf(input, cascade, year);
    return (
      own && { ground: own, parts: partsOn(input, own, NO_EDITS.holds(cascade.kpi, year), []) }
    );
  }
  if (!ground) return null;
  const held = [...holds]
    .map(([at, { amount }]) => `${at} ${amount}`)
    .sort()
    .join();
  const before = [...byHolds.values()].pop() ?? [];
  const parts = byHolds.get(held) ?? partsOn(input, ground, holds, before);
  // The last asked for stands last, the first goes first.
  byHolds.delete(held);
  byHolds.set(held, parts);
  for (const old of byHolds.keys()) if (byHolds.size > MOST_KEPT) byHolds.delete(old);
  return { ground, parts };
}

const withoutHolds = (input: CascadeBookInput): CascadeBookInput => ({
  ...input,
  edits: { ...input.edits, held: NO_EDITS.held, holds: NO_EDITS.holds },
});

/** Whether all that is held is held in the trees: then it makes no top and no seat. */
const isOn = (ground: Ground | null, holds: Holds): boolean =>
  holds.size === 0 || (ground !== null && [...holds.values()].every((h) => ground.reaches(h.node)));

/** Null where nothing is handed down. */
function groundOf(input: CascadeBookInput, cascade: Cascade, year: Period): Ground | null {
  const { program, model, said } = input;
  const kpi = program.kpis[cascade.kpi]!;
  if (!said.speaksOf(kpi.id, year)) return null;
  const months = leavesOf(input, kpi, year);
  const perUnit =
    kpi.unit.of === "count" ? 1 : kpi.unit.of === "money" ? centsOf(kpi.unit.code) : 100;
  const span: CascadeSpan = { kpi, cascade, year, months, perUnit };
  const tops = topsOf(input, span);
  if (tops.length === 0) return null;
  const trees = tops.map((top): GroundTree & { readonly top: typeof top } => {
    const seats = seatsBelow(input, span, top.position, (level) => level === null);
    return { top, seats, nodes: nodesOf(input, span, seats) };
  });
  const seatsOf = indexed(trees.flatMap(({ seats }) => seats));
  const inner = new Map<number, GroundTree | null>();
  const { to } = cascade;
  const { org } = model;
  return {
    span,
    tree: treeInput(input, span),
    trees,
    seatsOf,
    reaches: (node) => seatsOf.has(node) || (to.length > 0 && seatsOf.has(org.personOf(node))),
    below: (position) => {
      const known = inner.get(position);
      if (known !== undefined) return known;
      const seats = seatsBelow(
        input,
        span,
        position,
        (level) => level !== null && to.includes(level),
      );
      const made = seats.length < 2 ? null : { seats, nodes: nodesOf(input, span, seats) };
      inner.set(position, made);
      return made;
    },
  };
}

/** Places of each node in a list of seats. */
export function indexed(seats: readonly SeatOf[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  seats.forEach(({ node }, at) => {
    const places = found.get(node);
    if (places) places.push(at);
    else found.set(node, [at]);
  });
  return found;
}

/** The trees worked out, top first, beside those from `before` that stand on the same ground. */
function partsOn(
  input: CascadeBookInput,
  ground: Ground,
  holds: Holds,
  before: readonly CascadePart[],
): readonly CascadePart[] {
  const was = new Map(before.map((part) => [part.seats, part]));
  const heldNodes = new Set([...holds.values()].map((h) => h.node));
  const above = ground.trees.map((tree): CascadePart => {
    const nodes = withHeld(input, ground, tree, heldNodes);
    const { goal, said } = heldTop(input, ground, tree.top, heldNodes);
    return worked(tree.seats, { ...ground.tree, nodes, goal, said }, was);
  });
  return [...above, ...carriedOn(input, ground, above, heldNodes, was)];
}

type Was = ReadonlyMap<readonly SeatOf[], CascadePart>;

function worked(seats: readonly SeatOf[], input: CascadeInput, was: Was): CascadePart {
  const worked = workTree(input, was.get(seats)?.worked ?? null);
  return { seats, input, result: worked.result, worked };
}

/** The nodes with what is held of them; the very list where nothing is. */
function withHeld(
  input: CascadeBookInput,
  { span }: Ground,
  { seats, nodes }: GroundTree,
  held: ReadonlySet<number>,
): readonly CascadeNode[] {
  if (held.size === 0) return nodes;
  return nodes.map((node, at) => {
    const seat = seats[at]!;
    return at === 0 || !held.has(seat.node) ? node : heldNode(input, span, seats, seat, node);
  });
}

/** A top's goal, asked as a question: what is said in its place. */
function heldTop(
  input: CascadeBookInput,
  { span, trees }: Ground,
  top: Ground["trees"][number]["top"],
  held: ReadonlySet<number>,
): Pick<CascadeInput, "goal" | "said"> {
  const { positions } = input.model.org;
  const { node } = positions[top.position]!;
  const said = held.has(node) ? saidOf(input, span, node) : null;
  if (!said) return top;
  const seats = trees.map(({ top: { position } }) => ({
    position,
    node: positions[position]!.node,
  }));
  const share = shareOfDays(input.model, { position: top.position, node }, seats, span);
  return scaled(said, share);
}

/** `to [account]`: each rep's goal goes on to what hangs below, month by month as the rep has it. */
function carriedOn(
  input: CascadeBookInput,
  ground: Ground,
  parts: readonly CascadePart[],
  held: ReadonlySet<number>,
  was: Was,
): CascadePart[] {
  if (ground.span.cascade.to.length === 0) return [];
  const { positions } = input.model.org;
  return parts.flatMap(({ seats, input: { nodes }, result }) => {
    const leading = new Set(nodes.map(({ parent }) => parent));
    return seats.flatMap(({ position }, at): CascadePart[] => {
      const top = result.seats[at];
      if (!top || leading.has(at) || positions[position]!.last === position) return [];
      const below = ground.below(position);
      if (!below) return [];
      const inner = withHeld(input, ground, below, held);
      const known = was.get(below.seats);
      if (known && isSame(known.input, inner, top)) return [known];
      const carried = { ...ground.tree, nodes: inner, goal: top.year, said: [], top };
      return [worked(below.seats, carried, was)];
    });
  });
}

const isSame = (input: CascadeInput, nodes: readonly CascadeNode[], top: Seat): boolean =>
  input.top === top && (input.nodes === nodes || input.nodes.every((n, at) => n === nodes[at]));

function treeInput(
  { program, model, edits }: CascadeBookInput,
  { cascade, months, year, perUnit }: CascadeSpan,
): Ground["tree"] {
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

/** Decimal places of a currency, from `Intl`: the yen has none. */
function centsOf(code: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}
