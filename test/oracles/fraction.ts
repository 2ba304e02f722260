/** Exact fractions for oracles; the denominator is positive. Not reduced: oracles are small. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const fraction = (n: number | bigint, d: number | bigint = 1): Fraction =>
  d < 0 ? { n: -BigInt(n), d: -BigInt(d) } : { n: BigInt(n), d: BigInt(d) };
export const ZERO = fraction(0);

export const add = (a: Fraction, b: Fraction): Fraction => ({
  n: a.n * b.d + b.n * a.d,
  d: a.d * b.d,
});
export const minus = (a: Fraction, b: Fraction): Fraction => add(a, { n: -b.n, d: b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
/** Below 0, 0, or above. */
export function compare(a: Fraction, b: Fraction): number {
  const apart = a.n * b.d - b.n * a.d;
  return apart < 0n ? -1 : apart > 0n ? 1 : 0;
}
/** The whole number at or below a fraction that isn't negative. */
export const floorOf = ({ n, d }: Fraction): number => Number(n / d);
