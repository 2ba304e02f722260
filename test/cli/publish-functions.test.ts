/** `answerable publish --as functions`: each table one KPI function, its results saved beside it for whoever has no add-in. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRules } from "../../src/app/rules-sheet.ts";
import type { Exit } from "../../src/cli/output.ts";
import { publishCommand } from "../../src/cli/publish.ts";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import type { SheetData, WorkbookData } from "../../src/model/workbook.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";

let folder: string;
const at = (name: string) => join(folder, name);

async function publish(...options: string[]): Promise<{ exit: Exit | null; data: WorkbookData }> {
  let exit: Exit | null = null;
  const out = at(`${options.join("-").replace(/\W+/g, "")}.xlsx`);
  const command = publishCommand((code) => {
    exit = code;
  });
  const args = [at("rules.kpi"), "--data", at("crm.xlsx"), "--out", out, ...options];
  await command.parseAsync(args, { from: "user" });
  return { exit, data: await readWorkbook(out) };
}
const sheetIn = ({ sheets }: WorkbookData, name: string): SheetData =>
  sheets.find((sheet) => sheet.name === name)!;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "answerable-"));
  writeFileSync(at("rules.kpi"), RULES);
  await saveNewXlsx(at("crm.xlsx"), {
    title: "",
    steps: Object.entries({ Team: TEAM, Deals: DEALS }).flatMap(([sheet, cells]) => [
      { kind: "addSheet", sheet, tabColour: null } as const,
      { kind: "write", sheet, top: 0, left: 0, old: null, cells, why: "" } as const,
    ]),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("publish --as functions", () => {
  test("Excel's own spelling, the rules beside it, and every figure that values would show", async () => {
    const [live, values] = [await publish("--as", "functions"), await publish("--as", "values")];
    expect(live.exit).toBe(0);
    for (const name of ["KPI Results", "KPI Goals", "KPI Flags"])
      expect(sheetIn(live.data, name).columns.map((c) => c.slice(1))).toEqual(
        // A function's days are texts: only figures that are published are serials.
        sheetIn(values.data, name).columns.map((column) => {
          const isDay = column[0] === "since";
          return isDay
            ? column.slice(1).map((_, r) => dayOf(live.data, name, r + 1))
            : column.slice(1);
        }),
      );
    const formula = sheetIn(live.data, "KPI Results").formulaCells?.["0,0"];
    expect(formula).toMatch(/^_xldudf_KPI_RESULTS\(KPI_Rules,KPI_AsOf,"people",Team!A1:[A-Z]\d+,/);
    expect(readRules(live.data).text.trim()).toBe(RULES.trim());
    const [sheet] = (await readXlsx(readFileSync(at("asfunctions.xlsx")))).sheets.filter(
      ({ name }) => name === "KPI Results",
    );
    expect(sheet?.cells?.get("0,0")).toMatchObject({ formulaType: "array" });
  });

  test("Google's, with commas and bounded ranges as a file has them", async () => {
    const { data } = await publish("--as", "functions", "--dialect", "sheets");
    expect(sheetIn(data, "KPI Goals").formulaCells?.["0,0"]).toMatch(
      /^KPI_GOALS\(KPI_Rules,KPI_AsOf,"people",Team!A1:[A-Z]\d+,/,
    );
  });

  test.each([
    [["--as", "functions", "--dialect", "libreoffice"], /LibreOffice has no KPI functions/],
    [["--as", "formulas", "--dialect", "sheets"], /Google Sheets/],
  ])("%s is refused with what to do instead", async (options, message) => {
    await expect(publish(...options)).rejects.toThrow(message);
  });
});

const dayOf = (data: WorkbookData, name: string, row: number) => {
  const { columns } = sheetIn(data, name);
  return columns.find((column) => column[0] === "since")?.[row] ?? null;
};
