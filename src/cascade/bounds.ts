/** A5, bounds going up: what every node must owe at least and can owe at most. */
import type { CascadeInput } from "./node.ts";
import { type Below, seedsAt } from "./seeds.ts";
import { capUp, floorUp, isPlain, type Step, target } from "./target.ts";

interface Limits {
  readonly floor: number;
  /** Infinite: none. */
  readonly cap: number;
}

/** Of the year, in the direction of a goal: for a negative one all is negated. */
export interface Bound extends Limits {
  /** What was said, for the days there are, before it was taken to whole increments. */
  readonly said: Limits;
  /** Of a manager who isn't held: what the reports must owe at least and can owe at most, to the unit. */
  readonly below?: Limits;
}

const NO_CAP = Number.POSITIVE_INFINITY;
export const FREE: Bound = { floor: 0, cap: NO_CAP, said: { floor: 0, cap: NO_CAP } };

/**
 * From the people up. A person's bounds are a full year's: they shrink with the part of the top's year that
 * falls on his days and ramp, and are taken to whole increments inward; a held year is both, held parts are
 * a floor. A manager's are the least and the largest whole-increment goal whose hand-down lies between the
 * sums below, in which who weighs nothing can owe the floor and no more. Where all who weigh something are held
 * they share what is left, as the siblings of a hold do; but beside a cap that was said for the held, they do only
 * with `zerosOwe`, where nobody else can owe it: a hold at what came out moves nobody. `topMonths` is the top's
 * year; `sign` is the direction asked for: a manager held against the top's bounds his reports in his own, in which
 * other floors and caps say something.
 */
export function boundsUp(
  input: CascadeInput,
  below: Below,
  topMonths: readonly number[],
  sign: number = signOf(topMonths),
  zerosOwe = false,
): Bound[] {
  const { nodes, increment: q, months } = input;
  const { children } = below;
  const bounds: Bound[] = nodes.map(() => FREE);
  /** The same where goals needn't be whole increments: a manager may have the odd part of what is above him. */
  const units: Limits[] = [...bounds];
  const whole = yearOf(topMonths);
  /** Whether there would be a cap, were nobody held there. */
  const isCappedFree: boolean[] = nodes.map(() => false);
  for (let at = nodes.length - 1; at > 0; at -= 1) {
    const node = nodes[at]!;
    const list = children[at]!;
    if (list.length === 0) {
      if (node.atLeast !== null || node.atMost !== null) {
        const owed = node.presence.reduce((sum, p, j) => sum + p * topMonths[j]!, 0);
        const days = node.presence.reduce((sum, p) => sum + p, 0);
        const part = whole === 0 ? days / months : owed / whole;
        bounds[at] = personal(node.atLeast, node.atMost, part, q, sign);
      }
    } else {
      const isCapped = list.some((c) => bounds[c]!.cap < NO_CAP);
      const isCappedHold = list.some((c) => nodes[c]!.heldYear !== null && isCappedFree[c]);
      const owes = isCapped ? whoOwes(input, below, at, zerosOwe || !isCappedHold) : null;
      const sum = (of: readonly Limits[]) =>
        sumOf(list.map((c, i) => (owes && !owes[i] ? atFloor(of[c]!) : of[c]!)));
      bounds[at] = together(sum(bounds), sum(units), oriented(node.step, sign), q);
    }
    isCappedFree[at] = bounds[at]!.cap < NO_CAP;
    if (node.heldYear !== null) bounds[at] = exactly(sign * node.heldYear);
    else if (node.heldParts.length > 0)
      bounds[at] = withParts(bounds[at]!, node.heldParts, months, sign);
    const { below: sums = bounds[at]! } = bounds[at]!;
    units[at] = isPlain(node.step) ? sums : bounds[at]!;
  }
  return bounds;
}

const yearOf = (months: readonly number[]): number => months.reduce((sum, m) => sum + m, 0);
const signOf = (months: readonly number[]): number => (yearOf(months) < 0 ? -1 : 1);

/** Whether reports can owe what a manager's goal, whole increments or not, hands down. */
export function allowed(below: Limits, goal: number, step: Step, q: number): boolean {
  const handed = target(goal, step, q);
  return handed >= below.floor && handed <= below.cap;
}

const atFloor = ({ floor }: Limits): Limits => ({ floor, cap: floor });

/** Which reports can owe more than their floors: those who are held or weigh something; beside the held ones, without `zerosOwe`. */
function whoOwes(
  input: CascadeInput,
  below: Below,
  at: number,
  zerosOwe: boolean,
): readonly boolean[] {
  const { nodes, months } = input;
  const isHeld = (r: number) => nodes[r]!.heldYear !== null;
  const { weights, seeds } = seedsAt(input, below, at, zerosOwe ? isHeld : () => false);
  return below.children[at]!.map((r, i) => {
    if (isHeld(r)) return true;
    if (weights) return weights[i]! > 0;
    return seeds.subarray(i * months, (i + 1) * months).some((seed) => seed > 0);
  });
}

const sumOf = (list: readonly Limits[]): Limits => ({
  floor: list.reduce((sum, b) => sum + b.floor, 0),
  cap: list.reduce((sum, b) => sum + b.cap, 0),
});

const exactly = (goal: number): Bound => ({
  floor: goal,
  cap: goal,
  said: { floor: goal, cap: goal },
});

/** A step of a negated goal: a buffer makes it harder, which is the other way round. */
export const oriented = (step: Step, sign: number): Step =>
  sign < 0 ? { ...step, lowerIsBetter: !step.lowerIsBetter } : step;

function personal(
  atLeast: number | null,
  atMost: number | null,
  part: number,
  q: number,
  sign: number,
): Bound {
  const [low, high] = sign < 0 ? [atMost, atLeast] : [atLeast, atMost];
  const floor = Math.max(0, sign * (low ?? 0) * part);
  const cap = high === null ? NO_CAP : sign * high * part;
  return {
    floor: Math.ceil(floor / q - 1e-9) * q || 0,
    cap: Math.floor(cap / q + 1e-9) * q,
    said: { floor, cap },
  };
}

/** Of a manager; of a team that is held whole the very sum of the holds, whole increments or not. */
function together(whole: Limits, below: Limits, step: Step, q: number): Bound {
  const floor = floorUp(whole.floor, step, q);
  const cap = capUp(whole.cap, step, q);
  if (floor > cap && below.floor === below.cap && isPlain(step))
    return { ...exactly(below.floor), below };
  return { floor, cap, said: { floor, cap }, below };
}

function withParts(
  bound: Bound,
  parts: CascadeInput["nodes"][number]["heldParts"],
  months: number,
  sign: number,
): Bound {
  const held = parts.reduce((sum, p) => sum + sign * p.amount, 0);
  const isWhole = new Set(parts.flatMap((p) => p.indexes)).size === months;
  if (isWhole) return exactly(held);
  const { floor, said } = bound;
  return {
    ...bound,
    floor: Math.max(floor, held),
    said: { ...said, floor: Math.max(said.floor, held) },
  };
}
