/** Why a cascade hands somebody what it does: its trees, whole, and the chain from the top for the reader. */

import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import { YEAR_PARTS } from "../../../dsl/ir/ids.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import type { Seat } from "../../cascade/tree.ts";
import type { CascadeMaking, CascadeTree, ChainStep } from "../../explain/explanation.ts";
import type { CascadePart } from "../goals/cascade-input.ts";
import { startsIn } from "../goals/cascade-leaves.ts";
import type { CascadeYear } from "../goals/cascades.ts";
import { leftOversOf } from "../goals/left-over.ts";
import type { Asking } from "./asking.ts";

/** Null where no cascade of amounts says the goal. */
export function cascadeMaking(
  asking: Asking,
  kpi: Kpi,
  node: number,
  period: Period,
  layer: "assigned" | "base",
): CascadeMaking | null {
  const { engine } = asking;
  const cascade = engine.cascades.over(kpi.id, period);
  if (!cascade?.goal(node, period)) return null;
  const { year, perUnit } = cascade;
  return {
    of: "cascade",
    layer,
    year: year.label,
    perUnit,
    increment: (cascade.parts[0]?.input.increment ?? 1) / perUnit,
    trees: treesOf(asking, cascade, node),
    months: monthsOf(asking, cascade, period),
    chain: chainOf(asking, cascade, node, period),
  };
}

/** Trees that the node sits in; one that goes on below a person brings the person's own tree along. */
function treesOf({ engine }: Asking, { parts }: CascadeYear, node: number): CascadeTree[] {
  const trees: CascadeTree[] = [];
  const placeOf = new Map<CascadePart, number>();
  const add = (part: CascadePart, at: readonly number[], from: CascadeTree["from"]): number => {
    const known = placeOf.get(part);
    if (known !== undefined) {
      trees[known] = { ...trees[known]!, at: [...trees[known]!.at, ...at] };
      return known;
    }
    const names = part.seats.map((seat) => engine.nameOf(seat.node));
    const place = trees.push({ input: part.input, names, at, from }) - 1;
    placeOf.set(part, place);
    return place;
  };
  for (const part of parts) {
    const isCarried = part.input.top !== undefined;
    const at = part.seats.flatMap((seat, i) =>
      seat.node === node && part.result.seats[i] && !(isCarried && i === 0) ? [i] : [],
    );
    if (at.length === 0) continue;
    const { position } = part.seats[0]!;
    const above = isCarried
      ? parts.find((p) => !p.input.top && p.seats.some((s) => s.position === position))
      : undefined;
    if (!above) {
      add(part, at, null);
      continue;
    }
    const tree = add(above, [], null);
    add(part, at, { tree, at: above.seats.findIndex((s) => s.position === position) });
  }
  return trees;
}

/** What part of each month falls in the period; null where the whole span is asked for. */
function monthsOf(
  { engine }: Asking,
  { months, year, kpi }: CascadeYear,
  period: Period,
): number[] | null {
  const isWhole = period.grain === year.grain && period.start === year.start;
  if (isWhole || kpi.nature.of === "stock") return null;
  const { calendar } = engine;
  return months.map((m) => {
    if (period.grain !== "day" && (period.grain !== "week" || m.grain === "week"))
      return startsIn(m, period) ? 1 : 0;
    const from = Math.max(m.start, period.start);
    const days = calendar.workdays(from, Math.min(m.end, period.end));
    return days <= 0 ? 0 : days / Math.max(1, calendar.workdays(m.start, m.end));
  });
}

// ── The chain ──────────────────────────────────────────────────────────────────────────────────

/** From below the top down to the node's last seat. */
function chainOf(asking: Asking, cascade: CascadeYear, node: number, period: Period): ChainStep[] {
  const { seats, nodes, result } = cascade;
  let at = -1;
  seats.forEach((seat, i) => {
    if (seat.node === node && result.seats[i]) at = i;
  });
  const chain: ChainStep[] = [];
  for (; at >= 0 && nodes[at]!.parent >= 0; at = nodes[at]!.parent) {
    const step = stepOf(asking, cascade, at, period);
    if (step) chain.unshift(step);
  }
  return chain;
}

function stepOf(
  asking: Asking,
  cascade: CascadeYear,
  at: number,
  period: Period,
): ChainStep | null {
  const { engine } = asking;
  const { seats, nodes, result, perUnit } = cascade;
  const { parent, presence } = nodes[at]!;
  const seat = result.seats[at]!;
  const handed = result.handed.find((h) => h.node === parent);
  if (!handed) return null;
  const siblings = nodes.flatMap((n, i) => (n.parent === parent && result.seats[i] ? [i] : []));
  const goal = (s: Seat) => s.year / perUnit;
  const name = (i: number) => engine.nameOf(seats[i]!.node);
  const isLeaf = !nodes.some((n) => n.parent === at);
  return {
    who: name(at),
    manager: name(parent),
    managerGoal: handed.year.goal / perUnit,
    reserve: handed.year.reserve / perUnit,
    buffer: handed.year.buffer / perUnit,
    handedDown: handed.year.handedDown / perUnit,
    share: seat.share,
    goal: goal(seat),
    held: seat.held ? heldBy(asking, cascade, seats[at]!.node, period) : null,
    bound: seat.bound,
    heldSiblings: siblings
      .filter((i) => i !== at && result.seats[i]!.held)
      .map((i) => ({ who: name(i), goal: goal(result.seats[i]!) })),
    presence: isLeaf ? presence.reduce((sum, p) => sum + p, 0) / presence.length : 1,
    leftOver: leftOversOf(cascade, parent, engine.nameOf),
    weight: weightOf(cascade, siblings, at, handed.alternative),
  };
}

/** A node's weight and its siblings' together, as the rules give them; null where they share evenly, or blend. */
function weightOf(
  { nodes }: CascadeYear,
  siblings: readonly number[],
  at: number,
  alternative: number,
): ChainStep["weight"] {
  if (alternative < 0) return null;
  const below = (i: number): number => {
    const kids = nodes.flatMap((n, k) => (n.parent === i ? [k] : []));
    if (kids.length > 0) return kids.reduce((sum, k) => sum + below(k), 0);
    const parts = nodes[i]!.weights[alternative] ?? [];
    return parts.length === 1 ? Math.max(0, parts[0]!) : Number.NaN;
  };
  const all = siblings.reduce((sum, i) => sum + below(i), 0);
  return Number.isNaN(all) ? null : { own: below(at), all };
}

/** A hold by an edit says whose and since when; one in the rules only that it is one. */
function heldBy(
  { engine }: Asking,
  { kpi, year }: CascadeYear,
  node: number,
  period: Period,
): string {
  const inside = YEAR_PARTS.flatMap((grain) => engine.calendar.parts(year, grain)).filter(
    (span) => span.start < period.end && span.end > period.start,
  );
  const edits = [year, ...inside].flatMap((at) => engine.edits.heldBy(kpi.id, node, at) ?? []);
  const edit = edits[edits.length - 1];
  if (!edit) return engine.say.why.heldInRules;
  return engine.say.why.heldBy(edit.by, isoOf(edit.on), edit.n);
}
