/** A seeded stream of numbers in [0, 1): the same seed, the same sample, on every machine. */
export interface Random {
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  /** A bell-shaped factor around 1, never below 0.05. */
  around(spread: number): number;
}

/** mulberry32 (T. Ettinger, public domain): small, even, and good enough for a sample. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    chance: (probability) => next() < probability,
    around: (spread) => Math.max(0.05, 1 + spread * (next() + next() + next() - 1.5)),
  };
}
