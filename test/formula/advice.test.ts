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

function adviceOf(
  people: number,
  rows: number,
  rules = RULES,
  dialect = DIALECTS.excel365,
): string | null {
  const team = Array.from({ length: people }, (_, i): CellValue[] => [
    `P${i}`,
    i === 0 ? null : "P0",
  ]);
  const deals = Array.from({ length: rows }, (_, i): CellValue[] => ["P0", 1, 45_000 + i * 30]);
  const workbook = {
    sheets: [
      sheetOf("Team", [["Name", "Manager"], ...team]),
      sheetOf("Deals", [["Owner", "Amount", "Closed"], ...deals]),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900 as const,
  };
  const results = run({ rules, workbook, asOf: null, today: null });
  return formulaPublication(results, workbook, dialect, true).advice;
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

test("the local workbook takes fewer formulas than others", () => {
  const kpis = ["least", "most"].map((name) => `kpi ${name} = sum(Deals[Amount]) * 2`);
  const rules = [RULES.replace("yearly", "monthly"), ...kpis, ""].join("\n");
  expect(adviceOf(190, 40, rules)).toBeNull();
  expect(adviceOf(190, 40, rules, DIALECTS.local)).toMatch(
    /^\d\d,\d{3} formulas are much for the local workbook: .* minutes after each change/,
  );
});
