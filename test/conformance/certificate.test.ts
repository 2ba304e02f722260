import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { certificateSheet } from "../../src/app/certificate-sheet.ts";
import { certificateTotals } from "../../src/app/certificate-totals.ts";
import { publishPlan } from "../../src/app/publish.ts";
import type { CertificateRow } from "../../src/app/results.ts";
import { type Run, run } from "../../src/app/run.ts";
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { fakeExcel } from "../hosts/fakes/excel.ts";
import { fakeGoogle } from "../hosts/fakes/google.ts";
import { workbookOf } from "../language/catalogs.ts";
import { readForm, runForm } from "./forms.ts";

const form = readForm(
  readFileSync(new URL("./forms/cascade.txt", import.meta.url).pathname, "utf8"),
);
const lineOf = (made: Run, who: string, kpi: string, period: string): CertificateRow =>
  made.certificate.find(
    (row) =>
      row.node === made.org.nodeOf(who) &&
      made.program.kpis[row.kpi]!.name === kpi &&
      row.period.label === period,
  )!;

test("a manager's line, worked by hand: 5 % over-assigned below Mia, 10 % kept back below Zoe", () => {
  const made = runForm(form);
  expect(lineOf(made, "Zoe", "padded", "2025").assigned).toEqual({
    goal: 1000,
    buffer: 0,
    reserve: 100,
    handedDown: 900,
    held: 0,
    free: 900,
    odd: 0,
    vacancies: 0,
    open: 0,
    reports: 900,
    difference: 0,
  });
  const mia = lineOf(made, "Mia", "padded", "2025");
  expect(mia.assigned).toMatchObject({
    goal: 450,
    buffer: 22.5,
    handedDown: 472.5,
    reports: 472.5,
  });
  expect(mia.base).toMatchObject({ goal: 450, buffer: 0, handedDown: 450, reports: 450 });
  expect(mia.ties).toBe(true);
  // Nils is held at 700 of Zoe's 2,000.
  expect(lineOf(made, "Zoe", "bounded", "2025").assigned).toMatchObject({ held: 700, free: 1300 });
});

test("totals: what is owed below is what people owe who hand nothing on, and how much above the top's goal", () => {
  const made = run({
    rules: sampleRules,
    workbook: sampleWorkbook(),
    asOf: parseIso("2026-09-30"),
    today: null,
  });
  const { columns, rows } = certificateTotals(made);
  const totals = [...rows].map((row) => Object.fromEntries(columns.map((c, i) => [c, row[i]])));
  const year = totals.find((t) => t.kpi === "revenue" && t.period === "2026")!;
  const period = made.certificate.find((r) => r.period.label === "2026")!.period;
  const revenue = made.program.kpis.find((k) => k.name === "revenue")!.id;
  const managers = new Set(
    made.certificate
      .filter((r) => r.kpi === revenue && r.period.label === "2026")
      .map((r) => r.node),
  );
  const owed = made.everyone
    .filter(({ node }) => !managers.has(node))
    .map(({ node }) => made.standing(revenue, node, period).goal)
    .filter((goal) => !Number.isNaN(goal))
    .reduce((all, goal) => all + goal, 0);
  expect(year).toMatchObject({ top_goal: 13_200_000, lines: managers.size, tie: managers.size });
  expect(year.owed_below).toBeCloseTo(owed, 6);
  expect(year.over_assigned).toBeCloseTo(owed / 13_200_000 - 1, 12);
  // One manager's line says nothing of the whole tree.
  const [one] = [...certificateTotals(made, { who: ["Dana Whitaker"], period: ["2026"] }).rows];
  expect(one!.slice(-2)).toEqual([null, null]);
});

