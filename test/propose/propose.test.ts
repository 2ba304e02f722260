import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { compile } from "../../dsl/index.ts";
import { sampleWorkbook } from "../../examples/generate.ts";
import { workOut } from "../../src/app/propose/first-run.ts";
import { run } from "../../src/app/run.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { type Choices, propose } from "../../src/propose/index.ts";
import { asTexts, GERMAN, renamed, spaced, titled } from "../support/messy.ts";
import { quotaWorkbook } from "../support/quotas.ts";
import { retailWorkbook } from "../support/retail.ts";
import { saasWorkbook } from "../support/saas.ts";

const out = (book: WorkbookData, choices: Choices = {}) => workOut(book, choices, null);
const saas = saasWorkbook();
const retail = retailWorkbook();
const quotas = quotaWorkbook();
/** A serial as an export of the locale writes it. */
const isoText = (serial: number): string =>
  new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);

/** Runs as it stands: no mistake in the rules, figures, and somebody who answers. */
function works(book: WorkbookData, choices: Choices = {}) {
  const worked = out(book, choices);
  const { rules, refused } = worked.proposal;
  expect(refused).toEqual([]);
  const { diagnostics } = compile(rules, catalogOf(worked.workbook));
  expect(diagnostics.filter((d) => d.severity !== "advice").map((d) => d.message)).toEqual([]);
  const results = run({ rules, workbook: worked.workbook, asOf: null, today: null });
  expect(results.flags.length).toBeGreaterThan(0);
  expect(results.goals.length).toBeGreaterThan(0);
  return { ...worked, results };
}
const guessed = ({ proposal }: ReturnType<typeof out>) =>
  Object.fromEntries(proposal.guesses.map(({ id, value }) => [id, value]));

const SAAS = {
  "calendar.start": "2",
  "people.sheet": "Team",
  "people.name": "Name",
  "people.manager": "Manager",
  "people.since": "Start date",
  "table.Opportunities.owner": "AE",
  "table.Opportunities.date": "Close Date",
  "table.Opportunities.created": "Created Date",
  "table.Opportunities.amount": "ACV (USD)",
  "table.Opportunities.stage": "Stage",
  "table.Opportunities.won": "Closed Won",
  "table.Opportunities.lost": "Closed Lost / Disqualified",
  "table.Leads export.owner": "Owner (SDR)",
  "table.Leads export.date": "Created",
  "kpi.main": "closed_revenue",
};

describe("three workbooks from raw sheets to flags without an edit", () => {
  test("new business: one sheet, two roles", () => {
    const worked = works(saas);
    expect(guessed(worked)).toMatchObject(SAAS);
    const names = worked.proposal.kpis.filter((k) => k.chosen).map((k) => k.name);
    expect(names).toEqual(
      expect.arrayContaining([
        "closed_revenue",
        "new_opportunities",
        "win_rate",
        "days_to_win",
        "meeting_held_qualified",
      ]),
    );
    expect(worked.proposal.goal).toMatchObject({
      kpi: "closed_revenue",
      year: "2026",
      owner: "Company",
    });
    // One amount at the top, a tenth above the year before, comes down to the last cent.
    const { amount, lastYear } = worked.proposal.goal!;
    expect(amount! / lastYear!).toBeCloseTo(1.1, 2);
    const year = worked.results.goals.filter(
      (g) =>
        g.period.label === "2026" && worked.results.program.kpis[g.kpi]!.name === "closed_revenue",
    );
    const reps = year.filter((g) =>
      worked.results.people.some((p) => p.node === g.node && !p.hasReports),
    );
    expect(reps.reduce((sum, g) => sum + (g.goal ?? 0), 0)).toBe(amount);
  });

  test("retail: headers in row 3, ids as numbers and texts, weeks, units above the stores, goals in a plan", () => {
    const worked = works(retail);
    expect(guessed(worked)).toMatchObject({
      "calendar.start": "weeks",
      "people.sheet": "Store list",
      "people.name": "Store #",
      "people.manager": "District > Region",
      "people.since": "Opened",
      "people.until": "Closed on",
      "table.POS daily.amount": "Net sales ($)",
      "goal.from": "Plan 2025",
    });
    expect(worked.proposal.rules).toContain("header row 3");
    expect(worked.proposal.kpis.map((k) => k.name)).toEqual(
      expect.arrayContaining(["net_sales", "conversion", "units_per_transaction"]),
    );
  });

  test("goals in the workbook: a quota letter, targets by metric, a name misspelt and a name of nobody", () => {
    const worked = works(quotas);
    expect(guessed(worked)).toMatchObject({
      "calendar.start": "7",
      "people.sheet": "Roster",
      "people.manager": "Rolls up to",
      "goal.from": "Quota letter FY26",
    });
    expect(worked.proposal.rules).toContain('where [Metric] = "Demos"');
    expect(worked.proposal.strangers).toMatchObject([
      { name: "House Account", nearest: null },
      { name: "Robin Castel", nearest: "Robin Castell" },
    ]);
  });

  test("the sample, whose own rules are never looked at", () => {
    const worked = works(sampleWorkbook());
    expect(guessed(worked)).toMatchObject({
      "people.sheet": "Team",
      "table.Opportunities.owner": "Owner",
      "table.Opportunities.won": "Won",
    });
    expect(worked.proposal.rules).toMatch(/link \[Account\] to Accounts/);
  });
});

