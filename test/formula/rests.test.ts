/** A figure over the standing of another KPI goes with it: a formula where that is one, else values, with its name. */
import { expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { workbookOf } from "../support/ir-forms.ts";

test("KPIs over a KPI that is published as values are values, by way of another too", () => {
  const rules = `calendar
  track quarterly
people from Team
  name [Name]
  reports to [Manager]
table Deals from Deals
  owner [Owner]
  date [Closed]
kpi age = sum(Deals, today - [Created])
kpi sold = sum(Deals[Amount])
goal age each quarter = 10 for everyone
goal sold each quarter = 10 for everyone
kpi slow = if(age is met, 1, 0)
goal slow each quarter = 1 for everyone
kpi slower = attainment(slow)
kpi quick = attainment(sold)
`;
  const workbook = workbookOf({ said: "", rules: "" });
  const results = run({ rules, workbook, asOf: parseIso("2026-06-30"), today: null });
  expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { book } = formulaPublication(results, workbook, DIALECTS.excel365, true);
  expect(book.live.map(({ name }) => name)).toEqual(["sold", "quick"]);
  expect(book.refused.map(({ sentence }) => sentence).slice(1)).toEqual([
    "`slow` uses the standing of `age`, which has no sheet formula. It is published as values.",
    "`slower` uses the standing of `slow`, which has no sheet formula. It is published as values.",
  ]);
});
