/** `answerable check --format json` on every known mistake: the stated line and column. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { checkCommand } from "../../src/cli/check.ts";
import type { Mistake } from "../language/mistakes.ts";

const mistakes: Mistake[] = JSON.parse(readFileSync("test/language/cases/mistakes.json", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "answerable-mistakes-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

interface Said {
  readonly severity: string;
  readonly at: { readonly line: number; readonly column: number; readonly length: number };
  readonly fix: { readonly text: string } | null;
}

describe("every known mistake, from the command line", () => {
  test.each(mistakes.map((m) => [m.id, m] as const))("%s", async (id, mistake) => {
    const rules = join(folder, `${id}.kpi`);
    const data = join(folder, `${id}.json`);
    writeFileSync(rules, mistake.text);
    const sheets = Object.entries(mistake.sheets).map(([name, headers]) => {
      const rows = mistake.rows?.[name];
      return [name, rows ? { headers, rows } : headers];
    });
    writeFileSync(data, JSON.stringify(Object.fromEntries(sheets)));
    const out: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0);
    await checkCommand(() => {}).parseAsync([rules, "--data", data, "--format", "json"], {
      from: "user",
    });
    const said = JSON.parse(out.join("")) as Said[];
    const graver = said.filter((d) => mistake.severity === "advice" || d.severity !== "advice");
    const here = graver.filter((d) => d.at.line === mistake.at.line);
    expect(here.map((d) => d.at)).toContainEqual(mistake.at);
    if (mistake.severity !== "advice") expect(graver.length).toBe(1);
    if (mistake.fix) expect(here.map((d) => d.fix?.text)).toContain(mistake.fix.text);
  });
});
