/** Which rows a KPI has on `KPI Live`: its standing only where somebody owes it, or a flag asks for its forecast. */
import { expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { rulesOf, workbookOf } from "../support/ir-forms.ts";

const KPI = "kpi x = sum(Deals[Amount])\n";
const [STANDING, ACTUAL] = [
  ["actual", "goal", "due", "attainment", "expected", "pace", "forecast", "status"],
  ["actual"],
];
const flag = (condition: string) => `flag late
  when ${condition}
  hold person
`;

test.each([
  ["nobody owes it", "", ACTUAL],
  ["everybody owes it", "goal x each quarter = 100 for everyone\n", STANDING],
  ["one person owes it", 'goal x 2026-Q1 = 100 for "Ann"\n', STANDING],
  ["a figure may come to a goal", "goal x each quarter from Deals[Fee]\n", STANDING],
  ["a flag asks for its forecast", flag("forecast(x) < 100"), STANDING],
  ["a flag asks for its status", flag("x is without goal"), ACTUAL],
  ["a flag asks for its gap", flag("gap(x) > 100"), ACTUAL],
])("%s", (_, more, rows) => {
  const form = { said: "", rules: `${KPI}${more}` };
  const workbook = workbookOf(form);
  const asOf = parseIso("2026-06-30")!;
  const results = run({ rules: rulesOf(form), workbook, asOf, today: null });
  expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { book } = formulaPublication(results, workbook, DIALECTS.excel365, true);
  expect(book.refusedFlags).toEqual([]);
  const [live] = book.sheets;
  const shown = live!.rows.slice(2).filter(([who]) => who === live!.rows[2]![0]);
  expect(shown.map(([, , figure]) => figure)).toEqual(rows);
});
