/** Rules in cells, a line a row: what other programs do to cells must not change what the rules say. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { compile } from "../../dsl/index.ts";
import type { SavedBy } from "../../src/app/contract.ts";
import { LONGEST_LINE } from "../../src/app/rules-lines.ts";
import { RULES_SHEET, readRules, saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { filesWorkbook, writeCsv } from "../../src/hosts/files/index.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { ownFolder } from "../support/files.ts";
import { everyHost, type MakeHost } from "./every-host.ts";

const EMPTY: WorkbookData = {
  sheets: [sheetOf("Deals", [["id"], ["D1"]])],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
};
const folder = ownFolder();
const HOSTS = everyHost(folder);

const HARD = [
  "# rules that cells could hurt",
  "= 5 is no line of rules, and stays what it is",
  "+ - @ and 'quotes' first on a line",
  "@home",
  "- a list",
  "+1",
  "'tis quoted",
  "\u201csmart\u201d \u2018quotes\u2019",
  "a\u00a0no-break blank",
  "a\ttab inside",
  "\ta tab first",
  "\t=tab and sign",
  "blanks at the end  ",
  "a no-break blank at the end\u00a0",
  "2026-03",
  "1/2",
  "TRUE",
  "0012",
  "1e5",
  "",
  "kpi x = 1",
];

async function saved(make: MakeHost, text: string): Promise<Workbook> {
  const workbook = await make(EMPTY);
  const result = await workbook.apply(saveRulesPlan(await workbook.read(), text, null));
  if (!result.ok) throw new Error(result.message);
  return workbook;
}

describe.each(Object.entries(HOSTS))("%s", (_, make) => {
  test("every line comes back as it was, and nothing is said of it", async () => {
    const text = `${HARD.join("\n")}\n`;
    const workbook = await saved(make, text);
    const read = readRules(await workbook.read());
    expect(read.text).toBe(text);
    expect(read.changed).toBeNull();
    expect(read.revision).toBe(1);
  });
});

describe.each(Object.entries(HOSTS))("who saved, in %s", (_, make) => {
  test("comes back with the day, and its minute where that is known; a save that does not say takes the old answer away", async () => {
    const workbook = await make(EMPTY);
    const save = async (by: SavedBy | null) => {
      await workbook.apply(saveRulesPlan(await workbook.read(), "kpi x = 1\n", null, by));
      return readRules(await workbook.read());
    };
    const ana = { by: "Ana", on: "2026-10-02" };
    expect(await save(ana)).toMatchObject({ text: "kpi x = 1\n", changed: null, saved: ana });
    expect((await save({ by: "", on: "2026-10-03" })).saved).toEqual({ by: "", on: "2026-10-03" });
    const late = { by: "Ana", on: "2026-10-03T14:02" };
    expect((await save(late)).saved).toEqual(late);
    expect((await save(null)).saved).toBe(null);
  });
});

test("CSV: written by us, and read back as it was", async () => {
  const path = join(folder.fresh("rules"), "..");
  // A CSV has no text cells: what is nothing but a number, a date or a truth comes back as one. No rule is.
  const kept = HARD.filter((line) => !/^(?:[+\d/e-]+|TRUE)$/.test(line) || line === "");
  const lines = kept.map((line) => [line]);
  writeFileSync(join(path, `${RULES_SHEET}.csv`), writeCsv(lines));
  const read = readRules(await (await filesWorkbook(path)).read());
  expect(read.text).toBe(`${kept.join("\n")}\n`);
});

test("any lines, through memory and Google's cells", async () => {
  const line = fc.oneof(fc.constantFrom(...HARD), fc.string({ unit: "grapheme", maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const text = `${lines
        .join("\n")
        .replace(/[\r\n]+/g, "\n")
        .trim()}\n`;
      if (text.trim() === "") return;
      for (const host of ["memory", "Google Sheets"] as const) {
        const workbook = await saved(HOSTS[host], text);
        expect(readRules(await workbook.read()).text).toBe(text);
      }
    }),
    { numRuns: 60 },
  );
});

describe("what happened to the rows is found and said", () => {
  const text = "# a\nkpi x = 1\n\nkpi y = 2\n  leading\n";
  const after = (change: (lines: CellValue[]) => CellValue[]) => {
    const workbook = memoryWorkbook(EMPTY);
    workbook.apply(saveRulesPlan(EMPTY, text, null));
    const data = workbook.read() as WorkbookData;
    const sheets = data.sheets.map((sheet) => {
      if (sheet.name !== RULES_SHEET) return sheet;
      const first = change([...sheet.columns[0]!]);
      return {
        ...sheet,
        rows: Math.max(sheet.rows, first.length),
        columns: [first, ...sheet.columns.slice(1)],
      };
    });
    return readRules({ ...data, sheets }).changed;
  };
  test.each([
    ["nothing", (l: CellValue[]) => l, null],
    [
      "blanks at line ends, no-break blanks, empty rows",
      (l: CellValue[]) => [...l.map((c) => (c === "kpi x = 1" ? "kpi\u00a0x = 1  " : c)), null, ""],
      null,
    ],
    [
      "sorted",
      (l: CellValue[]) => [...l].sort((a, b) => (String(a) < String(b) ? -1 : 1)),
      "sorted",
    ],
    ["a row put in", (l: CellValue[]) => ["kpi z = 3", ...l], "rows added"],
    ["a row gone", (l: CellValue[]) => l.slice(1), "rows removed"],
    [
      "a row put between",
      (l: CellValue[]) => [...l.slice(0, 2), "# note", ...l.slice(2)],
      "rows added",
    ],
    [
      "a row edited",
      (l: CellValue[]) => l.map((c) => (c === "kpi x = 1" ? "kpi x = 5" : c)),
      "edited",
    ],
  ] as const)("%s", (_, change, expected) => {
    expect(after(change)).toBe(expected);
  });
});

test.each([1, 2, 3, 4])(
  "whole rows are gone, the first %i with what stands beside them",
  (gone) => {
    const workbook = memoryWorkbook(EMPTY);
    workbook.apply(saveRulesPlan(EMPTY, "# a\nkpi x = 1\n# b\n# c\nkpi y = 2\n", null));
    const data = workbook.read() as WorkbookData;
    const sheets = data.sheets.map((sheet) =>
      sheet.name === RULES_SHEET
        ? {
            ...sheet,
            rows: sheet.rows - gone,
            columns: sheet.columns.map((column) => column.slice(gone)),
          }
        : sheet,
    );
    // Without any of our labels the sheet may as well have been written by hand.
    expect(readRules({ ...data, sheets }).changed).toBe(gone === 4 ? null : "rows removed");
  },
);

test("sorted with what stands beside the rules: found, and the revision kept", () => {
  const workbook = memoryWorkbook(EMPTY);
  workbook.apply(saveRulesPlan(EMPTY, "kpi z = 1\n# a\nkpi b = 2\n# c\nkpi a = 2\n", null));
  const data = workbook.read() as WorkbookData;
  const sheets = data.sheets.map((sheet) => {
    if (sheet.name !== RULES_SHEET) return sheet;
    const order = sheet.columns[0]!.map((_, r) => r);
    order.sort((a, b) => (String(sheet.columns[0]![a]) < String(sheet.columns[0]![b]) ? -1 : 1));
    const columns = sheet.columns.map((column) => order.map((r) => column[r] ?? null));
    return { ...sheet, columns };
  });
  const read = readRules({ ...data, sheets });
  expect([read.changed, read.revision]).toEqual(["sorted", 1]);
});

test("a line past what a cell takes is broken where a break means nothing", async () => {
  const long = `kpi total = ${Array.from({ length: 900 }, (_, i) => `max(${i}, ${"1".repeat(30)})`).join(" + ")}\n  leading # ${"why ".repeat(9_000)}\n`;
  expect(long.split("\n")[0]!.length).toBeGreaterThan(LONGEST_LINE);
  const workbook = await saved(HOSTS.memory, long);
  const read = readRules(await workbook.read());
  expect(Math.max(...read.text.split("\n").map((l) => l.length))).toBeLessThanOrEqual(LONGEST_LINE);
  expect(compile(read.text, null).diagnostics.filter((d) => d.severity !== "advice")).toEqual([]);
  const figures = (text: string) =>
    JSON.stringify(
      compile(text, null).program.figures.map(({ node, as, unit }) => [node, as, unit]),
    );
  expect(figures(read.text)).toBe(figures(long));
});
