/** What becomes of a cell, kind of dirt by kind of dirt. */
import { describe, expect, test } from "vitest";
import { dayOf, isoOf, NO_DAY } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { dayOfSerial, serialOf } from "../../src/model/serial.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { codesOf, columnModel, onlyFinding } from "./workbooks.ts";

/** The cells as numbers (null: blank) and the codes of the findings. */
function numbers(cells: readonly CellValue[], workbook: Partial<WorkbookData> = {}) {
  const { table, model } = columnModel(cells, workbook);
  const { values } = table.numbers(1);
  return {
    values: [...values].map((value) => (Number.isNaN(value) ? null : value)),
    codes: codesOf(model.findings),
    model,
  };
}

/** The cells as ISO days (null: none) and the codes of the findings. */
function days(cells: readonly CellValue[], workbook: Partial<WorkbookData> = {}) {
  const { table, model } = columnModel(cells, workbook);
  const { values } = table.days(1);
  return {
    values: [...values].map((day) => (day === NO_DAY ? null : isoOf(day))),
    codes: codesOf(model.findings),
    model,
  };
}

function truths(cells: readonly CellValue[]) {
  const { table, model } = columnModel(cells);
  return { values: [...table.truths(1).values], codes: codesOf(model.findings), model };
}

describe("the matching form", () => {
  test.each([
    ["Ann  Lee ", "ann lee"],
    ["Ann\u00a0Lee", "ann lee"],
    ["Ann\tLee", "ann lee"],
    ["Ann\r\nLee", "ann lee"],
    ["\u200bAnn Lee\ufeff", "ann lee"],
    ["\u202bAnn Lee\u202c\u200f", "ann lee"],
    ["ANN LEE", "ann lee"],
    ["Ａｎｎ　Ｌｅｅ", "ann lee"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευσ"],
    ["Οδυσσεύς", "οδυσσεύσ"],
    ["İZMİR", "izmir"],
    ["José", "josé"],
    ["A\u00a0*?", "a *?"],
  ])("%j is %j", (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(folded)).toBe(folded);
  });
  test("a missing accent is another name, a family of signs stays one", () => {
    expect(foldText("Jose")).not.toBe(foldText("José"));
    expect(foldText("👩🏽\u200d💼 Mia")).toContain("👩🏽");
  });
});

