/** The sample as native formulas, opened without the add-in: every figure is the one that a run gives. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules } from "../../examples/generate.ts";
import { writeSample } from "../../examples/write.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { type Run, run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook, saveXlsxCopy } from "../../src/hosts/files/index.ts";
import type { WritePlan } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences } from "./live.ts";

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
  return { run: results, refused: made.book.refused.map(({ sentence }) => sentence), live };
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

describe.skipIf(!has)("the sample in LibreOffice", () => {
  let first: Opened;
  beforeAll(async () => {
    await writeSample(source);
    first = await opened();
  }, 240_000);

  test("every figure, status and blank", () => {
    expect(differences(first.run.engine, first.live)).toEqual([]);
  });

  test("only what no formula follows is left as values", () => {
    expect(first.refused).toEqual([
      "`penetration` counts rows by the org of each period’s last day, and people moved; a sheet formula can't follow that. It is published as values.",
    ]);
  });

  test("a deal changed there changes the figures, as a run over the changed workbook has them", async () => {
    await saveXlsxCopy(published, EDIT, published);
    await saveXlsxCopy(source, EDIT, source);
    const live = await readWorkbook(recalculated([published])[0]!);
    const now = runOf(await readWorkbook(source));
    expect(differences(now.engine, live)).toEqual([]);
    expect(differences(first.run.engine, live).length).toBeGreaterThan(10);
  }, 240_000);

  test("what the formulas don't reach is said, a line each", async () => {
    const said = ({ sheets }: WorkbookData) => {
      const { columns } = sheets.find(({ name }) => name === "KPI Checks")!;
      return columns[2]!.slice(1).filter((text) => text !== null && text !== "fine");
    };
    const line = ({ sheets }: WorkbookData) =>
      sheets.find(({ name }) => name === "KPI Live")!.columns[2]![0];
    expect(said(first.live)).toEqual([]);
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
      ],
    };
    await saveXlsxCopy(published, plan, published);
    const now = await readWorkbook(recalculated([published])[0]!);
    expect(said(now).join("\n")).toMatch(
      /^Rows below [\d,]+ of Opportunities are not in the formulas; publish again\.\nDeals\[Amount\] holds new texts .*\nTeam changed since/,
    );
    expect(line(now)).toBe("Some rows or cells are not counted: see KPI Checks.");
  }, 240_000);
});
