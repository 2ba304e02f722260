import { expect, test } from "vitest";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { CONTRACT_DATA, workbookContract } from "./contract.ts";
import { fakeGoogle } from "./fakes/google.ts";
import type { FakeOptions } from "./fakes/google-book.ts";

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

function make(data: WorkbookData, options: FakeOptions = {}) {
  const fake = fakeGoogle(data, options);
  Object.assign(globalThis, fake.globals);
  return { ...fake, workbook: googleWorkbook(fake.book as unknown as Spreadsheet) };
}
const write = (sheet: string, cells: (string | number)[][]) => ({
  title: "A test",
  steps: [{ kind: "write" as const, sheet, top: 0, left: 0, old: null, cells, why: "" }],
});

workbookContract("Google Sheets", make);

test.each(["America/Los_Angeles", "Asia/Tokyo", "Europe/Berlin", "Pacific/Kiritimati"])(
  "a date cell is its calendar day in the workbook's time zone: %s",
  (timeZone) => {
    const { workbook, format } = make(
      { ...CONTRACT_DATA, sheets: [sheetOf("Days", [["day"], [45_000], [45_016.75], [1]])] },
      { timeZone },
    );
    for (const row of [1, 2]) format("Days", row, 0, "yyyy-mm-dd");
    const [, first, second, plain] = workbook.read(["Days"]).sheets[0]!.columns[0]!;
    expect(first).toBe(45_000);
    expect(second).toBeCloseTo(45_016.75, 4);
    expect(plain).toBe(1);
  },
);

test("error cells are errors, blanks are blank, not empty texts", () => {
  const { workbook } = make({
    ...CONTRACT_DATA,
    sheets: [sheetOf("S", [["a"], [{ error: "#N/A" }], [null], ["z"]])],
  });
  expect(workbook.read().sheets[0]!.columns[0]).toEqual(["a", { error: "#N/A" }, null, "z"]);
});

test("a protected sheet is left alone, and it says whom to ask", () => {
  const { workbook } = make(CONTRACT_DATA, { protectedSheets: ["People"] });
  const result = workbook.apply(write("People", [["x"]]));
  expect(result).toMatchObject({ ok: false, reason: "protected" });
  expect(result.ok ? "" : result.message).toContain("Ask owner@example.com.");
  expect(workbook.read(["People"]).sheets[0]!.columns[0]![0]).toBe("name");
});

test("while somebody else writes, nothing is written", () => {
  const { workbook } = make(CONTRACT_DATA, { locked: () => true });
  expect(workbook.apply(write("People", [["x"]]))).toMatchObject({ ok: false, reason: "failed" });
});

test("a text too long for a cell is refused before anything is written", () => {
  const { workbook } = make(CONTRACT_DATA);
  const result = workbook.apply(write("People", [["x", "y".repeat(50_001)]]));
  expect(result.ok ? "" : result.message).toMatch(/People!B1 .*50001.*50000/);
  expect(workbook.read(["People"]).sheets[0]!.columns[0]![0]).toBe("name");
});

test("what failed half-way is taken back", () => {
  const { workbook } = make(CONTRACT_DATA, { failAt: 2 });
  const result = workbook.apply({
    title: "",
    steps: [...write("People", [["x"]]).steps, ...write("Deals", [["y"]]).steps],
  });
  expect(result.ok ? "" : result.message).toContain("taken back");
  expect(workbook.read(["People"]).sheets[0]!.columns[0]![0]).toBe("name");
});

test("a time with parts of a second, told by Google to the second, is taken back and nobody's", () => {
  const { workbook, format } = make(CONTRACT_DATA, { failAt: 2 });
  format("People", 0, 0, "yyyy-mm-dd hh:mm:ss");
  const result = workbook.apply({
    title: "",
    steps: [...write("People", [[45_000.123_456_789]]).steps, ...write("Deals", [["y"]]).steps],
  });
  expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/taken back\.$/) });
  expect(workbook.read(["People"]).sheets[0]!.columns[0]![0]).toBe("name");
});

test("it listens to nobody: Sheets tells a sidebar nothing", () => {
  expect(make(CONTRACT_DATA).workbook.subscribe).toBeNull();
});
