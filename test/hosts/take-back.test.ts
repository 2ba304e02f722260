/** What a write that is taken back leaves of others. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { WriteCell, WriteStep } from "../../src/hosts/port/index.ts";
import { inverseOf } from "../../src/hosts/port/plan.ts";
import { type Now, takingBack } from "../../src/hosts/port/take-back.ts";

const SIZE = 5;
/** One sheet as cells by `row,column`; a formula is `{ formula }`. */
type Cells = Record<string, WriteCell>;
const nowOf = (sheet: string, cells: Cells): Now => {
  const at = (name: string, row: number, column: number) =>
    name === sheet ? (cells[`${row},${column}`] ?? null) : null;
  return {
    sheet: (name) => (name === sheet ? { rows: SIZE, columns: SIZE, tabColour: null } : null),
    value: (...place) => {
      const cell = at(...place);
      return typeof cell === "object" && cell && "formula" in cell ? (cell.result ?? null) : cell;
    },
    formula: (...place) => {
      const cell = at(...place);
      return typeof cell === "object" && cell && "formula" in cell ? cell.formula : null;
    },
  };
};
const write = (top: number, left: number, cells: readonly (readonly WriteCell[])[]) =>
  ({ kind: "write", sheet: "A", top, left, old: null, cells, why: "" }) satisfies WriteStep;
const EMPTY = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 } as const;

const place = fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1));
const blocks = fc
  .tuple(place, fc.array(fc.array(fc.nat(9), { minLength: 2, maxLength: 2 }), { maxLength: 3 }))
  .map(([[top, left], cells]) => write(top, left, cells));

