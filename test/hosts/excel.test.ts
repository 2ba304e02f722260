import { expect, test } from "vitest";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { CONTRACT_DATA, workbookContract } from "./contract.ts";
import { type FakeOptions, fakeExcel } from "./fakes/excel.ts";

function make(data: WorkbookData, options: FakeOptions = {}) {
  const fake = fakeExcel(data, options);
  Object.assign(globalThis, fake.globals);
  return { ...fake, workbook: excelWorkbook({ locale: "en-US", today: () => "2026-09-30" }) };
}
const write = (sheet: string, cells: (string | number)[][]) => ({
  title: "A test",
  steps: [{ kind: "write" as const, sheet, top: 0, left: 0, old: null, cells, why: "" }],
});
const firstOf = async (workbook: ReturnType<typeof make>["workbook"], sheet: string) =>
  (await workbook.read([sheet])).sheets[0]!.columns[0]![0];

workbookContract("Excel", (data) => {
  const { workbook, hasFormula } = make(data);
  return { workbook, hasFormula };
});

test("tells of this user's edits, not of a co-author's, until nobody listens", async () => {
  const { workbook, edit } = make(CONTRACT_DATA);
  const heard: string[] = [];
  const stop = workbook.subscribe!(({ sheet }) => heard.push(sheet));
  await new Promise((done) => setTimeout(done, 5));
  edit("Deals", 1, 1, 7, "Remote");
  edit("Deals", 1, 1, 8);
  await new Promise((done) => setTimeout(done, 5));
  stop();
  await new Promise((done) => setTimeout(done, 5));
  edit("Deals", 1, 1, 9);
  await new Promise((done) => setTimeout(done, 5));
  expect(heard).toEqual(["Deals"]);
});

test("an undo notices an edit made since", async () => {
  const { workbook, edit } = make(CONTRACT_DATA);
  const done = await workbook.apply(write("Deals", [["x"]]));
  edit("Deals", 0, 0, "theirs");
  if (!done.ok) throw new Error(done.message);
  expect(await workbook.apply(done.inverse)).toMatchObject({ ok: false, reason: "changed" });
});

test("an old Mac workbook counts its days from 1904", async () => {
  expect((await make(CONTRACT_DATA).workbook.read()).dateSystem).toBe(1900);
  expect((await make(CONTRACT_DATA, { use1904: true }).workbook.read()).dateSystem).toBe(1904);
});

test("a protected sheet is left alone, and it says what to do", async () => {
  const { workbook } = make(CONTRACT_DATA, { protectedSheets: ["People"] });
  const result = await workbook.apply(write("People", [["x"]]));
  expect(result).toMatchObject({ ok: false, reason: "protected" });
  expect(await firstOf(workbook, "People")).toBe("name");
});

test("a text too long for a cell is refused before anything is written", async () => {
  const { workbook } = make(CONTRACT_DATA);
  const result = await workbook.apply(write("People", [["x", "y".repeat(32_768)]]));
  expect(result.ok ? "" : result.message).toMatch(/People!B1 .*32768.*32767/);
});

test("what failed half-way is taken back: a block too big for one request is sent in parts", async () => {
  const { workbook } = make(CONTRACT_DATA, { failAt: 2 });
  const rows = Array.from({ length: 60_000 }, (_, r) => [r]);
  const result = await workbook.apply(write("People", rows));
  expect(result.ok ? "" : result.message).toContain("taken back");
  expect(await firstOf(workbook, "People")).toBe("name");
  expect((await workbook.read(["People"])).sheets[0]!.rows).toBe(3);
});

test("knows what is selected", async () => {
  const { workbook } = make(CONTRACT_DATA);
  await workbook.select({ sheet: "People", range: "A2" });
  expect(await workbook.selection()).toEqual({ sheet: "People", range: "A2:A2", value: "Ann Lee" });
});
