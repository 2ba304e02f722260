/** Tables tied to both margins: odd amounts, cells that are held, and teams larger than the scratch begins with. */
import { describe, expect, test } from "vitest";
import { coarseToFine, setShare, tie } from "../../src/cascade/coarse.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import { tableOf } from "../../src/cascade/table.ts";

const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);
interface Asked {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly increment?: number;
  readonly shares?: readonly number[];
  readonly open?: readonly number[];
}
function tied({ rows, columns, increment = 1, shares, open }: Asked) {
  const out = new Float64Array(rows.length * columns.length);
  const notes = { inUnits: false };
  const cut = tie(
    {
      rows: rows.length,
      rowSums: Float64Array.from(rows),
      columnSums: Float64Array.from(columns),
      shares: shares ? Float64Array.from(shares) : null,
      isOpen: open ? Uint8Array.from(open) : null,
      increment,
      notes,
    },
    out,
  );
  const table = rows.map((_, i) => [...out.subarray(i * columns.length, (i + 1) * columns.length)]);
  return cut ? { cut, ...notes } : { table, ...notes };
}

describe("odd margins", () => {
  test("meet first, the rest are whole increments", () => {
    const made = tied({ rows: [53, 50], columns: [63, 40], increment: 10 });
    expect(made).toEqual({
      table: [
        [33, 20],
        [30, 20],
      ],
      inUnits: false,
    });
  });
  test("that would come into a cell that is held are tied to the unit, and that is said", () => {
    const shares = [15, 0, 8, 5, 13, 2];
    const asked = { rows: [23, 20], columns: [20, 13, 10], shares, increment: 10 };
    // The odd 3 of the first row would meet those of the second column.
    expect(tied({ ...asked, open: [1, 0, 1, 1, 1, 1] })).toEqual({
      table: [
        [15, 0, 8],
        [5, 13, 2],
      ],
      inUnits: true,
    });
    expect(tied({ ...asked, open: [1, 1, 1, 1, 1, 1] })).toEqual({
      table: [
        [10, 3, 10],
        [10, 10, 0],
      ],
      inUnits: false,
    });
  });
  test("in cells that are open leave the rest whole, whatever else is held", () => {
    const asked = { rows: [23, 20], columns: [33, 10], shares: [18, 5, 15, 0], open: [1, 1, 1, 0] };
    expect(tied({ ...asked, increment: 10 })).toEqual({
      table: [
        [13, 10],
        [20, 0],
      ],
      inUnits: false,
    });
  });
  test("of which there is no table are cut, in units", () => {
    const made = tied({
      rows: [13, 10],
      columns: [13, 10],
      shares: [0, 10, 10, 0],
      open: [0, 1, 1, 0],
      increment: 10,
    });
    expect(made).toMatchObject({ cut: { owed: 13, can: 10 }, inUnits: false });
  });
});

test("cells that are closed stay empty, though a share would come there", () => {
  const asked = { rows: [4, 4], columns: [4, 4] };
  expect(tied({ ...asked, shares: [1, 1, 1, 1], open: [0, 1, 1, 1] })).toMatchObject({
    table: [
      [0, 4],
      [4, 0],
    ],
  });
  expect(tied({ ...asked, shares: [1, 1, 1, 1], open: [1, 1, 1, 1] })).toMatchObject({
    table: [
      [2, 2],
      [2, 2],
    ],
  });
});

describe("large teams after small ones and the other way", () => {
  const years = Array.from({ length: 90 }, (_, i) => 100 + ((i * 37) % 50));
  const months = (list: readonly number[]) =>
    Array.from({ length: 12 }, (_, j) => Math.floor((sum(list) + j) / 12));
  const run = (list: readonly number[], isShared: boolean) => {
    const columns = months(list);
    const shares = list.flatMap((y) => columns.map((c) => (y * c) / sum(list)));
    const out = new Float64Array(list.length * 12);
    const isMade = coarseToFine(
      {
        rows: list.length,
        columns: Float64Array.from(columns),
        years: Float64Array.from(list),
        shares: isShared ? Float64Array.from(shares) : null,
        isOpen: isShared ? new Uint8Array(shares.length).fill(1) : null,
        increment: 1,
        notes: { inUnits: false },
      },
      groupOf(12),
      out,
    );
    expect(isMade).toBe(true);
    return list.map((_, i) => [...out.subarray(i * 12, (i + 1) * 12)]);
  };
  test("tie both ways, by the product and by the same shares", () => {
    for (const size of [3, 90, 17, 40, 3]) {
      const list = years.slice(0, size);
      const plain = run(list, false);
      expect(plain.map(sum)).toEqual(list);
      expect(months(list).map((_, j) => sum(plain.map((row) => row[j]!)))).toEqual(months(list));
      const shared = run(list, true);
      expect(shared.map(sum)).toEqual(list);
      expect(months(list).map((_, j) => sum(shared.map((row) => row[j]!)))).toEqual(months(list));
      shared.flat().forEach((x, at) => {
        expect(Math.abs(x - plain.flat()[at]!)).toBeLessThan(2);
      });
    }
  });
});

test("margins that drive the fit apart without end are cut", () => {
  const diagonal = [1, 0, 0, 1];
  const far = tied({ rows: [300, 1], columns: [1, 300], shares: diagonal, open: diagonal });
  expect(far).toMatchObject({ cut: { rows: [0], columns: [0], owed: 300, can: 1 } });
});

test("a half whose months have no table has none itself, though it ties with the other", () => {
  const isMade = (open: readonly number[]) =>
    coarseToFine(
      {
        rows: 2,
        columns: Float64Array.from([1, 0, 0, 1]),
        years: Float64Array.from([1, 1]),
        shares: Float64Array.from([0, 2, 0, 0, 0, 0, 2, 2]),
        isOpen: Uint8Array.from(open),
        increment: 1,
        notes: { inUnits: false },
      },
      groupOf(4),
      new Float64Array(8),
    );
  // The first report's one is the first half's; in its first month he isn't there.
  expect(isMade([0, 1, 0, 0, 0, 0, 1, 1])).toBe(false);
  expect(isMade([1, 1, 0, 0, 0, 0, 1, 1])).toBe(true);
});

test("a share is taken to 2⁻³⁰: a part that is nearly one is one", () => {
  const table = tableOf(1, 3);
  setShare(table, 0, 2.5);
  setShare(table, 1, 3 - 2 ** -40);
  setShare(table, 2, 0);
  expect([...table.floor]).toEqual([2, 3, 0]);
  expect([...table.rest]).toEqual([2 ** 29, 0, 0]);
});
