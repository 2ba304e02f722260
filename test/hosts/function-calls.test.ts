/** Putting a KPI function into the selected cell: the formula that is written gives what its preview says. */
import { expect, test } from "vitest";
import type { Api, Method } from "../../src/app/contract.ts";
import type { FunctionPlanView } from "../../src/app/contract-functions.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { FUNCTION_DESK } from "../../src/functions/desk.ts";
import { FUNCTIONS } from "../../src/functions/table.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { wordsOf } from "../../src/words/index.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";

function make(host: Workbook["host"] = "memory") {
  const data = workbookOf({
    Team: TEAM,
    Deals: DEALS,
    Mine: [
      ["Title", null],
      [null, null],
    ],
  });
  const memory = memoryWorkbook(data, { today: "2026-11-13" });
  memory.apply(saveRulesPlan(data, RULES, null));
  let at = { sheet: "Mine", range: "A3", value: null };
  const port: Workbook = { ...memory, host, selection: () => at };
  const select = (range: string, sheet = "Mine") => {
    at = { sheet, range, value: null };
  };
  return { memory, port, select };
}
const OPTIONS = { clock: () => 0, sample: null, functions: FUNCTION_DESK };
const call = <M extends Method>(port: Workbook, method: M, input: Api[M]["in"]) =>
  runNow(serve(port, method, input, OPTIONS)) as Api[M]["out"];
const planOf = (port: Workbook, id: string, args: readonly string[] = []) =>
  call(port, "functions.plan", { asOf: null, id, args });

test("every function is offered, without what the workbook says itself", () => {
  const { port } = make();
  const list = call(port, "functions.list", null);
  expect(list.map(({ id }) => id)).toEqual(FUNCTIONS.map(({ id }) => id));
  expect(list.find(({ id }) => id === "RESULTS")?.params).toEqual([]);
  expect(list.find(({ id }) => id === "SCORECARD")?.params.map((p) => p.name)).toEqual([
    "who",
    "period",
  ]);
  expect(runNow(serve(port, "functions.list", null))).toEqual([]);
});

test("in German every function and parameter is explained, and no other", () => {
  const help = wordsOf("de").functions!;
  expect(Object.keys(help).sort()).toEqual(FUNCTIONS.map(({ id }) => id).sort());
  for (const { id, params } of FUNCTIONS)
    expect(Object.keys(help[id]!.params).sort(), id).toEqual(params.map((p) => p.name).sort());
  const asked = { ...OPTIONS, language: "de" };
  const list = runNow(serve(make().port, "functions.list", null, asked));
  expect(list.find(({ id }) => id === "SCORECARD")).toMatchObject({
    summary: "Die Übersicht einer Person für einen Zeitraum.",
    params: [{ name: "who", help: "Die Person." }, { name: "period" }],
  });
});

test("the right ranges: rules and as-of day by name, each table with room below", () => {
  expect(planOf(make("excel").port, "RESULTS").formula).toBe(
    '=KPI.RESULTS(KPI_Rules,KPI_AsOf,"people",Team!A1:E18,"Deals",Deals!A1:C4)',
  );
  expect(planOf(make("google").port, "SCORECARD", ["Gus", "2026"]).formula).toBe(
    '=KPI_SCORECARD("Gus";"2026";KPI_Rules;KPI_AsOf;"people";Team!A1:E;"Deals";Deals!A1:C)',
  );
});

test("what is shown is what the figures are, and is written into the selected cell only", () => {
  const { port, memory } = make();
  const plan = planOf(port, "SCORECARD", ["Gus", "2026"]);
  expect(plan).toMatchObject({ sheet: "Mine", cell: "A3", problems: [] });
  expect(plan.first[0]?.slice(0, 2)).toEqual(["kpi", "actual"]);
  expect(plan.first[1]?.[0]).toBe("revenue");
  expect(memory.formulaAt("Mine", 2, 0)).toBe(null);
  const ask = { asOf: null, id: "SCORECARD", args: ["Gus", "2026"] };
  const { fingerprint } = plan;
  const done = call(port, "functions.insert", { ...ask, fingerprint });
  expect(done).toMatchObject({ applied: true, message: "Wrote Mine!A3." });
  expect(memory.formulaAt("Mine", 2, 0)).toBe(plan.formula.slice(1));
  if (!done.applied) throw new Error(done.message);
  call(port, "undo", { plan: done.undo });
  expect(memory.formulaAt("Mine", 2, 0)).toBe(null);
});