describe("as people keep them", () => {
  test("titles above the tables", () => {
    expect(guessed(works(titled(saas)))).toMatchObject(SAAS);
    works(titled(retail));
    works(titled(quotas));
  });
  test("blank columns before and in the tables", () => {
    expect(guessed(works(spaced(saas)))).toMatchObject(SAAS);
    works(spaced(retail));
    works(spaced(quotas));
  });
  test("days and amounts as texts", () => {
    const texts = asTexts(saas, (cell, header) =>
      /date|created|held|activity|start/i.test(header)
        ? isoText(cell)
        : cell.toLocaleString("en-US"),
    );
    expect(guessed(works(texts))).toMatchObject(SAAS);
  });
  test("German headers, words and amounts; KPIs and flags speak German", () => {
    const german = renamed(saas, GERMAN, "de-DE");
    const worked = works(german);
    expect(guessed(worked)).toMatchObject({
      "people.name": "Mitarbeiter",
      "people.manager": "Vorgesetzter",
      "table.Verkaufschancen.owner": "Verkäufer",
      "table.Verkaufschancen.date": "Abschlussdatum",
      "table.Verkaufschancen.won": "Gewonnen",
      "table.Verkaufschancen.lost": "Verloren / Abgelehnt",
    });
    expect(worked.proposal.rules).toContain('"Gewonnener Umsatz"');
    expect(worked.proposal.rules).toContain("unit EUR");
    expect(worked.proposal.rules).toContain("Coachen oder das Ziel neu setzen");
  });
});

describe("every guess is data and can be answered otherwise", () => {
  test.each([
    ["new business", saas],
    ["retail", retail],
    ["quotas", quotas],
  ])("%s: what is taken is among the options, with a reason", (_, book) => {
    for (const guess of out(book).proposal.guesses) {
      expect(guess.confidence).toBeGreaterThanOrEqual(0);
      expect(guess.confidence).toBeLessThanOrEqual(1);
      if (guess.options.length > 0)
        expect(guess.options.map((o) => o.value)).toContain(guess.value);
      if (guess.value !== "" && guess.confidence > 0)
        expect(guess.reasons, guess.id).not.toEqual([]);
    }
  });

  test("each single other answer still gives rules without a mistake", () => {
    const { first, proposal } = out(saas);
    for (const guess of proposal.guesses)
      for (const { value } of guess.options) {
        const other = propose({ workbook: saas, choices: { [guess.id]: value }, first });
        expect(other.refused, `${guess.id} = ${value}`).toEqual([]);
        expect(other.guesses.find((g) => g.id === guess.id)?.value ?? value).toBe(value);
      }
  });

  test("another owner moves the figures to others", () => {
    const worked = works(saas, { "table.Opportunities.owner": "SDR" });
    expect(worked.proposal.rules).toContain("owner [SDR]");
  });

  test("a KPI left out is in no statement, and its figure is still told", () => {
    const worked = works(saas, { "kpi.win_rate": "" });
    expect(worked.proposal.rules).not.toContain("win_rate");
    expect(worked.first!.kpis.win_rate?.lastYear).toBeGreaterThan(0);
  });

  test("a stranger counted as somebody: his rows come to that person, the cells to change are told", () => {
    const before = works(quotas);
    const after = works(quotas, { "stranger.Robin Castel": "Robin Castell" });
    const total = (worked: typeof before) => worked.first!.kpis.bookings!.lastYear!;
    expect(after.corrections.length).toBeGreaterThan(0);
    expect(after.proposal.strangers.map((s) => [s.name, s.decided])).toEqual([
      ["House Account", null],
      ["Robin Castel", "Robin Castell"],
    ]);
    expect(
      after.corrections.every((c) => c.from === "Robin Castel" && c.to === "Robin Castell"),
    ).toBe(true);
    const moved = after.corrections.length;
    expect(before.proposal.strangers.find((s) => s.name === "Robin Castel")!.rows).toBe(moved);
    expect(total(after)).toBeGreaterThan(total(before));
  });

  test("a goal of another amount and for another year", () => {
    const worked = works(saas, { "goal.amount": "4,000,000", "goal.year": "2025" });
    expect(worked.proposal.rules).toContain('goal closed_revenue 2025 = 4,000,000 for "Company"');
  });
});

