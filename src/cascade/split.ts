/** A3, the one-way split: a total over reports, exact, in whole increments. */
import { splitInto } from "./down.ts";
import { mulDiv, toUnits, wholeWeights } from "./exact.ts";
import { waterLevel } from "./level.ts";
import { done, type Outcome, type Refusal, refused } from "./refusal.ts";

export type Rounding = "remainder" | "largest" | "first" | "webster";

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
  const outcome = splitPositive({
    ...input,
    total: -input.total,
    ...(input.atMost && { atLeast: flip(input.atMost)! }),
    ...(input.atLeast && { atMost: flip(input.atLeast)! }),
    ...(input.held && { held: flip(input.held)! }),
  });
  if (!outcome.ok) return outcome;
  const { goals, odd } = outcome.value;
  return done({
    ...outcome.value,
    goals: goals.map((goal) => (goal === 0 ? 0 : -goal)),
    odd: odd && { ...odd, amount: -odd.amount },
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
    const goals = new Float64Array(weights.length);
    const rests = new Float64Array(weights.length);
    splitInto(left / q, Float64Array.from(weights), 0, weights.length, goals, rests);
    return done({ goals: Array.from(goals, (n) => n * q), odd: null, evenly, negativeWeights });
  }
  const refusal = feasible(total, left, sumHeld, weights, floors, caps);
  if (refusal) return refused(refusal);
  const shared = share(left, weights, floors, caps, q, rounding, total);
  if (!shared.ok) return shared;
  const goals = held.map((h) => h ?? 0);
  free.forEach((i, at) => {
    goals[i] = shared.value.goals[at]!;
  });
  const { odd } = shared.value;
  return done({
    goals,
    odd: odd && { who: free[odd.who]!, amount: odd.amount },
    evenly,
    negativeWeights,
  });
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

/** A share in whole increments and the remainder of one, as numerator over `scale`. */
interface Cut {
  count: number;
  rest: number;
  readonly scale: number;
}

function share(
  left: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
  q: number,
  rounding: Rounding,
  total: number,
): Outcome<{ goals: number[]; odd: { who: number; amount: number } | null }> {
  const odd = left % q;
  let cuts = cutsOf(left, weights, floors, caps, q);
  let taker = -1;
  if (odd !== 0) {
    taker = takerOf(cuts, floors, odd, q);
    if (taker >= 0) takeOff(cuts[taker]!, odd, q);
    else {
      const fixed = fixOne(left, weights, floors, caps, q, odd);
      if (!fixed) return refused({ code: "odd", target: total, odd, increment: q });
      ({ taker, cuts } = fixed);
    }
  }
  const counts =
    rounding === "webster"
      ? webster(cuts, weights, floors, caps, (left - odd) / q, q)
      : rounded(cuts, caps, (left - odd) / q, q, rounding, weights);
  const goals = counts.map((count, i) => count * q + (i === taker ? odd : 0));
  return done({ goals, odd: taker < 0 ? null : { who: taker, amount: odd } });
}

function cutsOf(
  left: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
  q: number,
): Cut[] {
  const level = waterLevel(left, weights, floors, caps);
  const scale = level.weight * q || q;
  return weights.map((w, i) => {
    const at = level.clamped[i];
    if (at !== null && at !== undefined) return { count: at / q, rest: 0, scale };
    if (level.weight === 0) return { count: 0, rest: 0, scale };
    const { floor, rest } = mulDiv(level.rest, w, scale);
    return { count: floor, rest, scale };
  });
}

const sizeOf = (cut: Cut): number => cut.count + cut.rest / cut.scale;

/** The largest share, first on ties, that stays within its floor without the odd part. */
function takerOf(cuts: readonly Cut[], floors: readonly number[], odd: number, q: number): number {
  let taker = -1;
  cuts.forEach((cut, i) => {
    if ((sizeOf(cut) - odd / q) * q < floors[i]! - 1e-9 || sizeOf(cut) <= 0) return;
    if (taker < 0 || larger(cut, cuts[taker]!)) taker = i;
  });
  return taker;
}

const larger = (a: Cut, b: Cut): boolean =>
  a.count > b.count || (a.count === b.count && a.rest > b.rest);

function takeOff(cut: Cut, odd: number, q: number): void {
  cut.rest -= (odd * cut.scale) / q;
  while (cut.rest < 0) {
    cut.rest += cut.scale;
    cut.count -= 1;
  }
}

/** Nobody can give the odd part up: the first that can stand at its nearest bound takes it, the others share anew. */
function fixOne(
  left: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
  q: number,
  odd: number,
): { taker: number; cuts: Cut[] } | null {
  for (let i = 0; i < weights.length; i += 1) {
    for (const bound of [floors[i]!, caps[i]! - q]) {
      if (!Number.isFinite(bound) || bound < 0 || weights[i] === 0) continue;
      const rest = left - bound - odd;
      const others = weights.map((w, at) => (at === i ? 0 : w));
      const lows = floors.map((f, at) => (at === i ? 0 : f));
      const highs = caps.map((c, at) => (at === i ? 0 : c));
      if (rest < 0 || feasible(rest, rest, 0, others, lows, highs)) continue;
      const cuts = cutsOf(rest, others, lows, highs, q);
      cuts[i] = { count: bound / q, rest: 0, scale: q };
      return { taker: i, cuts };
    }
  }
  return null;
}

/** What is left over goes one increment each: by remainder, by share, or in order. Never to a whole share. */
function rounded(
  cuts: readonly Cut[],
  caps: readonly number[],
  increments: number,
  q: number,
  rounding: Rounding,
  weights: readonly number[],
): number[] {
  const counts = cuts.map((cut) => cut.count);
  let left = increments - counts.reduce((sum, n) => sum + n, 0);
  const order = cuts.flatMap((cut, i) => {
    const room = (counts[i]! + 1) * q <= caps[i]!;
    const has = rounding === "remainder" ? cut.rest > 0 : (weights[i] ?? 0) > 0;
    return room && has ? [i] : [];
  });
  if (rounding === "remainder")
    order.sort((a, b) => cuts[b]!.rest / cuts[b]!.scale - cuts[a]!.rest / cuts[a]!.scale || a - b);
  if (rounding === "largest") order.sort((a, b) => sizeOf(cuts[b]!) - sizeOf(cuts[a]!) || a - b);
  for (const i of order) {
    if (left <= 0) break;
    counts[i]! += 1;
    left -= 1;
  }
  return counts;
}

/** The divisor method of Webster (Sainte-Laguë) within the bounds, from the floors of the shares up or down. */
function webster(
  cuts: readonly Cut[],
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
  increments: number,
  q: number,
): number[] {
  const counts = cuts.map((cut) => cut.count);
  let left = increments - counts.reduce((sum, n) => sum + n, 0);
  const best = (score: (i: number) => number): number => {
    let found = -1;
    counts.forEach((_, i) => {
      if (score(i) > 0 && (found < 0 || score(i) > score(found))) found = i;
    });
    return found;
  };
  const up = (i: number) =>
    (counts[i]! + 1) * q <= caps[i]! ? weights[i]! / (2 * counts[i]! + 1) : 0;
  const down = (i: number) =>
    (counts[i]! - 1) * q >= floors[i]! && weights[i]! > 0 ? (2 * counts[i]! - 1) / weights[i]! : 0;
  for (; left > 0; left -= 1) {
    const i = best(up);
    if (i < 0) break;
    counts[i]! += 1;
  }
  // An increment given where another has the better claim goes over to it.
  for (;;) {
    const [gets, gives] = [best(up), best(down)];
    if (gets < 0 || gives < 0 || gets === gives || up(gets) * down(gives) <= 1 + 1e-12) break;
    counts[gets]! += 1;
    counts[gives]! -= 1;
  }
  return counts;
}

/** Decimal places that matter: amounts of a sheet are split in the finest unit any of them shows. */
function perUnitOf(numbers: readonly number[]): number {
  let perUnit = 1;
  while (perUnit < 1e9 && numbers.some((n) => Number.isFinite(n) && !isWhole(n * perUnit)))
    perUnit *= 10;
  return perUnit;
}
const isWhole = (n: number): boolean => Math.abs(n - Math.round(n)) < 1e-6;

/** The sheet function SPLIT: decimal amounts in, decimal amounts out; bounds, holds and increment in the same unit. */
export function splitAmounts(input: SplitInput): Outcome<Split> {
  const { total, increment = 1 } = input;
  const lists = [input.atLeast, input.atMost, input.held].map((list) =>
    (list ?? []).filter((x): x is number => x !== null),
  );
  const perUnit = perUnitOf([total, increment, ...lists.flat()]);
  const units = (list: readonly (number | null)[] | undefined) =>
    list?.map((x) => (x === null ? null : toUnits(x, perUnit)));
  const outcome = split({
    ...input,
    total: toUnits(total, perUnit),
    increment: toUnits(increment, perUnit),
    ...(input.atLeast && { atLeast: units(input.atLeast)! }),
    ...(input.atMost && { atMost: units(input.atMost)! }),
    ...(input.held && { held: units(input.held)! }),
  });
  const back = (amount: number) => amount / perUnit;
  if (!outcome.ok) return refused(scaleRefusal(outcome.refusal, back));
  const { goals, odd } = outcome.value;
  return done({
    ...outcome.value,
    goals: goals.map(back),
    odd: odd && { ...odd, amount: back(odd.amount) },
  });
}

const INDEXES = new Set(["who", "period", "periods", "code", "kind"]);
/** A refusal with its amounts in another unit. */
export function scaleRefusal(refusal: Refusal, back: (units: number) => number): Refusal {
  const entries = Object.entries(refusal).map(([key, value]) =>
    typeof value === "number" && !INDEXES.has(key) ? [key, back(value)] : [key, value],
  );
  return Object.fromEntries(entries) as Refusal;
}
