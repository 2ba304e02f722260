/** Sheets as tables: where they are found, what is a row, who owns it, what it links to, which day it is. */
import { describe, expect, test } from "vitest";
import { dayOf, isoOf, NO_DAY } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { buildModel } from "../../src/model/build.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf } from "../../src/model/workbook.ts";
import {
  codesOf,
  dealsModel,
  onlyFinding,
  programOf,
  tableSource,
  workbookOf,
} from "./workbooks.ts";

const NO_ONE_ASKS = { day: null, today: null };
const header = ["id", "owner", "amount"];
const source = (name: string, range: string | null = null, headerRow = 1) => ({
  source: { name, range, headerRow },
});
const on = (iso: string): CellValue => serialOf(iso, 1900);

describe("finding a table", () => {
  const rows = [header, ["D1", "Ann", 5]];

  test("by its sheet's name in matching form, its columns by theirs, line breaks as blanks", () => {
    const { table } = dealsModel(
      [["Id", "Deal\nowner", " AMOUNT "], ...rows.slice(1)],
      source("  DEALS"),
    );
    expect([table.find("ID"), table.find("deal  owner"), table.find("amount")]).toEqual([0, 1, 2]);
    expect(table.find("none")).toBeNull();
    expect(table.headers).toEqual(["Id", "Deal owner", "AMOUNT"]);
  });

  test("by a range, and by the row of the header in it", () => {
    const sheet = [["Report"], [null, "made by hand"], [null, ...header], [null, "D1", "Ann", 5]];
    for (const over of [source("Deals", "B3:D"), source("Deals", "B2:D9", 2)]) {
      const { table } = dealsModel(sheet, over);
      expect(table.headers).toEqual(header);
      expect([...table.numbers(2).values]).toEqual([5]);
      expect(table.address(2, 0)).toBe("Deals!D4");
    }
  });

  test("by a named range or an Excel table, to its end", () => {
    const sheet = [header, ["D1", "Ann", 5], ["D2", "Ben", 7], ["note", null, 99]];
    const name = { name: "AllDeals", sheet: "deals", top: 0, left: 0, bottom: 3, right: 3 };
    const { table } = dealsModel(sheet, source("alldeals"), { names: [name] });
    expect([...table.numbers(2).values]).toEqual([5, 7]);
  });

  test("where there is none, the nearest name; the rest still runs", () => {
    const program = programOf({
      tables: [tableSource(0, "deals", source("Daels")), tableSource(1, "Deals")],
    });
    const model = buildModel(program, workbookOf({ Deals: rows }), NO_ONE_ASKS);
    expect(model.tables.map((t) => t?.rows ?? null)).toEqual([null, 1]);
    expect(onlyFinding(model, "DATA01")).toMatchObject({ severity: "error", place: "Daels" });
    expect(onlyFinding(model, "DATA01").fix).toContain("Deals");
  });

  test("a column that isn't there is named with the nearest; one that is there twice is not guessed", () => {
    const { model } = dealsModel(rows, { owner: ["ownr"] });
    expect(onlyFinding(model, "DATA03").fix).toContain("[owner]");
    const twice = dealsModel(
      [
        ["id", "amount", "Amount"],
        ["D1", 5, 6],
      ],
      { key: "amount" },
    );
    expect(twice.table.find("amount")).toBeNull();
    expect(codesOf(twice.model.findings)).toEqual(["DATA04"]);
    expect(onlyFinding(twice.model, "DATA04").fix).toContain("[$B]");
    expect(twice.table.find("$C")).toBe(2);
  });

  test("a blank header is named by its letter", () => {
    const { table } = dealsModel([
      ["id", null],
      ["D1", 5],
    ]);
    expect([...table.numbers(table.find("$B") ?? -1).values]).toEqual([5]);
    expect(table.find("$C")).toBeNull();
  });

  test("an empty sheet and one of headers alone are told once, and are no error", () => {
    const empty = dealsModel([], { owner: ["owner"], date: "date" });
    expect(codesOf(empty.model.findings)).toEqual(["DATA02"]);
    const bare = dealsModel([header], { owner: ["owner"] });
    expect(codesOf(bare.model.findings)).toEqual(["DATA05"]);
    expect(bare.table.rows).toBe(0);
  });
});

