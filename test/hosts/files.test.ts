import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { type Cell, openXlsx, readXlsx, writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import {
  filesWorkbook,
  lossesOf,
  readCatalog,
  readWorkbook,
  saveNewXlsx,
  writeCsv,
} from "../../src/hosts/files/index.ts";
import type { WritePlan, WriteStep } from "../../src/hosts/port/index.ts";
import { UserError } from "../../src/model/user-error.ts";
import { workbookContract } from "./contract.ts";

let folder = "";
let count = 0;
const fresh = (name: string): string => {
  count += 1;
  const inside = join(folder, String(count));
  mkdirSync(inside);
  return join(inside, name);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "answerable-files-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (...steps: WriteStep[]): WritePlan => ({ title: "A test", steps });
const write = (sheet: string, top: number, left: number, cell: CellValue): WriteStep => ({
  kind: "write",
  sheet,
  top,
  left,
  cells: [[cell]],
  old: null,
  why: "",
});

async function fault(work: Promise<unknown>): Promise<UserError> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(UserError);
  return thrown as UserError;
}

workbookContract("files", async (data) => {
  const path = fresh("contract.xlsx");
  await saveNewXlsx(
    path,
    plan(
      ...data.sheets.flatMap((sheet): WriteStep[] => [
        { kind: "addSheet", sheet: sheet.name, tabColour: null },
        {
          kind: "write",
          sheet: sheet.name,
          top: 0,
          left: 0,
          old: null,
          why: "",
          cells: Array.from({ length: sheet.rows }, (_, r) =>
            sheet.columns.map((column) => column[r] ?? null),
          ),
        },
      ]),
    ),
  );
  return { workbook: await filesWorkbook(path) };
});

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

describe("a file that can't be read says why", () => {
  test("none there", async () => {
    const { message, todo } = await fault(readWorkbook(join(folder, "none.xlsx")));
    expect(message).toContain("no file or folder");
    expect(todo).not.toBe("");
  });
  test("cut off", async () => {
    const path = fresh("cut.xlsx");
    const whole = await writeXlsx({ sheets: [{ name: "A", rows: [[1]] }] });
    writeFileSync(path, whole.slice(0, whole.length / 2));
    expect((await fault(readWorkbook(path))).message).toContain("cut off");
  });
  test("a zip of something else", async () => {
    const path = fresh("other.xlsx");
    writeFileSync(path, zipSync({ "readme.txt": strToU8("hello") }));
    expect((await fault(readWorkbook(path))).message).toContain("damaged");
  });
  test("a text with the name of a workbook", async () => {
    const path = fresh("text.xlsx");
    writeFileSync(path, "hello");
    expect((await fault(readWorkbook(path))).message).toContain("not an Excel workbook");
  });
  test("empty", async () => {
    const path = fresh("empty.xlsx");
    writeFileSync(path, "");
    expect((await fault(readWorkbook(path))).message).toContain("empty");
  });
  test("protected by a password", async () => {
    const path = fresh("secret.xlsx");
    const encryption = { password: "x", spinCount: 1 };
    writeFileSync(path, await writeXlsx({ sheets: [{ name: "A", rows: [[1]] }], encryption }));
    expect((await fault(readWorkbook(path))).message).toContain("password");
  });
  test("an old .xls", async () => {
    const path = fresh("old.xls");
    writeFileSync(path, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
    expect((await fault(readWorkbook(path))).message).toContain("old .xls");
  });
  test("a folder without a CSV", async () => {
    const path = fresh("x.txt");
    writeFileSync(path, "x");
    expect((await fault(readWorkbook(join(path, "..")))).message).toContain("no .csv");
  });
});

describe("CSV", () => {
  async function sheet(content: string | Uint8Array): Promise<readonly (readonly CellValue[])[]> {
    const path = fresh("deals.csv");
    writeFileSync(path, content);
    const [read] = (await readWorkbook(path)).sheets;
    expect(read?.name).toBe("deals");
    return Array.from({ length: read?.rows ?? 0 }, (_, r) =>
      (read?.columns ?? []).map((column) => column[r] ?? null),
    );
  }

  test("only what can be one thing becomes it", async () => {
    const fields = "1054,-0.5,0012,1234567890123456,2017-03-01,TRUE,True,,1.05E+15,#N/A,2017-02-30";
    expect(await sheet(`${fields}\n`)).toEqual([
      [
        1054,
        -0.5,
        "0012",
        "1234567890123456",
        42_795,
        true,
        "True",
        null,
        "1.05E+15",
        { error: "#N/A" },
        "2017-02-30",
      ],
    ]);
  });
  test("a time of day is the day's fraction, a zone stays text", async () => {
    expect(await sheet("2017-03-01 18:00,2017-03-01T06:00:00,2017-03-01T06:00:00Z\n")).toEqual([
      [42_795.75, 42_795.25, "2017-03-01T06:00:00Z"],
    ]);
  });
  test.each([
    ["a semicolon", "a;b\n1;2\n3;4\n"],
    ["a tab", "a\tb\n1\t2\n3\t4\n"],
    ["CRLF and no last line break", "a,b\r\n1,2\r\n3,4"],
    ["a sep= line", "sep=|\r\na|b\r\n1|2\r\n3|4\r\n"],
    ["a byte order mark", "\uFEFFa,b\n1,2\n3,4\n"],
  ])("reads %s", async (_, content) => {
    expect(await sheet(content)).toEqual([
      ["a", "b"],
      [1, 2],
      [3, 4],
    ]);
  });
  test("reads UTF-16 and Windows' Western alphabet", async () => {
    const wide = Buffer.from("\uFEFFname,n\nJosé,1\n", "utf16le");
    expect(await sheet(wide)).toEqual([
      ["name", "n"],
      ["José", 1],
    ]);
    expect(await sheet(wide.swap16())).toEqual([
      ["name", "n"],
      ["José", 1],
    ]);
    expect(await sheet(Buffer.from("name,n\nJosé,1\n", "latin1"))).toEqual([
      ["name", "n"],
      ["José", 1],
    ]);
  });
  test("a quoted field holds delimiters, quotes and line breaks; blank rows keep their place", async () => {
    expect(await sheet('a,b\n"x, ""y""\nz",1\n\nq,2\n')).toEqual([
      ["a", "b"],
      ['x, "y"\nz', 1],
      [null, null],
      ["q", 2],
    ]);
  });
  test("a quote that is never closed names its row", async () => {
    const path = fresh("open.csv");
    writeFileSync(path, 'a,b\n1,2\n"x,3\n4,5\n');
    expect((await fault(readWorkbook(path))).where).toContain("row 3");
  });
  test("a folder is a workbook, its files are the sheets, and it is only read", async () => {
    const path = fresh("b.csv");
    writeFileSync(path, "x\n1\n");
    writeFileSync(join(path, "..", "a.csv"), "y\n2\n");
    writeFileSync(join(path, "..", "notes.txt"), "no sheet");
    const workbook = await filesWorkbook(join(path, ".."));
    expect((await workbook.describe()).sheets.map((s) => s.name)).toEqual(["a", "b"]);
    const result = await workbook.apply(plan(write("a", 0, 0, "z")));
    expect(result).toMatchObject({ ok: false, reason: "protected" });
    expect(readFileSync(join(path, "..", "a.csv"), "utf8")).toBe("y\n2\n");
  });
  test("two files of one sheet name are an error", async () => {
    const path = fresh("a.csv");
    writeFileSync(path, "x\n1\n");
    writeFileSync(join(path, "..", "A.tsv"), "x\n1\n");
    expect((await fault(readWorkbook(join(path, "..")))).message).toContain("Two files");
  });

  test("written: quotes where needed, no formula from a text, numbers as they are", () => {
    const rows = [
      ["who", "n"],
      ["=HYPERLINK(1)", 1],
      ["+Ann", -1.5],
      ["-Bo", null],
      ["@x", true],
      ["-12.5", 0],
      ['a "b", c\nd', { error: "#N/A" }],
      [" x", 1],
    ];
    expect(writeCsv(rows)).toBe(
      [
        "who,n",
        "'=HYPERLINK(1),1",
        "'+Ann,-1.5",
        "'-Bo,",
        "'@x,TRUE",
        "-12.5,0",
        '"a ""b"", c\nd",#N/A',
        '" x",1',
        "",
      ].join("\n"),
    );
  });
});

describe("a catalog in JSON", () => {
  const describe_ = (content: string) => {
    const path = fresh("sheets.json");
    writeFileSync(path, content);
    return readCatalog(path);
  };
  const source = (name: string) => ({ name, range: null, headerRow: 1 });

  test("headers alone, or with rows", async () => {
    const catalog = await describe_(
      '{"Deals": ["id", "amount"], "People": {"headers": ["name"], "rows": [["Ann"], ["Ben"]]}}',
    );
    expect(catalog.sources).toEqual(["Deals", "People"]);
    expect(catalog.headers(source("deals"))).toEqual(["id", "amount"]);
    expect(catalog.values(source("Deals"), "id")).toBeNull();
    expect(catalog.values(source("People"), "name")).toEqual(["Ann", "Ben"]);
    expect(catalog.headers(source("None"))).toBeNull();
  });
  test.each(["[1]", "{", '{"Deals": 3}', '{"Deals": {"rows": []}}'])(
    "%s is refused",
    async (content) => {
      expect((await fault(describe_(content))).todo).toContain("headers");
    },
  );
  test("a workbook is its own catalog", async () => {
    const path = fresh("deals.csv");
    writeFileSync(path, "id\nD1\n");
    expect((await readCatalog(path)).values(source("deals"), "id")).toEqual(["D1"]);
    expect(existsSync(path)).toBe(true);
  });
});
