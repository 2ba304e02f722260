import fc from "fast-check";
import { expect, test } from "vitest";
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { run } from "../../src/app/run.ts";
import { runView } from "../../src/app/view.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf } from "../../src/model/workbook.ts";

/** Whatever stands in the cells: every row found is used or set aside for one reason, and used rows make the figure. */

const RULES = `people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]

table Deals from Deals
  owner [Owner]
  date [Closed]
  key [Id]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won")
kpi deals = count(Deals)
kpi created = count(Deals on [Created])
kpi accounts = distinct(Deals[Account])
kpi rate = revenue / deals
kpi open = count(Deals active [Created] to [Closed])
kpi ever = sum(Deals[Amount] at any time)
`;
const day = (iso: string): CellValue => serialOf(iso, 1900);
const TEAM: CellValue[][] = [
  ["Name", "Manager", "From", "Until"],
  ["Ann", null, null, null],
  ["Ben", "Ann", null, day("2025-06-30")],
  ["Cy", "Ann", day("2025-03-01"), null],
  ["Eve", "Fay", null, null],
  ["Fay", "Eve", null, null],
];
const HEAD: CellValue[] = ["Id", "Owner", "Stage", "Account", "Amount", "Created", "Closed"];

const cell = (...cells: CellValue[]) => fc.constantFrom(...cells);
const date = cell(
  day("2025-01-15"),
  day("2025-06-30"),
  day("2025-07-01"),
  day("2027-01-01"),
  "2025-02-01",
  "03/04/2025",
  "31 Apr 2025",
  "00:00.0",
  "Q1",
  null,
  "-",
  0,
  { error: "#N/A" },
);
const row = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(
      cell("1", "2", "3", 4, 5, "6", "7", null),
      cell("Ann", "ben ", "Cy", "Eve", "Nobody", "Nix", null, { error: "#REF!" }),
      cell("Won", "won ", "Lost", null),
      cell("A", "a", "B", null),
      cell(1, 2.5, "1.234,50", "(7)", "$5", "€5", "1.2M", null, "-", true, { error: "#DIV/0!" }),
      date,
      date,
    ),
  },
  fc.constant<CellValue[]>(["Total", null, null, null, 12, null, null]),
  fc.constant<CellValue[]>(HEAD),
  fc.constant<CellValue[]>([null, null, null, null, null, null, null]),
);

const reports = (rows: readonly CellValue[][], locale: string) =>
  run({
    rules: RULES,
    workbook: {
      sheets: [sheetOf("Team", TEAM), sheetOf("Deals", [HEAD, ...rows])],
      names: [],
      locale,
      dateSystem: 1900,
    },
    asOf: null,
    today: serialOf("2026-01-01", 1900) - 25_569,
  });

test("rows used and rows set aside are the rows found, for every table and every figure that reads it", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), cell("", "de-DE", "en-US"), (rows, locale) => {
      const results = reports(rows, String(locale));
      const filled = rows.filter((cells) => cells.some((c) => c !== null)).length;
      const accounts = results.accounts();
      expect(accounts.length).toBe(9);
      for (const { found, used, aside } of accounts) {
        expect(found).toBe(filled);
        expect(used + aside.reduce((sum, line) => sum + line.rows, 0)).toBe(found);
        for (const line of aside) expect(line.rows).toBeGreaterThan(0);
      }
      const view = runView(results, RULES, 0);
      expect(view.data.map(({ found, used }) => [found, used])).toEqual(
        accounts.map(({ found, used }) => [found, used]),
      );
    }),
    { numRuns: 150 },
  );
});

test("the rows used are the rows that the tops' figures count", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const results = reports(rows, "en-US");
      const kpi = results.program.kpis.find((k) => k.name === "deals");
      const account = results.accounts().find((a) => a.kpi === kpi);
      let counted = 0;
      for (const year of results.calendar.between(19_000, 22_000, "year")) {
        for (const top of results.org.tops) {
          const { actual } = results.standing(kpi!.id, top, year);
          if (!Number.isNaN(actual)) counted += actual;
        }
      }
      expect(counted, isoOf(results.asOf)).toBe(account?.used);
    }),
    { numRuns: 60 },
  );
});

test("a line of their own for each name that nobody bears, with rows and amounts, in nobody's total", () => {
  const results = reports(
    [
      ["1", "Ann", "Won", "A", 10, null, day("2025-01-15")],
      ["2", "Nix", "Won", "A", 20, null, day("2025-01-15")],
      ["3", "nix ", "Won", "B", 30, null, day("2025-02-15")],
      ["4", "Ben", "Won", "B", 40, null, day("2025-07-15")],
      ["5", null, "Won", "B", 50, null, day("2025-07-15")],
      ["6", "Ann", "Won", "B", 60, null, null],
    ],
    "en-US",
  );
  const revenue = results.accounts().find((a) => a.kpi?.name === "revenue");
  expect(revenue).toMatchObject({ table: "Deals", found: 6, used: 1 });
  expect(revenue?.aside.map(({ why, who, rows, amount }) => [why, who, rows, amount])).toEqual([
    ["no date", "", 1, 60],
    ["no owner", "", 1, 50],
    ["unknown owner", "Nix", 2, 50],
    ["not in the org", "Ben", 1, 40],
  ]);
  const said = results.findings.find((f) => f.code === "DATA36")?.message;
  expect(said).toContain("revenue 140 in 4 rows");
});
