import fc from "fast-check";

/** Null but once in `n` draws. (`fc.option` is the other way round: its `freq` says how seldom null is drawn.) */
export const seldom = <T>(n: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: n - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