describe("what is a row", () => {
  test("blank rows inside and after don't count and don't end the table", () => {
    const { table, model } = dealsModel([
      header,
      ["D1", "Ann", 5],
      [null, "  ", null],
      ["D2", "Ben", 7],
      [null],
      [null],
    ]);
    expect([...table.sheetRow]).toEqual([2, 4]);
    expect(table.address(2, 1)).toBe("Deals!C4");
    expect(model.findings).toEqual([]);
  });

  test.each([
    ["Total", null, 12],
    ["Grand total:", null, 12],
    ["TOTAL 2026", null, 12],
    ["East Total", null, 12],
    ["Summe", null, 12],
    [null, "Total", 12],
  ] as const)("a row of totals is set aside: %j %j", (...totals) => {
    const { table, model } = dealsModel([header, ["D1", "Ann", 5], ["D2", "Ben", 7], totals], {
      owner: ["owner"],
    });
    expect([...table.numbers(2).values]).toEqual([5, 7]);
    expect(table.setAside).toEqual([{ why: "totals", sheetRows: [4] }]);
    expect(onlyFinding(model, "DATA20").message).toContain("row 4");
  });

  test("a row of somebody's, or of a name that only begins so, is no total", () => {
    const rows = [
      ["Total", "Ann", 1],
      ["Total Wine & More", null, 2],
      ["Totally", null, 3],
    ];
    const { table } = dealsModel([header, ...rows], { owner: ["owner"] });
    expect([...table.numbers(2).values]).toEqual([1, 2, 3]);
  });

  test("rows used and rows set aside are the rows found", () => {
    const { table } = dealsModel([
      header,
      ["D1", "Ann", 5],
      ["Total", null, 5],
      ["Total", null, 5],
    ]);
    const aside = table.setAside.reduce((sum, { sheetRows }) => sum + sheetRows.length, 0);
    expect(table.rows + aside).toBe(3);
  });
});

describe("who owns a row", () => {
  const people = [
    ["name", "manager"],
    ["Ann Lee", null],
    ["Ben Cole", "Ann Lee"],
  ];
  const program = programOf({
    people: {
      source: { name: "People", range: null, headerRow: 1 },
      name: "name",
      reportsTo: ["manager"],
      top: null,
      since: null,
      until: null,
      email: null,
      table: 1,
    },
    tables: [tableSource(0, "Deals", { owner: ["owner"] }), tableSource(1, "People")],
  });
  const model = (deals: readonly (readonly CellValue[])[]) =>
    buildModel(program, workbookOf({ Deals: [header, ...deals], People: people }), NO_ONE_ASKS);

  test("names match in matching form; blank and unknown ones are nobody's, with their rows", () => {
    const made = model([
      ["D1", "BEN\u00a0COLE ", 1],
      ["D2", "Ben Cloe", 2],
      ["D3", null, 3],
      ["D4", "ben cloe", 4],
    ]);
    const table = made.tables[0]!;
    const owners = [...made.owners(table)].map((node) => made.org.nodes[node]?.name ?? null);
    expect(owners).toEqual(["Ben Cole", null, null, null]);
    expect(made.unknownOwners(table)).toEqual([
      { name: "Ben Cloe", rows: [1, 3], nearest: "Ben Cole", several: [] },
    ]);
    expect(onlyFinding(made, "DATA30")).toMatchObject({ place: "Deals!B3" });
    expect(onlyFinding(made, "DATA30").fix).toContain("Ben Cole");
    expect(onlyFinding(made, "DATA31").message).toContain("1 row");
  });

  test("many unknown names are told in one line after twenty, none is lost", () => {
    const made = model(Array.from({ length: 30 }, (_, i) => [`D${i}`, `Nobody ${i}`, 1]));
    made.owners(made.tables[0]!);
    const codes = codesOf(made.findings);
    expect(codes.filter((code) => code === "DATA30").length).toBe(20);
    expect(onlyFinding(made, "DATA35").message).toContain("10 more names");
  });
});

describe("links", () => {
  const program = programOf({
    tables: [tableSource(0, "Deals"), tableSource(1, "Accounts", { key: "id" })],
  });
  const step = { table: 0, column: "account", to: 1 };
  const link = (deals: readonly CellValue[], accounts: readonly CellValue[]) => {
    const workbook = workbookOf({
      Deals: [["account"], ...deals.map((cell) => [cell])],
      Accounts: [["id"], ...accounts.map((cell) => [cell])],
    });
    const model = buildModel(program, workbook, NO_ONE_ASKS);
    return { rows: [...model.link(step)], model };
  };

  test("by key in matching form; what finds none is counted, blank is none", () => {
    const { rows, model } = link(["ACME ", "Nix", "beta"], ["Acme", "Beta"]);
    expect(rows).toEqual([0, -1, 1]);
    expect(onlyFinding(model, "DATA32")).toMatchObject({ severity: "note", place: "Deals!A" });
  });
  test("a key in two rows alike is kept once; in rows that differ it links nothing", () => {
    const same = link(["Acme"], ["Acme", "ACME"]);
    expect(same.rows).toEqual([0]);
    expect(onlyFinding(same.model, "DATA25")).toMatchObject({
      severity: "note",
      place: "Accounts!A3",
    });
    const workbook = workbookOf({
      Deals: [["account"], ["Acme"], ["Beta"]],
      Accounts: [
        ["id", "size"],
        ["Acme", 1],
        ["Acme", 2],
        ["Beta", 3],
      ],
    });
    const model = buildModel(program, workbook, NO_ONE_ASKS);
    expect([...model.link(step)]).toEqual([-1, 0]);
    expect(onlyFinding(model, "DATA26")).toMatchObject({ severity: "error", place: "Accounts!A2" });
    expect(model.tables[1]?.setAside).toEqual([{ why: "contradicted", sheetRows: [2, 3] }]);
  });
  test("an id that lost its zeros matches if no two ids would fall together", () => {
    const mended = link([12, 13], ["0012", "0013"]);
    expect(mended.rows).toEqual([0, 1]);
    expect(onlyFinding(mended.model, "DATA34").message).toContain("Deals!A2");
    expect(link([12], ["0012", "012"]).rows).toEqual([-1]);
    expect(link([12, "012"], ["0012"]).rows).toEqual([-1, -1]);
  });
});