describe("a column of numbers", () => {
  test("numbers are numbers, blanks are blanks, a zero is a zero", () => {
    expect(numbers([1.5, 0, null, "  "])).toMatchObject({
      values: [1.5, 0, null, null],
      codes: [],
    });
  });
  test("what people write for none is blank, never 0", () => {
    const cells = ["-", "–", "n/a", "NULL", "TBD", "?"];
    expect(numbers(cells)).toMatchObject({ values: cells.map(() => null), codes: [] });
  });
  test.each([
    ["1054", 1054],
    ["(1,200.50)", -1200.5],
    ["1200-", -1200],
    ["−1 200", -1200],
    ["1'200", 1200],
    ["1\u202f200\u202f300", 1_200_300],
    ["95 %", 0.95],
    ["$1,200.00", 1200],
    ["€ 99", 99],
    ["99 EUR", 99],
    ["１２３", 123],
    ["١٢٣", 123],
    ["1.05E+15", 1.05e15],
    ["1.234,56", 1234.56],
    ["1,234.56", 1234.56],
    ["1.234.567", 1_234_567],
  ])("%j is %d, with a note that names the cell", (text, value) => {
    const read = numbers([text]);
    expect(read.values).toEqual([value]);
    const note = onlyFinding(read.model, "DATA10");
    expect(note).toMatchObject({ severity: "note", place: "Deals!B" });
    expect(note.message).toContain(`B2: ${text}`);
  });
  test.each(["1.2M", "450k", "USD 5k", "3 Mio."])(
    "%j has a multiplier: blank, and asked for",
    (text) => {
      const read = numbers([7, text]);
      expect(read.values).toEqual([7, null]);
      expect(onlyFinding(read.model, "DATA51").message).toContain(`B3: ${text}`);
    },
  );
  test.each(["1,200*", "1200 (est.)", "abc 5", "Ann", "1 2000"])(
    "%j is no number: blank, with a warning",
    (text) => {
      const read = numbers([7, text]);
      expect(read.values).toEqual([7, null]);
      expect(onlyFinding(read.model, "DATA11").message).toContain("B3");
    },
  );
  test("one sign and three digits: the column's own evidence decides", () => {
    expect(numbers(["1.234", "12,50"]).values).toEqual([1234, 12.5]);
    expect(numbers(["1.234", "1,234.5"]).values).toEqual([1.234, 1234.5]);
  });
  test("without evidence the workbook's locale decides", () => {
    expect(numbers(["1.234"], { locale: "de-DE" }).values).toEqual([1234]);
    expect(numbers(["1.234"], { locale: "en-US" }).values).toEqual([1.234]);
    expect(numbers(["1,234"], { locale: "en-US" }).values).toEqual([1234]);
    expect(numbers(["1,234"], { locale: "pt_BR" }).values).toEqual([1.234]);
    expect(numbers(["1,234"], { locale: "no such place" }).codes).toEqual(["DATA17"]);
  });
  test("where nothing decides, it is blank and asked for", () => {
    expect(numbers(["1.234"])).toMatchObject({ values: [null], codes: ["DATA17"] });
  });
  test("two conventions in one column: the clear ones are read, the rest is not, wherever it stands", () => {
    const cells = ["1,234.56", "1.234,56", "1.234"];
    const there = numbers(cells, { locale: "en-US" });
    const back = numbers([...cells].reverse(), { locale: "en-US" });
    expect(there.values).toEqual([1234.56, 1234.56, null]);
    expect(back.values).toEqual([...there.values].reverse());
  });
  test("two currencies are never added up", () => {
    const read = numbers(["$5", "€ 7", 3]);
    expect(read.values).toEqual([null, null, 3]);
    expect(onlyFinding(read.model, "DATA18").severity).toBe("error");
  });
  test("a finding counts all cells and names the first three", () => {
    const { model } = numbers(["1", "2", "3", "4"]);
    expect(onlyFinding(model, "DATA10").message).toContain("4 cells");
    expect(onlyFinding(model, "DATA10").message).toContain("(B2: 1, B3, B4)");
  });
  test("an error is kept with its name, not read as 0 or blank", () => {
    const { table, model } = columnModel([1, { error: "#N/A" }, { error: "#REF!" }]);
    const { values, errors } = table.numbers(1);
    expect([...values]).toEqual([1, Number.NaN, Number.NaN]);
    expect([...(errors ?? [])].map((e) => model.errorTexts[e - 1] ?? null)).toEqual([
      null,
      "#N/A",
      "#REF!",
    ]);
    expect(table.address(1, 1)).toBe("Deals!B3");
  });
  test("a truth is no number", () => {
    expect(numbers([true])).toMatchObject({ values: [null], codes: ["DATA11"] });
  });
});

