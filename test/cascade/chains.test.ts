/** Cheapest chains against all pairs worked out from nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relax, spreadOut } from "../../src/cascade/chains.ts";

/** Arcs of any sign without a circle that costs less than nothing: something at least 0, and a step in height. */
const drawn = fc.integer({ min: 2, max: 5 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    heights: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }),
    arcs: fc.array(
      fc.record({ j: fc.nat(columns - 1), k: fc.nat(columns - 1), cost: fc.nat(12) }),
      { maxLength: 14 },
    ),
  }),
);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
const arcsOf = ({ heights, arcs }: Drawn) =>
  arcs
    .filter(({ j, k }) => j !== k)
    .map(({ j, k, cost }) => ({ j, k, cost: cost + heights[k]! - heights[j]! }));

/** Floyd and Warshall. */
function allPairs(columns: number, arcs: ReturnType<typeof arcsOf>): number[] {
  const ways = new Array<number>(columns * columns).fill(Infinity);
  for (const { j, k, cost } of arcs) ways[j * columns + k] = Math.min(cost, ways[j * columns + k]!);
  for (let m = 0; m < columns; m += 1)
    for (let a = 0; a < columns; a += 1)
      for (let b = 0; b < columns; b += 1) {
        const way = ways[a * columns + m]! + ways[m * columns + b]!;
        if (a !== b && way < ways[a * columns + b]!) ways[a * columns + b] = way;
      }
  return ways;
}

describe("cheapest ways between columns", () => {
  test("stay the cheapest as one arc after the other comes in", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { columns } = one;
        const arcs = arcsOf(one);
        const ways = new Float64Array(columns * columns).fill(Infinity);
        for (const { j, k, cost } of arcs)
          if (cost < ways[j * columns + k]!) relax(ways, columns, j, k, cost);
        expect([...ways]).toEqual(allPairs(columns, arcs));
      }),
      { numRuns: 400 },
    );
  });

  test("from some columns reach the others by arcs that add up, each from where it came", () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (one, begins) => {
        const { columns } = one;
        const arcs = arcsOf(one).map(({ j, k }) => ({ j, k, cost: 1 + ((3 * j + 5 * k) % 7) }));
        const costs = new Float64Array(columns * columns).fill(Infinity);
        for (const { j, k, cost } of arcs) costs[j * columns + k] = cost;
        const distance = Float64Array.from({ length: columns }, (_, j) =>
          begins[j] ? 0 : Infinity,
        );
        const before = new Int32Array(columns).fill(-1);
        spreadOut(columns, costs, distance, before);
        const ways = allPairs(columns, arcs);
        for (let k = 0; k < columns; k += 1) {
          const starts = Array.from({ length: columns }, (_, j) => j).filter((j) => begins[j]);
          const best = Math.min(...starts.map((j) => (j === k ? 0 : ways[j * columns + k]!)));
          expect(distance[k]).toBe(best);
          const from = before[k]!;
          if (from >= 0) expect(distance[k]).toBe(distance[from]! + costs[from * columns + k]!);
          else expect([0, Infinity]).toContain(distance[k]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