describe("the as-of day", () => {
  const rows = [
    ["id", "day"],
    ["D1", on("2026-03-31")],
    ["D2", on("2026-06-30")],
    ["D3", null],
  ];
  const program = programOf({ tables: [tableSource(0, "Deals", { date: "day" })] });
  const asOfCell = (cell: CellValue) => ({
    sheets: [sheetOf("Deals", rows), sheetOf("KPI Rules", [[null, cell]])],
    names: [{ name: "KPI_AsOf", sheet: "KPI Rules", top: 0, left: 1, bottom: 1, right: 2 }],
  });
  const asOf = (
    workbook: ReturnType<typeof workbookOf>,
    given: string | null,
    today: string | null,
  ) => {
    const day = (iso: string | null) => (iso === null ? null : Number(on(iso)) - 25_569);
    const model = buildModel(program, workbook, { day: day(given), today: day(today) });
    return `${isoOf(model.asOf)} ${model.asOfFrom}`;
  };

  test("is what is given, else the cell, else the last dated row, but not after today", () => {
    const plain = workbookOf({ Deals: rows });
    const pinned = workbookOf({}, asOfCell(on("2026-01-15")));
    expect(asOf(pinned, "2025-12-31", null)).toBe("2025-12-31 given");
    expect(asOf(pinned, null, "2026-05-01")).toBe("2026-01-15 cell");
    expect(asOf(plain, null, null)).toBe("2026-06-30 data");
    expect(asOf(plain, null, "2026-05-01")).toBe("2026-05-01 data");
    expect(asOf(plain, null, "2027-01-01")).toBe("2026-06-30 data");
    expect(asOf(workbookOf({}, asOfCell("2026-01-15")), null, null)).toBe("2026-01-15 cell");
    expect(asOf(workbookOf({}, asOfCell(null)), null, null)).toBe("2026-06-30 data");
  });

  test("rows without a date are counted; an open end is no last day", () => {
    const open = [...rows, ["D4", on("9999-12-31")]];
    const model = buildModel(program, workbookOf({ Deals: open }), NO_ONE_ASKS);
    expect(model.span).toEqual({ first: dayOf(2026, 3, 31), last: dayOf(2026, 6, 30) });
    expect(onlyFinding(model, "DATA21").message).toContain("1 row");
    expect([...model.tables[0]!.days(1).values][2]).toBe(NO_DAY);
  });

  test("holidays come from their sheet", () => {
    const withDays = programOf({
      calendar: {
        ...programOf().calendar,
        workWeek: { from: 1, to: 5 },
        holidays: [{ table: 0, column: "day" }],
      },
      tables: [tableSource(0, "Off")],
    });
    const workbook = workbookOf({ Off: [["day"], [on("2026-01-01")]] });
    const { calendar } = buildModel(withDays, workbook, NO_ONE_ASKS);
    expect(calendar.workdays(dayOf(2026, 1, 1), dayOf(2026, 1, 8))).toBe(4);
  });
});

describe("what the checker may know", () => {
  const catalog = catalogOf(
    workbookOf(
      {
        Deals: [
          ["id", null, "id"],
          ["D1", 2, 3],
        ],
      },
      { names: [{ name: "Ids", sheet: "Deals", top: 0, left: 0, bottom: 2, right: 1 }] },
    ),
  );
  test("names, headers, values", () => {
    expect(catalog.sources).toEqual(["Deals", "Ids"]);
    expect(catalog.headers(source("deals").source)).toEqual(["id", null, "id"]);
    expect(catalog.headers(source("Ids").source)).toEqual(["id"]);
    expect(catalog.values(source("Deals").source, "$B")).toEqual([2]);
    expect(catalog.values(source("Ids").source, "ID")).toEqual(["D1"]);
    expect(catalog.values(source("Deals").source, "none")).toBeNull();
    expect(catalog.headers(source("None").source)).toBeNull();
  });
});

test("the same workbook re-sorted gives the same columns, re-sorted", () => {
  const rows = [
    ["D1", "Ann", "1.234"],
    ["D2", "Ben", "12,5"],
    ["D3", "Cy", 7],
  ];
  const there = dealsModel([header, ...rows]).table.numbers(2).values;
  const back = dealsModel([header, ...[...rows].reverse()]).table.numbers(2).values;
  expect([...back].reverse()).toEqual([...there]);
});
