import { foldText } from "./fold.ts";

/**
 * Names close enough to be meant, nearest first: by Damerau–Levenshtein distance (optimal string
 * alignment) in matching form, at most a third of the length, or one beginning with the other.
 */
export function nearest(wanted: string, names: Iterable<string>, most = 1): string[] {
  const target = foldText(wanted);
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const folded = foldText(name);
    if (folded === target) return [name];
    const limit = Math.max(1, Math.floor(Math.max(target.length, folded.length) / 3));
    if (Math.abs(target.length - folded.length) <= limit) {
      const score = distance(target, folded);
      if (score <= limit) {
        scored.push({ name, score });
        continue;
      }
    }
    const short = Math.min(target.length, folded.length);
    if (short >= 3 && (folded.startsWith(target) || target.startsWith(folded))) {
      scored.push({ name, score: limit + 1 });
    }
  }
  scored.sort((a, b) => a.score - b.score);
  return scored.slice(0, most).map(({ name }) => name);
}

function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, before[j - 2]! + 1);
      }
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
