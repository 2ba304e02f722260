import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { WriteCell, WriteStep } from "../../src/hosts/port/index.ts";
import { partsOf, rowsOf } from "../../src/hosts/port/parts.ts";

const write = (sheet: string, cells: readonly (readonly WriteCell[])[]): WriteStep => ({
  ...{ kind: "write", sheet, top: 2, left: 1, why: "" },
  ...{ cells, old: cells.map((row) => row.map(() => null)) },
});
const steps = fc
  .array(fc.tuple(fc.constantFrom("A", "B"), fc.nat(20), fc.integer({ min: 1, max: 4 })), {
    maxLength: 6,
  })
  .map((all): WriteStep[] => [
    { kind: "addSheet", sheet: "A", tabColour: null },
    { kind: "addSheet", sheet: "B", tabColour: null },
    ...all.map(([sheet, rows, width], at) =>
      write(
        sheet,
        Array.from({ length: rows }, (_, r) =>
          Array.from({ length: width }, (_, c) => `${at} ${r} ${c}`),
        ),
      ),
    ),
  ]);
const EMPTY = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 } as const;
const written = (all: readonly WriteStep[][]) => {
  const workbook = memoryWorkbook(EMPTY);
  for (const part of all)
    workbook.apply({ title: "", steps: part.map((s) => ("old" in s ? { ...s, old: null } : s)) });
  return workbook.read();
};

describe("a plan in parts", () => {
  test("writes what the plan writes, no part more than it may, no row lost", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 4, max: 40 }), (all, most) => {
        const parts = partsOf(all, most);
        expect(written(parts)).toEqual(written([all]));
        expect(parts.reduce((sum, part) => sum + rowsOf(part), 0)).toBe(rowsOf(all));
        for (const part of parts) {
          const cells = part.flatMap((s) => (s.kind === "write" ? s.cells.flat() : []));
          expect(cells.length).toBeLessThanOrEqual(most);
          for (const step of part)
            if (step.kind === "write") expect(step.old).toHaveLength(step.cells.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a block whose formula fills cells stays whole: they would stand in the way of its later rows", () => {
    const fills = { rows: 40, columns: 1 };
    const cells = [
      [{ formula: "SEQUENCE(40)", fills }],
      ...Array.from({ length: 39 }, () => [null]),
    ];
    expect(partsOf([write("A", cells)], 10)).toEqual([[write("A", cells)]]);
  });
});
