/** `answerable certify` and `drift`: what ties, and what was typed over. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesWorkbook, readWorkbook } from "../../src/hosts/files/index.ts";
import { parsed, sampleFolder } from "./sample-folder.ts";

const { folder, data, rules, answerable } = sampleFolder();

describe("certify", () => {
  test("prints how many lines tie; a goal that can't be handed down is exit 1", async () => {
    const { code, out } = await answerable("certify", rules, "--data", data, "--period", "2026");
    expect(out).toMatch(/^(\d+) of \1 lines tie, as of 2026-09-30\.$/m);
    expect(code).toBe(0);
    const greedy = join(folder, "greedy.kpi");
    writeFileSync(greedy, readFileSync(rules, "utf8").replace("at least 100k", "at least 900k"));
    const refused = await answerable("certify", greedy, "--data", data, "--format", "json");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out).refused[0].message).toContain("Dana Whitaker");
  });
});

describe("certify --all", () => {
  const rows = (text: string) => parsed(text).data;

  test("is a line for every manager and period, as the run has them, in both layers", async () => {
    const all = await answerable("certify", rules, "--data", data, "--all", "--format", "csv");
    expect(all.code).toBe(0);
    const tieout = ["--only", "tieout", "--format", "csv"];
    const run = await answerable("run", rules, "--data", data, ...tieout);
    expect(rows(all.out)).toEqual(rows(run.out));
    expect(all.err).toMatch(/^(\d+) of \1 lines tie, as of 2026-09-30\.$/m);
    const line = rows(all.out).find((r) => r.who === "Dana Whitaker" && r.period === "2026")!;
    expect(Number(line.handed_down)).toBe(Number(line.reports));
    expect(Number(line.base_handed_down)).toBe(Number(line.base_reports));
  });

  test("as a table and as json it ends in totals", async () => {
    const ask = ["certify", rules, "--data", data, "--all", "--kpi", "revenue"];
    const json = await answerable(...ask, "--format", "json");
    const { certificate, totals, lines } = JSON.parse(json.out);
    expect(certificate).toHaveLength(lines);
    const year = totals.find((t: { period: string }) => t.period === "2026");
    expect(year.top_goal).toBe(13_200_000);
    expect(year.tie).toBe(year.lines);
    const { out } = await answerable(...ask);
    expect(out).toMatch(/^who +kpi +period +goal +buffer/m);
    expect(out).toMatch(/^kpi +period +lines +tie +top_goal/m);
    expect(out).toMatch(/of \d+ lines tie, as of/);
  });
});

describe("drift", () => {
  test("a goal typed over in the file is found and taken back; the rest is left alone", async () => {
    const small = join(folder, "small");
    mkdirSync(small);
    writeFileSync(join(small, "Team.csv"), "Name,Boss\nAnn,Zoe\nZoe,\n");
    writeFileSync(join(small, "Deals.csv"), "Rep,Day,Amount\nAnn,2025-01-15,100\n");
    const own = join(folder, "small.kpi");
    writeFileSync(
      own,
      'people from Team\n  name [Name]\n  reports to [Boss]\ntable Deals from Deals\n  owner [Rep]\n  date [Day]\nkpi revenue = sum(Deals[Amount])\ngoal revenue 2025 = 1200 for "Ann"\n',
    );
    const book = join(folder, "published.xlsx");
    expect((await answerable("run", own, "--data", small, "--out", book)).code).toBe(0);
    const read = async () => (await readWorkbook(book)).sheets.find((s) => s.name === "KPI Goals")!;
    const before = await read();
    const port = await filesWorkbook(book);
    const step = { sheet: "KPI Goals", top: 1, left: 6, old: null, cells: [[7]], why: "by hand" };
    await port.apply({ title: "", steps: [{ kind: "write", ...step }] });
    const found = await answerable("drift", "--data", book, "--rules", own);
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/KPI Goals!G2 \(goal of .*\) was changed by hand: .* 7 is there\./);
    expect((await answerable("drift", "--data", book, "--rules", own, "--take-back")).code).toBe(0);
    expect((await read()).columns).toEqual(before.columns);
  });
});
