import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { type Run, run } from "../../src/app/run.ts";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import rules from "./crm.kpi";

const folder = process.env.ANSWERABLE_REAL_DATA;
const skip = !folder;
if (skip) console.log("test/real: skipped, because ANSWERABLE_REAL_DATA names no folder.");

type Row = Record<string, string>;
const answers = (name: string): Row[] =>
  Papa.parse<Row>(readFileSync(`${folder}/crm/answers/${name}.csv`, "utf8"), {
    header: true,
    skipEmptyLines: true,
  }).data;

describe.skipIf(skip)(
  "real data: 8,800 opportunities, every figure of the reference answers",
  () => {
    let made: Run;
    beforeAll(async () => {
      made = run({ rules, workbook: await readWorkbook(`${folder}/crm`), asOf: null, today: null });
    });

    const figure = (kpi: string, node: string, period: string): number => {
      const id = made.program.kpis.find((k) => k.name === kpi)!.id;
      const who = made.org.nodeOf(node);
      expect(who, node).not.toBeNull();
      return made.standing(id, who!, made.calendar.parse(period)!).actual;
    };
    const agrees = (value: number, expected: string) => {
      if (expected === "") expect(Number.isNaN(value)).toBe(true);
      else expect(value).toBeCloseTo(Number(expected), 5);
    };

    test("has no mistake in its rules and finds nothing wrong but rows without dates", () => {
      expect(made.diagnostics).toEqual([]);
      expect(made.findings.filter((f) => f.severity !== "note")).toEqual([]);
      expect(made.findings.map((f) => f.code)).toEqual(["DATA21", "DATA21"]);
      for (const { found, used, aside } of made.accounts()) {
        expect(found).toBe(8800);
        expect(used + aside.reduce((sum, line) => sum + line.rows, 0)).toBe(found);
      }
      expect(made.checks.map((c) => c.passed)).toEqual([true, true]);
    });

    const MEASURES = [
      "won",
      "lost",
      "revenue",
      "win_rate",
      "new_opps",
      "accts_won",
      "accts_new",
      "avg_cycle_days",
    ];
    test.each(["kpi_by_node_month", "kpi_by_node_quarter", "kpi_by_node_total"])("%s", (name) => {
      const rows = answers(name).filter((row) => row.period !== "ALL");
      expect(rows.length).toBeGreaterThan(20);
      for (const row of rows) {
        for (const measure of MEASURES)
          agrees(figure(measure, row.node!, row.period!), row[measure] ?? "");
      }
    });

    test("attainment against goals of the previous quarter × 1.05", () => {
      const rows = answers("attainment_prevq105");
      const [revenue, won] = ["revenue", "won"].map(
        (kpi) => made.program.kpis.find((k) => k.name === kpi)!.id,
      );
      for (const row of rows) {
        const node = made.org.nodeOf(row.node!)!;
        const period = made.calendar.parse(row.period!)!;
        const r = made.standing(revenue!, node, period);
        const w = made.standing(won!, node, period);
        if (row.goal_revenue) expect(r.goal).toBeCloseTo(Number(row.goal_revenue), 4);
        if (row.attainment) expect(r.attainment).toBeCloseTo(Number(row.attainment), 5);
        if (row.goal_won) expect(w.goal).toBeCloseTo(Number(row.goal_won), 4);
        if (row.attainment_won) expect(w.attainment).toBeCloseTo(Number(row.attainment_won), 5);
      }
      expect(rows.length).toBeGreaterThan(50);
    });

    test("open pipeline by node", () => {
      for (const row of answers("open_pipeline_by_node")) {
        for (const measure of ["prospecting", "engaging", "open_blank_account"]) {
          agrees(figure(measure, row.node!, "2017"), row[measure]!);
        }
      }
    });

    test("dates written month first give the same figures", async () => {
      const workbook = await readWorkbook(`${folder}/crm`);
      const other = await readWorkbook(`${folder}/crm/variants/sales_pipeline.us_mdy_dates.csv`);
      const sheets = [
        { ...other.sheets[0]!, name: "sales_pipeline" },
        ...workbook.sheets.filter((s) => s.name !== "sales_pipeline"),
      ];
      const again = run({ rules, workbook: { ...workbook, sheets }, asOf: null, today: null });
      expect(again.checks.map((c) => c.passed)).toEqual([true, true]);
    });
  },
);
