/** A3, its last steps: from shares to whole increments, and who takes what is no whole increment. */
import { compareProducts, mulDiv, wholeWeights } from "./exact.ts";
import { waterLevel } from "./level.ts";
import { done, type Outcome, refused } from "./refusal.ts";

/** `remainder`: to the largest remainders; `largest`: to the largest shares; `first`: in order. */
export type Rounding = "remainder" | "largest" | "first" | "webster";

/** A share in increments: `count + rest / scale`. All cuts of one split have one scale. */
export interface Cut {
  readonly count: number;
  readonly rest: number;
  readonly scale: number;
}

export interface Rounded {
  readonly goals: readonly number[];
  readonly odd: { readonly who: number; readonly amount: number } | null;
  /** Shares before rounding, in units; the odd part is in them. */
  readonly shares: readonly number[];
}

/** Everything by position; bounds are whole increments, in units. */
export interface RoundInput {
  /** What is to be given out, in units. */
  readonly left: number;
  readonly weights: readonly number[];
  readonly floors: readonly number[];
  readonly caps: readonly number[];
  readonly increment: number;
  readonly rounding: Rounding;
  /** The whole target, for the message. */
  readonly total: number;
}

/** Shares of the water level as cuts. */
export function cutsOf({ left, weights, floors, caps, increment: q }: RoundInput): Cut[] {
  const level = waterLevel(left, weights, floors, caps);
  const scale = level.weight * q || q;
  return weights.map((w, i) => {
    const at = level.clamped[i]!;
    if (at !== null) return { count: at / q, rest: 0, scale };
    const { floor, rest } = mulDiv(level.rest, w, scale);
    return { count: floor, rest, scale };
  });
}

/** Shares that came from elsewhere are compared at this part of an increment. */
export const FINE = 2 ** 30;

/** A share in increments, as a double, to 2⁻³⁰. */
export function cutAt(value: number): Cut {
  const count = Math.floor(value);
  const rest = Math.round((value - count) * FINE);
  return rest === FINE ? { count: count + 1, rest: 0, scale: FINE } : { count, rest, scale: FINE };
}

/**
 * Whole increments from shares that add up to `left`. What is no whole increment goes first, to the largest
 * share that stays within its bounds without it; where nobody's does, to the first who can be set to his
 * nearest bound, the others sharing anew. Then the floors of the shares, and what is left by the rule.
 */
export function roundShares(input: RoundInput, shares: readonly Cut[]): Outcome<Rounded> {
  const { left, increment: q, rounding } = input;
  const odd = left % q;
  const exact = shares.map((cut) => (cut.count + cut.rest / cut.scale) * q);
  let cuts = shares;
  let taker = -1;
  let { caps } = input;
  if (odd !== 0) {
    const taken = takerOf(input, shares, odd) ?? fixOne(input, shares, odd);
    if (!taken) return refused({ code: "odd", target: input.total, odd, increment: q });
    ({ taker, cuts } = taken);
    caps = caps.map((cap, i) => (i === taker ? cap - q : cap));
  }
  const increments = (left - odd) / q;
  const counts =
    rounding === "webster"
      ? webster(cuts, { ...input, caps }, increments)
      : leftOver(cuts, { ...input, caps }, increments);
  const goals = counts.map((count, i) => count * q + (i === taker ? odd : 0));
  return done({ goals, odd: taker < 0 ? null : { who: taker, amount: odd }, shares: exact });
}

interface Taken {
  readonly taker: number;
  readonly cuts: readonly Cut[];
}

const isLarger = (a: Cut, b: Cut): boolean =>
  a.count > b.count || (a.count === b.count && a.rest > b.rest);

/** The largest share, first on ties, whose rest stays within the bounds less the odd part. */
function takerOf(
  { floors, caps, increment: q }: RoundInput,
  cuts: readonly Cut[],
  odd: number,
): Taken | null {
  let taker = -1;
  let own: Cut | null = null;
  cuts.forEach((cut, i) => {
    if (taker >= 0 && !isLarger(cut, cuts[taker]!)) return;
    const rest = takeOff(cut, odd / q);
    const room = caps[i]! / q - 1 - rest.count;
    if (rest.count < floors[i]! / q || room < 0 || (room === 0 && rest.rest > 0)) return;
    taker = i;
    own = rest;
  });
  return own && { taker, cuts: cuts.map((cut, i) => (i === taker ? own! : cut)) };
}

