import { foldText } from "../../../dsl/fold.ts";

/** Looks things up by name without case. A plan asks for its sheets once a cell, so each spelling is folded once. */
export function byName<T>(
  all: readonly T[],
  nameOf: (one: T) => string,
): (name: string) => T | null {
  const folded = new Map<string, T>();
  for (const one of all) {
    const key = foldText(nameOf(one));
    if (!folded.has(key)) folded.set(key, one);
  }
  const asked = new Map<string, T | null>();
  return (name) => {
    const known = asked.get(name);
    if (known !== undefined) return known;
    const found = folded.get(foldText(name)) ?? null;
    asked.set(name, found);
    return found;
  };
}
