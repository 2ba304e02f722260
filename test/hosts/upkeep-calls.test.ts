/** Published sheets kept in order: frozen to values, repaired after a change of host; over a workbook in memory. */
import { describe, expect, test } from "vitest";
import type { Api, Method, PublishChoice } from "../../src/app/contract.ts";
import { USUAL_CHOICE } from "../../src/app/contract.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { FUNCTION_DESK } from "../../src/functions/desk.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";

const OPTIONS = { clock: () => 0, sample: null, functions: FUNCTION_DESK };
const call = <M extends Method>(host: Workbook, method: M, input: Api[M]["in"]) =>
  runNow(serve(host, method, input, OPTIONS)) as Api[M]["out"];

const published = (choice: Partial<PublishChoice> = {}): MemoryWorkbook => {
  const data = workbookOf({ Team: TEAM, Deals: DEALS });
  const host = memoryWorkbook(data, { today: "2026-11-13" });
  host.apply(saveRulesPlan(data, RULES, null));
  const asked = { asOf: null, choice: { ...USUAL_CHOICE, ...choice } };
  const { fingerprint } = call(host, "publish.plan", asked);
  call(host, "publish.apply", { ...asked, fingerprint });
  return host;
};
const freeze = (host: Workbook, sheets: readonly string[] | null = null) => {
  const { fingerprint } = call(host, "freeze.plan", { sheets });
  const done = call(host, "freeze.apply", { sheets, fingerprint });
  if (!done.applied) throw new Error(done.message);
  return done;
};
const cell = (host: MemoryWorkbook, name: string, row: number, column: number) =>
  host.read([name]).sheets[0]?.columns[column]?.[row] ?? null;
const drift = (host: Workbook) => call(host, "drift.list", { asOf: null }).items;