const WHY = ["revenue", "Gus", "2026"];

test("a cell in use is refused, and the next free one named; what only a formula shows is in use too", () => {
  const { port, select, memory } = make("google");
  select("A1");
  const taken = planOf(port, "WHY", WHY);
  expect(taken.problems).toEqual(["Mine!A1 is in use, and nothing is written over it."]);
  expect(taken.free).toBe("A2");
  const ask = { asOf: null, id: "WHY", args: WHY, fingerprint: taken.fingerprint };
  expect(call(port, "functions.insert", ask)).toMatchObject({ applied: false });
  expect(memory.read(["Mine"]).sheets[0]!.columns[0]![0]).toBe("Title");

  select("A2");
  const plan = planOf(port, "WHY", WHY);
  expect(plan).toMatchObject({ cell: "A2", problems: [], free: null });
  expect(plan.formula).toMatch(/^=KPI_WHY\(KPI_Rules;KPI_AsOf;"revenue";"Gus";"2026";"people";/);
  const done = call(port, "functions.insert", { ...ask, fingerprint: plan.fingerprint });
  expect(done).toMatchObject({ applied: true });
  expect(memory.formulaAt("Mine", 1, 0)).toBe(plan.formula.slice(1));

  const empty = [[{ formula: 'IF(1,"")', result: "" }]];
  const write = { kind: "write", sheet: "Mine", top: 9, left: 3, old: null, why: "" } as const;
  memory.apply({ title: "", steps: [{ ...write, cells: empty }] });
  select("D10");
  expect(planOf(port, "WHY", WHY)).toMatchObject({ free: "D11" });
  select("D8");
  expect(planOf(port, "WHY", WHY).problems[0]).toMatch(/^Mine!D10 is in the way/);
});

test("a number is a number, and no row of the sheet", () => {
  const { port, memory } = make();
  const write = { kind: "write", sheet: "Mine", top: 4, left: 2, old: null, why: "" } as const;
  memory.apply({ title: "", steps: [{ ...write, cells: [[1], [3]] }] });
  const { formula, first } = planOf(port, "SPLIT", ["8", "Mine!C5:C6"]);
  expect(formula).toBe("=KPI.SPLIT(8,Mine!C5:C6)");
  expect(first).toEqual([[2], [6]]);
});

test("in German too", () => {
  const { port, select } = make();
  select("A1");
  const asked = { ...OPTIONS, language: "de" };
  const ask = { asOf: null, id: "WHY", args: WHY };
  const { problems } = runNow(serve(port, "functions.plan", ask, asked)) as FunctionPlanView;
  expect(problems).toEqual(["Mine!A1 ist belegt, und nichts wird darüber geschrieben."]);
  const split = { asOf: null, id: "SPLIT", args: ["100", "Nowhere!A1:A3"] };
  expect(() => runNow(serve(port, "functions.plan", split, asked))).toThrow(
    "Ein Blatt Nowhere gibt es nicht.",
  );
});

test("a cell in the way is named, another selection is refused, and nothing is written", () => {
  const { port, select, memory } = make();
  select("A1", "Deals");
  expect(planOf(port, "RESULTS").problems[0]).toMatch(/^Deals!A1 is in use,/);
  select("A3");
  const { fingerprint } = planOf(port, "RESULTS");
  select("B3");
  const ask = { asOf: null, id: "RESULTS", args: [], fingerprint };
  expect(call(port, "functions.insert", ask)).toMatchObject({ applied: false });
  expect(memory.formulaAt("Mine", 2, 1)).toBe(null);
});

test("what is missing or no range is said by its name", () => {
  const { port } = make();
  expect(() => planOf(port, "SCORECARD", ["", "2026"])).toThrow("who is not said yet.");
  expect(() => planOf(port, "NOTHING")).toThrow("There is no function NOTHING here.");
});
