/** A3, the one-way split: a total over reports, exact, in whole increments. */
import { splitInto } from "./down.ts";
import { mulDivInto, wholeWeights } from "./exact.ts";
import { done, type Outcome, type Refusal, refused, turnedOver } from "./refusal.ts";
import { cutsOf, type Rounding, roundShares } from "./rounding.ts";
import { roomIn } from "./scratch.ts";

/** Amounts in whole units; lists by position; null: none. `increment` is a whole number of units. */
export interface SplitInput {
  readonly total: number;
  readonly weights: readonly number[];
  readonly increment?: number;
  readonly atLeast?: readonly (number | null)[];
  readonly atMost?: readonly (number | null)[];
  readonly held?: readonly (number | null)[];
  readonly rounding?: Rounding;
}

export interface Split {
  readonly goals: readonly number[];
  /** Who took what is no whole increment. */
  readonly odd: { readonly who: number; readonly amount: number } | null;
  /** Nobody had a weight: shared evenly. */
  readonly evenly: boolean;
  readonly negativeWeights: readonly number[];
  /** Before rounding, in units; of the held what is held. */
  readonly shares: readonly number[];
}

/**
 * Splits a total: holds off, shares by the water level (A2), what is no multiple of the increment to the
 * largest share, then whole increments by largest remainder (Hamilton), ties by position. A negative
 * total is split as its opposite. Zero weights get their floor, no more.
 */
export function split(input: SplitInput): Outcome<Split> {
  if (input.total >= 0) return splitPositive(input);
  const flip = (list: readonly (number | null)[] | undefined) =>
    list?.map((x) => (x === null ? null : -x));
  // Floors become caps and caps floors: neither may stay beside its opposite.
  const { atLeast, atMost, ...others } = input;
  const outcome = splitPositive({
    ...others,
    total: -input.total,
    ...(atMost && { atLeast: flip(atMost)! }),
    ...(atLeast && { atMost: flip(atLeast)! }),
    ...(input.held && { held: flip(input.held)! }),
  });
  if (!outcome.ok) return refused(turnedOver(outcome.refusal));
  const { goals, odd } = outcome.value;
  return done({
    ...outcome.value,
    goals: goals.map((goal) => (goal === 0 ? 0 : -goal)),
    odd: odd && { ...odd, amount: -odd.amount },
    shares: outcome.value.shares.map((share) => -share),
  });
}

function splitPositive(input: SplitInput): Outcome<Split> {
  const { total, increment: q = 1, rounding = "remainder" } = input;
  const held = input.held ?? input.weights.map(() => null);
  const sumHeld = held.reduce<number>((sum, h) => sum + (h ?? 0), 0);
  const free = input.weights.flatMap((_, i) =>
    held[i] === null || held[i] === undefined ? [i] : [],
  );
  const left = total - sumHeld;
  if (left < 0) return refused({ code: "holds", target: total, held: sumHeld, excess: -left });
  if (free.length === 0 && left !== 0) {
    return refused({ code: "all held", target: total, held: sumHeld, short: left });
  }
  const negativeWeights = input.weights.flatMap((w, i) => (w < 0 ? [i] : []));
  let weights = wholeWeights(free.map((i) => input.weights[i]!));
  const evenly = free.length > 0 && weights.every((w) => w === 0);
  if (evenly) weights = weights.map(() => 1);
  const bounds = boundsOf(input, free, q);
  if ("code" in bounds) return refused(bounds);
  const { floors, caps } = bounds;
  if (isPlain(input, left, q, rounding)) {
    return done({ ...splitPlain(left, weights, q), odd: null, evenly, negativeWeights });
  }
  const refusal = feasible(total, left, sumHeld, weights, floors, caps);
  if (refusal) return refused(refusal);
  const round = { left, weights, floors, caps, increment: q, rounding, total };
  const shared = roundShares(round, cutsOf(round));
  if (!shared.ok) return shared;
  const goals = held.map((h) => h ?? 0);
  const shares = [...goals];
  free.forEach((i, at) => {
    goals[i] = shared.value.goals[at]!;
    shares[i] = shared.value.shares[at]!;
  });
  const { odd } = shared.value;
  return done({
    goals,
    odd: odd && { who: free[odd.who]!, amount: odd.amount },
    evenly,
    negativeWeights,
    shares,
  });
}

/** Scratch: splits are made one after the other. */
let shared = new Float64Array(0);
let given = new Float64Array(0);
let rests = new Float64Array(0);

/** By whole weights alone, some above 0: whole increments, and the shares in units before rounding. */
export function splitPlain(
  total: number,
  weights: readonly number[],
  q: number,
): Pick<Split, "goals" | "shares"> {
  const count = weights.length;
  shared = roomIn(shared, count, Float64Array);
  given = roomIn(given, count, Float64Array);
  rests = roomIn(rests, count, Float64Array);
  shared.set(weights);
  splitInto(total / q, shared, 0, count, given, rests);
  let all = 0;
  for (let i = 0; i < count; i += 1) all += shared[i]!;
  const goals = new Array<number>(count);
  const shares = new Array<number>(count);
  for (let i = 0; i < count; i += 1) {
    goals[i] = given[i]! * q;
    shares[i] = mulDivInto(total, shared[i]!, all, rests, 0) + rests[0]! / all;
  }
  return { goals, shares };
}

/** Weights alone decide: nobody is bound or held, and nothing is left of whole increments. */
const isPlain = (input: SplitInput, left: number, q: number, rounding: Rounding): boolean =>
  rounding === "remainder" &&
  left % q === 0 &&
  input.weights.length > 0 &&
  ![input.atLeast, input.atMost, input.held].some((list) => list?.some((x) => x !== null));

interface Bounds {
  readonly floors: number[];
  readonly caps: number[];
}

/** Bounds inward to whole increments. */
function boundsOf(input: SplitInput, free: readonly number[], q: number): Bounds | Refusal {
  const floors: number[] = [];
  const caps: number[] = [];
  for (const i of free) {
    const floor = input.atLeast?.[i] ?? null;
    const cap = input.atMost?.[i] ?? null;
    const low = floor === null ? 0 : Math.max(0, Math.ceil(floor / q) * q);
    const high = cap === null ? Number.POSITIVE_INFINITY : Math.floor(cap / q) * q;
    if (low > high)
      return { code: "no increment", who: i, floor: floor ?? 0, cap: cap ?? 0, increment: q };
    floors.push(low);
    caps.push(high);
  }
  return { floors, caps };
}

function feasible(
  total: number,
  left: number,
  held: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
): Refusal | null {
  const sumFloors = floors.reduce((sum, f) => sum + f, 0);
  if (left < sumFloors) {
    return {
      code: "floors",
      target: total,
      floors: sumFloors + held,
      excess: sumFloors - left,
      nearest: sumFloors + held,
    };
  }
  const sumCaps = weights.reduce((sum, w, i) => sum + (w === 0 ? floors[i]! : caps[i]!), 0);
  if (weights.length > 0 && left > sumCaps) {
    return {
      code: "caps",
      target: total,
      caps: sumCaps + held,
      excess: left - sumCaps,
      nearest: sumCaps + held,
    };
  }
  return null;
}
