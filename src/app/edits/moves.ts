/** A move as holds: the giver's goal less the amount, the taker's more, and what that asks of the managers between. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { toUnits } from "../../cascade/exact.ts";
import { type Step, target } from "../../cascade/target.ts";
import type { CascadeYear } from "../goals/cascades.ts";
import type { Hold } from "./holds.ts";

export interface MoveInput {
  /** The cascade as it stands before the move. */
  readonly cascade: CascadeYear;
  readonly period: Period;
  readonly giver: number;
  /** Null: the giver's siblings take it up. */
  readonly taker: number | null;
  /** In the KPI's unit. */
  readonly amount: number;
  readonly edit: number;
  /** Which of a mover's places counts: the one he has on the period's last day. */
  readonly placeOf: (node: number) => number;
}

/** The holds of a move, or why it can't be made. */
export function moveHolds(input: MoveInput): readonly Hold[] | { readonly short: number } {
  const { cascade, period, giver, taker, edit } = input;
  const { perUnit, nodes, seats } = cascade;
  const amount = toUnits(input.amount, perUnit);
  const goalOf = (node: number) => toUnits(cascade.goal(node, period)?.goal ?? 0, perUnit);
  if (goalOf(giver) < amount) return { short: goalOf(giver) / perUnit };
  const hold = (node: number, units: number): Hold => ({
    node,
    period,
    amount: units / perUnit,
    edit,
  });
  const given = hold(giver, goalOf(giver) - amount);
  if (taker === null) return [given];
  const taken = hold(taker, goalOf(taker) + amount);
  const up = (from: number) => {
    const chain: number[] = [];
    for (let at = nodes[from]!.parent; at >= 0; at = nodes[at]!.parent) chain.push(at);
    return chain;
  };
  const [left, right] = [up(input.placeOf(giver)), up(input.placeOf(taker))];
  const shared = new Set(left.filter((at) => right.includes(at)));
  const q = increment(cascade);
  const along = (chain: readonly number[], sign: 1 | -1): Hold[] => {
    const holds: Hold[] = [];
    let change = sign * amount;
    for (const at of chain) {
      if (shared.has(at)) break;
      const { node } = seats[at]!;
      const goal = goalOf(node);
      change = changeAbove(goal, change, nodes[at]!.step, q);
      holds.push(hold(node, goal + change));
    }
    return holds;
  };
  return [...along(left, -1), ...along(right, 1), given, taken];
}

const increment = ({ cascade, perUnit }: CascadeYear): number =>
  cascade.roundTo === null ? 1 : Math.max(1, Math.round(cascade.roundTo * perUnit));

/** How much a manager's goal must change for what he hands down to change by this much; nearest, where rounding leaves none. */
function changeAbove(goal: number, change: number, step: Step, q: number): number {
  if (step.keepBack === 0 && step.overAssign === 0) return change;
  const factor =
    (1 - step.keepBack) * (1 + (step.lowerIsBetter ? -step.overAssign : step.overAssign));
  const near = Math.round(change / factor / q) * q;
  const wanted = target(goal, step, q) + change;
  const tries = [0, -q, q, -2 * q, 2 * q].map((more) => near + more);
  return tries.find((x) => target(goal + x, step, q) === wanted) ?? near;
}
