/** The fit over time against what marks its optimum: Kuhn and Tucker's conditions, read off the finished table. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { unable } from "../../src/cascade/flow.ts";
import { type ShareInput, sharesOverTime } from "../../src/cascade/shares.ts";

const sum = (list: Iterable<number>): number => [...list].reduce((all, x) => all + x, 0);

const drawn = fc.integer({ min: 2, max: 6 }).chain((months) =>
  fc.record({
    columns: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: months, maxLength: months }),
    people: fc.array(
      fc.record({
        weight: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.constant(0)),
        days: fc.array(fc.constantFrom(0, 0.25, 0.5, 1, 1, 1, 1), {
          minLength: months,
          maxLength: months,
        }),
        low: fc.option(fc.integer({ min: 1, max: 400 }), { freq: 2 }),
        room: fc.option(fc.nat(300), { freq: 2 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ columns, people }: Drawn): ShareInput {
  const days = people.flatMap((p) => p.days);
  return {
    rows: people.length,
    columns: Float64Array.from(columns),
    days: Float64Array.from(days),
    seeds: Float64Array.from(people.flatMap((p) => p.days.map((d) => d * p.weight))),
    floors: Float64Array.from(people, (p) => p.low ?? 0),
    caps: Float64Array.from(people, (p) =>
      p.room === null ? Number.POSITIVE_INFINITY : (p.low ?? 0) + p.room,
    ),
  };
}

/** Whether some table within the bounds has something in a cell: a hundredth put there leaves the rest feasible. */
function canOwe({ rows, columns, days, seeds, floors, caps }: ShareInput, i: number, j: number) {
  const width = columns.length;
  const bit = 0.01;
  const weighs = (at: number) => seeds.subarray(at * width, (at + 1) * width).some((s) => s > 0);
  const all = Array.from({ length: rows }, (_, at) => at);
  const most = all.map((at) => (weighs(at) ? caps[at]! : floors[at]!));
  if (most[i]! < bit || columns[j]! < bit) return false;
  const less = (list: Iterable<number>, place: number) =>
    [...list].map((x, at) => (at === place ? Math.max(0, x - bit) : x));
  return !unable({
    columns: less(columns, j),
    floors: less(floors, i),
    caps: less(most, i),
    isThere: (r, p) => (weighs(r) ? seeds : days)[r * width + p]! > 0,
  });
}

/**
 * A cell's seed, of who weighs nothing his days; 0 where nothing can be owed, since the bounds take all there
 * is: the conditions are those of the cells that some table fills.
 */
function openSeeds(input: ShareInput): Float64Array {
  const { columns, days, seeds, floors } = input;
  const width = columns.length;
  return seeds.map((seed, at) => {
    const i = Math.floor(at / width);
    const weighs = seeds.subarray(i * width, (i + 1) * width).some((s) => s > 0);
    const own = weighs ? seed : floors[i]! > 0 ? days[at]! : 0;
    return own > 0 && canOwe(input, i, at % width) ? own : 0;
  });
}

type SeedOf = (i: number, j: number) => number;

/** Rows and columns joined by cells that may owe; factors are told only within one such part. */
function partsOf(input: ShareInput, seedOf: SeedOf): { rows: number[]; columns: number[] }[] {
  const { rows, columns } = input;
  const left = new Set(Array.from({ length: rows }, (_, i) => i));
  const parts: { rows: number[]; columns: number[] }[] = [];
  for (const first of left) {
    const part = { rows: [first], columns: [] as number[] };
    left.delete(first);
    for (const i of part.rows)
      columns.forEach((_, j) => {
        if (seedOf(i, j) === 0 || part.columns.includes(j)) return;
        part.columns.push(j);
        for (const other of left)
          if (seedOf(other, j) > 0) {
            part.rows.push(other);
            left.delete(other);
          }
      });
    if (part.columns.length > 0) parts.push(part);
  }
  return parts;
}

