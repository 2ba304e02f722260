/** `answerable run` and `expectations`: tables, filters, exit codes. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import { parsed, sampleFolder } from "./sample-folder.ts";

const { folder, data, rules, coarse, answerable } = sampleFolder();
const csv = async (...args: string[]) =>
  parsed((await answerable("run", rules, "--data", data, "--format", "csv", ...args)).out);

describe("run", () => {
  const COLUMNS: Record<string, string> = {
    results:
      "level,who,path,kpi,period,actual,goal,base_goal,attainment,expected,pace,forecast,status",
    goals: "level,who,path,kpi,period,base_goal,goal,held,how",
    flags: "level,who,path,period,flag,answers,reason,since",
    tieout:
      "level,who,path,kpi,period,goal,reserve,buffer,handed_down,held,free,odd,vacancies,open,reports,difference,base_goal,base_reserve,base_buffer,base_handed_down,base_held,base_free,base_odd,base_vacancies,base_open,base_reports,base_difference,ties,left_over",
    findings: "severity,code,place,message,fix",
    checks: "line,expression,actual,expected,passed",
  };
  /** All tables of one run, as `--out` writes them. */
  let out: string;
  beforeAll(async () => {
    out = join(folder, "new", "answers");
    expect((await answerable("run", rules, "--data", data, "--out", out)).code).toBe(0);
  });
  test.each(Object.entries(COLUMNS))("%s has its columns, exactly", (table, columns) => {
    const text = readFileSync(join(out, `${table}.csv`), "utf8");
    const { data: rows, meta } = parsed(text);
    expect(meta.fields!.join(",")).toBe(columns);
    expect(rows.length).toBeGreaterThan(0);
  });

  test("results: plain decimals, percent as fractions, blank as empty, tree order then time", async () => {
    const { data: rows } = await csv(
      "--only",
      "results",
      "--kpi",
      "revenue,renewal_rate",
      "--period",
      "2026-Q3,2026-Q4",
    );
    expect(rows[0]).toMatchObject({ level: "0", who: "Dana Whitaker", path: "Dana Whitaker" });
    for (const row of rows) {
      for (const figure of [row.actual, row.goal, row.attainment])
        expect(figure).toMatch(/^(-?\d+(\.\d+)?)?$/);
      expect(row.path!.split(" / ")).toHaveLength(Number(row.level) + 1);
      if (row.kpi === "renewal_rate" && row.actual)
        expect(Number(row.actual)).toBeLessThanOrEqual(1);
      if (row.period === "2026-Q4") expect(row.actual).toBe("");
    }
    const ines = rows.find(
      (r) => r.who === "Ines Rocha" && r.kpi === "revenue" && r.period === "2026-Q3",
    );
    expect(ines).toMatchObject({ actual: "58200", goal: "90300", status: "missed" });
  });

  test("goals: each grain in time, the finest first", async () => {
    const ask = ["--only", "goals", "--who", "Dana Whitaker", "--kpi", "revenue"];
    const { data: rows } = await csv(...ask);
    const months = Array.from({ length: 12 }, (_, m) => `2026-${String(m + 1).padStart(2, "0")}`);
    const quarters = [1, 2, 3, 4].map((q) => `2026-Q${q}`);
    expect(rows.map((row) => row.period)).toEqual([...months, ...quarters, "2026"]);
  });

  test("filters by name, KPI and period; an unknown one is refused with the nearest", async () => {
    const { data: rows } = await csv(
      "--only",
      "results",
      "--who",
      "Ben Cole",
      "--kpi",
      "revenue",
      "--period",
      "2026-Q1",
    );
    expect(rows.map((r) => [r.who, r.kpi, r.period])).toEqual([["Ben Cole", "revenue", "2026-Q1"]]);
    const wrong = await answerable("run", rules, "--data", data, "--who", "Ben Col");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("Ben Cole");
  });

  test("as of an earlier day, later periods have no actual", async () => {
    const ask = ["--only", "results", "--who", "Ben Cole", "--kpi", "revenue"];
    const at = async (day: string) =>
      (await csv(...ask, "--period", "2026-Q3", "--as-of", day)).data[0]!;
    expect((await at("2026-06-30")).actual).toBe("");
    expect((await at("2026-09-30")).actual).not.toBe("");
  });

  test("history: the story of each flag; evidence and scores as tables", async () => {
    const { data: story } = await csv("--only", "history", "--who", "Ben Cole");
    expect(
      story
        .filter((row) => row.flag === "coach_or_reset")
        .map(({ period, event, on, answers }) => [period, event, on, answers].join(" ")),
    ).toEqual([
      "2026-Q1 raised 2026-03-31 Priya Nair",
      "2026-Q2 escalated 2026-06-30 Priya Nair, Renee Castillo",
      "2026-Q3 ended 2026-09-30 ",
    ]);
    const { data: evidence } = await csv("--only", "evidence", "--kpi", "executive_access");
    for (const row of evidence) {
      const cells = [row.met_met, row.met_missed, row.missed_met, row.missed_missed].map(Number);
      expect(cells.reduce((a, b) => a + b)).toBe(Number(row.n));
    }
    expect(evidence[0]).toMatchObject({ who: "everybody", n: "132" });
    const { data: scores } = await csv("--only", "scores", "--period", "2026-Q3");
    expect(scores.find((row) => row.who === "Max Stone")).toMatchObject({ counted: "0.8" });
  });

  test("expectations: one person's whole list; everybody's, with who owes nothing", async () => {
    const asked = (...more: string[]) =>
      answerable("expectations", rules, "--data", data, "--format", "csv", ...more);
    const list = (text: string) => parsed(text).data;
    const ben = list((await asked("--who", "Ben Cole")).out);
    const opps = ben.find((row) => row.what === "new_opps" && row.period === "2026-Q3");
    expect(opps).toMatchObject({
      owes: "goal",
      goal: "17",
      unit: "count",
      better: "higher",
      met_at: "1",
    });
    const line = readFileSync(rules, "utf8").split("\n")[Number(opps!.line) - 1];
    expect(line).toMatch(/^goal new_opps each quarter/);
    expect(new Set(ben.map((row) => row.who))).toEqual(new Set(["Ben Cole"]));
    const dana = list((await asked("--who", "Dana Whitaker")).out);
    expect(dana.filter((row) => row.owes === "check").map((row) => row.from)).toEqual([
      "passed",
      "passed",
    ]);
    expect(await asked("--who", "Ben Coal")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean Ben Cole?"),
    });
    const bare = join(folder, "bare.kpi");
    writeFileSync(bare, readFileSync(rules, "utf8").replace(/^goal \w+ each .*$/gm, ""));
    const in2025 = ["--data", data, "--format", "csv", "--as-of", "2025-12-31"];
    const all = list((await answerable("expectations", bare, ...in2025)).out);
    // In 2025 nobody owes anything: a row each for who was there, none for the vacancy.
    expect(all.filter((row) => row.owes === "nothing").length).toBeGreaterThan(50);
    expect(all.some((row) => row.owes === "nothing" && row.who!.startsWith("Vacant"))).toBe(false);
    expect(all.some((row) => row.owes === "goal")).toBe(false);
  });

  test("json holds the same tables", async () => {
    const made = JSON.parse(
      (await answerable("run", rules, "--data", data, "--format", "json", "--only", "checks")).out,
    );
    expect(made.checks.map((c: { passed: boolean }) => c.passed)).toEqual([true, true]);
  });

  test("--out writes a folder of CSVs, or a workbook with formats", async () => {
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(["results.csv", "goals.csv", "flags.csv"]),
    );
    expect(readFileSync(join(out, "flags.csv"), "utf8")).toContain(
      "Ines Rocha meets every leading KPI",
    );
    const book = join(folder, "new", "answers.xlsx");
    expect((await answerable("run", coarse, "--data", data, "--out", book)).code).toBe(0);
    expect((await readWorkbook(book)).sheets.map((s) => s.name)).toEqual([
      "KPI Results",
      "KPI Goals",
      "KPI Flags",
      "KPI History",
      "KPI Scorecard",
      "KPI Tie-out",
      "KPI Published",
    ]);
  });

  test("a failed check is exit 1, and so is a rule with an error; the rest is printed", async () => {
    const failing = join(folder, "failing.kpi");
    writeFileSync(
      failing,
      `${readFileSync(rules, "utf8")}\ncheck goal(revenue) of "Dana Whitaker" in 2026 = 1\n`,
    );
    expect((await answerable("run", failing, "--data", data, "--only", "checks")).code).toBe(1);
    writeFileSync(failing, `${readFileSync(rules, "utf8")}\nkpi broken = sum(Deals[Nothing])\n`);
    const { code, out, err } = await answerable(
      "run",
      failing,
      "--data",
      data,
      "--only",
      "checks",
      "--format",
      "csv",
    );
    expect(code).toBe(1);
    expect(out).toContain("true");
    expect(err).toContain("Nothing");
  });
});
