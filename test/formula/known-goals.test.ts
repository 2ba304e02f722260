/** Goals of a period that begins before the first column: constants are known, what is worked out there stays as published. */
import { expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { isFormulaCell } from "../../src/formula/sheet.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { printed } from "../../src/formula/text/print.ts";
import { serialOf } from "../../src/model/serial.ts";
import { sheetOf } from "../../src/model/workbook.ts";

const workbook = {
  sheets: [
    sheetOf("Team", [
      ["Name", "Manager"],
      ["Ann", null],
      ["Ben", "Ann"],
    ]),
    sheetOf("Deals", [
      ["Owner", "Amount", "Closed"],
      ["Ben", 5, serialOf("2025-08-01", 1900)],
      ["Ben", 7, serialOf("2026-02-01", 1900)],
    ]),
  ],
  names: [],
  locale: "en-US",
  dateSystem: 1900 as const,
};

function published(goal: string) {
  const rules = `calendar
  track quarterly, yearly
people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi sold = sum(Deals[Amount])
goal sold each quarter = ${goal} for "Ben"
`;
  const results = run({ rules, workbook, asOf: parseIso("2026-06-30"), today: null });
  expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { book, refusals } = formulaPublication(results, workbook, DIALECTS.excel365, true);
  const { rows } = book.sheets[0]!;
  const at = rows[1]!.indexOf("2025");
  const cell = rows.find(([who, , what]) => who === "Ben" && what === "goal")![at]!;
  return { refusals, goal: isFormulaCell(cell) ? printed(cell.formula, { at: null }) : cell };
}

test("the quarters before the first column are the constants that the rules say", () => {
  const { refusals, goal } = published("10");
  expect(refusals).toEqual([]);
  const cells = "10,10,'KPI Live'!R12C[-3],'KPI Live'!R12C[-2]";
  expect(goal).toBe(`=IF(COUNT(${cells})=0,"",SUM(${cells}))`);
});

test("what is worked out there stays, and why is said", () => {
  const { refusals, goal } = published("2 + sold last year");
  expect(refusals).toEqual([expect.stringContaining("lie before the first")]);
  expect(goal).toBeTypeOf("number");
});
