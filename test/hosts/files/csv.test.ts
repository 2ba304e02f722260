/** CSV files: typed cells, encodings, quotes; a folder of them; what is written. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../../dsl/cell.ts";
import { filesWorkbook, readWorkbook, writeCsv } from "../../../src/hosts/files/index.ts";
import { ownFolder, plan, write } from "../../support/files.ts";
import { refusal } from "../../support/refusal.ts";

const { fresh } = ownFolder();

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
    expect((await refusal(readWorkbook(path))).where).toContain("row 3");
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
    expect((await refusal(readWorkbook(join(path, "..")))).message).toContain("Two files");
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
