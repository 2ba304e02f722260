/** What a scorecard says first, how far a figure is, what a selected cell speaks of. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { type Figures, figuresAt, isMet, owed } from "../../sidebar/state/read.ts";
import { meantBy } from "../../sidebar/state/selection.ts";
import { distanceOf, reportsOf, shortNames, verdictOf } from "../../sidebar/state/verdict.ts";
import type { RunView } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";

let run: RunView;
const workbook = (() => {
  const data = sampleWorkbook();
  const made = memoryWorkbook(data, { today: "2026-08-20" });
  made.apply(saveRulesPlan(data, sampleRules, null));
  return made;
})();
beforeAll(async () => {
  // In the middle of a quarter, so that closed and current periods are both there.
  run = await runLater(serve(workbook, "run", { asOf: "2026-08-14", rules: null }));
});
const person = (name: string) => run.people.findIndex((p) => p.name === name);
const period = (label: string) => run.periods.findIndex((p) => p.label === label);
const everywhere = () =>
  fc.record({ n: fc.nat(run.people.length - 1), p: fc.nat(run.periods.length - 1) });

describe("the verdict", () => {
  test("counts exactly the KPIs that are owed, and speaks of a result that is missed where one is", () => {
    fc.assert(
      fc.property(everywhere(), ({ n, p }) => {
        const { leading, lagging, main } = verdictOf(run, p, n);
        const results = owed(run, "lagging", p, n);
        expect(leading.all).toBe(owed(run, "leading", p, n).length);
        expect(lagging.all).toBe(results.length);
        expect(main === null).toBe(results.length === 0);
        if (main && lagging.met < lagging.all) expect(isMet(run, main.kpi, p, n)).toBe(false);
      }),
    );
  });
  test("starts with a report who needs somebody, and nobody of the team stands worse", () => {
    const managers = run.people.flatMap((p, i) => (p.hasReports ? [i] : []));
    const now = period("2026-Q3");
    const rank = (status: string | null) => ["at risk", "missed", "behind"].indexOf(status ?? "");
    let named = 0;
    for (const manager of managers) {
      const { start, main } = verdictOf(run, now, manager);
      if (!main) continue;
      const statuses = reportsOf(run, manager).map((r) => figuresAt(run, main.kpi, now, r).status);
      const worst = Math.min(...statuses.map(rank).filter((r) => r >= 0), 9);
      expect(start ? rank(start.status) : 9).toBe(worst);
      named += start ? 1 : 0;
    }
    expect(named).toBeGreaterThan(3);
  });
});

describe("the distance to the goal", () => {
  const at = (kpi: string) => run.kpis.findIndex((k) => k.name === kpi);
  const figures = (change: Partial<Figures>): Figures => ({
    actual: 80,
    goal: 100,
    attainment: 0.8,
    expected: 50,
    pace: 1.6,
    forecast: 160,
    status: "missed",
    ...change,
  });
  test("in a closed period is the gap, in a current one the pace and what is due", () => {
    const [closed, now] = [period("2026-Q2"), period("2026-Q3")];
    expect(distanceOf(run, at("revenue"), closed, figures({}))).toEqual({ how: "short", by: 20 });
    const over = figures({ actual: 130, status: "met" });
    expect(distanceOf(run, at("revenue"), closed, over)).toEqual({ how: "over", by: 30 });
    const pace = { how: "pace", pace: 1.6, due: 50 };
    expect(distanceOf(run, at("revenue"), now, figures({ status: "on pace" }))).toEqual(pace);
    expect(distanceOf(run, at("revenue"), now, figures({ status: "ahead" }))).toEqual({
      how: "reached",
    });
  });
  test("of what should be low is under where it is better", () => {
    const low = run.kpis.findIndex((k) => k.better === "lower");
    const kpis = [{ ...run.kpis[0]!, better: "lower" as const }];
    const view = low >= 0 ? run : { ...run, kpis };
    const kpi = Math.max(0, low);
    const closed = period("2026-Q2");
    expect(distanceOf(view, kpi, closed, figures({})).how).toBe("under");
    expect(distanceOf(view, kpi, closed, figures({ actual: 120 })).how).toBe("above");
  });
  test("of a blank is none, never 0", () => {
    const blank = figures({ actual: null, status: "no data" });
    expect(distanceOf(run, 0, period("2026-Q2"), blank)).toEqual({ how: "none" });
  });
});

describe("names of narrow columns", () => {
  test("take as few words as tell them apart, and the short ones that follow", () => {
    expect(shortNames(["Revenue", "New opportunities", "New accounts", "Win rate"])).toEqual([
      "Revenue",
      "New opportunities",
      "New accounts",
      "Win rate",
    ]);
    expect(
      shortNames([
        "Net new opportunities",
        "Account penetration",
        "Days to win",
        "Share of expansions",
      ]),
    ).toEqual(["Net new", "Account", "Days to win", "Share"]);
  });
  test("are told apart wherever the labels are", () => {
    const word = fc.constantFrom("New", "Win", "rate", "deals", "accounts");
    const label = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 6 }), (labels) => {
        const names = shortNames(labels);
        expect(new Set(names).size).toBe(labels.length);
        for (const [i, full] of labels.entries()) expect(full.startsWith(names[i]!)).toBe(true);
      }),
    );
  });
});

describe("the selected cell", () => {
  const cell = (value: string | number | null, row: readonly (string | number | null)[] = []) => ({
    sheet: "Any",
    range: "B2",
    value,
    row,
    header: null,
  });
  test("speaks of the person it names, else of the first in its row", () => {
    expect(meantBy(run, cell("ines rocha "))?.person).toBe(person("Ines Rocha"));
    const row = ["D-17", "Luca Bianchi", 1200, "Ines Rocha"];
    expect(meantBy(run, cell(1200, row))?.person).toBe(person("Luca Bianchi"));
    expect(meantBy(run, cell("Ines Rocha", row))?.person).toBe(person("Ines Rocha"));
    expect(meantBy(run, cell("Acme Ltd", ["D-17"]))).toBe(null);
  });
  test("of a row of results means a figure: who, KPI and period", () => {
    const row = ["Ines Rocha", "2026-Q2", "Revenue", 1200];
    expect(meantBy(run, cell(1200, row))).toEqual({
      person: person("Ines Rocha"),
      kpi: run.kpis.findIndex((k) => k.label === "Revenue"),
      period: period("2026-Q2"),
    });
  });
  test("comes with its row and the head of its column", async () => {
    workbook.select({ sheet: "Opportunities", range: "B3" });
    const found = await runLater(serve(workbook, "selection", null));
    const sheet = workbook.read(["Opportunities"]);
    if ("then" in sheet) throw new Error("memory answers at once");
    const { columns } = sheet.sheets[0]!;
    expect(found).toMatchObject({ range: "B3", value: columns[1]![2], header: columns[1]![0] });
    expect(found?.row).toEqual(columns.map((column) => column[2] ?? null));
  });
});
