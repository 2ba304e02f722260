import { describe, expect, test } from "vitest";
import { GivenUp, type Watch } from "../../src/hosts/excel/watch.ts";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import type { Progress } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { CONTRACT_DATA, workbookContract } from "./contract.ts";
import { type FakeOptions, fakeExcel } from "./fakes/excel.ts";

function make(data: WorkbookData, options: FakeOptions = {}, watch: Watch = () => {}) {
  const fake = fakeExcel(data, options);
  Object.assign(globalThis, fake.globals);
  return {
    ...fake,
    workbook: excelWorkbook({ locale: "en-US", today: () => "2026-09-30", watch }),
  };
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

describe("long work", () => {
  const rows = Array.from({ length: 120_000 }, (_, r) => [r]);
  test("is told by rows, of reading and of writing", async () => {
    const told: Progress[] = [];
    const { workbook } = make(CONTRACT_DATA, {}, (progress) => told.push(progress));
    await workbook.apply(write("People", rows));
    const written = told.filter(({ doing }) => doing === "writing");
    expect(written.map(({ sheet, done, of }) => [sheet, done, of])).toEqual([
      ["People", 50_000, 120_000],
      ["People", 100_000, 120_000],
      ["People", 120_000, 120_000],
    ]);
    told.length = 0;
    await workbook.read(["People"]);
    expect(told).toHaveLength(24);
    expect(told.at(-1)).toEqual({ doing: "reading", sheet: "People", done: 120_000, of: 120_000 });
  });

  test("given up while it writes is taken back whole, while it reads it just ends", async () => {
    let ends: Progress["doing"] | null = null;
    const { workbook } = make(CONTRACT_DATA, {}, ({ doing, done }) => {
      if (doing === ends && done > 1) throw new GivenUp();
    });
    const before = await workbook.read();
    ends = "writing";
    const result = await workbook.apply(write("People", rows));
    expect(result.ok ? "" : result.message).toBe("Stopped. What was begun was taken back.");
    ends = null;
    expect(await workbook.read()).toEqual(before);
    ends = "reading";
    await expect(workbook.read()).rejects.toBeInstanceOf(GivenUp);
    ends = null;
    expect((await workbook.apply(write("People", [["a"]]))).ok).toBe(true);
  });
});

test("knows what is selected", async () => {
  const { workbook } = make(CONTRACT_DATA);
  await workbook.select({ sheet: "People", range: "A2" });
  expect(await workbook.selection()).toEqual({ sheet: "People", range: "A2:A2", value: "Ann Lee" });
});
