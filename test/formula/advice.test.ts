/** When formulas are advised against: by rows and by people, not before. */
import { expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { sheetOf } from "../../src/model/workbook.ts";

const RULES = `calendar
  track yearly
people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi sold = sum(Deals[Amount])
`;

function adviceOf(people: number, rows: number): string | null {
  const team = Array.from({ length: people }, (_, i): CellValue[] => [
    `P${i}`,
    i === 0 ? null : "P0",
  ]);
  const deals = Array.from({ length: rows }, (): CellValue[] => ["P0", 1, 46_000]);
  const workbook = {
    sheets: [
      sheetOf("Team", [["Name", "Manager"], ...team]),
      sheetOf("Deals", [["Owner", "Amount", "Closed"], ...deals]),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900 as const,
  };
  const results = run({ rules: RULES, workbook, asOf: null, today: null });
  return formulaPublication(results, workbook, DIALECTS.excel365, true).advice;
}

test("neither too many rows nor too many people", () => {
  // People's rows are rows too.
  expect(adviceOf(200, 19_800)).toBeNull();
});

test.each([
  [201, 1, "202 rows and 201 people"],
  [2, 19_999, "20,001 rows and 2 people"],
])("%i people and %i deals: what they cost, and what to do instead", (people, rows, size) => {
  expect(adviceOf(people, rows)).toBe(
    `${size} are much for formulas: each edit would take seconds. Publish values, or ask a database.`,
  );
});
