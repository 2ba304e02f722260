/** The sample as native formulas, opened without the add-in: every figure is the one that a run gives. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Day, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { sampleRules } from "../../examples/generate.ts";
import { writeSample } from "../../examples/write.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { type Run, run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook, saveXlsxCopy } from "../../src/hosts/files/index.ts";
import type { WritePlan } from "../../src/hosts/port/index.ts";
import { serialOf, serialOfDay } from "../../src/model/serial.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { libreOfficeVersion, recalculated, workedOut } from "./libreoffice.ts";
import { differences, doubts, flagDifferences } from "./live.ts";

const has = libreOfficeVersion() >= 24.8;
/** Quarters only: a quarter of the cells, and LibreOffice's time for them. */
const rules = sampleRules.replace(/track .*/, "track quarterly");
const folder = mkdtempSync(join(tmpdir(), "formulas-"));
const source = join(folder, "sample.xlsx");
const published = join(folder, "live.xlsx");

interface Opened {
  readonly run: Run;
  readonly refused: readonly string[];
  readonly live: WorkbookData;
}

const runOf = (workbook: WorkbookData): Run => run({ rules, workbook, asOf, today: null });
const asOf = parseIso("2026-09-30")!;

async function opened(): Promise<Opened> {
  const workbook = await readWorkbook(source);
  const results = runOf(workbook);
  const made = formulaPublication(results, workbook, DIALECTS.libreoffice, true);
  await saveXlsxCopy(source, made.plan, published);
  const live = await readWorkbook(recalculated([published])[0]!);
  return { run: results, refused: made.refusals, live };
}

/** The sheet's row, from zero, of a deal won in 2025. */
async function wonLastYear(): Promise<number> {
  const { sheets, dateSystem } = await readWorkbook(source);
  const { columns } = sheets.find(({ name }) => name === "Opportunities")!;
  const [stage, closed] = ["Stage", "Closed"].map(
    (header) => columns.find(([first]) => first === header)!,
  ) as [CellValue[], CellValue[]];
  const [from, to] = ["2025-01-01", "2025-12-31"].map((day) => serialOf(day, dateSystem));
  return stage.findIndex((cell, r) => {
    const on = closed[r];
    return cell === "Won" && typeof on === "number" && on >= from! && on <= to!;
  });
}

/** A deal becomes ten times as large, in both files; the amount typed as text is mended. */
const EDIT: WritePlan = {
  title: "edit",
  steps: [
    [13, 400_000],
    [41, 55_000],
  ].map(([top, amount]) => ({
    kind: "write",
    sheet: "Opportunities",
    top: top!,
    left: 6,
    old: null,
    cells: [[amount!]],
    why: "",
  })),
};

const asOfMoved = (day: Day): WritePlan => ({
  title: "edit",
  steps: [
    {
      kind: "write",
      sheet: "KPI Periods",
      top: 0,
      left: 1,
      old: null,
      cells: [[serialOfDay(day, 1900)]],
      why: "",
    },
  ],
});

describe.skipIf(!has)("the sample in LibreOffice", () => {
  let first: Opened;
  beforeAll(async () => {
    await writeSample(source);
    first = await opened();
  }, 240_000);

  test("every figure, status and blank", () => {
    expect(differences(first.run.engine, first.live)).toEqual([]);
    expect(flagDifferences(first.run.engine, first.live)).toEqual([]);
  });

  test("only what no formula follows is left as values", () => {
    expect(first.refused).toEqual([
      "`penetration` counts rows by the org of each period’s last day, and people moved; a sheet formula can't follow that. Ask a database to have it live; until then it is published as values.",
      "Goals of `revenue` are values of 2026-09-30: `cascade revenue` has `at least` and `at most` and `ramp`, and such shares are found step by step. KPI Checks tells when what they rest on changes; then publish again.",
      "The tree under all figures is that of 2026-09-30: people have dates. KPI Checks tells when Team changes; then publish again.",
    ]);
  });

  test("a deal and the as-of day changed there change the figures, as a run over the changed workbook has them", async () => {
    const before = parseIso("2026-08-20")!;
    const edits = { title: "edit", steps: [...EDIT.steps, ...asOfMoved(before).steps] };
    await saveXlsxCopy(published, edits, published);
    await saveXlsxCopy(source, EDIT, source);
    const workbook = await readWorkbook(source);
    const live = { ...workbook, sheets: workedOut(published) };
    const now = run({ rules, workbook, asOf: before, today: null });
    // The one KPI that is published as values stands as it was, and so would flags that ask for it.
    const others = differences(now.engine, live).filter(
      (line) => !/\| Account penetration /.test(line),
    );
    expect(others).toEqual([]);
    expect(differences(first.run.engine, live).length).toBeGreaterThan(10);
  }, 240_000);

  test("what the formulas don't reach is said, a line each", async () => {
    const line = ({ sheets }: WorkbookData) =>
      sheets.find(({ name }) => name === "KPI Live")!.columns[2]![0];
    expect(doubts(first.live)).toEqual([]);
    expect(line(first.live)).toBe("Every row is counted.");
    const write = (sheet: string, top: number, left: number, cell: string | number) =>
      ({ kind: "write", sheet, top, left, old: null, cells: [[cell]], why: "" }) as const;
    const plan: WritePlan = {
      title: "",
      steps: [
        write("Opportunities", 20, 6, "about 5,000"),
        write("Opportunities", 21, 6, "n/a"),
        write("Opportunities", 7_500, 1, "Ana Souza"),
        write("Team", 9, 1, "Somebody else"),
        // A deal of last year is a weight of this year's goals.
        write("Opportunities", await wonLastYear(), 6, 9_000_000),
      ],
    };
    await saveXlsxCopy(published, plan, published);
    const now = { ...first.live, sheets: workedOut(published) };
    expect(doubts(now).join("\n")).toMatch(
      /^Rows below [\d,]+ of Opportunities are not in the formulas; publish again\.\nDeals\[Amount\] holds new texts .*\nTeam changed since .*\nThe as-of day is another: .*\nGoals of Revenue are those of 2026-09-30, and what they rest on has changed; publish again\.$/,
    );
    expect(line(now)).toBe("Some rows, cells or goals are not up to date: see KPI Checks.");
  }, 240_000);
});
