/** Cheapest chains of columns: successive shortest paths of A7. */

/**
 * Bellman and Ford over the columns, from those whose distance is 0 already. `arcs[j * columns + k]` is the
 * cost of one unit from column j to k; `distance` and `before` (the column it came from) are filled in.
 */
export function spreadOut(
  columns: number,
  arcs: Float64Array,
  distance: Float64Array,
  before: Int32Array,
): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (let j = 0; j < columns; j += 1) {
      if (distance[j] === Infinity) continue;
      for (let k = 0; k < columns; k += 1) {
        const way = distance[j]! + arcs[j * columns + k]!;
        if (!(way < distance[k]!)) continue;
        distance[k] = way;
        before[k] = j;
        moved = true;
      }
    }
  }
}

/** Puts a cheaper way from column j to k among the cheapest ways, and what it makes cheaper. O(columns²). */
export function relax(
  ways: Float64Array,
  columns: number,
  j: number,
  k: number,
  cost: number,
): void {
  for (let a = 0; a < columns; a += 1) {
    const to = a === j ? cost : ways[a * columns + j]! + cost;
    if (a === k || to === Infinity) continue;
    for (let b = 0; b < columns; b += 1) {
      if (b === a) continue;
      const way = b === k ? to : to + ways[k * columns + b]!;
      if (way < ways[a * columns + b]!) ways[a * columns + b] = way;
    }
  }
}
