/** Ids that differ in their leading zeros only. */
const DIGITS = /^\d+$/;
const withoutZeros = (id: string): string => id.replace(/^0+(?=\d)/, "");

/**
 * Rows (or people) for codes that found none, by ids whose leading zeros one sheet has lost (`12` and
 * `0012`): only if no two ids of either sheet would fall together.
 */
export function looseMatches(
  folded: readonly string[],
  found: Int32Array,
  rowOf: ReadonlyMap<string, number>,
): ReadonlyMap<number, number> {
  const matches = new Map<number, number>();
  const missing = folded.flatMap((id, code) =>
    found[code] === -1 && DIGITS.test(id) ? [code] : [],
  );
  if (missing.length === 0) return matches;
  const keys = [...rowOf.keys()].filter((id) => DIGITS.test(id));
  const ids = folded.filter((id) => DIGITS.test(id));
  const distinct = (list: readonly string[]) =>
    new Set(list.map(withoutZeros)).size === list.length;
  if (!distinct(keys) || !distinct(ids)) return matches;
  const byBare = new Map(keys.map((id) => [withoutZeros(id), rowOf.get(id)!]));
  for (const code of missing) {
    const row = byBare.get(withoutZeros(folded[code]!));
    if (row !== undefined) matches.set(code, row);
  }
  return matches;
}
