/** What was once taken without a word and then answered wrongly, or by nobody. */
import { describe, expect, test } from "vitest";
import { compile } from "../../dsl/index.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "./catalogs.ts";

const catalog = catalogOf(
  workbookOf({
    Team: [
      ["Name", "Boss", "Region", "Unit"],
      ["Ann", "Mia", "North", "Mia"],
      ["Mia", "Top", "North", "Mia"],
      ["Top", null, "HQ", null],
    ],
    Deals: [
      ["Rep", "Day", "Amount", "Stage"],
      ["Ann", 45700, 100, "Won"],
    ],
  }),
);
const BOOK = `people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi revenue = sum(Deals[Amount])
  unit USD
kpi calls = count(Deals)
`;
const said = (text: string) =>
  compile(BOOK + text, catalog)
    .diagnostics.filter((d) => d.severity !== "advice" || d.code === "KPI600")
    .map((d) => `${d.code} ${(BOOK + text).slice(d.span.start, d.span.end)}`);

describe("an argument too many, or too few, is told", () => {
  test.each([
    "sqrt(calls, 2)",
    "abs(calls, 1)",
    "round(calls, 1, 2)",
    "ytd(revenue, calls)",
    "own()",
    "attainment(revenue, calls)",
    "growth(revenue, year, year)",
    "if(revenue > 1, 2)",
  ])("%s", (call) => expect(said(`kpi x = ${call}`)).toEqual([`KPI310 ${call}`]));
  test("in a row's expression too", () =>
    expect(said("kpi x = sum(sqrt(Deals[Amount], 2))")).toEqual(["KPI310 sqrt(Deals[Amount], 2)"]));
  test.each(['if([Stage] = "Won", "a", "b", "c")', 'if([Stage] = "Won", "a")'])(
    "in a text that is one of two too: %s",
    (call) => {
      expect(said(`kpi x = count(Deals where ${call} = "a")`)).toEqual([`KPI310 ${call}`]);
    },
  );
});

test("a text of two is no value by itself", () => {
  expect(said('kpi x = distinct(Deals, [Stage] else "none")')).toEqual([
    'KPI306 [Stage] else "none"',
  ]);
});

test("a column of people that names no node is no level; one that does is", () => {
  const goal = (column: string) => `goal calls each month = 5 for each [${column}]`;
  expect(said(goal("Region"))).toEqual(["KPI219 [Region]"]);
  expect(said(goal("Unit"))).toEqual([]);
  expect(said(goal("Boss"))).toEqual([]);
});

test("a buffer without `below` compounds along a column of managers, as deep as the rows go", () => {
  const text = 'goal revenue 2025 = 1M for "Top"\ncascade revenue\n  evenly\n  over-assign 5%\n';
  expect(said(text)).toEqual(["KPI600 over-assign 5%"]);
  const advice = compile(BOOK + text, catalog).diagnostics.find((d) => d.code === "KPI600");
  expect(advice?.message).toContain("over 2 levels 10.25 %");
  expect(advice?.hint).toContain("`below`");
});

test("a check that names no period is told at the check, not in the KPI it asks for", () => {
  expect(said("check revenue = 5\ncheck revenue = 6")).toEqual([
    "KPI313 revenue",
    "KPI313 revenue",
  ]);
  const counted = "count(reports where revenue is missed)";
  expect(said(`check ${counted} = 5`)).toEqual([`KPI313 ${counted}`]);
  expect(said("check no leading kpi is missed")).toEqual(["KPI313 no leading kpi is missed"]);
});

test("a test's flag is of somebody by name: another place is told, not left out", () => {
  const flag = "flag low\n  when revenue is missed\n  hold person\n";
  const expected = (place: string) => said(`${flag}test "t"\n  expect no flag low ${place}`);
  expect(expected('of "A" in 2025-Q1').filter((m) => !m.startsWith("KPI6"))).toEqual([]);
  expect(expected("of manager in 2025-Q1")).toContain("KPI116 of manager");
  expect(expected('of "A" last year')).toContain("KPI116 last year");
});

test("two columns in one sum are told, not one of them dropped", () => {
  const call = "sum(Deals[Amount], Deals[Amount])";
  expect(said(`kpi x = ${call}`)).toEqual([`KPI310 ${call}`]);
});

describe("a spreadsheet's functions get the form of the rules as a fix", () => {
  test.each([
    ['SUMIFS(Deals[Amount], Deals[Stage], "Won")', 'sum(Deals[Amount] where Deals[Stage] = "Won")'],
    [
      'sumifs(Deals[Amount], Deals[Stage], "Won", Deals[Amount], ">=50")',
      'sum(Deals[Amount] where Deals[Stage] = "Won" and Deals[Amount] >= 50)',
    ],
    ['SUMIF(Deals[Stage], "Won", Deals[Amount])', 'sum(Deals[Amount] where Deals[Stage] = "Won")'],
    ['COUNTIF(Deals[Stage], "<>Won")', 'count(Deals where Deals[Stage] <> "Won")'],
    ['COUNTIFS(Deals[Amount], ">50")', "count(Deals where Deals[Amount] > 50)"],
    [
      'AVERAGEIFS(Deals[Amount], Deals[Stage], "Won")',
      'average(Deals[Amount] where Deals[Stage] = "Won")',
    ],
    ["IFERROR(revenue / calls, 0)", "(revenue / calls else 0)"],
    ["AVG(Deals[Amount])", "average(Deals[Amount])"],
  ])("%s", (habit, write) => {
    const text = `${BOOK}kpi x = ${habit}`;
    const { diagnostics } = compile(text, catalog);
    expect(diagnostics.map((d) => d.code)).toEqual(["KPI207"]);
    const { fix } = diagnostics[0]!;
    expect(fix?.text).toBe(write);
    const mended = text.slice(0, fix!.span.start) + fix!.text + text.slice(fix!.span.end);
    expect(compile(mended, catalog).diagnostics).toEqual([]);
  });
});
