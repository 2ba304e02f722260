import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { compile } from "../../dsl/index.ts";
import { publishPlan } from "../../src/app/publish.ts";
import type { Results } from "../../src/app/results.ts";
import { table } from "../../src/app/rows.ts";
import { resultRows } from "../../src/app/rows-standing.ts";
import { run } from "../../src/app/run.ts";
import { toCsv } from "../../src/cli/csv.ts";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { isFormula } from "../../src/hosts/port/plan.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { serialOf } from "../../src/model/serial.ts";
import { UserError } from "../../src/model/user-error.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

const RULES = `calendar
  year starts January
  track quarterly

people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won")
  lagging
kpi deals = count(Deals)
  leads revenue

goal revenue 2026 = 1000 for "Ann"

cascade revenue
  evenly
`;
const day = (iso: string) => serialOf(iso, 1900);
const TEAM: CellValue[][] = [
  ["Name", "Manager"],
  ["Ann", null],
  ["Bob", "Ann"],
  ["Cyd", "Ann"],
];
const DEALS: CellValue[][] = [
  ["Owner", "Stage", "Amount", "Closed", "Note"],
  ["Bob", "Won", 100, day("2026-02-01"), null],
  ["Cyd", "Won", 50, day("2026-02-02"), null],
  ["Cyd", "Lost", 70, day("2026-02-03"), null],
];

const book = (team = TEAM, deals: CellValue[][] | null = DEALS): WorkbookData => ({
  sheets: [sheetOf("Team", team), ...(deals ? [sheetOf("Deals", deals)] : [])],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
});
const running = (workbook: WorkbookData, rules = RULES): Results =>
  run({ rules, workbook, asOf: null, today: null });
const rows = (results: Results, kpi: string) =>
  [...resultRows(results, { kpi: [kpi], period: ["2026-Q1"] })].map((r) => [r[1], r[5]]);
/** Every message of a run, the rules' own among them, with its place and what to do. */
const said = (results: Results) => results.findings.map((f) => `${f.place}: ${f.message} ${f.fix}`);
const changed = (base: CellValue[][], row: number, column: number, value: CellValue) =>
  base.map((cells, r) => (r === row ? cells.map((c, i) => (i === column ? value : c)) : cells));
