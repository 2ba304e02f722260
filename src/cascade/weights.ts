/** A1: weights of a manager's reports. */

export interface BlendPart {
  readonly share: number;
  readonly values: readonly number[];
}

/**
 * A blend of shares: each part is divided by its own total first, so that euros and counts mix. A part
 * whose total is 0 drops out and the others are scaled up. Blank and negative count as 0.
 */
export function blendShares(parts: readonly BlendPart[]): {
  shares: number[];
  dropped: readonly number[];
} {
  const positive = (value: number) => (value > 0 ? value : 0);
  const totals = parts.map(({ values }) => values.reduce((sum, v) => sum + positive(v), 0));
  const dropped = totals.flatMap((total, i) => (total === 0 ? [i] : []));
  const kept = parts.reduce((sum, part, i) => sum + (totals[i] === 0 ? 0 : part.share), 0);
  const count = parts[0]?.values.length ?? 0;
  const shares = Array.from({ length: count }, (_, at) =>
    parts.reduce((sum, part, i) => {
      if (totals[i] === 0) return sum;
      return sum + (part.share / kept) * (positive(part.values[at]!) / totals[i]!);
    }, 0),
  );
  return { shares, dropped };
}
