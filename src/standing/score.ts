export interface ScorePart {
  readonly weight: number;
  /** NaN is blank: left out, the other weights fill its place. */
  readonly attainment: number;
}

export interface Scored {
  readonly score: number;
  /** The part of the weights that has an attainment: the score says how much of it counted. */
  readonly counted: number;
  /** Places, in the list of parts, of those without an attainment. */
  readonly leftOut: readonly number[];
}

/** The weighted mean of the attainments there are, each capped and floored first. */
export function score(
  parts: readonly ScorePart[],
  cap: number | null,
  floor: number | null,
): Scored {
  let sum = 0;
  let counted = 0;
  let all = 0;
  const leftOut: number[] = [];
  for (const [at, { weight, attainment }] of parts.entries()) {
    all += weight;
    if (Number.isNaN(attainment)) {
      leftOut.push(at);
      continue;
    }
    const bounded = Math.max(
      floor ?? Number.NEGATIVE_INFINITY,
      Math.min(cap ?? Number.POSITIVE_INFINITY, attainment),
    );
    sum += weight * bounded;
    counted += weight;
  }
  return counted === 0
    ? { score: Number.NaN, counted: 0, leftOut }
    : { score: sum / counted, counted: counted / all, leftOut };
}
