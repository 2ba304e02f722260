/** The calls of Publish, as the sidebar makes them, over a workbook in memory. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import type { Api, Method, PublishChoice } from "../../src/app/contract.ts";
import { USUAL_CHOICE } from "../../src/app/contract.ts";
import { fileName } from "../../src/app/publish-file.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { run } from "../../src/app/run.ts";
import { PLAIN_SERVICE, serve } from "../../src/app/service.ts";
import { runLater, runNow } from "../../src/app/steps.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { FUNCTION_DESK } from "../../src/functions/desk.ts";
import { newXlsx, readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook, WritePlan } from "../../src/hosts/port/index.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";

const make = (): MemoryWorkbook => {
  const data = workbookOf({ Team: TEAM, Deals: DEALS });
  const host = memoryWorkbook(data, { today: "2026-11-13" });
  host.apply(saveRulesPlan(data, RULES, null));
  return host;
};
const call = <M extends Method>(host: MemoryWorkbook, method: M, input: Api[M]["in"]) =>
  runNow(serve(host, method, input, OPTIONS)) as Api[M]["out"];
const OPTIONS = { ...PLAIN_SERVICE, functions: FUNCTION_DESK };
const sheetsOf = (host: MemoryWorkbook) => host.read().sheets.map((s) => s.name);
const on = (host: Workbook["host"]): MemoryWorkbook => ({ ...make(), host }) as MemoryWorkbook;
const rowsOf = (host: MemoryWorkbook, name: string): CellValue[][] => {
  const { rows, columns } = host.read([name]).sheets[0]!;
  return Array.from({ length: rows }, (_, r) => columns.map((column) => column[r] ?? null));
};
const publish = (host: MemoryWorkbook, choice: PublishChoice = USUAL_CHOICE) => {
  const plan = call(host, "publish.plan", { asOf: null, choice });
  const { fingerprint } = plan;
  return { plan, done: call(host, "publish.apply", { asOf: null, choice, fingerprint }) };
};

describe("a file", () => {
  const choice = { ...USUAL_CHOICE, parts: ["results", "certificate"] as const };
  const ask = { asOf: null, choice: { ...choice, as: "functions" as const } };

  test("holds the sheets chosen, as values, and nothing of the data; the workbook stays as it is", async () => {
    const host = make();
    const before = host.read();
    const makeFile = async (plan: WritePlan) => Buffer.from(await newXlsx(plan)).toString("base64");
    const made = await runLater(serve(host, "publish.file", ask, { ...OPTIONS, makeFile }));
    expect(made).toMatchObject({ name: "Workbook KPIs 2026-11-13.xlsx", sheets: 2 });
    expect(host.read()).toEqual(before);
    const folder = mkdtempSync(join(tmpdir(), "answerable file "));
    try {
      const path = join(folder, made.name);
      writeFileSync(path, Buffer.from(made.base64, "base64"));
      const { sheets } = await readWorkbook(path);
      expect(sheets.map(({ name }) => name)).toEqual(["KPI Results", "KPI Tie-out"]);
      publish(host, { ...choice, as: "values" });
      for (const { name, columns, formulaCells = {} } of sheets) {
        expect(formulaCells).toEqual({});
        rowsOf(host, name).forEach((row, r) => {
          expect(row.map((_, c) => columns[c]?.[r] ?? null)).toEqual(row);
        });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    ["Team.xlsx", "Team KPIs 2026-11-13.xlsx"],
    ["", "KPIs 2026-11-13.xlsx"],
    [" Q3/Q4:\tplan\nof all", "Q3 Q4  plan of all KPIs 2026-11-13.xlsx"],
  ])("of the title %j is called %j", (title, name) => {
    expect(fileName(title, { asOf: 0 }, "2026-11-13")).toBe(name);
  });

  test("isn't offered where none can be made, and says what to do", () => {
    const host = make();
    expect(call(host, "publish.parts", { asOf: null }).makesFiles).toBe(false);
    expect(() => call(host, "publish.file", ask)).toThrow("No file can be made from here.");
    const makeFile = async () => "";
    const parts = runNow(serve(host, "publish.parts", { asOf: null }, { ...OPTIONS, makeFile }));
    expect(parts.makesFiles).toBe(true);
  });
});

describe("what there is to publish", () => {
  test("parts with their sizes, and when that was done last", () => {
    const host = make();
    const parts = call(host, "publish.parts", { asOf: null });
    expect(parts).toMatchObject({ today: "2026-11-13", since: "", drift: 0 });
    expect(parts.parts.map(({ part, sheets }) => [part, sheets])).toEqual([
      ["results", 1],
      ["scorecard", 1],
      ["goals", 3],
      ["certificate", 1],
      ["chart", 1],
      ["people", 8],
    ]);
    expect(parts.ties).toBe(parts.lines);
    expect(sheetsOf(host)).not.toContain("KPI Results");
    publish(host, { ...USUAL_CHOICE, as: "values" });
    expect(call(host, "publish.parts", { asOf: null }).since).toBe("2026-11-13");
  });
});

describe("a choice is what is written, nothing else", () => {
  test.each([
    [["results"], ["KPI Results"]],
    [
      ["scorecard", "certificate"],
      ["KPI Scorecard", "KPI Tie-out"],
    ],
    [
      ["people"],
      [...["Mia", "Ann", "Cid", "Dee", "Ben", "Eve", "Fay", "Gus"].map((n) => `KPI ${n}`)],
    ],
  ] as const)("%s", (parts, sheets) => {
    const host = make();
    const before = sheetsOf(host);
    const { plan, done } = publish(host, { ...USUAL_CHOICE, as: "values", parts });
    expect(done).toMatchObject({ applied: true });
    expect(plan.sheets.map((s) => s.sheet)).toEqual(
      expect.arrayContaining([...sheets, "KPI Published"]),
    );
    expect(sheetsOf(host).filter((name) => !before.includes(name))).toEqual([
      ...sheets,
      "KPI Published",
    ]);
    if (!done.applied) throw new Error(done.message);
    call(host, "undo", { plan: done.undo });
    expect(sheetsOf(host)).toEqual(before);
  });

  test("who is how far from the goal, the farthest first; where no chart can be made, that is said before", () => {
    const choice: PublishChoice = { ...USUAL_CHOICE, parts: ["chart"], period: "2026-Q1" };
    const host = make();
    const { plan, done } = publish(host, choice);
    expect(done).toMatchObject({ applied: true });
    expect(plan.problems.join()).toContain(
      "KPI Chart gets its figures; this program lets no chart",
    );
    const [title, , head, ...rows] = rowsOf(host, "KPI Chart");
    expect(head).toEqual(["Who", "Goal", "Actual", "Difference", "Attainment"]);
    const shares = rows.map((row) => Number(row[4]));
    expect(rows.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    for (const [, goal, actual, difference] of rows)
      expect(difference).toBe(Number(actual) - Number(goal));
    const short = shares.filter((share) => share < 1).length;
    expect(title![0]).toMatch(new RegExp(`2026-Q1: ${short} of ${rows.length} below the goal$`));
    // What was published is nobody's drift, and a figure typed over is.
    expect(call(host, "publish.parts", { asOf: null }).drift).toBe(0);
    host.edit("KPI Chart", 3, 2, 1e9);
    expect(call(host, "publish.parts", { asOf: null }).drift).toBe(1);
    const inSheets = call(on("google"), "publish.plan", { asOf: null, choice });
    expect(inSheets.problems).toEqual([]);
  });

  test("a preview names the goals on show that would be others, before and after", () => {
    const host = make();
    expect(call(host, "publish.plan", { asOf: null }).goals).toEqual({ changed: 0, first: [] });
    publish(host);
    const { columns } = host.read().sheets.find((s) => s.name === "KPI Goals")!;
    const at = (name: string) => columns.findIndex((column) => column[0] === name);
    const row = columns[at("who")]!.findIndex(
      (who, r) => who === "Gus" && columns[at("period")]![r] === "2026",
    );
    const goal = columns[at("goal")]![row];
    host.edit("KPI Goals", row, at("goal"), 7);
    expect(call(host, "publish.plan", { asOf: null }).goals).toEqual({
      changed: 1,
      first: [{ about: "Gus, revenue, 2026", before: 7, after: goal }],
    });
    expect(call(host, "publish.parts", { asOf: null }).drift).toBe(1);
  });

  test("another choice than was shown is refused, and writes nothing", () => {
    const host = make();
    const { fingerprint } = call(host, "publish.plan", { asOf: null, choice: USUAL_CHOICE });
    const choice = { ...USUAL_CHOICE, looks: false };
    expect(call(host, "publish.apply", { asOf: null, choice, fingerprint })).toMatchObject({
      applied: false,
    });
    expect(sheetsOf(host)).not.toContain("KPI Results");
  });

  test("as formulas: the rules become formulas of the workbook's own, and what can't is said", () => {
    const host = make();
    const { plan, done } = publish(host, { ...USUAL_CHOICE, as: "formulas" });
    expect(done).toMatchObject({ applied: true });
    expect(sheetsOf(host)).toEqual(expect.arrayContaining(["KPI Live", "KPI Parts"]));
    const formulas = plan.sheets.find((s) => s.sheet === "KPI Live");
    expect(formulas?.isNew).toBe(true);
    expect(host.formulaAt("KPI Scorecard", 3, 4)).toBe("D4");
  });
});

describe("as native formulas, before and in each host", () => {
  const LIVE = { ...USUAL_CHOICE, as: "formulas" } as const;

  test("a preview counts what becomes formulas and values, and says what that costs", () => {
    const { live } = call(make(), "publish.plan", { asOf: null, choice: LIVE });
    expect(live?.program).toBe("the local workbook");
    expect(live?.refused).toBe(0);
    expect(live!.formulas).toBeGreaterThan(500);
    expect(live!.values).toBeGreaterThan(100);
    expect(live!.helpers).toBeGreaterThan(500);
    expect(call(make(), "publish.plan", { asOf: null }).live).toBeUndefined();
  });

  test("the growth is what a file grows by, to a fifth", async () => {
    const { live } = call(on("excel"), "publish.plan", { asOf: null, choice: LIVE });
    const data = make().read();
    const results = run({ rules: RULES, workbook: data, asOf: null, today: null });
    const made = formulaPublication(results, data, DIALECTS.excel365, true);
    const folder = mkdtempSync(join(tmpdir(), "answerable-"));
    const path = join(folder, "live.xlsx");
    await saveNewXlsx(path, made.plan);
    const kilobytes = statSync(path).size / 1000;
    rmSync(folder, { recursive: true });
    expect(Math.abs(live!.kilobytes - kilobytes)).toBeLessThan(0.2 * kilobytes);
  });

  const textsOn = (host: MemoryWorkbook): string[] =>
    host
      .formulas(["KPI Live", "KPI Parts", "KPI Rows"])
      .flatMap(({ cells }) => cells.map(({ formula }) => formula));

  test("Excel: a person says which one; only the newest has HSTACK", () => {
    const newest = on("excel");
    publish(newest, LIVE);
    expect(textsOn(newest).some((text) => text.includes("HSTACK("))).toBe(true);
    const older = on("excel");
    const { plan } = publish(older, { ...LIVE, program: "excel2021" });
    expect(plan.live?.program).toBe("Excel 2021");
    expect(textsOn(older).some((text) => text.includes("HSTACK("))).toBe(false);
    expect(textsOn(older).some((text) => text.includes("CHOOSE({"))).toBe(true);
  });

  test("Google: blocks in ARRAYFORMULA, and nothing that is read otherwise where the decimal is a comma", () => {
    const host = on("google");
    publish(host, LIVE);
    const texts = textsOn(host);
    expect(texts.some((text) => text.startsWith("ARRAYFORMULA(LET("))).toBe(true);
    for (const text of texts) {
      const code = text.replace(/"(?:[^"]|"")*"|'(?:[^']|'')+'/g, "");
      expect(code).not.toMatch(/[,{}\\]|\d\.\d/);
    }
  });

  test("what can't be a formula is refused by name", () => {
    const data = workbookOf({ Team: TEAM, Deals: DEALS });
    const host = memoryWorkbook(data, { today: "2026-11-13" });
    const rules = RULES.replace("kpi ", "kpi odd = sum(Deals, today - [Closed])\n\nkpi ");
    host.apply(saveRulesPlan(data, rules, null));
    const plan = call(host, "publish.plan", { asOf: null, choice: LIVE });
    expect(plan.live?.refused).toBe(1);
    expect(plan.problems.join("\n")).toMatch(
      /`odd` uses `today` on rows, .+ It is published as values\./,
    );
  });
});

describe("as KPI functions", () => {
  const FUNCTIONS = { ...USUAL_CHOICE, as: "functions" } as const;

  test("each table is one function that comes to the figures; what none gives stays figures", () => {
    const [host, figures] = [make(), make()];
    const { plan, done } = publish(host, FUNCTIONS);
    expect(plan.problems).toEqual([]);
    expect(done).toMatchObject({ applied: true });
    publish(figures);
    const formulas = host.formulas();
    const tables = {
      "KPI Results": "RESULTS",
      "KPI Goals": "GOALS",
      "KPI Flags": "FLAGS",
      "KPI Tie-out": "TIEOUT",
    };
    for (const [sheet, id] of Object.entries(tables)) {
      const cells = formulas.find((f) => f.sheet === sheet)!.cells;
      expect(cells.map(({ row, column }) => [row, column])).toEqual([[0, 0]]);
      const args = 'KPI_Rules,KPI_AsOf,"people",Team!A1:';
      expect(cells[0]!.formula.startsWith(`KPI.${id}(${args}`)).toBe(true);
    }
    expect(rowsOf(host, "KPI Scorecard")).toEqual(rowsOf(figures, "KPI Scorecard"));
    expect(sheetsOf(host)).toContain("KPI History");
    // A function is handed the rules, and with them what those above added: a person's sheet never is one.
    publish(host, { ...FUNCTIONS, parts: ["people"] });
    expect(host.formulas(["KPI Ann", "KPI Gus"])).toEqual([]);
    expect(call(host, "drift.list", { asOf: null }).items).toEqual([]);
  });

  test("what they come to is what was published as figures: nothing differs but the formula", () => {
    const host = make();
    publish(host, { ...USUAL_CHOICE, parts: ["results", "goals"] });
    const plan = call(host, "publish.plan", {
      asOf: null,
      choice: { ...FUNCTIONS, parts: ["results"] },
    });
    expect(plan.sheets.find(({ sheet }) => sheet === "KPI Results")?.changed).toBe(0);
    expect(plan.problems).toEqual([]);
  });

  test("Google's own names, separators and open ranges", () => {
    const host = on("google");
    publish(host, { ...FUNCTIONS, parts: ["results"] });
    expect(host.formulaAt("KPI Results", 0, 0)).toMatch(
      /^KPI_RESULTS\(KPI_Rules;KPI_AsOf;"people";Team!A1:[A-Z];"Deals";Deals!A1:[A-Z]/,
    );
  });

  test("a run offers no write over sheets that are live or frozen; a chosen Publish says what it replaces", () => {
    const host = make();
    publish(host, FUNCTIONS);
    const again = { ...USUAL_CHOICE, again: true } as const;
    const offered = () =>
      call(host, "publish.plan", { asOf: null, choice: again }).sheets.map(({ sheet }) => sheet);
    expect(offered()).toEqual(["KPI History", "KPI Scorecard", "KPI Published"]);
    publish(host, { ...USUAL_CHOICE, as: "values", parts: ["scorecard"] });
    expect(offered()).toEqual(["KPI History", "KPI Published"]);
    expect(call(host, "publish.plan", { asOf: null }).problems).toEqual([
      "KPI Scorecard: frozen since 2026-11-13. Writing replaces what was frozen.",
    ]);
  });

  test("frozen they are on record: a cell typed over afterwards is found", () => {
    const host = make();
    publish(host, { ...FUNCTIONS, parts: ["results"] });
    // What the spreadsheet would show beside the function.
    const figures = make();
    publish(figures, { ...USUAL_CHOICE, parts: ["results"] });
    const formula = `=${host.formulaAt("KPI Results", 0, 0)}`;
    const shown = rowsOf(figures, "KPI Results");
    const cells = shown.map((row, r) =>
      row.map((cell, c) => (r + c === 0 ? { formula, result: cell } : cell)),
    );
    host.apply({
      title: "",
      steps: [{ kind: "write", sheet: "KPI Results", top: 0, left: 0, old: null, cells, why: "" }],
    });
    const { fingerprint } = call(host, "freeze.plan", { sheets: null });
    const done = call(host, "freeze.apply", { sheets: null, fingerprint });
    expect(rowsOf(host, "KPI Results")).toEqual(shown);
    expect(call(host, "drift.list", { asOf: null }).items).toEqual([]);
    host.edit("KPI Results", 3, 5, 1);
    expect(call(host, "drift.list", { asOf: null }).items).toMatchObject([{ cell: "F4" }]);
    host.edit("KPI Results", 3, 5, shown[3]![5] ?? null);
    if (!done.applied) throw new Error(done.message);
    call(host, "undo", { plan: done.undo });
    // The function fills the block again: cells left there would be in its way.
    expect(host.formulaAt("KPI Results", 0, 0)).toBe(formula.slice(1));
    expect(rowsOf(host, "KPI Results").length).toBe(1);
  });
});