function takeOff(cut: Cut, part: number): Cut {
  let { count } = cut;
  let rest = cut.rest - Math.round(part * cut.scale);
  while (rest < 0) {
    rest += cut.scale;
    count -= 1;
  }
  return { count, rest, scale: cut.scale };
}

/** The first that can stand at its nearest bound takes the odd part there; the others share anew. */
function fixOne(input: RoundInput, cuts: readonly Cut[], odd: number): Taken | null {
  const { left, weights, floors, caps, increment: q } = input;
  for (let i = 0; i < weights.length; i += 1) {
    const most = caps[i]! - q;
    if (weights[i] === 0 || most < floors[i]!) continue;
    const isLow = takeOff(cuts[i]!, odd / q).count < floors[i]! / q;
    const bound = isLow ? floors[i]! : most;
    const others = {
      ...input,
      left: left - bound - odd,
      weights: weights.map((w, at) => (at === i ? 0 : w)),
      floors: floors.map((f, at) => (at === i ? 0 : f)),
    };
    if (!isFeasible(others)) continue;
    const anew = cutsOf(others);
    const { scale } = anew[i]!;
    return {
      taker: i,
      cuts: anew.map((cut, at) => (at === i ? { count: bound / q, rest: 0, scale } : cut)),
    };
  }
  return null;
}

function isFeasible({ left, weights, floors, caps }: RoundInput): boolean {
  const low = floors.reduce((sum, f) => sum + f, 0);
  const high = weights.reduce((sum, w, i) => sum + (w === 0 ? floors[i]! : caps[i]!), 0);
  return left >= low && left <= high;
}

/** What is left over goes one increment each: by remainder, by share, or in order. Never to who weighs nothing. */
function leftOver(
  cuts: readonly Cut[],
  { caps, increment: q, rounding, weights }: RoundInput,
  increments: number,
): number[] {
  const counts = cuts.map((cut) => cut.count);
  const left = increments - counts.reduce((sum, n) => sum + n, 0);
  const order = counts.flatMap((count, i) =>
    (count + 1) * q <= caps[i]! && weights[i]! > 0 ? [i] : [],
  );
  // Of equal ones the first stays before the others.
  if (rounding === "remainder") order.sort((a, b) => cuts[b]!.rest - cuts[a]!.rest);
  if (rounding === "largest")
    order.sort(
      (a, b) => Number(isLarger(cuts[b]!, cuts[a]!)) - Number(isLarger(cuts[a]!, cuts[b]!)),
    );
  for (const i of order.slice(0, Math.max(0, left))) counts[i]! += 1;
  return counts;
}

/**
 * The divisor method of Webster (Sainte-Laguë) within the bounds: an increment goes to the best claim
 * `weight / (2·count + 1)`, the first on ties. From the floors of the shares, which are near; claims are
 * compared exactly.
 */
function webster(
  cuts: readonly Cut[],
  { weights, floors, caps, increment: q }: RoundInput,
  increments: number,
): number[] {
  const counts = cuts.map((cut) => cut.count);
  let left = increments - counts.reduce((sum, n) => sum + n, 0);
  /** By the claim to the increment below (`-1`) or above (`1`) the counts of two reports. */
  const claims = (a: number, sideA: number, b: number, sideB: number): number =>
    compareProducts(weights[a]!, 2 * counts[b]! + sideB, weights[b]!, 2 * counts[a]! + sideA);
  const taker = (): number => {
    let best = -1;
    counts.forEach((count, i) => {
      if ((count + 1) * q > caps[i]!) return;
      if (best < 0 || claims(i, 1, best, 1) > 0) best = i;
    });
    return best;
  };
  const giver = (): number => {
    let least = -1;
    counts.forEach((count, i) => {
      if ((count - 1) * q < floors[i]!) return;
      if (least < 0 || claims(i, -1, least, -1) <= 0) least = i;
    });
    return least;
  };
  for (; left > 0; left -= 1) counts[taker()]! += 1;
  // An increment given where another has the better claim goes over to it.
  for (;;) {
    const [gets, gives] = [taker(), giver()];
    if (gets < 0 || gives < 0) break;
    const better = claims(gets, 1, gives, -1);
    if (better < 0 || (better === 0 && gets > gives)) break;
    counts[gets]! += 1;
    counts[gives]! -= 1;
  }
  return counts;
}

/** Shares in units, as doubles, rounded within their bounds. */
export function roundAmounts(input: RoundInput, shares: readonly number[]): Outcome<Rounded> {
  const { increment: q } = input;
  return roundShares(
    { ...input, weights: wholeWeights(shares) },
    shares.map((share) => cutAt(share / q)),
  );
}
