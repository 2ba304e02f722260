/** Half away from zero on the decimal value of 15 digits, as spreadsheets round. */
export function roundAway(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  const factor = 10 ** digits;
  const scaled = Number((Math.abs(value) * factor).toPrecision(15));
  return (Math.sign(value) * Math.floor(scaled + 0.5)) / factor;
}

/** The value moved by so many decimal digits, on 15 of them: 1.1 by one is 11. */
export const shifted = (value: number, digits: number): number =>
  digits === 0 ? value : Number((value * 10 ** digits).toPrecision(15));

/** A power that isn't a real number is blank, and so is one of a blank: to JavaScript NaN ** 0 is 1. */
export function power(base: number, exponent: number): number {
  const value = base ** exponent;
  return Number.isFinite(value) && !Number.isNaN(base) ? value : Number.NaN;
}

/** Neumaier's compensated sum: the order of the rows doesn't show in the figure. */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  let rest = 0;
  for (const value of values) {
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + rest;
}
