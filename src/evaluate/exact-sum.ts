/**
 * Sums without loss, whatever the order, the tree or the edits in between: every number is cut into parts
 * that are whole multiples of a power of two, so chosen that sums of parts never leave 53 bits. Parts add
 * and subtract exactly; only the end is rounded, once. (Rump, Ogita, Oishi: Accurate floating-point
 * summation; Demmel, Nguyen: reproducible summation.)
 */

/** How the numbers of a column are cut; no cuts: they add up exactly as they are. */
export interface Bins {
  /** For each part but the last the constant that rounds to its quantum. */
  readonly cuts: readonly number[];
  /** The last part is a whole multiple of this power of two. */
  readonly last: number;
  /** Sum of the numbers' sizes. */
  readonly size: number;
  /** As long as the sizes together stay below this, sums of parts are exact. */
  readonly limit: number;
}

/** Bits kept free above the largest sum, for edits that make it grow. */
const HEADROOM = 2;
const LARGEST = 2 ** 1000;
const WHOLE_LIMIT = 2 ** 53;

/** Null where the sizes together leave the range of numbers: then no sum is exact. */
export function binsOf(numbers: Float64Array): Bins | null {
  let size = 0;
  let whole = true;
  for (let r = 0; r < numbers.length; r += 1) {
    const value = numbers[r]!;
    if (Number.isNaN(value)) continue;
    size += Math.abs(value);
    whole &&= Number.isInteger(value);
  }
  if (whole && size * 2 ** HEADROOM < WHOLE_LIMIT)
    return { cuts: [], last: 1, size, limit: WHOLE_LIMIT };
  return size < LARGEST ? cutBins(numbers, size) : null;
}

function cutBins(numbers: Float64Array, size: number): Bins {
  const rest = numbers.slice();
  const cuts: number[] = [];
  let exponent = Math.ceil(Math.log2(size)) + 1 + HEADROOM;
  const limit = 2 ** exponent;
  for (;;) {
    // Sizes below 2^exponent: multiples of 2^(exponent - 51) keep two bits for the rounding itself.
    const quantum = 2 ** (exponent - 51);
    const cut = 1.5 * 2 ** 52 * quantum;
    if (quantum === 0 || !cutOff(rest, cut)) return { cuts, last: quantum, size, limit };
    cuts.push(cut);
    exponent = Math.ceil(Math.log2(numbers.length)) + 1 + (exponent - 52);
  }
}

/** Leaves what a cut leaves of each number; whether it leaves anything. */
function cutOff(rest: Float64Array, cut: number): boolean {
  let some = false;
  for (let r = 0; r < rest.length; r += 1) {
    const value = rest[r]!;
    const left = value - (value + cut - cut);
    rest[r] = left;
    if (left !== 0 && !Number.isNaN(left)) some = true;
  }
  return some;
}

/** Whether a number can stand among those that the bins were made for. */
export function fits({ cuts, last }: Bins, value: number): boolean {
  let rest = value;
  for (const cut of cuts) rest -= rest + cut - cut;
  return Number.isInteger(rest / last);
}

/** Of numbers like 0.01 the last bit is 2^-59: parts down to here hold any amount in cents. */
const FINEST = 2 ** -60;

/** The same bins with parts below the last, so that edits may bring finer numbers than the column had. */
export function widened({ cuts, last, size, limit }: Bins, rows: number): Bins {
  const more = [...cuts];
  let quantum = last;
  while (quantum > FINEST) {
    more.push(1.5 * 2 ** 52 * quantum);
    quantum *= 2 ** (Math.ceil(Math.log2(Math.max(rows, 2))) + 1 - 52);
  }
  // A first cut of quantum 1 rounds numbers below 2^51 only.
  return { cuts: more, last: quantum, size, limit: cuts.length === 0 ? 2 ** 51 * last : limit };
}

/** The number nearest to the sum of three, without any array. */
export function roundedSumOfThree(a: number, b: number, c: number): number {
  const ab = a + b;
  const bInAb = ab - a;
  const low = a - (ab - bInAb) + (b - bInAb);
  const lowC = low + c;
  const cInLowC = lowC - low;
  const lowest = low - (lowC - cInLowC) + (c - cInLowC);
  const sum = ab + lowC;
  const lowCInSum = sum - ab;
  const rest = ab - (sum - lowCInSum) + (lowC - lowCInSum);
  if (rest === 0) return sum + lowest;
  // Half way between two numbers what is left decides.
  const twice = rest * 2;
  if (lowest !== 0 && lowest > 0 === rest > 0 && sum + twice - sum === twice) return sum + twice;
  return sum;
}

/** The number nearest to the sum of a few (Shewchuk's expansion, rounded half to even as Python's `fsum`). */
export function roundedSum(numbers: readonly number[]): number {
  const parts: number[] = [];
  for (const number of numbers) {
    let x = number;
    let kept = 0;
    for (const y of parts) {
      const [large, small] = Math.abs(x) < Math.abs(y) ? [y, x] : [x, y];
      const sum = large + small;
      const low = small - (sum - large);
      if (low !== 0) {
        parts[kept] = low;
        kept += 1;
      }
      x = sum;
    }
    parts.length = kept;
    parts.push(x);
  }
  let at = parts.length - 1;
  let high = parts[at] ?? 0;
  let low = 0;
  while (at > 0 && low === 0) {
    at -= 1;
    const sum = high + parts[at]!;
    low = parts[at]! - (sum - high);
    high = sum;
  }
  const below = parts[at - 1] ?? 0;
  // Half way between two numbers what is left decides.
  if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
    const twice = low * 2;
    const sum = high + twice;
    if (twice === sum - high) return sum;
  }
  return high;
}

const known = new WeakMap<Float64Array, { readonly bins: Bins | null }>();

/** The bins of a column, made once. */
export function binsFor(numbers: Float64Array): Bins | null {
  const before = known.get(numbers);
  if (before) return before.bins;
  const bins = binsOf(numbers);
  known.set(numbers, { bins });
  return bins;
}

/** After a number of the column was changed. */
export const forgetBins = (numbers: Float64Array): boolean => known.delete(numbers);
