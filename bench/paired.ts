/** Paired timings: each round times both sides, so that what else the machine does falls on both. */

export interface Compared {
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
}

/** Medians of the rounds, of their own ratios too. */
export interface Paired extends Compared {
  /** The shortest round of each side. */
  readonly best: { readonly ours: number; readonly peer: number };
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Alternates the sides, who goes first too; one round before it counts for nothing, unless both are warm. */
export async function paired(
  rounds: number,
  ours: () => unknown,
  peer: () => unknown,
  warm = false,
): Promise<Paired> {
  if (!warm) {
    await timed(ours);
    await timed(peer);
  }
  const times: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const mine = await timed(ours);
      times.push([mine, await timed(peer)]);
    } else {
      const theirs = await timed(peer);
      times.push([await timed(ours), theirs]);
    }
  }
  return {
    ours: median(times.map(([mine]) => mine)),
    peer: median(times.map(([, theirs]) => theirs)),
    ratio: median(times.map(([mine, theirs]) => mine / theirs)),
    best: {
      ours: Math.min(...times.map(([mine]) => mine)),
      peer: Math.min(...times.map(([, theirs]) => theirs)),
    },
  };
}

/** How many cells differ; NaN equals NaN, and sums of whole numbers must be equal to the bit. */
export function differences(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let count = Math.abs(a.length - b.length);
  a.forEach((matrix, k) => {
    const other = b[k]!;
    for (let i = 0; i < matrix.length; i += 1) {
      if (!Object.is(matrix[i], other[i]) && matrix[i] !== other[i]) count += 1;
    }
  });
  return count;
}
