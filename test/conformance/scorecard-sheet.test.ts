import { describe, expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { USUAL_CHOICE } from "../../src/app/choice.ts";
import { driftView } from "../../src/app/drift-view.ts";
import { publishPlan } from "../../src/app/publish.ts";
import { publishedSheets } from "../../src/app/published.ts";
import { run } from "../../src/app/run.ts";
import { type Bars, scorecardSheet, usualPeriod } from "../../src/app/scorecard-sheet.ts";
import { trendCell } from "../../src/app/trend.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { WriteCell } from "../../src/hosts/port/index.ts";
import { isFormula } from "../../src/hosts/port/plan.ts";

const data = sampleWorkbook();
const made = run({ rules: sampleRules, workbook: data, asOf: null, today: null });
const period = usualPeriod(made)!;
const sheet = (bars: Bars, frozen: string | null = null) =>
  scorecardSheet(made, { period, bars, frozen })!;

const shown = (cell: WriteCell): string => {
  if (cell === null) return "";
  if (isFormula(cell))
    return `=${String(cell.formula.length > 20 ? "SPARKLINE" : cell.formula.slice(1))}`;
  return typeof cell === "number" ? String(Math.round(cell * 1e6) / 1e6) : String(cell);
};

test("the sample's scorecard, cell by cell", async () => {
  const text = sheet("data bar")
    .cells.map((row) => row.map(shown).join(" | ").trimEnd())
    .join("\n");
  await expect(`${text}\n`).toMatchFileSnapshot("golden/scorecard.txt");
});

test("its looks: levels by number format, heads, managers, notes, colours only in the status", async () => {
  const { format } = sheet("data bar");
  await expect(`${JSON.stringify(format, null, 1)}\n`).toMatchFileSnapshot(
    "golden/scorecard-look.txt",
  );
});

test("says what KPI Results says of everybody in the period, in the order of the tree", () => {
  const { cells } = sheet("none");
  const results = publishedSheets(made, data).find((s) => s.sheet === "KPI Results")!;
  const head = results.cells[0]!.map(String);
  const at = (name: string) => head.indexOf(name);
  const rows = results.cells.filter(
    (row) => row[at("kpi")] === "revenue" && row[at("period")] === period.label,
  );
  const body = cells.slice(3, 3 + rows.length);
  expect(rows.length).toBeGreaterThan(20);
  expect(cells[3 + rows.length]!.every((cell) => cell === null)).toBe(true);
  expect(body.map((row) => row.slice(0, 5))).toEqual(
    rows.map((row) => ["who", "goal", "actual", "attainment", "status"].map((c) => row[at(c)])),
  );
});

test("a bar is the figure beside it: by a formula that any locale of Google's reads, else a data bar", () => {
  const row = 4;
  const google = sheet("sparkline").cells[row - 1]![4]!;
  if (!isFormula(google)) throw new Error("no formula");
  expect(google.formula).toContain(`D${row}<1`);
  // What differs by locale: a comma between arguments, a decimal point, blocks in braces.
  expect(google.formula).not.toMatch(/[,.{}\\]/);
  const excel = sheet("data bar");
  expect(excel.cells[row - 1]![4]).toEqual({
    formula: `=D${row}`,
    result: excel.cells[row - 1]![3],
  });
  expect(excel.format.bars).toMatchObject([{ column: 4, full: 1 }]);
  expect(sheet("none").cells[2]).not.toContain("Against goal");
});

describe("the trend", () => {
  const at = (bars: Bars, who: string) => {
    const { cells } = sheet(bars);
    const column = cells[2]!.indexOf("Trend, 12 months");
    return cells.find((row) => row[0] === who)![column]!;
  };
  const months = made.calendar.between(period.end - 360, period.end - 1, "month").slice(-12);

  test("is the last twelve months of the main KPI, as KPI Results has them", () => {
    const results = publishedSheets(made, data).find((s) => s.sheet === "KPI Results")!;
    const head = results.cells[0]!.map(String);
    const cell = (row: readonly WriteCell[], name: string) => row[head.indexOf(name)];
    const figures = results.cells
      .filter((row) => cell(row, "who") === "Hiroshi Mori" && cell(row, "kpi") === "revenue")
      .filter((row) => months.some(({ label }) => label === cell(row, "period")))
      .map((row) => Number(cell(row, "actual")));
    expect(figures.length).toBe(12);
    const text = String(at("data bar", "Hiroshi Mori"));
    expect([...text].length).toBe(12);
    const height = (sign: string) => "▁▂▃▄▅▆▇█".indexOf(sign);
    expect(height([...text][figures.indexOf(Math.max(...figures))]!)).toBe(7);
    expect(height([...text][figures.indexOf(Math.min(...figures))]!)).toBe(0);
    const google = at("sparkline", "Hiroshi Mori");
    if (!isFormula(google)) throw new Error("no formula");
    const drawn = /HSTACK\(([\d;]+)\)/.exec(google.formula)![1]!.split(";").map(Number);
    expect(drawn.indexOf(100)).toBe(figures.indexOf(Math.max(...figures)));
    expect(drawn.length).toBe(12);
  });

  test("Google's reads the same in every locale; without looks there is none", () => {
    const google = at("sparkline", "Hiroshi Mori");
    if (!isFormula(google)) throw new Error("no formula");
    expect(google.formula).not.toMatch(/[,.{}\\]/);
    expect(sheet("none").cells[2]).not.toContain("Trend, 12 months");
  });

  test("a month without a figure is a gap, one figure no trend, all the same a level line", () => {
    const gap = Number.NaN;
    expect(trendCell("blocks", [1, gap, 3])).toBe("▁\u2003█");
    expect(trendCell("blocks", [gap, gap, 3])).toBe(null);
    expect(trendCell("blocks", [2, 2, 2])).toBe("▅▅▅");
    expect(trendCell("line", [1, gap, 3])).toMatchObject({
      formula: expect.stringContaining('HSTACK(0;"";100)'),
    });
  });
});

test("a frozen copy holds values only and says since when", () => {
  const frozen = { ...USUAL_CHOICE, as: "values", bars: "data bar", on: "2026-11-13" } as const;
  const sheets = publishedSheets(made, data, frozen);
  expect(sheets.flatMap((s) => s.cells.flat()).filter(isFormula)).toEqual([]);
  for (const name of ["KPI Scorecard", "KPI Tie-out"])
    expect(String(sheets.find((s) => s.sheet === name)!.cells[1]![0])).toMatch(
      /^Frozen 2026-11-13\./,
    );
});

test("published and read back nothing has drifted; a figure typed over is found by the person's name", () => {
  for (const bars of ["data bar", "sparkline", "none"] as const) {
    const host = memoryWorkbook(data);
    const looks = bars !== "none";
    expect(
      host.apply(
        publishPlan(made, data, "2026-11-13", {
          ...USUAL_CHOICE,
          parts: ["scorecard"],
          looks,
          bars,
        }),
      ).ok,
    ).toBe(true);
    const view = driftView(made, host.read());
    expect(view.items).toEqual([]);
    expect(view.sheets.map((s) => s.outdated)).toEqual(view.sheets.map(() => 0));
    host.edit("KPI Scorecard", 6, 1, 1);
    const [item] = driftView(made, host.read()).items;
    const who = String(sheet("none").cells[6]![0]);
    expect(item).toMatchObject({ sheet: "KPI Scorecard", cell: "B7", about: who, found: 1 });
  }
});

test("sheets that are not asked for stay, with the record of what was published there", () => {
  const host = memoryWorkbook(data);
  const usual = { ...USUAL_CHOICE, parts: ["scorecard", "certificate"], bars: "data bar" } as const;
  host.apply(publishPlan(made, data, "2026-11-12", usual));
  const before = host.read();
  host.apply(publishPlan(made, before, "2026-11-13", { ...usual, parts: ["scorecard"] }));
  const after = host.read();
  const names = (book: typeof after) => book.sheets.map((s) => s.name);
  expect(names(after)).toEqual(names(before));
  const since = new Map(driftView(made, after).sheets.map((s) => [s.sheet, s.since]));
  expect(since.get("KPI Tie-out")).toBe("2026-11-12");
  expect(since.get("KPI Scorecard")).toBe("2026-11-13");
});

const WITH_BUFFERS = { ...USUAL_CHOICE, parts: ["people"], bars: "data bar", on: "" } as const;

test("a sheet for each person: own rows only, and no amount of those above", () => {
  const sheets = publishedSheets(made, data, WITH_BUFFERS);
  const owing = made.people.filter((p) => made.goals.some((g) => g.node === p.node && !p.vacancy));
  expect(sheets.length).toBe(owing.length);
  expect(new Set(sheets.map((s) => s.sheet)).size).toBe(sheets.length);
  for (const { cells } of sheets) {
    const person = made.people.find((p) => p.name === cells[0]![0])!;
    const own = new Set(
      made.goals
        .filter((g) => g.node === person.node)
        .map((g) => `${g.kpi} ${g.period.label} ${g.goal}`),
    );
    for (const row of cells.slice(3)) {
      const kpi = made.program.kpis.find((k) => k.label === row[0])!;
      expect(own).toContain(`${kpi.id} ${row[1]} ${row[2]}`);
    }
    expect(cells.flat().filter(isFormula)).toEqual([]);
    expect(cells[2]).toEqual([
      ...["KPI", "Period", "Goal", "Actual", "Attainment", "Status", "Who answers"],
    ]);
  }
});

test("names of persons' sheets: none of ours, none twice, none that a host refuses", () => {
  const team = data.sheets.map((s) => ({
    ...s,
    columns: s.columns.map((column) =>
      column.map((cell) => (cell === "Ines Rocha" ? "Goals: 1/2 [x]*?" : cell)),
    ),
  }));
  const renamed = run({
    rules: sampleRules,
    workbook: { ...data, sheets: team },
    asOf: null,
    today: null,
  });
  const names = publishedSheets(renamed, data, WITH_BUFFERS).map((s) => s.sheet);
  expect(names).toContain("KPI Goals  1 2  x");
  for (const name of names) expect(name).toMatch(/^KPI [^[\]:*?/\\]{1,27}$/);
});
