import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { doubledIds } from "../../src/model/doubled.ts";

/** The plainest reading: a list of rows for each id in matching form. */
function oracle(cells: readonly CellValue[], rows: Int32Array): number[][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const cell = cells[row - 1] ?? null;
    const id = cell === null || typeof cell === "object" ? "" : foldText(String(cell));
    if (id === "") continue;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

const id: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constantFrom<CellValue>(
    "a",
    "A ",
    "ａ",
    "a\u00a0b",
    "A b",
    "",
    " ",
    null,
    7,
    "7",
    "07",
    true,
    "TRUE",
  ),
  fc.string({ maxLength: 2 }),
  fc.integer({ min: 0, max: 20 }),
  fc.constant<CellValue>({ error: "#N/A" }),
);

test("ids that stand twice are those of a list by matching form", () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 60 }), fc.nat(3), (cells, skip) => {
      const rows = Int32Array.from(cells.keys(), (r) => r + 1).filter((row) => row > skip);
      const found = [...doubledIds(cells, rows).values()].map((group) => [...group]);
      const byFirst = (a: number[], b: number[]) => a[0]! - b[0]!;
      expect(found.sort(byFirst)).toEqual(oracle(cells, rows).sort(byFirst));
    }),
    { numRuns: 500 },
  );
});
