/** What stays as it was published is said, a sentence each, and nothing where all follows. */
import { expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { workbookOf } from "../support/ir-forms.ts";

interface Case {
  readonly calendar?: string;
  readonly owner?: string;
  readonly moved?: true;
  readonly more?: string;
}

function sentences({
  calendar = "",
  owner = "[Owner]",
  moved,
  more = "",
}: Case): readonly string[] {
  const rules = `calendar
  track quarterly
${calendar}people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]
table Deals from Deals
  owner ${owner}
  date [Closed]
kpi sold = sum(Deals[Amount])
kpi deals = count(Deals)
${more}`;
  const workbook = workbookOf({ said: "", rules: "", ...(moved && { moved }) });
  const results = run({ rules, workbook, asOf: parseIso("2026-06-30"), today: null });
  expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return formulaPublication(results, workbook, DIALECTS.excel365, true).refusals;
}

test.each<[string, Case, readonly string[]]>([
  ["all follows", {}, []],
  [
    "people have dates",
    { moved: true },
    [
      "The tree under all figures is that of 2026-06-30: people have dates. KPI Checks tells when Team changes; then publish again.",
    ],
  ],
  [
    "accounts lie below people",
    {
      owner: "[Owner] then [Account]",
      more: "flag quiet\n  when deals < 1\n  hold person\n  at [Account]\n",
    },
    [
      "The flag `quiet` asks for accounts or the like below people, which are not on these sheets. It is not among the formulas: publish who answers as values.",
      "`sold` and `deals` by `[Account]`, below people, have no rows among the formulas: publish a scorecard of `[Account]` as values.",
    ],
  ],
  [
    "what is due goes by working days, which follow too",
    {
      calendar: "  work week Monday to Friday\n",
      more: "goal sold each quarter = 100 for everyone\n",
    },
    [],
  ],
])("%s", (_, asked, said) => {
  expect(sentences(asked)).toEqual(said);
});
