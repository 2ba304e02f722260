/** Rule books of other teams, with the sheets their notes show: where the data folder holds them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { format } from "../../dsl/format/index.ts";
import { compile } from "../../dsl/index.ts";
import { run } from "../../src/app/run.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "../language/catalogs.ts";

const folder = join(process.env.ANSWERABLE_REAL_DATA ?? "", "rulebooks");
const isThere = process.env.ANSWERABLE_REAL_DATA !== undefined && existsSync(folder);
const books = isThere ? readdirSync(folder).filter((f) => f.endsWith(".kpi")) : [];

/** The sheets of a note, and those that only a cell of is named in the rules. */
function sheetsOf(rules: string, note: string): Record<string, string[][]> {
  const shown = [...note.matchAll(/\*\*([^*\n]+)\*\*[^\n]*\n(?:```csv\n([\s\S]*?)```)?/g)];
  const cells = [...rules.matchAll(/'([^'\n]+)'![A-Z]+\d+\b(?!:)/g)].map(([, name]) => [name!, []]);
  return Object.fromEntries([
    ...cells,
    ...shown.map(([, name, csv]) => [name!.trim(), Papa.parse<string[]>(csv?.trim() ?? "").data]),
  ]);
}

describe.skipIf(!isThere)("rule books of other teams", () => {
  test.each(books)("%s: checked without a false word, run, formatted stably", (book) => {
    const rules = readFileSync(join(folder, book), "utf8");
    const note = readFileSync(join(folder, book.replace(/\.kpi$/, ".md")), "utf8");
    const workbook = workbookOf(sheetsOf(rules, note));
    const { diagnostics } = compile(rules, catalogOf(workbook));
    expect(diagnostics.filter((d) => d.severity !== "advice").map((d) => d.message)).toEqual([]);
    const results = run({ rules, workbook, asOf: null, today: null });
    expect(results.tests.filter((t) => !t.passed)).toEqual([]);
    expect(results.goals.length).toBeGreaterThan(0);
    const once = format(rules);
    expect(format(once)).toBe(once);
  });
});
