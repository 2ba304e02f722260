/** Exact arithmetic on whole numbers in doubles: Dekker's and Veltkamp's two-product where a product passes 2^53. */

const SAFE = Number.MAX_SAFE_INTEGER;
const SPLITTER = 134217729; // 2^27 + 1

/** What a product of two doubles loses when it is rounded. */
function lost(a: number, b: number, product: number): number {
  const ca = SPLITTER * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = SPLITTER * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

export interface Quotient {
  /** `⌊a·b/t⌋` */
  readonly floor: number;
  /** `a·b − floor·t`, in `[0, t)` */
  readonly rest: number;
}

/** `⌊a·b/t⌋` and its remainder, exact for whole `0 ≤ a, b, t ≤ 2^53` whose quotient is at most 2^53. */
export function mulDiv(a: number, b: number, t: number): Quotient {
  const floor = mulDivInto(a, b, t, ONE_REST, 0);
  return { floor, rest: ONE_REST[0]! };
}
const ONE_REST = new Float64Array(1);

/** `mulDiv` without an object: gives the quotient, and puts the remainder at `rests[at]`. */
export function mulDivInto(
  a: number,
  b: number,
  t: number,
  rests: Float64Array,
  at: number,
): number {
  const product = a * b;
  let floor = Math.floor(product / t);
  const back = floor * t;
  let rest = product - back;
  if (product > SAFE) rest += lost(a, b, product) - lost(floor, t, back);
  while (rest < 0) {
    floor -= 1;
    rest += t;
  }
  while (rest >= t) {
    floor += 1;
    rest -= t;
  }
  rests[at] = rest;
  return floor;
}

/** The sign of `a·b − c·d`, exact for whole numbers of at most 2^53 either way. */
export function compareProducts(a: number, b: number, c: number, d: number): number {
  const left = a * b;
  const right = c * d;
  return left - right + (lost(a, b, left) - lost(c, d, right));
}

/** A decimal as whole units (cents): scaled once, on reading; nearest unit. */
export const toUnits = (value: number, perUnit: number): number =>
  Math.round(Number((value * perUnit).toPrecision(15)));

/** Doubles are taken as they are, to this part of the largest. */
const FRACTION = 2 ** 30;

/** Whole numbers below this stand as they are in 15 digits. */
const PLAIN = 1e15;

/** Weights as whole numbers, all by one factor: decimals by a power of ten where that is exact, else to 2⁻³⁰ of the largest. */
export function wholeWeights(weights: readonly number[]): number[] {
  const positive = weights.map((w) => (Number.isFinite(w) ? Math.max(0, w) : 0));
  const largest = Math.max(0, ...positive);
  if (largest < PLAIN && positive.every(Number.isInteger)) return positive;
  for (let power = 1; power <= 1e9 && largest * power <= 2 ** 50; power *= 10) {
    const scaled = (w: number) => Number((w * power).toPrecision(15));
    if (positive.every((w) => Number.isInteger(scaled(w)))) return positive.map(scaled);
  }
  return positive.map((w) => Math.round((w / largest) * FRACTION));
}