const WHOLE = [
  ["Ann", 150],
  ["Bob", 100],
  ["Cyd", 50],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "answerable bad "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusal(work: () => Promise<unknown>): Promise<UserError> {
  try {
    await work();
  } catch (fault) {
    if (fault instanceof UserError) return fault;
    throw fault;
  }
  throw new Error("nothing was refused");
}

describe("files", () => {
  test("no such file", async () => {
    const fault = await refusal(() => readWorkbook(join(folder, "nowhere.xlsx")));
    expect(fault.message).toContain("nowhere.xlsx");
    expect(fault.todo).toMatch(/Check the path/);
  });

  test("a truncated xlsx", async () => {
    const path = join(folder, "cut.xlsx");
    const step = { kind: "write" as const, sheet: "Deals", top: 0, left: 0, old: null, why: "" };
    await saveNewXlsx(path, {
      title: "",
      steps: [
        { kind: "addSheet", sheet: "Deals", tabColour: null },
        { ...step, cells: DEALS },
      ],
    });
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    const fault = await refusal(() => readWorkbook(path));
    expect(fault.message).toMatch(/cut\.xlsx is damaged or was cut off/);
    expect(fault.todo).toMatch(/again/);
  });

  test("1904 dates are read as the days they show", () => {
    const old = (iso: string) => serialOf(iso, 1904);
    const deals = DEALS.map((cells, r) =>
      r === 0 ? cells : cells.map((c, i) => (i === 3 ? old("2026-02-01") : c)),
    );
    const results = running({ ...book(TEAM, deals), dateSystem: 1904 });
    expect(rows(results, "revenue")).toEqual(WHOLE);
    expect(isoOf(results.asOf)).toBe("2026-02-01");
  });
});

describe("what the rules name and the workbook lacks", () => {
  test("a missing sheet: said once, with the nearest; the other table still counts", () => {
    const results = running(
      book(),
      RULES.replace("table Deals from Deals", "table Deals from Dealz"),
    );
    const messages = said(results).filter((m) => m.includes("Dealz"));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("Deals");
    expect(results.people.map((p) => p.name)).toEqual(["Ann", "Bob", "Cyd"]);
  });

  test("a missing column: that KPI has no figures, the others do", () => {
    const results = running(book(), RULES.replace("Deals[Amount]", "Deals[Amuont]"));
    expect(said(results).filter((m) => m.includes("Amuont"))).toEqual([
      "rules:13:24: The sheet Deals has no column `Amuont`. Did you mean `[Amount]`?",
    ]);
    expect(rows(results, "deals")).toEqual([
      ["Ann", 3],
      ["Bob", 1],
      ["Cyd", 2],
    ]);
  });

  test("a missing person: the goal has no one; figures stay", () => {
    const results = running(book(), RULES.replace('for "Ann"', 'for "Anne"'));
    const messages = said(results).filter((m) => m.includes("Anne"));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('Did you mean `"Ann"`?');
    expect(rows(results, "revenue")).toEqual(WHOLE);
  });
});

describe("sheets that aren't what they should be", () => {
  test.each([
    ["an empty sheet", [] as CellValue[][]],
    ["a header without rows", [DEALS[0]!]],
  ])("%s: counts nothing and says so where it matters", (what, deals) => {
    const results = running(book(TEAM, deals));
    expect(results.people).toHaveLength(3);
    if (what === "an empty sheet") expect(said(results).join("\n")).toMatch(/Deals/);
    for (const [, actual] of rows(results, "deals")) expect(actual ?? 0).toBe(0);
  });

  test("a header that is there twice: named, with how to tell them apart", () => {
    const twice = DEALS.map((cells, r) => [...cells, r === 0 ? "Amount" : 1]);
    const results = running(book(TEAM, twice));
    expect(said(results).join("\n")).toMatch(/`?Amount`?.*(twice|two columns|more than once)/i);
    expect(rows(results, "deals")).toEqual([
      ["Ann", 3],
      ["Bob", 1],
      ["Cyd", 2],
    ]);
  });

  test("managers in a ring: named; whoever stands outside it keeps his figures", () => {
    const ring = [
      ["Name", "Manager"],
      ["Ann", null],
      ["Bob", "Cyd"],
      ["Cyd", "Bob"],
    ];
    const results = running(book(ring));
    expect(said(results).join("\n")).toMatch(/Bob.*Cyd|Cyd.*Bob/);
    expect(results.people.map((p) => p.name)).toEqual(["Ann"]);
  });

  test("a name that is there twice: said; nobody's deals are guessed, the others' count", () => {
    const results = running(book([...TEAM, ["Bob", "Cyd"]]));
    const messages = said(results).filter((m) => m.includes("Bob"));
    expect(messages.length).toBeGreaterThan(0);
    expect(rows(results, "deals")).toContainEqual(["Cyd", 2]);
  });

  test("a text in a number column: left out, with its cell", () => {
    const results = running(book(TEAM, changed(DEALS, 1, 2, "a lot")));
    expect(said(results).join("\n")).toContain("Deals!C");
    expect(rows(results, "revenue")).toEqual([
      ["Ann", 50],
      ["Bob", 0],
      ["Cyd", 50],
    ]);
  });

  test("dates as texts: read where they can be, said", () => {
    const results = running(book(TEAM, changed(DEALS, 1, 3, "2026-02-01")));
    expect(rows(results, "revenue")).toEqual(WHOLE);
    expect(said(results).join("\n")).toMatch(/date as text/);
  });

  test("#N/A in a row that counts spoils what it counts in, and says which cell it was", () => {
    const results = running(book(TEAM, changed(DEALS, 1, 2, { error: "#N/A" })));
    const found = rows(results, "revenue");
    expect(found[2]).toEqual(["Cyd", 50]);
    expect(found.slice(0, 2)).toEqual([
      ["Ann", "#N/A"],
      ["Bob", "#N/A"],
    ]);
    expect(said(results)).toEqual([
      expect.stringMatching(/^Deals!C2: This cell is #N\/A.*Mend the cell/),
    ]);
    expect(rows(results, "deals")[0]).toEqual(["Ann", 3]);
  });

  test("#N/A in a row that is left out spoils nothing", () => {
    const results = running(book(TEAM, changed(DEALS, 3, 2, { error: "#N/A" })));
    expect(rows(results, "revenue")).toEqual(WHOLE);
  });
});

describe("rules", () => {
  test("an error in every statement: one message each", () => {
    const broken = [
      "calendar\n  year begins January",
      "people from Team\n  nam [Name]",
      "kpi = 5",
      "kpi a = sum(",
      "goal a = 5",
      "cascade\n  evenly",
      "flag f\n  when",
      "check",
      "score s = 50%",
    ];
    const text = `${broken.join("\n\n")}\n`;
    const results = running(book(), text);
    const errors = results.diagnostics.filter((d) => d.severity === "error");
    expect(errors).toHaveLength(broken.length);
    for (const d of errors) {
      expect(d.message).not.toMatch(/undefined|Token|Exception|\bat \w+ \(/);
      expect(d.span.start).toBeLessThan(text.length);
    }
  });

  test("a rules file of 10 MB: refused at once, with its length and the most that is read", () => {
    const line = 'kpi k = count(Deals where [Stage] = "Won" and [Amount] >= 1)\n';
    const text = `${RULES}\n${line.repeat(Math.ceil((10 * 1024 * 1024) / line.length))}`;
    const { diagnostics } = compile(text, catalogOf(book()));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]!.message).toMatch(/\d{2},\d{3},\d{3} characters long; at most 4,000,000/);
    expect(diagnostics[0]!.hint).not.toBe("");
    expect(running(book(), text).people).toBeDefined();
  });

  test("a rules file just below the limit is checked whole: its one mistake is found, at its line", () => {
    const line = 'kpi k_0000000 = count(Deals where [Stage] = "Won" and [Amount] >= 1)\n';
    const count = Math.floor((1_000_000 - RULES.length - 10) / line.length);
    const lines = Array.from({ length: count }, (_, i) =>
      line.replace("0000000", String(i).padStart(7, "0")),
    );
    lines[count - 2] = "kpi wrong = sum(Deals[Amuont])\n";
    const text = `${RULES}\n${lines.join("")}`;
    const { diagnostics } = compile(text, catalogOf(book()));
    const errors = diagnostics.filter((d) => d.severity === "error");
    expect(errors.map((d) => d.message)).toEqual(["The sheet Deals has no column `Amuont`."]);
    const at = text.slice(0, errors[0]!.span.start).split("\n").length;
    expect(at).toBe(RULES.split("\n").length + count - 1);
  });
});

describe("names that are more than names", () => {
  const evil = '=HYPERLINK("http://evil.example","x")';
  const team = [...TEAM.slice(0, 3), [evil, "Ann"]];
  const deals = changed(changed(DEALS, 2, 0, evil), 3, 0, evil);

  test("a formula-like name never becomes a formula: not in a plan, not in an .xlsx, not in a CSV", async () => {
    const workbook = book(team, deals);
    const results = running(workbook);
    expect(rows(results, "revenue")).toContainEqual([evil, 50]);
    const plan = publishPlan(results, workbook);
    for (const step of plan.steps) {
      if (step.kind !== "write") continue;
      // The certificate's differences are formulas of ours; none holds what somebody typed.
      const formulas = step.cells.flat().filter(isFormula);
      for (const { formula } of formulas) expect(formula).not.toContain("HYPERLINK");
    }
    const path = join(folder, "evil.xlsx");
    await saveNewXlsx(path, plan);
    const { sheets } = await readWorkbook(path);
    expect(sheets[0]!.columns[1]).toContain(evil);
    const lines = toCsv(table(results, "results")).split("\n");
    expect(lines.some((l) => l.includes("HYPERLINK"))).toBe(true);
    for (const l of lines) expect(l).not.toMatch(/(^|,)"?[=+@]/);
  });

  test("markup in a cell stays the text it is, all the way to the sidebar's data", () => {
    const name = "<img src=x onerror=alert(1)>";
    const results = running(book([...TEAM.slice(0, 3), [name, "Ann"]], changed(DEALS, 2, 0, name)));
    expect(results.people.map((p) => p.name)).toContain(name);
  });
});
