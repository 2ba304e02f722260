/** The sample as a person has it on disk: a workbook and its rules in a folder of their own. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { afterAll, beforeAll } from "vitest";
import { sampleWorkbook } from "../../examples/generate.ts";
import { saveNewXlsx } from "../../src/hosts/files/index.ts";
import { answerableIn } from "./answerable.ts";

const SAMPLE_RULES = new URL("../../examples/sample.kpi", import.meta.url).pathname;

/** A folder for the tests of one file; its name has a blank, as folders of people have. */
export function sampleFolder() {
  const folder = mkdtempSync(join(tmpdir(), "answerable cli "));
  const data = join(folder, "crm.xlsx");
  const rules = join(folder, "sample.kpi");
  const coarse = join(folder, "coarse.kpi");
  beforeAll(async () => {
    cpSync(SAMPLE_RULES, rules);
    const monthly = readFileSync(SAMPLE_RULES, "utf8");
    writeFileSync(coarse, monthly.replace("quarterly, monthly, yearly", "quarterly, yearly"));
    await saveNewXlsx(data, {
      title: "",
      steps: sampleWorkbook().sheets.flatMap(({ name, rows, columns }) => [
        { kind: "addSheet" as const, sheet: name, tabColour: null },
        {
          kind: "write" as const,
          sheet: name,
          top: 0,
          left: 0,
          old: null,
          why: "",
          cells: Array.from({ length: rows }, (_, r) => columns.map((c) => c[r] ?? null)),
        },
      ]),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    data,
    rules,
    /** The same rules without months: what they write is a third. */
    coarse,
    answerable: (...args: string[]) => answerableIn(folder, ...args),
  };
}

/** The rows of a table printed as CSV, by its heads. */
export const parsed = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
