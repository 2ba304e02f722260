/** What the sidebar's editor learns of a workbook: headers where a run finds them, ranges and names too. */
import { expect, test } from "vitest";
import { newMemory, recheck } from "../../dsl/index.ts";
import { complete } from "../../dsl/service/index.ts";
import { catalogOf } from "../../sidebar/editor/catalog.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, reply } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { sheetOf } from "../../src/model/workbook.ts";

const RULES = `people from Team
  name [Agent]
  reports to [Boss] then "Company"

table Deals from 'Sales log'
  owner [Agent]
  date [Closed]

table Notes from Notes
  header row 3
  owner [Who]

table Part from 'Sales log'!B3:D
  date [Closed]

table Plan from PlanTable

kpi won = count(Deals where [Stage] = "Won")
kpi noted = count(Notes where [Kind] = "call")
kpi part = count(Part where [Stage] = "Won")
kpi planned = sum(Plan[Amount])
`;

async function described() {
  const data = {
    sheets: [
      sheetOf("Team", [
        ["Agent", "Boss"],
        ["Ann", null],
      ]),
      sheetOf("Sales log", [
        ["The log of sales", null, null, null],
        [null, null, null, null],
        ["Agent", "Closed", "Stage", "Amount"],
        ["Ann", 45000, "Won", 5],
        ["Ann", 45001, "Lost", 6],
      ]),
      sheetOf("Notes", [
        ["a", "b"],
        ["c", "d"],
        ["Who", "Kind"],
        ["Ann", "call"],
      ]),
      sheetOf("Numbers", [
        [null, null, null],
        [null, "Agent", "Amount"],
        [null, "Ann", 12],
      ]),
    ],
    names: [{ name: "PlanTable", sheet: "Numbers", top: 1, left: 1, bottom: 3, right: 3 }],
    locale: "en-US",
    dateSystem: 1900 as const,
  };
  const workbook = memoryWorkbook(data);
  await workbook.apply(saveRulesPlan(data, RULES, null));
  const answer = await runLater(
    reply(workbook, { id: 1, method: "workbook.describe", input: null }, PLAIN_SERVICE),
  );
  if (!answer.ok || !("bound" in (answer.output ?? {}))) throw new Error("not described");
  return catalogOf(JSON.parse(JSON.stringify(answer.output)));
}
const labelsAt = async (source: string): Promise<string[]> => {
  const catalog = await described();
  const text = `${RULES}\n${source}`;
  return complete(text, text.length, catalog).items.map((i) => i.label);
};

test("headers below a title, in a named range, in a range, in a row of their own: none is unknown", async () => {
  const { diagnostics } = recheck(RULES, await described(), newMemory());
  expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
});
test("a column that isn't there is still told of", async () => {
  const wrong = RULES.replace("[Kind]", "[Knd]").replace("Plan[Amount]", "Plan[Amont]");
  const { diagnostics } = recheck(wrong, await described(), newMemory());
  expect(diagnostics.filter((d) => d.severity === "error").map((d) => d.fix?.text)).toEqual([
    "[Kind]",
    "[Amount]",
  ]);
});
test.each([
  ["kpi x = count(Notes where [", ["Who", "Kind"]],
  ['kpi x = count(Notes where [Kind] = "', ["call"]],
  ["kpi x = sum(Plan[", ["Agent", "Amount"]],
  ['kpi x = count(Part where [Stage] = "', ["Won", "Lost"]],
  ["kpi x = sum(Deals[", ["Agent", "Closed", "Stage", "Amount"]],
])("completes %s", async (source, expected) => {
  expect((await labelsAt(source)).slice(0, expected.length)).toEqual(expected);
});
