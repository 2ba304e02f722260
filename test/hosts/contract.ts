/** What every adapter of the port must do, whatever the host: run by each adapter's own test file. */
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import type { Workbook, WriteCell, WritePlan, WriteStep } from "../../src/hosts/port/index.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

export interface Made {
  readonly workbook: Workbook;
  /** A user's edit by hand, for hosts where a test can make one. Zero-based. */
  readonly edit?: (sheet: string, row: number, column: number, value: CellValue) => void;
  /** Whether a cell of the host holds a formula, for hosts where a test can see one. Zero-based. */
  readonly hasFormula?: (sheet: string, row: number, column: number) => boolean;
}

/** A fresh workbook of the host that holds the data. */
export type Make = (data: WorkbookData) => Made | Promise<Made>;

/** The workbook that the contract is tried on. */
export const CONTRACT_DATA: WorkbookData = {
  sheets: [
    sheetOf("Deals", [
      ["id", "amount", "won", "closed"],
      ["D1", 100.5, true, 45_000],
      ["D2", null, false, 45_031],
      ["0012", 0, null, null],
    ]),
    sheetOf("People", [
      ["name", "manager"],
      ["Ann Lee", null],
      ["Ben Cole", "Ann Lee"],
    ]),
  ],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
};

const plan = (...steps: WriteStep[]): WritePlan => ({ title: "A test", steps });

const write = (
  sheet: string,
  top: number,
  left: number,
  cells: readonly (readonly WriteCell[])[],
  old: readonly (readonly CellValue[])[] | null = null,
): WriteStep => ({ kind: "write", sheet, top, left, cells, old, why: "for the test" });

/** A sheet's cells by row, as far as they are used. */
async function rowsOf(workbook: Workbook, name: string): Promise<CellValue[][] | null> {
  const sheet = (await workbook.read([name])).sheets[0];
  if (!sheet) return null;
  return Array.from({ length: sheet.rows }, (_, r) =>
    sheet.columns.map((column) => column[r] ?? null),
  );
}

async function done(workbook: Workbook, steps: WritePlan): Promise<WritePlan> {
  const result = await workbook.apply(steps);
  if (!result.ok) throw new Error(result.message);
  return result.inverse;
}

