/** Rows that a part of a long write replaces: what is another person's edit, and what follows by itself. */
import { expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import type { WriteStep } from "../../src/hosts/port/index.ts";
import type { Before } from "../../src/hosts/port/plan.ts";
import { changedSince, rowsSeenBy } from "../../src/hosts/port/rows-seen.ts";

type Cell = CellValue | { readonly formula: string; readonly value: CellValue };
const isFormula = (cell: Cell | undefined): cell is Extract<Cell, { formula: string }> =>
  typeof cell === "object" && cell !== null && "formula" in cell;

/** `KPI Results` as it is given, and no other sheet. */
const book = (rows: readonly (readonly Cell[])[]): Before => ({
  sheet: (name) =>
    name === "KPI Results"
      ? { rows: rows.length, columns: rows[0]!.length, tabColour: null }
      : null,
  value: (_, r, c) => {
    const cell = rows[r]?.[c];
    return isFormula(cell) ? cell.value : (cell ?? null);
  },
  formula: (_, r, c) => {
    const cell = rows[r]?.[c];
    return isFormula(cell) ? cell.formula : null;
  },
  name: () => null,
  format: () => null,
});
const write = (top: number, rows: number, sheet = "KPI Results"): WriteStep => ({
  ...{ kind: "write", sheet, top, left: 0, old: null, why: "" },
  cells: Array.from({ length: rows }, () => [1, 2, 3]),
});

const ROWS: readonly (readonly Cell[])[] = [
  ["who", "goal", "share"],
  ["Ann", 10, { formula: "B2/20", value: 0.5 }],
  ["Bo", 10, { formula: "B3/20", value: 0.5 }],
];

test("a value or a formula typed over is told by its range; what a formula comes to isn't", () => {
  const seen = rowsSeenBy([[write(0, 1)], [write(1, 2)]], book(ROWS))[1]?.[0];
  const after = (bo: readonly Cell[]) => changedSince(seen!, book([ROWS[0]!, ROWS[1]!, bo]));
  expect(after(ROWS[2]!)).toBe(null);
  expect(after(["Bo", 10, { formula: "B3/20", value: 0.7 }])).toBe(null);
  expect(after(["Bo", 11, { formula: "B3/20", value: 0.5 }])).toBe("KPI Results!A3:C3");
  expect(after(["Bo", 10, 0.5])).toBe("KPI Results!A3:C3");
  expect(after([null, null, null])).toBe("KPI Results!A3:C3");
  const both = [ROWS[0]!, ["Ann", 9, null], ["Bo", 9, null]];
  expect(changedSince(seen!, book(both))).toBe("KPI Results!A2:C3");
});

test("what a block of ours fills follows it, in pieces below the first too", () => {
  const block = { formula: "KPI_RESULTS(KPI_Rules)", value: "who" };
  const before = book([
    ["a title", block, 1],
    ["ours", 2, 3],
    ["ours", 4, 5],
  ]);
  const seen = rowsSeenBy([[write(0, 1)], [write(1, 2)]], before).flat();
  const cleared = book([
    [1, 2, 3],
    ["ours", null, null],
    ["ours", null, null],
  ]);
  expect(changedSince(seen[1]!, cleared)).toBe(null);
  expect(changedSince(seen[1]!, book([[], ["theirs", null, null], ["ours", 4, 5]]))).toBe(
    "KPI Results!A2",
  );
});

test("the plan's own cells are no edit: a sheet it makes is blank, what it cleared is left out", () => {
  const clear: WriteStep = {
    ...{ kind: "clear", sheet: "KPI Results", top: 0, left: 0 },
    ...{ rows: 3, columns: 3 },
  };
  const [cleared, written] = rowsSeenBy([[clear], [write(0, 3)]], book(ROWS));
  expect([cleared!.length, written!.length]).toEqual([1, 0]);
  const add: WriteStep = { kind: "addSheet", sheet: "KPI New", tabColour: null };
  const [made] = rowsSeenBy([[add, write(0, 2, "KPI New")]], book(ROWS));
  expect(made![0]!.marks).toEqual(["", ""]);
});
