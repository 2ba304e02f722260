/** An .xlsx file read, written and saved with all that a plan doesn't touch. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { type Cell, openXlsx, readXlsx, writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import {
  filesWorkbook,
  lossesOf,
  readWorkbook,
  saveNewXlsx,
} from "../../../src/hosts/files/index.ts";
import { ownFolder, plan, write } from "../../support/files.ts";

const { fresh } = ownFolder();

describe("an .xlsx file", () => {
  /** A workbook with what real ones hold: dates, a formula of each kind of result, errors, a table, a name. */
  async function sample(dateSystem: "1900" | "1904" = "1900"): Promise<string> {
    const path = fresh("sample.xlsx");
    const cells = new Map<string, Partial<Cell>>([
      ["1,1", { formula: "1+1", formulaResult: 2 }],
      ["2,1", { formula: "NA()", formulaResult: "#N/A" }],
      ["3,1", { formula: '"a"&"b"', formulaResult: "ab" }],
      ["1,0", { style: { numFmt: "yyyy-mm-dd", font: { bold: true } } }],
    ]);
    const bytes = await writeXlsx({
      dateSystem,
      sheets: [
        {
          name: "It's data",
          rows: [
            ["day", "formula", "error"],
            [new Date(Date.UTC(2020, 0, 2, 18)), null, "#REF!"],
            [new Date(Date.UTC(2020, 0, 3)), null, null],
            [new Date(Date.UTC(1904, 0, 5)), null, "x"],
          ],
          cells,
        },
        { name: "Hidden", rows: [["h"], [1]], hidden: true },
      ],
      namedRanges: [{ name: "Days", range: "'It''s data'!$A$1:$A$4" }],
    });
    writeFileSync(path, bytes);
    return path;
  }

  test.each([1900, 1904] as const)(
    "gives dates as serials of its own system (%i)",
    async (system) => {
      const data = await readWorkbook(await sample(String(system) as "1900" | "1904"));
      expect(data.dateSystem).toBe(system);
      const offset = system === 1904 ? 1462 : 0;
      expect(data.sheets[0]?.columns[0]?.slice(1, 3)).toEqual([
        43_832.75 - offset,
        43_833 - offset,
      ]);
    },
  );

  test("gives results of formulas, errors apart from texts, hidden sheets, names", async () => {
    const data = await readWorkbook(await sample());
    expect(data.sheets.map((s) => s.name)).toEqual(["It's data", "Hidden"]);
    expect(data.sheets[0]?.columns[1]).toEqual(["formula", 2, { error: "#N/A" }, "ab"]);
    expect(data.sheets[0]?.columns[2]).toEqual(["error", { error: "#REF!" }, null, "x"]);
    expect(data.names).toEqual([
      { name: "Days", sheet: "It's data", top: 0, left: 0, bottom: 4, right: 1 },
    ]);
  });

  test("keeps values, formulas, results and styles of what a plan doesn't touch", async () => {
    const path = await sample();
    const before = await readWorkbook(path);
    const workbook = await filesWorkbook(path);
    expect((await workbook.apply(plan(write("Hidden", 1, 0, 2)))).ok).toBe(true);
    const after = await readWorkbook(path);
    expect(after.sheets[0]).toEqual(before.sheets[0]);
    const file = await openXlsx(readFileSync(path), { readStyles: true });
    const cell = file.sheets[0]?.cells;
    expect(cell?.get("2,1")?.formula).toBe("NA()");
    expect(cell?.get("1,0")?.style).toMatchObject({ numFmt: "yyyy-mm-dd", font: { bold: true } });
    expect(file.sheets[1]?.hidden).toBe(true);
  });

  test("keeps the original beside it before the first write, and no half file", async () => {
    const path = await sample();
    const original = readFileSync(path);
    const workbook = await filesWorkbook(path);
    await workbook.apply(plan(write("Hidden", 1, 0, 2)));
    await workbook.apply(plan(write("Hidden", 1, 0, 3)));
    const files = readdirSync(join(path, ".."));
    expect(files.length).toBe(2);
    const copy = files.find((name) => name.includes("(backup "));
    expect(readFileSync(join(path, "..", copy ?? "")).equals(original)).toBe(true);
    expect((await readWorkbook(path)).sheets[1]?.columns[0]).toEqual(["h", 3]);
  });

  test("leaves a file alone that another program changed meanwhile", async () => {
    const path = await sample();
    const workbook = await filesWorkbook(path);
    const other = await filesWorkbook(path);
    await other.apply(plan(write("Hidden", 1, 0, "theirs, and longer than before")));
    const result = await workbook.apply(plan(write("Hidden", 1, 0, "ours")));
    expect(result).toMatchObject({ ok: false, reason: "changed" });
    expect((await readWorkbook(path)).sheets[1]?.columns[0]?.[1]).toContain("theirs");
  });

  test("refuses a text no cell can hold and stays as it was", async () => {
    const path = await sample();
    const workbook = await filesWorkbook(path);
    const result = await workbook.apply(plan(write("Hidden", 1, 0, "x".repeat(40_000))));
    expect(result).toMatchObject({ ok: false, reason: "failed" });
    expect((await workbook.read(["Hidden"])).sheets[0]?.columns[0]?.[1]).toBe(1);
  });

  test("never makes a formula of a text", async () => {
    const path = await sample();
    const workbook = await filesWorkbook(path);
    const evil = '=HYPERLINK("http://evil","x")';
    await workbook.apply(plan(write("Hidden", 1, 0, evil)));
    const cell = (await openXlsx(readFileSync(path), { readStyles: true })).sheets[1]?.cells;
    expect(cell?.get("1,0")?.formula).toBeUndefined();
    expect(cell?.get("1,0")?.style?.numFmt).toBe("@");
    expect((await readWorkbook(path)).sheets[1]?.columns[0]?.[1]).toBe(evil);
  });

  test("writes a sheet of ours with its number formats, header, colours and name", async () => {
    const path = fresh("new.xlsx");
    await saveNewXlsx(
      path,
      plan(
        { kind: "addSheet", sheet: "KPI Results", tabColour: "#3A45C4" },
        {
          kind: "format",
          sheet: "KPI Results",
          format: {
            headerRow: 0,
            frozenRows: 1,
            frozenColumns: 2,
            numberFormats: [{ column: 0, fromRow: 0, format: "@" }],
            rowFormats: [{ column: 1, fromRow: 1, formats: ["#,##0", "0.0%"] }],
            widths: [{ column: 0, pixels: 140 }],
            colours: [
              { column: 0, fromRow: 1, text: "met", bold: true, colour: "#17693A", fill: null },
            ],
          },
        },
        {
          kind: "write",
          sheet: "KPI Results",
          top: 0,
          left: 0,
          old: null,
          why: "",
          cells: [
            ["who", "actual"],
            ["met", 12_000],
            ["missed", 0.5],
          ],
        },
        { kind: "name", name: "KPI_Results", sheet: "KPI Results", range: "A1:B3" },
      ),
    );
    const file = await readXlsx(readFileSync(path), { readStyles: true });
    const sheet = file.sheets[0];
    expect(sheet?.cells?.get("1,1")?.style?.numFmt).toBe("#,##0");
    expect(sheet?.cells?.get("2,1")?.style?.numFmt).toBe("0.0%");
    expect(sheet?.cells?.get("0,1")?.style?.font?.bold).toBe(true);
    expect(sheet?.freezePane).toEqual({ rows: 1, columns: 2 });
    expect(sheet?.conditionalRules?.[0]).toMatchObject({ type: "cellIs", range: "A2:A3" });
    expect(sheet?.columns?.[0]?.width).toBeCloseTo(20, 0);
    expect(file.namedRanges).toEqual([{ name: "KPI_Results", range: "'KPI Results'!$A$1:$B$3" }]);
  });

  test("an Excel table is a name, without its row of totals", async () => {
    const path = fresh("table.xlsx");
    const rows = [
      ["id", "n"],
      ["D1", 1],
      ["D2", 2],
      ["Total", 3],
    ];
    const columns = [{ name: "id" }, { name: "n" }];
    const table = { name: "AllDeals", range: "A1:B4", columns, showTotalRow: true };
    writeFileSync(path, await writeXlsx({ sheets: [{ name: "Deals", rows, tables: [table] }] }));
    expect((await readWorkbook(path)).names).toEqual([
      { name: "AllDeals", sheet: "Deals", top: 0, left: 0, bottom: 3, right: 2 },
    ]);
  });

  test("a formula that was never calculated is no blank", async () => {
    const path = fresh("raw.xlsx");
    const cells = new Map([["1,0", { formula: "SUM(B1:B2)" }]]);
    writeFileSync(path, await writeXlsx({ sheets: [{ name: "A", rows: [["x"]], cells }] }));
    const [sheet] = (await readWorkbook(path)).sheets;
    expect(sheet?.columns[0]).toEqual(["x", { error: "#NOT_CALCULATED" }]);
  });

  test("a cell that shares its formula with others is not overwritten", async () => {
    const path = fresh("shared.xlsx");
    const shared = { formulaType: "shared", formulaSharedIndex: 0, formulaResult: 1 } as const;
    const cells = new Map<string, Partial<Cell>>([
      ["0,0", { ...shared, formula: "B1", formulaRef: "A1:A2" }],
      ["1,0", { ...shared, formula: "" }],
    ]);
    writeFileSync(path, await writeXlsx({ sheets: [{ name: "A", rows: [], cells }] }));
    const workbook = await filesWorkbook(path);
    const result = await workbook.apply(plan(write("A", 0, 0, 5)));
    expect(result).toMatchObject({ ok: false, reason: "failed" });
    expect((await readWorkbook(path)).sheets[0]?.columns[0]).toEqual([1, 1]);
  });

  test("a write that fails leaves nothing behind", async () => {
    const path = fresh("taken.xlsx");
    mkdirSync(path);
    const made = plan({ kind: "addSheet", sheet: "A", tabColour: null });
    await expect(saveNewXlsx(path, made)).rejects.toThrow("taken.xlsx");
    expect(readdirSync(join(path, ".."))).toEqual(["taken.xlsx"]);
  });

  test("says what saving would lose, and nothing where all stays", async () => {
    const path = await sample();
    expect(await lossesOf(path)).toEqual([]);
    const parts = unzipSync(readFileSync(path));
    parts["customXml/item1.xml"] = strToU8("<x/>");
    const rels = "xl/_rels/workbook.xml.rels";
    const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml";
    parts[rels] = strToU8(
      new TextDecoder()
        .decode(parts[rels])
        .replace(
          "</Relationships>",
          `<Relationship Id="rId99" Type="${type}" Target="../customXml/item1.xml"/></Relationships>`,
        ),
    );
    const other = fresh("custom.xlsx");
    writeFileSync(other, zipSync(parts));
    expect(await lossesOf(other)).toEqual(["custom XML of other add-ins"]);
  });
});