describe("workbooks that hold nothing to propose", () => {
  test("nothing at all, and notes only", () => {
    const empty = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 } as const;
    expect(out(empty).proposal).toMatchObject({ rules: "", people: null });
    const notes = { ...empty, sheets: [sheetOf("Notes", [["To do"], ["Ask Ann"], ["Call Bo"]])] };
    expect(out(notes).proposal).toMatchObject({
      rules: "",
      unused: [{ sheet: "Notes", why: "no table" }],
    });
  });

  const cells = fc.oneof(
    fc.constantFrom<CellValue>(
      null,
      "Ann",
      "Bo",
      "Owner",
      "Date",
      "Won",
      "Lost",
      "Total",
      45_000,
      45_400,
      12,
      -3.5,
      true,
      "12.03.2025",
      "1.234,5",
      "[x]",
      'a "b"',
      "goal",
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ maxLength: 8 }),
  );
  const workbooks = fc
    .array(
      fc.array(fc.array(cells, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      { maxLength: 3 },
    )
    .map(
      (sheets): WorkbookData => ({
        sheets: sheets.map((rows, n) => sheetOf(`Sheet ${n + 1}`, rows)),
        names: [],
        locale: "de-DE",
        dateSystem: 1900,
      }),
    );
  test("whatever cells hold, nothing breaks and no mistake is proposed", () => {
    fc.assert(
      fc.property(workbooks, (book) => {
        const { refused } = propose({ workbook: book, choices: {}, first: null });
        expect(refused).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a workbook in which something is missing or missed", () => {
  const book = (...sheets: WorkbookData["sheets"]): WorkbookData => ({
    sheets,
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  });
  const people: CellValue[][] = [
    ["Name", "Manager"],
    ["Ann Lee", null],
    ["Bo Ruiz", "Ann Lee"],
    ["Cy Wong", "Ann Lee"],
  ];
  const deals: CellValue[][] = [
    ["Owner", "Closed", "Amount"],
    ["Bo Ruiz", 46_000, 12_000],
    ["Cy Wong", 46_010, 8_000],
    ["Bo Ruiz", 46_022, 15_000],
  ];
  const team = sheetOf("Team", people);
  const lacks = (...sheets: WorkbookData["sheets"]) =>
    propose({ workbook: book(...sheets), choices: {}, first: null }).lacks;

  test("says what is missing first", () => {
    expect(lacks()).toBe("tables");
    expect(lacks(sheetOf("Notes", [["To do"], ["Ask Ann"]]))).toBe("tables");
    expect(lacks(sheetOf("Deals", deals))).toBe("people");
    expect(lacks(team)).toBe("data");
    expect(lacks(team, sheetOf("Deals", deals))).toBe(null);
  });

  test("a table without people is named among what is not used", () => {
    const { unused } = propose({
      workbook: book(sheetOf("Deals", deals)),
      choices: {},
      first: null,
    });
    expect(unused).toEqual([{ sheet: "Deals", why: "no people" }]);
  });

  test("days that don't read as days are told with their cells", () => {
    const cells = deals.map((row, r) => (r === 0 ? row : [row[0]!, `end of ${r}/26`, row[2]!]));
    const { undated } = propose({
      workbook: book(team, sheetOf("Deals", cells)),
      choices: {},
      first: null,
    });
    expect(undated).toEqual([
      { sheet: "Deals", column: "Closed", range: "B2:B4", example: "end of 1/26" },
    ]);
    const read = propose({
      workbook: book(team, sheetOf("Deals", deals)),
      choices: {},
      first: null,
    });
    expect(read.undated).toEqual([]);
  });

  /** The deals beside and far below something wider, where no search finds them. */
  const hidden = sheetOf("Log", [
    ...Array.from({ length: 30 }, (_, n): CellValue[] => [
      n,
      "note",
      n * 2,
      n * 3,
      n * 5,
      n * 7,
      null,
      null,
      null,
    ]),
    ...deals.map((row): CellValue[] => [1, "note", 2, 3, 4, 5, ...row]),
  ]);
  test("a picked range is the table, in the rules too; down to the last row it stays open for more", () => {
    const choices = { "range.Log": "G31:I34" };
    expect(lacks(team, hidden)).toBe("data");
    const worked = out(book(team, hidden), choices);
    expect(worked.proposal.tables).toEqual([{ name: "Log", sheet: "Log", rows: 3 }]);
    expect(worked.proposal.rules).toContain(
      "table Log from Log!G31:I\n  owner [Owner]\n  date [Closed]",
    );
    expect(worked.proposal.guesses).toContainEqual(
      expect.objectContaining({ id: "range.Log", what: "range", value: "G31:I34", sheet: "Log" }),
    );
    const [first] = Object.values(worked.first!.kpis);
    expect(first?.lastQuarter).toBe(35_000);
  });

  test("a range that ends above other rows keeps its end; one that can't be read is as if none was picked", () => {
    const below = sheetOf("Log", [...deals, ["x", "y", "z"]]);
    const at = (range: string) =>
      propose({ workbook: book(team, below), choices: { "range.Log": range }, first: null });
    expect(at("A1:C4").rules).toContain("from Log!A1:C4\n");
    expect(at("somewhere").rules).toContain("table Log from Log\n");
  });

  test("people are picked as any table", () => {
    const roster = sheetOf(
      "Log",
      people.map((row): CellValue[] => [null, null, ...row]),
    );
    const { rules } = propose({
      workbook: book(roster, sheetOf("Deals", deals)),
      choices: { "range.Log": "C1:D4" },
      first: null,
    });
    expect(rules).toContain("people from Log!C1:D\n  name [Name]\n  reports to [Manager]");
  });
});
