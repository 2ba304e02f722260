import { expect, test } from "vitest";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import type { Progress } from "../../src/hosts/port/index.ts";
import { GivenUp, stoppable, type Watch } from "../../src/hosts/port/watch.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { CONTRACT_DATA, workbookContract } from "./contract.ts";
import { type FakeOptions, fakeExcel } from "./fakes/excel.ts";
import { longWritesContract } from "./long-writes.ts";

function make(data: WorkbookData, options: FakeOptions = {}, watch: Watch = () => {}) {
  const fake = fakeExcel(data, options);
  Object.assign(globalThis, fake.globals);
  return { ...fake, workbook: watched(watch) };
}
const watched = (watch: Watch) =>
  excelWorkbook({ locale: "en-US", now: () => "2026-09-30T14:02", watch });
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
  const rows = Array.from({ length: 50_001 }, (_, r) => [r]);
  const result = await workbook.apply(write("People", rows));
  expect(result.ok ? "" : result.message).toContain("taken back");
  expect(await firstOf(workbook, "People")).toBe("name");
  expect((await workbook.read(["People"])).sheets[0]!.rows).toBe(3);
});

longWritesContract("Excel", 50_000, (data) => {
  const { workbook, edit } = make(data);
  return {
    workbook,
    write: async (plan, stopAt, typed = []) => {
      const told: Progress[] = [];
      const calls = stoppable((progress) => {
        if (progress.doing === "writing") told.push(progress);
        if (told.length !== stopAt) return;
        for (const cell of typed) edit(...cell);
        calls.stop();
      });
      const result = await watched(calls.watch()).apply(plan);
      if (result.ok) return { how: "written", told };
      expect(result.message).toMatch(/^Stopped\. What was begun was taken back\./);
      return { how: "stopped", told, message: result.message };
    },
  };
});

test("a long read is told by rows, and given up just ends", async () => {
  const told: Progress[] = [];
  let ends = false;
  const { workbook } = make(CONTRACT_DATA, {}, (progress) => {
    told.push(progress);
    if (ends) throw new GivenUp();
  });
  const rows = Array.from({ length: 12_000 }, (_, r) => [r]);
  await workbook.apply(write("People", rows));
  told.length = 0;
  await workbook.read(["People"]);
  expect(told.map(({ doing, done, of }) => [doing, done, of])).toEqual([
    ["reading", 5_000, 12_000],
    ["reading", 10_000, 12_000],
    ["reading", 12_000, 12_000],
  ]);
  ends = true;
  await expect(workbook.read()).rejects.toBeInstanceOf(GivenUp);
});

test("knows what is selected", async () => {
  const { workbook } = make(CONTRACT_DATA);
  await workbook.select({ sheet: "People", range: "A2" });
  expect(await workbook.selection()).toEqual({ sheet: "People", range: "A2:A2", value: "Ann Lee" });
});
