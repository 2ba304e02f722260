import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tie } from "../../src/cascade/coarse.ts";
import { EMPTY, nearestTable, tableOf } from "../../src/cascade/table.ts";
import { nearestWithin } from "../../src/cascade/within.ts";
import { exactTable } from "../oracles/table.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

/** Margins of a drawn table, so that their totals agree. */
const margins = (height: number, width: number, most: number) =>
  fc
    .array(fc.array(fc.nat(most), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    })
    .map((cells) => ({
      rows: cells.map(sum),
      columns: cells[0]!.map((_, j) => sum(cells.map((row) => row[j]!))),
    }));
const sizes = fc.constantFrom([2, 2], [3, 2], [2, 3], [3, 3], [4, 3], [3, 4], [5, 2], [2, 5]);
const small = sizes.chain(([h, w]) => margins(h!, w!, 2));

const run = (
  rows: readonly number[],
  columns: readonly number[],
  shares: readonly number[] | null = null,
) => {
  const out = new Float64Array(rows.length * columns.length);
  const cut = tie(
    {
      rows: rows.length,
      rowSums: Float64Array.from(rows),
      columnSums: Float64Array.from(columns),
      shares: shares && Float64Array.from(shares),
      isOpen: shares && Uint8Array.from(shares, (s) => (s > 0 ? 1 : 0)),
      increment: 1,
      notes: { inUnits: false },
    },
    out,
  );
  const table = rows.map((_, i) => [...out.subarray(i * columns.length, (i + 1) * columns.length)]);
  return { cut, table };
};

describe("the nearest table", () => {
  test("of a product is the best of all whole tables", () => {
    fc.assert(
      fc.property(small, ({ rows, columns }) => {
        const total = sum(rows);
        const shares = rows.map((r) => columns.map((c) => BigInt(r * c)));
        const best = exactTable({ rows, columns, shares, scale: BigInt(total || 1) });
        expect(run(rows, columns)).toEqual({ cut: null, table: best });
      }),
      { numRuns: 1_000 },
    );
  });

  test("of equal rows, where all is tied, is the one that reads larger first", () => {
    const equal = fc.record({ n: fc.integer({ min: 1, max: 5 }), each: fc.nat(2) });
    fc.assert(
      fc.property(equal, fc.integer({ min: 2, max: 4 }), ({ n, each }, width) => {
        const rows = new Array<number>(n).fill(each);
        const columns = new Array<number>(width).fill(Math.floor((n * each) / width));
        for (let j = 0; j < (n * each) % width; j += 1) columns[j]! += 1;
        const shares = rows.map((r) => columns.map((c) => BigInt(r * c)));
        const best = exactTable({ rows, columns, shares, scale: BigInt(sum(rows) || 1) });
        expect(run(rows, columns).table).toEqual(best);
      }),
      { numRuns: 120 },
    );
  });

  const anyShares = sizes.chain(([h, w]) =>
    fc.record({
      margin: margins(h!, w!, 2),
      cells: fc.array(fc.oneof(fc.constant(null), fc.nat(12), fc.nat(12), fc.nat(12)), {
        minLength: h! * w!,
        maxLength: h! * w!,
      }),
    }),
  );
  type AnyShares = typeof anyShares extends fc.Arbitrary<infer T> ? T : never;
  const inQuarters = ({ margin: { rows, columns }, cells }: AnyShares) => {
    const scale = 4;
    const table = tableOf(rows.length, columns.length);
    table.rowSums.set(rows);
    table.columnSums.set(columns);
    table.scale = scale;
    cells.forEach((cell, at) => {
      table.floor[at] = cell === null ? 0 : Math.floor(cell / scale);
      table.rest[at] = cell === null ? EMPTY : cell % scale;
    });
    const width = columns.length;
    const shares = rows.map((_, i) =>
      columns.map((_, j) => {
        const cell = cells[i * width + j]!;
        return cell === null ? null : BigInt(cell);
      }),
    );
    return { table, best: exactTable({ rows, columns, shares, scale: BigInt(scale) }) };
  };

  test("of any shares, cells that stay empty among them, is the best; or there is none", () => {
    fc.assert(
      fc.property(anyShares, (drawn) => {
        const { rows, columns } = drawn.margin;
        const { cells } = drawn;
        const width = columns.length;
        const { table, best } = inQuarters(drawn);
        const cut = nearestTable(table);
        if (cut) {
          expect(best).toBe(null);
          const owed = sum(cut.rows.map((i) => rows[i]!));
          const can = sum(cut.columns.map((j) => columns[j]!));
          expect([cut.owed, cut.can, owed > can]).toEqual([owed, can, true]);
          for (const i of cut.rows)
            for (let j = 0; j < width; j += 1)
              if (!cut.columns.includes(j)) expect(cells[i * width + j]).toBe(null);
        } else
          expect(rows.map((_, i) => [...table.x.subarray(i * width, (i + 1) * width)])).toEqual(
            best,
          );
      }),
      { numRuns: 1_500 },
    );
  });

  test("within the increments is that best table, or none of the best stays within them", () => {
    let within = 0;
    fc.assert(
      fc.property(anyShares, (drawn) => {
        const { table, best } = inQuarters(drawn);
        const width = table.columns;
        const isWithin = (x: number, at: number) =>
          x >= table.floor[at]! && x <= table.floor[at]! + (table.rest[at]! > 0 ? 1 : 0);
        if (nearestWithin(table)) {
          within += 1;
          const rows = drawn.margin.rows.map((_, i) => [
            ...table.x.subarray(i * width, (i + 1) * width),
          ]);
          expect(rows).toEqual(best);
        } else expect(best?.flat().every(isWithin) ?? false).toBe(false);
      }),
      { numRuns: 4_000 },
    );
    expect(within).toBeGreaterThan(40);
  });

  test("two columns as one largest remainder are the table that chains of columns find", () => {
    const tall = fc.integer({ min: 1, max: 30 }).chain((h) => margins(h, 2, 1_000));
    fc.assert(
      fc.property(tall, ({ rows, columns }) => {
        const table = tableOf(rows.length, 2);
        const total = sum(rows) || 1;
        table.rowSums.set(rows);
        table.columnSums.set(columns);
        table.scale = total;
        rows.forEach((r, i) => {
          columns.forEach((c, j) => {
            table.floor[i * 2 + j] = Math.floor((r * c) / total);
            table.rest[i * 2 + j] = (r * c) % total;
          });
        });
        expect(nearestTable(table)).toBe(null);
        expect(run(rows, columns).table.flat()).toEqual([...table.x]);
      }),
    );
  });

  test("of large margins keeps both and stays within an increment of each share", () => {
    const large = fc.integer({ min: 1, max: 25 }).chain((h) => margins(h, 12, 1e7));
    fc.assert(
      fc.property(large, ({ rows, columns }) => {
        const { table } = run(rows, columns);
        expect(table.map(sum)).toEqual(rows);
        expect(columns.map((_, j) => sum(table.map((row) => row[j]!)))).toEqual(columns);
        const total = BigInt(sum(rows));
        table.forEach((row, i) => {
          row.forEach((x, j) => {
            const apart = BigInt(x) * total - BigInt(rows[i]!) * BigInt(columns[j]!);
            expect(apart < total && apart > -total).toBe(true);
          });
        });
      }),
      { numRuns: 100 },
    );
  });
});
