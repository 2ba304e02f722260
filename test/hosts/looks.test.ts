/** The scorecard's looks in every program: rows that stand out, figures below a limit, bars; and none of an earlier Publish left. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import { saveNewXlsx } from "../../src/hosts/files/index.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import type { SheetFormat, WritePlan } from "../../src/hosts/port/index.ts";
import { fakeExcel } from "./fakes/excel.ts";
import { fakeGoogle } from "./fakes/google.ts";

const lookOf = (manager: number): SheetFormat => ({
  headerRow: 0,
  frozenRows: 1,
  frozenColumns: 1,
  numberFormats: [],
  rowFormats: [],
  widths: [],
  colours: [],
  lows: [{ column: 1, fromRow: 1, rows: 2, below: 1, colour: "#A1221A" }],
  bars: [{ column: 2, fromRow: 1, rows: 2, full: 1, colour: "#8A94A6" }],
  charts: [
    {
      ...{ title: "1 of 2 below the goal", headerRow: 0, rows: 2, column: 0 },
      ...{ colours: ["#C9CED6", "#5C6675"], atRow: 0, atColumn: 4, width: 620, height: 180 },
    },
  ],
  rowLooks: [
    {
      ...{ row: manager, bold: true, colour: null, fill: "#F7F8FA", points: null, wrap: false },
      rule: "#C0C4CC",
    },
  ],
});
const planOf = (manager: number, isNew: boolean): WritePlan => ({
  title: "",
  steps: [
    ...(isNew ? [{ kind: "addSheet", sheet: "KPI Card", tabColour: null } as const] : []),
    { kind: "format", sheet: "KPI Card", format: lookOf(manager) },
    {
      kind: "write",
      sheet: "KPI Card",
      top: 0,
      left: 0,
      old: null,
      why: "",
      cells: [
        ["Who", "Attainment", "Against goal"],
        ["Ann", 0.8, { formula: "=B2", result: 0.8 }],
        ["Ben", 1.2, { formula: "=B3", result: 1.2 }],
      ],
    },
  ],
});
const EMPTY = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 } as const;

test("Google Sheets: a rule for low figures; the manager's row is filled, and only that of the last time", () => {
  const fake = fakeGoogle({ ...EMPTY, sheets: [{ name: "Team", rows: 0, columns: [] }] });
  Object.assign(globalThis, fake.globals);
  const book = googleWorkbook(fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet);
  expect(book.apply(planOf(1, true))).toMatchObject({ ok: true });
  const sheet = fake.book.sheets.find((s) => s.name === "KPI Card")!;
  expect(sheet.rules).toMatchObject([{ whenNumberLessThan: 1, setFontColor: "#A1221A" }]);
  expect([...sheet.fills]).toEqual([[1, "#F7F8FA"]]);
  const theirs = sheet.newChart() as {
    setPosition(row: number, column: number): { build(): never };
  };
  sheet.insertChart(theirs.setPosition(9, 9).build());
  expect(book.apply(planOf(2, false))).toMatchObject({ ok: true });
  expect([...sheet.fills]).toEqual([[2, "#F7F8FA"]]);
  expect([...sheet.lines]).toEqual([[2, "#C0C4CC"]]);
  // Ours once, and somebody else's as it was.
  expect(sheet.charts.map(({ set }) => set.setPosition!.slice(0, 2))).toEqual([
    [9, 9],
    [1, 5],
  ]);
  const { setTitle, setColors, addRange } = sheet.charts[1]!.set;
  expect([setTitle, setColors]).toEqual([["1 of 2 below the goal"], [["#C9CED6", "#5C6675"]]]);
  expect(addRange![0]).toMatchObject({ row: 1, column: 1, rows: 3, columns: 3 });
});

test("Excel: a rule for low figures and a data bar from nothing to the goal, none twice", async () => {
  const fake = fakeExcel({ ...EMPTY, sheets: [{ name: "Team", rows: 0, columns: [] }] });
  Object.assign(globalThis, fake.globals);
  const book = excelWorkbook({ locale: "en-US", now: () => "2026-11-13T14:02" });
  expect(await book.apply(planOf(1, true))).toMatchObject({ ok: true });
  expect(await book.apply(planOf(2, false))).toMatchObject({ ok: true });
  const sheet = fake.book.get("KPI Card");
  expect(sheet.rules).toMatchObject([
    { cellValue: { rule: { formula1: "=1", operator: "LessThan" } } },
    {
      dataBar: {
        showDataBarOnly: true,
        lowerBoundRule: { type: "Number", formula: "0" },
        upperBoundRule: { type: "Number", formula: "1" },
        positiveFormat: { fillColor: "#8A94A6", gradientFill: false },
      },
    },
  ]);
  expect([...sheet.fills]).toEqual([[2, "#F7F8FA"]]);
  expect([...sheet.lines]).toEqual([[2, "#C0C4CC"]]);
  expect(sheet.charts).toEqual([
    {
      ...{ name: "Answerable 1", rows: 3, title: "1 of 2 below the goal" },
      ...{ colours: ["#C9CED6", "#5C6675"], width: 465, height: 135 },
    },
  ]);
});

test("files: both rules and the row's style are in the .xlsx, for whoever opens it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "answerable-"));
  const path = join(folder, "card.xlsx");
  await saveNewXlsx(path, planOf(1, true));
  const [sheet] = (await readXlsx(readFileSync(path), { readStyles: true })).sheets;
  rmSync(folder, { recursive: true });
  expect(sheet?.conditionalRules).toMatchObject([
    { type: "cellIs", operator: "lessThan", range: "B2:B3" },
    { type: "dataBar", range: "C2:C3" },
  ]);
  const style = sheet?.cells?.get("1,0")?.style;
  expect(style?.font?.bold).toBe(true);
  expect(JSON.stringify(style?.fill)).toContain("F7F8FA");
  expect(style?.border?.bottom).toMatchObject({ style: "medium", color: { rgb: "C0C4CC" } });
});
