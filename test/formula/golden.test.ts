/** The sample's formulas in the words of each program, read by a person once and kept; and what no name may break out of. */
import { beforeAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { type Run, run } from "../../src/app/run.ts";
import { type FormulaCell, type FormulaSheet, isFormulaCell } from "../../src/formula/sheet.ts";
import { DIALECTS, type Dialect, type DialectId } from "../../src/formula/text/dialect.ts";
import { LONGEST_FORMULA, printed } from "../../src/formula/text/print.ts";
import { isFormula } from "../../src/hosts/port/plan.ts";
import { workbookOf } from "../language/catalogs.ts";
import { drawSplit } from "./draw-splits.ts";

const rules = sampleRules.replace(/track .*/, "track quarterly");
const workbook = sampleWorkbook();
const asOf = parseIso("2026-09-30")!;
let results: Run;
beforeAll(() => {
  results = run({ rules, workbook, asOf, today: null });
});

/** The different formulas of a sheet in R1C1, each with the label of the first row that has it. */
function distinct(sheet: FormulaSheet, until: number, blank: Dialect["blankCells"]): string[] {
  const seen = new Map<string, string>();
  for (const row of sheet.rows.slice(0, until))
    for (const cell of row) {
      if (!isFormulaCell(cell)) continue;
      const text = printed((cell as FormulaCell).formula, { at: null, blank });
      if (!seen.has(text))
        seen.set(
          text,
          row
            .slice(1, 3)
            .filter((c) => typeof c === "string")
            .join(", "),
        );
    }
  return [...seen].map(([text, label]) => `${label === "" ? "" : `${label}\n`}  ${text}`);
}

describe.each(Object.keys(DIALECTS) as DialectId[])("%s", (id) => {
  let made: ReturnType<typeof formulaPublication>;
  beforeAll(() => {
    made = formulaPublication(results, workbook, DIALECTS[id], true);
  });

  test("the formulas of the top's rows", async () => {
    const { book } = made;
    const [first] = book.sheets;
    const top = first!.rows[2]![0];
    const rowsOfOne = (name: string) =>
      ({
        "KPI Live": first!.rows.findIndex(([who], r) => r > 2 && who !== top),
        "KPI Live Flags": 2 + 3 * results.program.flags.length,
        "KPI Live Goals": Number.POSITIVE_INFINITY,
        "KPI Parts": 60,
      })[name] ?? 4;
    const text = book.sheets
      .map(
        (sheet) =>
          `# ${sheet.name}\n${distinct(sheet, rowsOfOne(sheet.name), DIALECTS[id].blankCells).join("\n")}\n`,
      )
      .join("\n");
    await expect(text).toMatchFileSnapshot(`golden/${id}.txt`);
  });

  test("a cascade that is divided one way, and a tree without dates", async () => {
    const { rules: said, workbook: team } = drawSplit(17);
    const divided = run({ rules: said, workbook: team, asOf, today: null });
    const { book } = formulaPublication(divided, team, DIALECTS[id], false);
    const shown = ["KPI Live Splits", "KPI People", "KPI Org", "KPI Checks"];
    const text = book.sheets
      .filter(({ name }) => shown.includes(name))
      .map(
        (sheet) => `# ${sheet.name}\n${distinct(sheet, 90, DIALECTS[id].blankCells).join("\n")}\n`,
      )
      .join("\n");
    await expect(text).toMatchFileSnapshot(`golden/${id}-split.txt`);
  });

  test("none is longer than a cell may hold", () => {
    const texts = made.plan.steps.flatMap((step) =>
      step.kind === "write"
        ? step.cells
            .flat()
            .filter(isFormula)
            .map((c) => c.formula)
        : [],
    );
    expect(texts.length).toBeGreaterThan(10_000);
    // LibreOffice 25.2 knows only the names of a formula's first LET.
    expect(texts.filter((text) => text.split("LET(").length > 2)).toEqual([]);
    expect(Math.max(...texts.map((t) => t.length))).toBeLessThanOrEqual(LONGEST_FORMULA);
  });
});

describe("names are only ever data", () => {
  const HOSTILE = [
    `=cmd|' /C calc'!A0`,
    `"&HYPERLINK("http://x","y")&"`,
    "'!A1+Other'!B2",
    "a;b--\n'",
    "Ａnn \u202e evil",
    "x".repeat(40_000),
  ];
  const rows = HOSTILE.map((name, i) => [name, name, i + 1, 46_000 + i]);
  const hostile = workbookOf({
    "It's": [["Name", "Manager"], ["Mia", null], ...HOSTILE.map((name) => [name, "Mia"])],
    "D,(e)'al": [["Own'er", 'Sta"ge', "Amount", "Closed"], ...rows],
  });
  const book = run({
    rules: `calendar
  track yearly
people from 'It''s'
  name [Name]
  reports to [Manager]
table Deals from 'D,(e)''al'
  owner [Own'er]
  date [Closed]
kpi odd = sum(Deals[Amount] where [Sta"ge] contains "a;b--")
`,
    workbook: hostile,
    asOf: null,
    today: null,
  });
  test.each(Object.keys(DIALECTS) as DialectId[])("%s", (id) => {
    expect(book.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
    const { plan, book: made } = formulaPublication(book, hostile, DIALECTS[id], true);
    expect(made.live.map((k) => k.name)).toEqual(["odd"]);
    for (const step of plan.steps) {
      if (step.kind !== "write") continue;
      for (const cell of step.cells.flat().filter(isFormula)) {
        // What is left once quoted texts and sheets are taken out holds nothing of theirs.
        const bare = cell.formula.replace(/"(?:[^"]|"")*"/g, "T").replace(/'(?:[^']|'')*'!/g, "S!");
        expect(bare).toMatch(/^=[A-Za-z0-9_.$:!(),;*/+<>=&{}-]*$/);
      }
    }
  });
});