export function workbookContract(name: string, make: Make): void {
  describe(`the workbook of ${name}`, () => {
    test("gives back the cells it holds: numbers, texts, truths, blanks", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      expect(await rowsOf(workbook, "Deals")).toEqual([
        ["id", "amount", "won", "closed"],
        ["D1", 100.5, true, 45_000],
        ["D2", null, false, 45_031],
        ["0012", 0, null, null],
      ]);
    });

    test("reads only the sheets asked for, all without asking", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      expect((await workbook.read(["People"])).sheets.map((s) => s.name)).toEqual(["People"]);
      expect((await workbook.read()).sheets.map((s) => s.name)).toEqual(["Deals", "People"]);
      expect((await workbook.read(["Nothing"])).sheets).toEqual([]);
    });

    test("outlines its sheets with their used sizes, and says which day it is", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const outline = await workbook.describe();
      expect(outline.sheets).toEqual([
        { name: "Deals", rows: 4, columns: 4 },
        { name: "People", rows: 3, columns: 2 },
      ]);
      expect(outline.today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(outline.dateSystem).toBe(1900);
    });

    test("writes a block to a new sheet and takes it back", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const inverse = await done(
        workbook,
        plan(
          { kind: "addSheet", sheet: "KPI Results", tabColour: "#3A45C4" },
          write("KPI Results", 0, 0, [
            ["who", "actual"],
            ["Ann Lee", 12.5],
          ]),
          { kind: "name", name: "KPI_Results", sheet: "KPI Results", range: "A1:B2" },
        ),
      );
      expect(await rowsOf(workbook, "KPI Results")).toEqual([
        ["who", "actual"],
        ["Ann Lee", 12.5],
      ]);
      expect((await workbook.read()).names).toContainEqual({
        name: "KPI_Results",
        sheet: "KPI Results",
        top: 0,
        left: 0,
        bottom: 2,
        right: 2,
      });
      await done(workbook, inverse);
      expect(await rowsOf(workbook, "KPI Results")).toBeNull();
    });

    test("grows a sheet beyond its used range", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      await done(workbook, plan(write("People", 40, 30, [["far"]])));
      const rows = await rowsOf(workbook, "People");
      expect(rows?.length).toBe(41);
      expect(rows?.[40]?.[30]).toBe("far");
      expect(rows?.[2]?.slice(0, 2)).toEqual(["Ben Cole", "Ann Lee"]);
    });

    test("replaces cells whose old values are as expected, and its inverse restores them", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const before = await rowsOf(workbook, "Deals");
      const change = write("Deals", 1, 1, [[200], [300]], [[100.5], [null]]);
      const inverse = await done(workbook, plan(change));
      expect((await rowsOf(workbook, "Deals"))?.map((row) => row[1])).toEqual([
        "amount",
        200,
        300,
        0,
      ]);
      const again = await done(workbook, inverse);
      expect(await rowsOf(workbook, "Deals")).toEqual(before);
      await done(workbook, again);
      expect((await rowsOf(workbook, "Deals"))?.[2]?.[1]).toBe(300);
    });

    test("applies nothing where one cell is not as expected, and names it", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const before = await rowsOf(workbook, "Deals");
      const result = await workbook.apply(
        plan(
          write("People", 1, 0, [["Zoe"]]),
          write("Deals", 1, 1, [[200], [300]], [[100.5], [99]]),
        ),
      );
      expect(result).toMatchObject({ ok: false, reason: "changed" });
      expect(result.ok ? "" : result.message).toContain("Deals!B3");
      expect(await rowsOf(workbook, "Deals")).toEqual(before);
      expect((await rowsOf(workbook, "People"))?.[1]?.[0]).toBe("Ann Lee");
    });

    test("tells a blank from a zero when it verifies", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const wrong = await workbook.apply(plan(write("Deals", 3, 1, [[5]], [[null]])));
      expect(wrong.ok).toBe(false);
      const right = await workbook.apply(plan(write("Deals", 3, 1, [[5]], [[0]])));
      expect(right.ok).toBe(true);
    });

    test("applies nothing where a sheet is missing", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const result = await workbook.apply(
        plan(write("People", 1, 0, [["Zoe"]]), write("Nothing", 0, 0, [["x"]])),
      );
      expect(result).toMatchObject({ ok: false, reason: "missing" });
      expect((await rowsOf(workbook, "People"))?.[1]?.[0]).toBe("Ann Lee");
    });

    test("does not add a sheet that is there", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const add: WriteStep = { kind: "addSheet", sheet: "People", tabColour: null };
      expect(await workbook.apply(plan(add))).toMatchObject({ ok: false });
    });

    test("clears a block and brings it back", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const clear = {
        kind: "clear",
        sheet: "Deals",
        top: 1,
        left: 0,
        rows: 3,
        columns: 4,
      } as const;
      const inverse = await done(workbook, plan(clear));
      expect(await rowsOf(workbook, "Deals")).toEqual([["id", "amount", "won", "closed"]]);
      await done(workbook, inverse);
      expect((await rowsOf(workbook, "Deals"))?.[1]).toEqual(["D1", 100.5, true, 45_000]);
    });

    test("removes a sheet and brings it back with its cells", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const inverse = await done(workbook, plan({ kind: "removeSheet", sheet: "People" }));
      expect(await rowsOf(workbook, "People")).toBeNull();
      await done(workbook, inverse);
      expect(await rowsOf(workbook, "People")).toEqual([
        ["name", "manager"],
        ["Ann Lee", null],
        ["Ben Cole", "Ann Lee"],
      ]);
    });

    test("keeps texts that look like something else as the texts they are", async () => {
      const { workbook, hasFormula } = await make(CONTRACT_DATA);
      const texts = ['=HYPERLINK("http://x")', "+Ann", "-Bo", "@team", "'Ann", "0012", "2017-03"];
      await done(
        workbook,
        plan(
          write(
            "People",
            3,
            0,
            texts.map((text) => [text]),
          ),
        ),
      );
      const rows = await rowsOf(workbook, "People");
      expect(rows?.slice(3).map((row) => row[0])).toEqual(texts);
      texts.forEach((_, r) => {
        expect(hasFormula?.(`People`, 3 + r, 0) ?? false).toBe(false);
      });
    });

    test("writes a formula only where the plan says so", async () => {
      const { workbook, hasFormula } = await make(CONTRACT_DATA);
      await done(workbook, plan(write("People", 4, 0, [[{ formula: "1+1" }, "1+1"]])));
      if (hasFormula) {
        expect(hasFormula("People", 4, 0)).toBe(true);
        expect(hasFormula("People", 4, 1)).toBe(false);
      }
      expect((await rowsOf(workbook, "People"))?.[4]?.[1]).toBe("1+1");
    });

    test("tells the formulas of sheets of ours, of no other", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const cells = [["a", { formula: "1+1" }, "=1+1"]];
      await done(
        workbook,
        plan(
          { kind: "addSheet", sheet: "KPI Goals", tabColour: null },
          write("KPI Goals", 2, 0, cells),
          write("People", 4, 0, cells),
        ),
      );
      const { sheets } = await workbook.read(["KPI Goals", "People"]);
      const told = new Map(sheets.map((sheet) => [sheet.name, sheet.formulaCells]));
      expect(told.get("KPI Goals")).toEqual({ "2,1": "1+1" });
      expect(told.get("People")).toBeUndefined();
    });

    test("tells its formulas, on the sheets asked for, and none where values stand", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      expect(await workbook.formulas()).toEqual([]);
      await done(workbook, plan(write("People", 1, 2, [[{ formula: "=1+1" }], ["1+1"]])));
      const told = [{ sheet: "People", cells: [{ row: 1, column: 2, formula: "1+1" }] }];
      expect(await workbook.formulas()).toEqual(told);
      expect(await workbook.formulas(["people"])).toEqual(told);
      expect(await workbook.formulas(["Deals"])).toEqual([]);
      await done(workbook, plan(write("People", 1, 2, [[2]])));
      expect(await workbook.formulas()).toEqual([]);
    });

    test("looks for sheets without case", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      expect((await workbook.read(["people"])).sheets.length).toBe(1);
      expect((await workbook.apply(plan(write("PEOPLE", 1, 0, [["Zoe"]])))).ok).toBe(true);
    });

    test("formats a sheet of ours without touching its cells", async () => {
      const { workbook } = await make(CONTRACT_DATA);
      const before = await rowsOf(workbook, "Deals");
      const format = {
        headerRow: 0,
        frozenRows: 1,
        frozenColumns: 1,
        numberFormats: [{ column: 1, fromRow: 1, format: "#,##0.00" }],
        rowFormats: [{ column: 3, fromRow: 1, formats: ["0", "0.0%", "@"] }],
        widths: [{ column: 0, pixels: 150 }],
        colours: [
          { column: 0, fromRow: 1, text: "D1", bold: true, colour: "#A1221A", fill: "#FDEBE9" },
        ],
        lows: [{ column: 1, fromRow: 1, rows: 3, below: 1, colour: "#A1221A" }],
        bars: [{ column: 1, fromRow: 1, rows: 3, full: 1, colour: "#8A94A6" }],
        rowLooks: [
          { row: 0, bold: true, colour: "#5A6068", fill: "#EEF0F3", points: 15, wrap: true },
        ],
      };
      await done(workbook, plan({ kind: "format", sheet: "Deals", format }));
      expect(await rowsOf(workbook, "Deals")).toEqual(before);
    });

    test("an undo notices an edit made since", async () => {
      const { workbook, edit } = await make(CONTRACT_DATA);
      if (!edit) return;
      const inverse = await done(workbook, plan(write("Deals", 1, 1, [[200]], [[100.5]])));
      edit("Deals", 1, 1, 250);
      expect(await workbook.apply(inverse)).toMatchObject({ ok: false, reason: "changed" });
      expect((await rowsOf(workbook, "Deals"))?.[1]?.[1]).toBe(250);
    });

    test("tells who listens that a sheet changed, until they stop", async () => {
      const { workbook, edit } = await make(CONTRACT_DATA);
      if (!edit || !workbook.subscribe) return;
      const heard: string[] = [];
      const stop = workbook.subscribe(({ sheet }) => heard.push(sheet));
      edit("Deals", 1, 1, 7);
      stop();
      edit("Deals", 1, 1, 8);
      expect(heard).toEqual(["Deals"]);
    });
  });
}