describe("freeze", () => {
  test("formulas of published sheets become what they show; Undo makes them formulas again", () => {
    const host = published();
    const plan = call(host, "freeze.plan", { sheets: null });
    expect(plan.sheets.map(({ sheet, problem }) => [sheet, problem])).toEqual([
      ["KPI Scorecard", null],
      ["KPI Tie-out", null],
    ]);
    expect(plan.sheets.every(({ cells }) => cells > 0)).toBe(true);
    const before = host.read();
    const formulas = host.formulas();
    const shown = cell(host, "KPI Tie-out", 3, 19);
    const done = freeze(host);
    expect(done.message).toBe("2 sheets hold values now.");
    expect(host.formulas()).toEqual([]);
    expect(cell(host, "KPI Tie-out", 3, 19)).toBe(shown);
    expect(cell(host, "KPI Scorecard", 1, 0)).toMatch(/^Frozen 2026-11-13\. /);
    expect(call(host, "undo", { plan: done.undo })).toMatchObject({ applied: true });
    expect(host.read()).toEqual(before);
    expect(host.formulas()).toEqual(formulas);
  });

  test("is nobody's drift, then or after; a figure typed over before it stays one", () => {
    const host = published();
    host.edit("KPI Tie-out", 4, 13, 99);
    expect(drift(host)).toMatchObject([{ sheet: "KPI Tie-out", cell: "N5", found: 99 }]);
    freeze(host);
    expect(drift(host)).toMatchObject([{ sheet: "KPI Tie-out", cell: "N5", found: 99 }]);
    host.edit("KPI Tie-out", 5, 19, 0);
    expect(drift(host).map((item) => item.cell)).toEqual(["N5", "T6"]);
  });

  test("figures that a formula works out otherwise since are taken as they show", () => {
    const host = published();
    const formula = `=${host.formulaAt("KPI Tie-out", 3, 13)}`;
    host.apply({
      title: "what a spreadsheet would work out",
      steps: [
        {
          kind: "write",
          sheet: "KPI Tie-out",
          top: 3,
          left: 13,
          old: null,
          cells: [[{ formula, result: 12.5 }]],
          why: "",
        },
      ],
    });
    freeze(host, ["KPI Tie-out"]);
    expect(cell(host, "KPI Tie-out", 3, 13)).toBe(12.5);
    expect(drift(host)).toEqual([]);
    expect(host.formulas().map(({ sheet }) => sheet)).toEqual(["KPI Scorecard"]);
  });

  test("what no program worked out, or none here knows, is not frozen: the sheet is named with the cell", () => {
    const host = published();
    const put = (result: { error: string }) =>
      host.apply({
        title: "",
        steps: [
          {
            kind: "write",
            sheet: "KPI Scorecard",
            top: 4,
            left: 4,
            old: null,
            cells: [[{ formula: "=D5", result }]],
            why: "",
          },
        ],
      });
    put({ error: "#NAME?" });
    const [card] = call(host, "freeze.plan", { sheets: null }).sheets;
    expect(card?.problem).toContain("KPI Scorecard!E5 shows #NAME?");
    freeze(host);
    expect(host.formulas().map(({ sheet }) => sheet)).toEqual(["KPI Scorecard"]);
  });

  test("a workbook changed since the preview is left alone", () => {
    const host = published();
    const { fingerprint } = call(host, "freeze.plan", { sheets: null });
    host.edit("KPI Tie-out", 4, 13, 99);
    const formulas = host.formulas();
    expect(call(host, "freeze.apply", { sheets: null, fingerprint })).toMatchObject({
      applied: false,
    });
    expect(host.formulas()).toEqual(formulas);
  });

  test("Google's bars stay drawings of the frozen figures beside them", () => {
    const data = workbookOf({ Team: TEAM, Deals: DEALS });
    const memory = memoryWorkbook(data, { today: "2026-11-13" });
    memory.apply(saveRulesPlan(data, RULES, null));
    const host = { ...memory, host: "google" as const };
    const { fingerprint } = call(host, "publish.plan", { asOf: null });
    call(host, "publish.apply", { asOf: null, fingerprint });
    expect(call(host, "freeze.plan", { sheets: null }).sheets.map((s) => s.sheet)).toEqual([
      "KPI Tie-out",
    ]);
    freeze(host);
    expect(memory.formulaAt("KPI Scorecard", 3, 4)).toMatch(/^SPARKLINE\(/);
    expect(drift(host)).toEqual([]);
  });
});

// ── Repair ─────────────────────────────────────────────────────────────────────────────────────

/** A workbook on a host that holds formulas as they were found there. */
function foundOn(
  host: Workbook["host"],
  formulas: Readonly<Record<string, string>>,
  locale = "en-US",
): MemoryWorkbook & Workbook {
  const sheet = { name: "Mine", rows: 4, columns: [[], [], [], []] };
  const team = workbookOf({ Team: TEAM, "My deals": DEALS }).sheets;
  const data = { sheets: [sheet, ...team], names: [], locale, dateSystem: 1900 as const };
  const memory = memoryWorkbook(data, {
    formulas: new Map([["Mine", new Map(Object.entries(formulas))]]),
  });
  return { ...memory, host } as MemoryWorkbook & Workbook;
}
const repair = (host: Workbook) => {
  const { fingerprint } = call(host, "repair.plan", null);
  return call(host, "repair.apply", { fingerprint });
};

describe("repair", () => {
  const forms: [what: string, host: Workbook["host"], found: string, made: string | null][] = [
    ["Google's name", "excel", "KPI_ATTAINMENT(A1;B1)", "KPI.ATTAINMENT(A1,B1)"],
    ["a file's name", "excel", "_xldudf_KPI_ATTAINMENT(A1,B1)", "KPI.ATTAINMENT(A1,B1)"],
    ["a file's name in Google", "google", "_xldudf_KPI_ATTAINMENT(A1,B1)", "KPI_ATTAINMENT(A1;B1)"],
    ["with two prefixes", "excel", "_xlfn._xldudf_KPI_PACE(A1,B1)", "KPI.PACE(A1,B1)"],
    ["Excel's name", "google", "KPI.ATTAINMENT(A1,0.5)", "KPI_ATTAINMENT(A1;0.5)"],
    ["one cell of a block", "google", "@KPI.ATTAINMENT(A1,B1)", "KPI_ATTAINMENT(A1;B1)"],
    [
      "a stand-in of Google's",
      "excel",
      'IFERROR(__xludf.DUMMYFUNCTION("KPI_STATUS(A1,""a, """"b"""""")"),"met")',
      'KPI.STATUS(A1,"a, ""b""")',
    ],
    [
      "without a saved value",
      "excel",
      '__xludf.DUMMYFUNCTION("KPI_PACE(A1,B1)")',
      "KPI.PACE(A1,B1)",
    ],
    [
      "a long one, in two texts",
      "excel",
      'IFERROR(__xludf.DUMMYFUNCTION("KPI_STATUS(A1&""x"&"y"",B1)"),"met")',
      'KPI.STATUS(A1&"xy",B1)',
    ],
    [
      "inside ARRAYFORMULA",
      "excel",
      'IFERROR(__xludf.DUMMYFUNCTION("ARRAYFORMULA(KPI_PACE(A1:A3,B1))"),1)',
      "KPI.PACE(A1:A3,B1)",
    ],
    [
      "open ranges, with room",
      "excel",
      'KPI_RESULTS(KPI_Rules;KPI_AsOf;"Deals";\'My deals\'!A1:H;"people";Team!A1:$D)',
      `KPI.RESULTS(KPI_Rules,KPI_AsOf,"Deals",'My deals'!A1:H${2 * DEALS.length},"people",Team!A1:$D${2 * TEAM.length})`,
    ],
    [
      "inside others",
      "google",
      "IF(KPI.PACE(A1,B1)>1,\"a,b;c\",'x, y'!A1)",
      "IF(KPI_PACE(A1;B1)>1;\"a,b;c\";'x, y'!A1)",
    ],
    ["right already", "excel", "KPI.PACE(A1,B1)", null],
    ["right in small letters", "google", "kpi_pace(A1,B1)", null],
    ["both are read locally", "local", "KPI_PACE(A1,B1)+KPI.PACE(A1,B1)", null],
    ["no function of ours", "excel", 'KPI_MINE(A1;B1)&__xludf.DUMMYFUNCTION("QUERY(A1)")', null],
    ["only a text", "google", '"KPI.PACE(A1,B1)"&A1', null],
    ["another's name that ends like ours", "google", "MYKPI.PACE(A1,B1)", null],
  ];
  test.each(forms)("%s in %s: %s", (_what, host, found, made) => {
    const book = foundOn(host, { "0,0": found });
    const done = repair(book);
    expect(done.applied).toBe(made !== null);
    expect(book.formulaAt("Mine", 0, 0)).toBe(made ?? found);
    if (!done.applied) return;
    expect(done.message).toBe("Repaired 1 formula.");
    call(book, "undo", { plan: done.undo });
    expect(book.formulaAt("Mine", 0, 0)).toBe(found);
  });

  test("decimals as the workbook's locale reads them", () => {
    const german = foundOn("google", { "0,0": "KPI.STATUS(A1,0.95,1.5)" }, "de-DE");
    repair(german);
    expect(german.formulaAt("Mine", 0, 0)).toBe("KPI_STATUS(A1;0,95;1,5)");
    const excel = foundOn("excel", { "0,0": "KPI_STATUS(A1;0,95;1,5)" }, "de-DE");
    repair(excel);
    expect(excel.formulaAt("Mine", 0, 0)).toBe("KPI.STATUS(A1,0.95,1.5)");
  });

  test("there and back is what it was", () => {
    const formula = "KPI.SPLIT(Team!A1,IF(B1>0.5,C1:C4,D1:D4),100)";
    const google = foundOn("google", { "0,0": formula });
    repair(google);
    const excel = foundOn("excel", { "0,0": google.formulaAt("Mine", 0, 0)! });
    repair(excel);
    expect(excel.formulaAt("Mine", 0, 0)).toBe(formula);
  });

  test("what a file saved beside a block is emptied, so that the block can fill it; another's stays", () => {
    const saved = 'IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),7)';
    const book = foundOn("excel", {
      "0,0": 'IFERROR(__xludf.DUMMYFUNCTION("KPI_SPLIT2(A1,B1)"),"a")',
      "0,1": saved,
      "1,0": saved,
      "1,1": saved,
      "3,0": 'IFERROR(__xludf.DUMMYFUNCTION("QUERY(A1)"),"a")',
      "3,1": saved,
    });
    const view = call(book, "repair.plan", null);
    expect(view.sheets).toEqual([{ sheet: "Mine", cells: 1, problem: null }]);
    expect(view.first).toMatchObject([{ place: "Mine!A1", after: "=KPI.SPLIT2(A1,B1)" }]);
    repair(book);
    const left = book.formulas(["Mine"])[0]?.cells.map(({ row, column }) => `${row},${column}`);
    expect(left?.sort()).toEqual(["0,0", "3,0", "3,1"]);
  });

  test("sheets of native formulas for another program are named, and cells that show #NAME? for other reasons", () => {
    const data = workbookOf({ Team: TEAM });
    const error = { error: "#NAME?" };
    const sheets = [
      ...data.sheets,
      { name: "KPI Rows", rows: 2, columns: [["place", error]] },
      { name: "Mine", rows: 1, columns: [[error]] },
    ];
    const formulas = new Map([
      ["KPI Rows", new Map([["1,0", "ARRAYFORMULA(LET(a_,1,a_))"]])],
      ["Mine", new Map([["0,0", "OTHER(1)"]])],
    ]);
    const host = { ...memoryWorkbook({ ...data, sheets }, { formulas }), host: "excel" as const };
    const { notes, sheets: found } = call(host, "repair.plan", null);
    expect(found).toEqual([]);
    expect(notes[0]).toMatch(/^KPI Rows: written for another program/);
    expect(notes[1]).toMatch(/^2 more cells show #NAME\?/);
  });
});
