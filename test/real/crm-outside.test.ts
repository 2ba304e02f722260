import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api, Method } from "../../src/app/contract.ts";
import { serve } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import { filesWorkbook, readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import { newFilePlan } from "../support/files.ts";
import rules from "./crm.kpi";

const data = process.env.ANSWERABLE_REAL_DATA;
type Row = Record<string, string>;
const parsed = (text: string): Row[] =>
  Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;

/** `who kpi period` → actual, as the reference answers have it and as a table of ours does. */
const KPIS = ["won", "revenue", "win_rate", "new_opps"] as const;

describe.skipIf(!data)("real data through the command line and through a workbook", () => {
  let folder: string;
  let wanted: Map<string, number>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "answerable crm "));
    writeFileSync(join(folder, "crm.kpi"), rules);
    const rows = parsed(readFileSync(`${data}/crm/answers/kpi_by_node_quarter.csv`, "utf8"));
    const cells = rows
      .filter((row) => row.period !== "ALL")
      .flatMap((row) => KPIS.map((kpi) => [`${row.node} ${kpi} ${row.period}`, row[kpi]] as const))
      .filter(([, value]) => value !== "");
    wanted = new Map(cells.map(([key, value]) => [key, Number(value)]));
    expect(wanted.size).toBeGreaterThan(400);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const compare = (found: ReadonlyMap<string, number>) => {
    for (const [key, value] of wanted) expect(found.get(key), key).toBeCloseTo(value, 5);
    expect(found.get("Company revenue 2017-Q1")).toBe(1_134_672);
  };

  test("the command line: a folder of CSVs in, CSV out", () => {
    const bin = new URL("../../dist/cli/answerable.mjs", import.meta.url).pathname;
    const args = [bin, "run", join(folder, "crm.kpi"), "--data", `${data}/crm`];
    const { status, stdout } = spawnSync(
      process.execPath,
      [...args, "--only", "results", "--format", "csv"],
      { encoding: "utf8", maxBuffer: 1e9 },
    );
    expect(status).toBe(0);
    const found = parsed(stdout).filter((row) => row.actual !== "");
    compare(new Map(found.map((r) => [`${r.who} ${r.kpi} ${r.period}`, Number(r.actual)])));
  });

  test("a workbook: rules saved into it, published, read back from the file", async () => {
    const path = join(folder, "crm.xlsx");
    const csvs = await readWorkbook(`${data}/crm`);
    await saveNewXlsx(path, newFilePlan(csvs));
    const workbook: Workbook = await filesWorkbook(path);
    const ask = <M extends Method>(method: M, input: Api[M]["in"]) =>
      runLater(serve(workbook, method, input));
    await ask("rules.save", { text: rules, revision: 0, by: "" });
    const { fingerprint } = await ask("publish.plan", { asOf: null });
    expect(await ask("publish.apply", { asOf: null, fingerprint })).toMatchObject({
      applied: true,
    });

    const { sheets } = await readWorkbook(path);
    const results = sheets.find((s) => s.name === "KPI Results")!;
    const column = (name: string) => results.columns.find((c) => c[0] === name)!;
    const [who, kpi, period, actual] = ["who", "kpi", "period", "actual"].map(column);
    const found = new Map<string, number>();
    for (let r = 1; r < results.rows; r += 1) {
      const value = actual![r];
      if (typeof value === "number") found.set(`${who![r]} ${kpi![r]} ${period![r]}`, value);
    }
    compare(found);
  });
});
