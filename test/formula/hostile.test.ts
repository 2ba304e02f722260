/** Hostile names of sheets, columns, people and values in the written files: only ever data, whoever opens them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openXlsx } from "hucre/xlsx";
import { afterAll, describe, expect, test } from "vitest";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS, type DialectId } from "../../src/formula/text/dialect.ts";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import type { WriteStep } from "../../src/hosts/port/index.ts";
import { isFormula } from "../../src/hosts/port/plan.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookOf } from "../language/catalogs.ts";
import { sheetsOf } from "./drawn.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences } from "./live.ts";

const HOSTILE = [
  `=cmd|' /C calc'!A0`,
  "=1+1",
  "+1",
  "-1",
  "@SUM(1)",
  `=HYPERLINK("http://x","y")`,
  `"&HYPERLINK("http://x","y")&"`,
  `"))&WEBSERVICE("http://x")&(("`,
  "'!A1+Other'!B2",
  "''",
  '""',
  "a;b--",
  "line\nbreak",
  "line\r\nbreak",
  "<f>1+1</f>",
  "]]>&amp;&lt;",
  "_x000D_",
  "{=1}",
  "#REF!x",
  "Ann \u202e evil",
];
const PEOPLE = 'It\'s <a>&"b"';
const DEALS = `=D"e;--'al`;

function hostileBook(values: readonly string[]): WorkbookData {
  const rows = values.map((name, i) => [name, name, i + 1, 46_000 + i]);
  return workbookOf({
    [PEOPLE]: [["Name", "Manager"], ["Mia", null], ...values.map((name) => [name, "Mia"])],
    [DEALS]: [["Own'er", 'Sta"ge;--', "=Amount", "Closed"], ...rows],
  });
}

const ranOver = (workbook: WorkbookData) =>
  run({
    rules: `calendar
  track yearly
people from '${PEOPLE.replaceAll("'", "''")}'
  name [Name]
  reports to [Manager]
table Deals from '${DEALS.replaceAll("'", "''")}'
  owner [Own'er]
  date [Closed]
kpi odd "=cmd|' /C calc'!A0" = sum(Deals[=Amount] where [Sta"ge;--] contains "a;b--")
kpi cells = distinct(Deals[Sta"ge;--])
kpi named = count(Deals where [Sta"ge;--] in ("=1+1", "+1", "=hyperlink"))
`,
    workbook,
    asOf: null,
    today: null,
  });

const folder = mkdtempSync(join(tmpdir(), "formulas-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

const workbook = hostileBook(HOSTILE);
const results = ranOver(workbook);
const stepsOf = (id: DialectId): readonly WriteStep[] => [
  ...sheetsOf(workbook),
  ...formulaPublication(results, workbook, DIALECTS[id], true).plan.steps,
];

describe("hostile names in a file", () => {
  test("the rules take them, and every figure is live", () => {
    expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { book } = formulaPublication(results, workbook, DIALECTS.excel365, true);
    expect(book.live.map(({ name }) => name)).toEqual(["odd", "cells", "named"]);
  });

  test.each(Object.keys(DIALECTS) as DialectId[])(
    "%s: a formula stands where we wrote one and nowhere else, texts are texts",
    async (id) => {
      const steps = stepsOf(id);
      const path = join(folder, `${id}.xlsx`);
      await saveNewXlsx(path, { title: "", steps });
      const file = await openXlsx(new Uint8Array(readFileSync(path)));
      for (const step of steps) {
        if (step.kind !== "write") continue;
        const sheet = file.sheets.find(({ name }) => name === step.sheet)!;
        step.cells.forEach((row, r) => {
          row.forEach((cell, c) => {
            const found = sheet.cells?.get(`${r},${c}`);
            const at = `${step.sheet} ${r},${c}`;
            if (isFormula(cell)) expect(found?.formula, at).toBe(cell.formula.slice(1));
            else expect(found?.formula, at).toBe(undefined);
            if (typeof cell === "string" && cell !== "") expect(sheet.rows[r]?.[c], at).toBe(cell);
          });
        });
      }
    },
  );

  test("64 KB in a name is refused with the cell's place: no half of a file is written", async () => {
    const long = hostileBook(["x".repeat(65_536)]);
    const made = formulaPublication(ranOver(long), long, DIALECTS.excel365, true);
    const path = join(folder, "long.xlsx");
    await expect(saveNewXlsx(path, made.plan)).rejects.toThrow(/65536 characters doesn't fit/);
    expect(() => readFileSync(path)).toThrow();
  });

  test.skipIf(libreOfficeVersion() < 24.8)(
    "LibreOffice works out what a run gives",
    async () => {
      const path = join(folder, "opened.xlsx");
      await saveNewXlsx(path, { title: "", steps: stepsOf("libreoffice") });
      const live = await readWorkbook(recalculated([path])[0]!);
      expect(differences(results.engine, live)).toEqual([]);
    },
    240_000,
  );
});