test("each grain that is tracked or said, months before quarters before halves before the year", () => {
  const text = (track: string) => `== sheet Team
Name,Boss
Ann,Zoe
Ben,Zoe
Zoe,
== sheet Deals
Rep,Day,Amount
Ann,2024-01-15,1
== as of 2025-01-31
== rules
calendar
  track ${track}
people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi sales = sum(Deals[Amount])
goal sales 2025 = 1200 for "Zoe"
goal sales 2025-H1 = 700 for "Zoe"
cascade sales
  evenly
`;
  const grains = (track: string) => {
    const made = runForm(readForm(text(track)));
    expect(made.certificate.every((row) => row.ties)).toBe(true);
    expect(lineOf(made, "Zoe", "sales", "2025-H2").assigned).toMatchObject({
      goal: 500,
      reports: 500,
    });
    const bold = certificateSheet(made).format.colours.filter((rule) => rule.bold);
    expect(bold.map(({ column, text: label }) => [column, label])).toEqual([[2, "2025"]]);
    return made.certificate.map((row) => row.period.label);
  };
  const quarters = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"];
  expect(grains("quarterly, yearly")).toEqual([...quarters, "2025-H1", "2025-H2", "2025"]);
  const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`);
  expect(grains("yearly, quarterly, monthly")).toEqual([
    ...months,
    ...quarters,
    "2025-H1",
    "2025-H2",
    "2025",
  ]);
});

const RATES = readForm(`== sheet Team
Name,Boss
Ann,Zoe
Ben,Zoe
Zoe,
== sheet Deals
Rep,Day,Stage
Ann,2024-01-15,Won
Ann,2024-01-16,Lost
Ann,2024-01-17,Lost
Ben,2024-01-15,Won
== as of 2025-01-31
== rules
people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi rate = count(Deals where [Stage] = "Won") / count(Deals)
  unit %
goal rate 2025 = 60% for "Zoe"
cascade rate
  by same points
`);

test("rates tie by their denominators: Σ d·r / Σ d, with its difference", () => {
  const row = lineOf(runForm(RATES), "Zoe", "rate", "2025");
  // Last year 1 of 3 and 1 of 1, together 2 of 4. Ten points more each; Ben can't pass 100 %, so Ann takes his.
  expect(row.of).toBe("rate");
  expect(row.assigned.goal).toBe(0.6);
  expect(row.assigned.reports).toBeCloseTo((3 * (0.6 * 4 - 1)) / 3 / 4 + 1 / 4, 12);
  expect(row.assigned.difference).toBe(0);
  expect(row.ties).toBe(true);
});

test("the sample: a line for each manager and tracked period, and what it says of the reports is what they owe", () => {
  const made = run({ rules: sampleRules, workbook: sampleWorkbook(), asOf: null, today: null });
  const years = made.certificate.filter((row) => row.period.grain === "year");
  expect(years.length).toBeGreaterThan(5);
  expect(made.certificate.filter((row) => !row.ties)).toEqual([]);
  for (const row of years) {
    const { org } = made;
    const reports = org.positions.flatMap((at, i) =>
      at.parent >= 0 && org.positions[at.parent]!.node === row.node ? [org.positions[i]!.node] : [],
    );
    // Movers owe for two managers: they are left to the tree's own proofs.
    if (reports.some((r) => org.positionsOf(r).length > 1)) continue;
    const owed = reports.reduce((sum, r) => {
      const { goal } = made.standing(row.kpi, r, row.period);
      return sum + (Number.isNaN(goal) ? 0 : goal);
    }, 0);
    expect(owed).toBeCloseTo(row.assigned.reports + 0, 6);
    expect(row.ties).toBe(true);
  }
});

// ── In the sheet ─────────────────────────────────────────────────────────────────────────────

interface Host {
  readonly workbook: Workbook;
  edit(sheet: string, row: number, column: number, value: number): void;
}
const HOSTS: Record<string, (data: WorkbookData) => Host> = {
  "Google Sheets": (data) => {
    const fake = fakeGoogle(data);
    Object.assign(globalThis, fake.globals);
    const book = fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet;
    return { workbook: googleWorkbook(book), edit: fake.edit };
  },
  Excel: (data) => {
    const fake = fakeExcel(data);
    Object.assign(globalThis, fake.globals);
    const workbook = excelWorkbook({ locale: "en-US", now: () => "2025-01-31T14:02" });
    return { workbook, edit: fake.edit };
  },
};

test.each(Object.entries(HOSTS))("in %s the certificate works itself out", async (_, make) => {
  const data = workbookOf(form.sheets);
  const made = run({
    rules: form.rules,
    workbook: data,
    asOf: parseIso(form.as_of ?? ""),
    today: null,
  });
  const { workbook, edit } = make(data);
  expect((await workbook.apply(publishPlan(made, data, "2025-01-31"))).ok).toBe(true);
  const columns = async () => (await workbook.read(["KPI Tie-out"])).sheets[0]!.columns;
  const before = await columns();
  expect(before[0]!.slice(0, 3)).toEqual(["Tie-out certificate", before[0]![1], "Manager"]);
  expect(before.map((column) => column[2])).toContain("Difference");
  made.certificate.forEach((row, i) => {
    expect(before[13]![3 + i]).toBeCloseTo(row.assigned.difference, 9);
    expect(before[18]![3 + i]).toBeCloseTo(row.base.difference, 9);
    expect(before[19]![3 + i]).toBe(row.ties ? 1 : 0);
  });
  // A cent more in the reports' goals of a line that ties: it says so at once.
  const tied = made.certificate.findIndex((row) => row.ties);
  edit("KPI Tie-out", 3 + tied, 12, made.certificate[tied]!.assigned.reports + 0.01);
  const after = await columns();
  expect(after[13]![3 + tied]).toBeCloseTo(0.01, 9);
  expect(after[19]![3 + tied]).toBe(0);
});