describe("a column of dates", () => {
  test("serials of both systems; the time of day moves nothing", () => {
    const late = 42_825 + 0.99;
    expect(days([42_795, late]).values).toEqual(["2017-03-01", "2017-03-31"]);
    expect(days([42_795 - 1462], { dateSystem: 1904 }).values).toEqual(["2017-03-01"]);
  });
  test("serials of before March 1900 and beyond 2199 are no days", () => {
    expect(days([0, 1, 59, 60])).toMatchObject({ values: [null, null, null, null] });
    expect(days([61, 109_574, 109_575]).values).toEqual(["1900-03-01", "2199-12-31", null]);
    expect(days([2_958_465, "9999-12-31"]).values).toEqual(["9999-12-31", "9999-12-31"]);
    expect(dayOfSerial(60, 1900)).toBe(NO_DAY);
    expect(dayOfSerial(serialOf("2024-02-29", 1904), 1904)).toBe(dayOf(2024, 2, 29));
  });
  test.each([
    ["2017-03-01", "2017-03-01"],
    ["2017-03-01T23:30:00Z", "2017-03-01"],
    ["2024-03-31T02:30", "2024-03-31"],
    ["1 Mar 17", "2017-03-01"],
    ["March 1, 2017", "2017-03-01"],
    ["16-AUG-07", "2007-08-16"],
    ["16-AUG-70", "1970-08-16"],
    ["2017 Mar 1", "2017-03-01"],
    ["13/04/2017", "2017-04-13"],
    ["04/13/2017", "2017-04-13"],
    ["05/05/2017", "2017-05-05"],
    ["2017/3/1", "2017-03-01"],
  ])("%j is %s, with a note", (text, day) => {
    expect(days([text])).toMatchObject({ values: [day], codes: ["DATA12"] });
  });
  test.each([
    ["2025-Q1", "2025-01-01"],
    ["Q1 2025", "2025-01-01"],
    ["FY2025 H2", "2025-07-01"],
    ["Mar 2025", "2025-03-01"],
    ["2025-03", "2025-03-01"],
    ["2025", "2025-01-01"],
    [2025, "2025-01-01"],
  ])("%j names a period: its first day, with a note", (cell, day) => {
    expect(days([cell])).toMatchObject({ values: [day], codes: ["DATA15"] });
  });
  test.each([
    "2017-02-30",
    "31 Apr 2017",
    "00:00.0",
    "Q1",
    "Jan",
    "Marble 2017",
    "2024-13",
    "0217-01-01",
    "soon",
  ])("%j is no day: blank, with a warning", (text) => {
    expect(days([text])).toMatchObject({ values: [null], codes: ["DATA13"] });
  });
  test("what could be two days is blank and asked for", () => {
    expect(days(["03/04/2017"])).toMatchObject({ values: [null], codes: ["DATA14"] });
  });
  test("the column's own evidence decides, then the locale", () => {
    expect(days(["03/04/2017", "13/04/2017"]).values).toEqual(["2017-04-03", "2017-04-13"]);
    expect(days(["03/04/2017", "04/13/2017"]).values).toEqual(["2017-03-04", "2017-04-13"]);
    expect(days(["03/04/2017"], { locale: "en-US" }).values).toEqual(["2017-03-04"]);
    expect(days(["03.04.2017"], { locale: "de-DE" }).values).toEqual(["2017-04-03"]);
    const against = days(["03/04/2017", "13/04/2017"], { locale: "en-US" });
    expect(against.values).toEqual(["2017-04-03", "2017-04-13"]);
  });
  test("two conventions in one column leave the doubtful ones blank, whatever the locale", () => {
    const read = days(["03/04/2017", "13/04/2017", "04/13/2017"], { locale: "en-US" });
    expect(read.values).toEqual([null, "2017-04-13", "2017-04-13"]);
    expect(onlyFinding(read.model, "DATA52")).toMatchObject({ severity: "error" });
    expect(onlyFinding(read.model, "DATA52").message).toContain("2017-04-03 or 2017-03-04");
  });
  test("texts beside real dates are warned of: the real ones may be swapped", () => {
    const read = days([42_795, "13/04/2017"]);
    expect(onlyFinding(read.model, "DATA19").severity).toBe("warning");
    expect(days([42_795, "2017-04-13"]).codes).not.toContain("DATA19");
  });
  test("month names of the workbook's language", () => {
    expect(days(["1. März 2017"], { locale: "de-DE" }).values).toEqual(["2017-03-01"]);
    expect(days(["1 mars 2017"], { locale: "fr-FR" }).values).toEqual(["2017-03-01"]);
  });
  test("an error keeps its name", () => {
    const { table } = columnModel([{ error: "#REF!" }]);
    expect([...(table.days(1).errors ?? [])]).toEqual([1]);
  });
});

describe("a column of truths", () => {
  test("checkboxes, blank as no", () => {
    expect(truths([true, false, null])).toMatchObject({ values: [1, 0, 0], codes: [] });
  });
  test.each([
    [
      ["yes", "No", "YES"],
      [1, 0, 1],
    ],
    [
      ["y", "n"],
      [1, 0],
    ],
    [
      [1, 0, "1"],
      [1, 0, 1],
    ],
    [
      ["x", null, "X"],
      [1, 0, 1],
    ],
    [
      ["WAHR", "FALSCH"],
      [1, 0],
    ],
    [
      ["TRUE", true, false],
      [1, 1, 0],
    ],
  ])("%j", (cells, values) => {
    expect(truths(cells)).toMatchObject({ values, codes: [] });
  });
  test("a column keeps to one pair: what is of another is a finding", () => {
    const read = truths(["yes", "no", "x", "perhaps"]);
    expect(read.values).toEqual([1, 0, 0, 0]);
    expect(onlyFinding(read.model, "DATA16").message).toContain("2 cells");
  });
});

describe("a column of texts", () => {
  test("equal texts share a code, the first spelling is shown, blank is 0", () => {
    const { table } = columnModel(["Won", "WON ", null, "won", "", "Lost"]);
    const { codes, shown, folded } = table.texts(1);
    expect([...codes]).toEqual([1, 1, 0, 1, 0, 2]);
    expect(shown).toEqual(["", "Won", "Lost"]);
    expect(folded).toEqual(["", "won", "lost"]);
  });
  test("names that look like something else stay names", () => {
    const names = ["3M", "May", "None", "0012", "=HYPERLINK(1)"];
    const { table } = columnModel(names);
    expect(table.texts(1).shown.slice(1)).toEqual(names);
  });
  test("a number is the text of itself", () => {
    const { table } = columnModel([12, "12"]);
    expect([...table.texts(1).codes]).toEqual([1, 1]);
  });
});