/** Each row's factor over that of the part's first row; every cell must tell the same. */
function factorsOf(
  input: ShareInput,
  seedOf: SeedOf,
  table: Float64Array,
  rows: readonly number[],
) {
  const width = input.columns.length;
  const ratio = (i: number, j: number) => table[i * width + j]! / seedOf(i, j);
  const factors = new Map([[rows[0]!, 1]]);
  const beta = new Map<number, number>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const i of rows)
      for (let j = 0; j < width; j += 1) {
        if (seedOf(i, j) === 0) continue;
        const [alpha, b] = [factors.get(i), beta.get(j)];
        if (alpha !== undefined && b === undefined) beta.set(j, ratio(i, j) / alpha);
        else if (alpha === undefined && b !== undefined) factors.set(i, ratio(i, j) / b);
        else if (alpha !== undefined) {
          expect(ratio(i, j) / (alpha * b!)).toBeCloseTo(1, 6);
          continue;
        } else continue;
        grown = true;
      }
  }
  return factors;
}

type Stands = Map<number, { readonly isLow: boolean; readonly isHigh: boolean }>;

/** Who of a part stands at a bound; nobody is beyond one. */
function boundsOf(input: ShareInput, table: Float64Array, rows: readonly number[]): Stands {
  const { columns, seeds, floors, caps } = input;
  const width = columns.length;
  return new Map(
    rows.map((i) => {
      const year = sum(table.subarray(i * width, (i + 1) * width));
      const weighs = sum(seeds.subarray(i * width, (i + 1) * width)) > 0;
      const cap = weighs ? caps[i]! : floors[i]!;
      expect(year).toBeGreaterThan(floors[i]! - 1e-5);
      expect(year).toBeLessThan(cap + 1e-5);
      return [i, { isLow: year < floors[i]! + 1e-5, isHigh: year > cap - 1e-5 }];
    }),
  );
}

/** One common factor of a part's rows can stand in its columns: one must fit everybody. */
function checkSigns(bounds: Stands, factors: ReadonlyMap<number, number>): void {
  let [least, most] = [0, Number.POSITIVE_INFINITY];
  for (const [i, { isLow, isHigh }] of bounds) {
    if (!isLow) most = Math.min(most, 1 / factors.get(i)!);
    if (!isHigh) least = Math.max(least, 1 / factors.get(i)!);
  }
  expect(least).toBeLessThanOrEqual(most * (1 + 1e-6));
}

const LITTLE_ROOM: Drawn = {
  columns: [1, 219, 492, 459],
  people: [
    { weight: 1, days: [0, 0, 0, 1], low: 102, room: null },
    { weight: 0, days: [0, 0, 0, 1], low: 342, room: null },
    { weight: 1, days: [0, 0, 0.25, 0], low: null, room: null },
    { weight: 1, days: [0, 0, 1, 0], low: 342, room: null },
    { weight: 1, days: [1, 1, 0.25, 1], low: 384, room: null },
  ],
};

test("columns are met, years within bounds, and every cell is row × column × seed: 1 for whom nothing binds, less only at a cap, more only at a floor", () => {
  let [plain, bound] = [0, 0];
  fc.assert(
    fc.property(drawn, (one) => {
      const input = inputOf(one);
      const outcome = sharesOverTime(input);
      if (!outcome.ok) return;
      const { columns, rows } = input;
      const table = outcome.value;
      const open = openSeeds(input);
      const seedOf: SeedOf = (i, j) => open[i * columns.length + j]!;
      table.forEach((x, at) => {
        if (open[at] === 0) expect(x).toBeLessThan(1e-5);
      });
      columns.forEach((c, j) => {
        const owed = sum(Array.from({ length: rows }, (_, i) => table[i * columns.length + j]!));
        expect(Math.abs(owed - c)).toBeLessThan(1e-9 * c);
      });
      for (const { rows: part } of partsOf(input, seedOf)) {
        const bounds = boundsOf(input, table, part);
        checkSigns(bounds, factorsOf(input, seedOf, table, part));
        for (const { isLow, isHigh } of bounds.values()) {
          if (isLow || isHigh) bound += 1;
          else plain += 1;
        }
      }
    }),
    // Floors that leave one part in a thousand: scaling alone was 2e-5 away after ten thousand rounds.
    { numRuns: 1_000, examples: [[LITTLE_ROOM]] },
  );
  expect(plain).toBeGreaterThan(300);
  expect(bound).toBeGreaterThan(300);
});