describe("taking back", () => {
  test("restores every cell but those that somebody typed over, and names exactly these", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(9), { minLength: SIZE, maxLength: SIZE }), { maxLength: SIZE }),
        fc.array(blocks, { maxLength: 3 }),
        fc.array(place, { maxLength: 4 }),
        (first, steps, typed) => {
          const book = memoryWorkbook(EMPTY);
          const added: WriteStep = { kind: "addSheet", sheet: "A", tabColour: null };
          book.apply({ title: "", steps: [added, write(0, 0, first)] });
          const cellsNow = (): Cells => {
            const [sheet] = book.read().sheets;
            return Object.fromEntries(
              sheet!.columns.flatMap((column, c) => column.map((cell, r) => [`${r},${c}`, cell])),
            );
          };
          const before = cellsNow();
          const done = book.apply({ title: "", steps });
          if (!done.ok) throw new Error(done.message);
          for (const [row, column] of typed) book.edit("A", row, column, `${row},${column}`);
          const after = cellsNow();
          const { steps: back, kept } = takingBack(done.inverse.steps, steps, nowOf("A", after));
          book.apply({ title: "", steps: back });
          const restored = cellsNow();
          const written = new Set(
            steps.flatMap((step) =>
              step.cells.flatMap((row, r) => row.map((_, c) => `${step.top + r},${step.left + c}`)),
            ),
          );
          for (let at = 0; at < SIZE * (SIZE + 1); at += 1) {
            const key = `${Math.floor(at / SIZE)},${at % SIZE}`;
            const isTyped = after[key] === key;
            expect(restored[key] ?? null).toEqual((isTyped ? after : before)[key] ?? null);
          }
          const lost = typed.map(String).filter((key) => written.has(key));
          expect(kept.length > 0).toBe(lost.length > 0);
        },
      ),
      { numRuns: 30 },
    );
  });

  const inverse = (steps: readonly WriteStep[], before: Cells) =>
    inverseOf({ title: "", steps }, { ...nowOf("A", before), name: () => null, format: () => null })
      .steps;
  const left = (steps: readonly WriteStep[], before: Cells, now: Cells) =>
    takingBack(inverse(steps, before), steps, nowOf("A", now));

  test("ranges are told together", () => {
    const steps = [
      write(
        0,
        0,
        Array.from({ length: 4 }, () => [1, 1, 1]),
      ),
    ];
    const mine = { "1,0": 7, "1,1": 7, "2,0": 7, "2,1": 7, "3,2": 7 };
    expect(left(steps, {}, mine).kept).toEqual(["A!A2:B3", "A!C4"]);
  });

  test("a formula as the host sets it is the write's; another one is somebody's", () => {
    const steps = [write(0, 0, [[{ formula: "SUM(Deals!A1, 1)" }, { formula: "A1+1" }]])];
    const now = {
      "0,0": { formula: "=SUM( 'Deals'!A1;1)", result: 8 },
      "0,1": { formula: "A1+2", result: 9 },
    };
    const { steps: back, kept } = left(steps, { "0,0": 3, "0,1": 4 }, now);
    expect(kept).toEqual(["A!B1"]);
    expect(back).toMatchObject([{ top: 0, left: 0, cells: [[3]] }]);
  });

  test.each([
    ["KPI.ATTAINMENT(A2,B2)", "_xldudf_KPI_ATTAINMENT(A2,B2)"],
    ["LET(_a,1,_a)", "_xlfn.LET(_xlpm._a, 1, _xlpm._a)"],
    ["SUM(B2:B9)", "SUM(@B2:B9)"],
    ["KPI.TIE_OUT(A2)", "_xldudf_KPI_TIE_OUT(A2)"],
    ["round(b1*1.50,2)", "=ROUND( B1 * 1,5; 2 )"],
    ["B1*1.5", "B1*1,5"],
    ["SUM({1.5,2;3,4})", "SUM({1,5\\2;3\\4})"],
    ["IF(A1>1E-7,\"a, b\",'Ann''s'!B1)", "IF(A1>0.0000001,\"a, b\",'Ann''s'!B1)"],
  ])("%s read back as %s is the write's", (formula, read) => {
    const now = { "0,0": { formula: read, result: 1 } };
    expect(left([write(0, 0, [[{ formula }]])], {}, now).kept).toEqual([]);
    expect(left([write(0, 0, [[{ formula: `${formula}+1` }]])], {}, now).kept).toEqual(["A!A1"]);
  });

  test.each([
    ["B1*1.5", "B1*15"],
    ["ROUND(B1,12)", "ROUND(B11,2)"],
    ["MAX(1,2)", "MAX(1.2)"],
    ["MAX(1.2)", "MAX(1,2)"],
    ['A1&" a;b"', 'A1&"a,b"'],
    ['A1&"Ann"', 'A1&"ANN"'],
    ["SUM($B$1:B9)", "SUM(B1:B9)"],
    ["SUM({1,2;3,4})", "SUM({1,2,3,4})"],
    ["A1:B2 B1:C3", "A1:B2B1:C3"],
    ["'My Deals'!A1", "'MyDeals'!A1"],
    ["sales_2.total", "sales.2_total"],
  ])("%s typed over with %s is somebody's", (formula, typed) => {
    const now = { "0,0": { formula: typed, result: 1 } };
    expect(left([write(0, 0, [[{ formula }]])], {}, now).kept).toEqual(["A!A1"]);
  });

  test("a figure that a host rounds is the write's, another one is somebody's", () => {
    const steps = [write(0, 0, [[0.1 + 0.2, 100]])];
    expect(left(steps, {}, { "0,0": 0.3, "0,1": 100.01 }).kept).toEqual(["A!B1"]);
  });

  test.each([
    [1_234_567_890, 1_234_567_891],
    [13_200_000, 13_200_000.01],
    [123_456_789_012_345, 123_456_789_012_346],
    [0.120_004, 0.12],
    [46_023.123_456_789, 46_023.123_460_648],
    [0, 1e-9],
  ])("%d typed over with %d is somebody's", (written, typed) => {
    expect(left([write(0, 0, [[written]])], {}, { "0,0": typed }).kept).toEqual(["A!A1"]);
  });

  test.each([
    [46_023 + 10_666.667 / 86_400, 46_023 + 10_666 / 86_400, []],
    [46_023 + 10_666 / 86_400, 46_023 + 10_667 / 86_400, ["A!A1"]],
    [46_023, 46_024, ["A!A1"]],
  ])("of a time that a host tells to the second, %d is %d or another's", (written, read, kept) => {
    const steps = [write(0, 0, [[written]])];
    const now = { ...nowOf("A", { "0,0": read }), isTime: () => true };
    expect(takingBack(inverse(steps, {}), steps, now).kept).toEqual(kept);
  });

  test("what an array fills is no one's edit, nor is a text that was half-way written", () => {
    const array = { formula: "LET(block_, 1, block_)", result: 1 };
    const steps = [
      write(0, 0, [
        [array, null],
        [null, null],
        ["=not a formula", null],
      ]),
    ];
    const now = { "0,0": array, "0,1": 2, "1,0": 3, "1,1": 4 };
    expect(left(steps, {}, now).kept).toEqual([]);
    const cut = [write(2, 0, [["=not a formula"]])];
    const { steps: back, kept } = left(cut, { "2,0": "before" }, {});
    expect(kept).toEqual([]);
    expect(back).toMatchObject([{ cells: [["before"]] }]);
  });

  describe("what an array on a new sheet fills goes with it; what stands elsewhere stays", () => {
    const steps = (fills?: { rows: number; columns: number }): WriteStep[] => [
      { kind: "addSheet", sheet: "A", tabColour: null },
      write(0, 0, [[{ formula: "KPI.RESULTS()", ...(fills && { fills }) }]]),
    ];
    const table = { formula: "KPI.RESULTS()", result: 1 };
    const keptOf = (written: readonly WriteStep[], now: Cells) => {
      const none = { ...nowOf("", {}), name: () => null, format: () => null };
      const back = inverseOf({ title: "", steps: written }, none).steps;
      return takingBack(back, written, nowOf("A", now)).kept;
    };
    const fills = { rows: 2, columns: 3 };

    test("the write says how far it fills", () => {
      const filled = { "0,0": table, "0,2": 2, "1,0": 3 };
      expect(keptOf(steps(fills), filled)).toEqual([]);
      const notes = { ...filled, "2,0": "my note", "0,3": "mine", "4,4": "my note" };
      expect(keptOf(steps(fills), notes)).toEqual(["A!D1", "A!A3", "A!E5"]);
      expect(keptOf(steps(), filled)).toEqual(["A!C1", "A!A2"]);
    });

    test("restored, it fills what its block left blank", () => {
      const block = write(0, 0, [
        [{ formula: "KPI.RESULTS()" }, null],
        [null, null],
      ]);
      const restored = [steps()[0]!, block];
      const now = { "0,0": table, "1,1": 2, "2,0": "my note" };
      expect(keptOf(restored, now)).toEqual(["A!A3"]);
    });

    test("typed into, it fills nothing", () => {
      const blocked = { ...table, result: { error: "#REF!" } };
      expect(keptOf(steps(fills), { "0,0": blocked, "1,0": "mine" })).toEqual(["A!A2"]);
    });

    test("another's fills nothing of the write's", () => {
      const theirs = { formula: "KPI.GOALS()", result: 1 };
      const now = { "0,0": theirs, "1,1": "mine" };
      expect(keptOf(steps(fills), now)).toEqual(["A!A1", "A!B2"]);
    });
  });

  test("taken back twice is taken back once", () => {
    const steps = [write(0, 0, [[1, 2]])];
    const before = { "0,0": "old", "0,1": { formula: "A1", result: "old" } };
    expect(left(steps, before, before).kept).toEqual([]);
  });

  test("a new sheet goes, unless somebody wrote on it", () => {
    const steps: WriteStep[] = [
      { kind: "addSheet", sheet: "A", tabColour: null },
      write(0, 0, [[1]]),
    ];
    const none = { ...nowOf("", {}), name: () => null, format: () => null };
    const back = inverseOf({ title: "", steps }, none).steps;
    const kinds = (now: Cells) => takingBack(back, steps, nowOf("A", now));
    expect(kinds({ "0,0": 1 }).steps.at(-1)).toEqual({ kind: "removeSheet", sheet: "A" });
    const { steps: spared, kept } = kinds({ "0,0": 1, "4,4": "mine" });
    expect(spared.map(({ kind }) => kind)).toEqual(["write"]);
    expect(kept).toEqual(["A!E5"]);
  });
});
