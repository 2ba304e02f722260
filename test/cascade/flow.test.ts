/** What can be owed at all, against every whole table there is: with whole margins a share exists where a whole one does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FlowInput, owable, unable } from "../../src/cascade/flow.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
const drawn = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), width: fc.integer({ min: 1, max: 3 }) })
  .chain(({ rows, width }) =>
    fc.record({
      columns: fc.array(fc.nat(3), { minLength: width, maxLength: width }),
      people: fc.array(
        fc.record({
          floor: fc.constantFrom(0, 0, 1, 2),
          room: fc.constantFrom(0, 0, 1, 2, 3, Number.POSITIVE_INFINITY),
          there: fc.array(fc.constantFrom(true, true, false), {
            minLength: width,
            maxLength: width,
          }),
        }),
        { minLength: rows, maxLength: rows },
      ),
    }),
  );
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
const inputOf = ({ columns, people }: Drawn): FlowInput => ({
  columns,
  floors: people.map((p) => p.floor),
  caps: people.map((p) => p.floor + p.room),
  isThere: (i, j) => people[i]!.there[j]!,
});

/** Every whole table with these columns whose rows lie within their bounds. */
function* tables({ columns, floors, caps, isThere }: FlowInput, i = 0): Generator<number[][]> {
  if (i === floors.length) {
    if (columns.every((c) => c === 0)) yield [];
    return;
  }
  for (const row of fillings(columns, (j) => isThere(i, j), caps[i]!)) {
    if (sum(row) < floors[i]!) continue;
    const left = columns.map((c, j) => c - row[j]!);
    for (const rest of tables({ columns: left, floors, caps, isThere }, i + 1))
      yield [row, ...rest];
  }
}
function* fillings(
  columns: readonly number[],
  isOpen: (j: number) => boolean,
  most: number,
  j = 0,
): Generator<number[]> {
  if (j === columns.length) {
    yield [];
    return;
  }
  for (let x = isOpen(j) ? Math.min(most, columns[j]!) : 0; x >= 0; x -= 1)
    for (const rest of fillings(columns, isOpen, most - x, j + 1)) yield [x, ...rest];
}

describe("whether periods and bounds can meet", () => {
  test("is refused where no table exists, and the cut says who and when", () => {
    const seen = { fine: 0, caps: 0, floors: 0 };
    fc.assert(
      fc.property(drawn, (one) => {
        const input = inputOf(one);
        const { columns, floors, caps, isThere } = input;
        const refusal = unable(input);
        const [any] = tables(input);
        expect(refusal === null).toBe(any !== undefined);
        if (refusal?.code !== "periods") {
          seen.fine += 1;
          return;
        }
        const { kind, who, periods, owed, can, short } = refusal;
        seen[kind] += 1;
        const of = (list: readonly number[], at: readonly number[]) => sum(at.map((x) => list[x]!));
        const all = (list: readonly unknown[]) => list.map((_, at) => at);
        if (kind === "caps") {
          expect([owed, can]).toEqual([of(columns, periods), of(caps, who)]);
          expect(who).toEqual(all(caps).filter((i) => periods.some((j) => isThere(i, j))));
        } else {
          expect([owed, can]).toEqual([of(floors, who), of(columns, periods)]);
          expect(periods).toEqual(all(columns).filter((j) => who.some((i) => isThere(i, j))));
        }
        expect(short).toBe(owed - can);
        expect(short).toBeGreaterThan(0);
      }),
      { numRuns: 1_500 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  test("amounts of a part in a million of all don't count as lacking", () => {
    const one = { floors: [0], isThere: () => true };
    expect(unable({ ...one, columns: [1e6], caps: [1e6 - 0.5] })).toBeNull();
    expect(unable({ ...one, columns: [1e6], caps: [1e6 - 2] })).toMatchObject({ short: 2 });
    expect(unable({ ...one, columns: [1e6 - 0.5], floors: [1e6], caps: [1e6] })).toBeNull();
    expect(unable({ ...one, columns: [0.1], caps: [0.05] })).toMatchObject({ kind: "caps" });
  });
});

test("a cell may owe where some table has something in it", () => {
  let closed = 0;
  fc.assert(
    fc.property(drawn, (one) => {
      const input = inputOf(one);
      const all = [...tables(input)];
      if (all.length === 0) return;
      const owes = owable(input);
      input.floors.forEach((_, i) => {
        input.columns.forEach((c, j) => {
          const some = all.some((table) => table[i]![j]! > 0);
          if (c > 0) expect(owes(i, j) && input.isThere(i, j)).toBe(some);
          if (c > 0 && input.isThere(i, j) && !some) closed += 1;
        });
      });
    }),
    { numRuns: 1_500 },
  );
  expect(closed).toBeGreaterThan(100);
});
