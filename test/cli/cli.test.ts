import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleWorkbook } from "../../examples/generate.ts";
import { filesWorkbook, readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";

const BIN = new URL("../../dist/cli/answerable.mjs", import.meta.url).pathname;
const SAMPLE_RULES = new URL("../../examples/sample.kpi", import.meta.url).pathname;
const NODE = process.execPath;

let folder: string;
let data: string;
let rules: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "answerable cli "));
  data = join(folder, "crm.xlsx");
  rules = join(folder, "sample.kpi");
  cpSync(SAMPLE_RULES, rules);
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

function answerable(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(NODE, [BIN, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return { code: status, out: stdout, err: stderr };
}
const csv = (...args: string[]) =>
  Papa.parse<Record<string, string>>(
    answerable("run", rules, "--data", data, "--format", "csv", ...args).out,
    { header: true, skipEmptyLines: true },
  );

describe("answerable", () => {
  test("explains itself, with examples", () => {
    const help = answerable("--help");
    expect(help.code).toBe(0);
    for (const command of ["run", "check", "format", "call", "why"]) {
      expect(help.out).toContain(`  ${command}`);
      const one = answerable(command, "--help");
      expect(one.code).toBe(0);
      expect(one.out).toMatch(/Examples?:/);
    }
  });

  test("wrong use is exit 2, with what to do and no stack", () => {
    for (const args of [
      ["nothing"],
      ["run"],
      ["run", rules],
      ["run", "no.kpi", "--data", data],
      ["run", rules, "--data", "no.xlsx"],
      ["run", rules, "--data", data, "--as-of", "soon"],
      ["run", rules, "--data", data, "--only", "goal"],
    ]) {
      const { code, err } = answerable(...args);
      expect(code, args.join(" ")).toBe(2);
      expect(err.trim(), args.join(" ")).not.toBe("");
      expect(err).not.toMatch(/\n {4}at /);
    }
  });
});

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
  beforeAll(() => {
    out = join(folder, "new", "answers");
    expect(answerable("run", rules, "--data", data, "--out", out).code).toBe(0);
  });
  test.each(Object.entries(COLUMNS))("%s has its columns, exactly", (table, columns) => {
    const text = readFileSync(join(out, `${table}.csv`), "utf8");
    const { data: rows, meta } = Papa.parse(text, { header: true, skipEmptyLines: true });
    expect(meta.fields!.join(",")).toBe(columns);
    expect(rows.length).toBeGreaterThan(0);
  });

  test("results: plain decimals, percent as fractions, blank as empty, tree order then time", () => {
    const { data: rows } = csv(
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

  test("goals: each grain in time, the finest first", () => {
    const { data: rows } = csv("--only", "goals", "--who", "Dana Whitaker", "--kpi", "revenue");
    const months = Array.from({ length: 12 }, (_, m) => `2026-${String(m + 1).padStart(2, "0")}`);
    const quarters = [1, 2, 3, 4].map((q) => `2026-Q${q}`);
    expect(rows.map((row) => row.period)).toEqual([...months, ...quarters, "2026"]);
  });

  test("a reader that stops reading ends it without a word", () => {
    const line = `"${NODE}" "${BIN}" run "${rules}" --data "${data}" --only results --format csv | head -1`;
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
    expect(stdout).toMatch(/^level,who/);
    expect(stderr).not.toMatch(/EPIPE|Error| at /);
  });

  test("filters by name, KPI and period; an unknown one is refused with the nearest", () => {
    const { data: rows } = csv(
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
    const wrong = answerable("run", rules, "--data", data, "--who", "Ben Col");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("Ben Cole");
  });

  test("as of an earlier day, later periods have no actual", () => {
    const at = (day: string) =>
      csv(
        "--only",
        "results",
        "--who",
        "Ben Cole",
        "--kpi",
        "revenue",
        "--period",
        "2026-Q3",
        "--as-of",
        day,
      ).data[0]!;
    expect(at("2026-06-30").actual).toBe("");
    expect(at("2026-09-30").actual).not.toBe("");
  });

  test("history: the story of each flag; evidence and scores as tables", () => {
    const { data: story } = csv("--only", "history", "--who", "Ben Cole");
    expect(
      story
        .filter((row) => row.flag === "coach_or_reset")
        .map(({ period, event, on, answers }) => [period, event, on, answers].join(" ")),
    ).toEqual([
      "2026-Q1 raised 2026-03-31 Priya Nair",
      "2026-Q2 escalated 2026-06-30 Priya Nair, Renee Castillo",
      "2026-Q3 ended 2026-09-30 ",
    ]);
    const { data: evidence } = csv("--only", "evidence", "--kpi", "executive_access");
    for (const row of evidence) {
      const cells = [row.met_met, row.met_missed, row.missed_met, row.missed_missed].map(Number);
      expect(cells.reduce((a, b) => a + b)).toBe(Number(row.n));
    }
    expect(evidence[0]).toMatchObject({ who: "everybody", n: "132" });
    const { data: scores } = csv("--only", "scores", "--period", "2026-Q3");
    expect(scores.find((row) => row.who === "Max Stone")).toMatchObject({ counted: "0.8" });
  });

  test("expectations: one person's whole list; everybody's, with who owes nothing", () => {
    const asked = (...more: string[]) =>
      answerable("expectations", rules, "--data", data, "--format", "csv", ...more);
    const list = (text: string) =>
      Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
    const ben = list(asked("--who", "Ben Cole").out);
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
    const dana = list(asked("--who", "Dana Whitaker").out).filter((row) => row.owes === "check");
    expect(dana.map((row) => row.from)).toEqual(["passed", "passed"]);
    expect(asked("--who", "Ben Coal")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean Ben Cole?"),
    });
    const bare = join(folder, "bare.kpi");
    writeFileSync(bare, readFileSync(rules, "utf8").replace(/^goal \w+ each .*$/gm, ""));
    const all = list(
      answerable("expectations", bare, "--data", data, "--format", "csv", "--as-of", "2025-12-31")
        .out,
    );
    // In 2025 nobody owes anything: a row each for who was there, none for the vacancy.
    expect(all.filter((row) => row.owes === "nothing").length).toBeGreaterThan(50);
    expect(all.some((row) => row.owes === "nothing" && row.who!.startsWith("Vacant"))).toBe(false);
    expect(all.some((row) => row.owes === "goal")).toBe(false);
  });

  test("json holds the same tables", () => {
    const made = JSON.parse(
      answerable("run", rules, "--data", data, "--format", "json", "--only", "checks").out,
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
    expect(answerable("run", rules, "--data", data, "--out", book).code).toBe(0);
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

  test("a failed check is exit 1, and so is a rule with an error; the rest is printed", () => {
    const failing = join(folder, "failing.kpi");
    writeFileSync(
      failing,
      `${readFileSync(rules, "utf8")}\ncheck goal(revenue) of "Dana Whitaker" in 2026 = 1\n`,
    );
    expect(answerable("run", failing, "--data", data, "--only", "checks").code).toBe(1);
    writeFileSync(failing, `${readFileSync(rules, "utf8")}\nkpi broken = sum(Deals[Nothing])\n`);
    const { code, out, err } = answerable(
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

  test("Ctrl-C leaves no half-written file", async () => {
    const out = join(folder, "stopped.xlsx");
    const child = spawn(NODE, [BIN, "run", rules, "--data", data, "--out", out], { cwd: folder });
    await new Promise((done) => setTimeout(done, 700));
    child.kill("SIGINT");
    await new Promise((done) => child.once("exit", done));
    if (existsSync(out)) expect((await readWorkbook(out)).sheets).toHaveLength(3);
    expect(readdirSync(folder).filter((f) => f.endsWith(".tmp"))).toEqual([]);
  });
});

describe("check", () => {
  test("json: code, severity, message, hint, place from 1, fix", () => {
    const file = join(folder, "wrong.kpi");
    writeFileSync(file, "table Deals from Opportunities\n\nkpi x = sum(Deals[Amout])\n");
    const { code, out } = answerable("check", file, "--data", data, "--format", "json");
    expect(code).toBe(1);
    const found = JSON.parse(out) as { code: string }[];
    expect(found.find((d) => d.code === "KPI203")).toEqual({
      code: "KPI203",
      severity: "error",
      message: "The sheet Opportunities has no column `Amout`.",
      hint: "Did you mean `[Amount]`?",
      at: { line: 3, column: 18, length: 7 },
      fix: { at: { line: 3, column: 18, length: 7 }, text: "[Amount]" },
    });
  });

  test("a .json of headers checks columns but no names; with rows names too", () => {
    const catalog = join(folder, "sheets.json");
    const file = join(folder, "small.kpi");
    writeFileSync(
      file,
      'people from Team\n  name [Name]\n  reports to [Boss]\n\nkpi x = count(Team)\n\ntable Team from Team\n  owner [Name]\n\ngoal x 2026 = 5 for "Zoe"\n',
    );
    writeFileSync(catalog, JSON.stringify({ Team: ["Name", "Boss"] }));
    const names = (path: string) =>
      (
        JSON.parse(answerable("check", file, "--data", path, "--format", "json").out) as {
          message: string;
        }[]
      ).filter((d) => d.message.includes("Zoe"));
    expect(names(catalog)).toEqual([]);
    writeFileSync(
      catalog,
      JSON.stringify({ Team: { headers: ["Name", "Boss"], rows: [["Zora", null]] } }),
    );
    expect(names(catalog)).toHaveLength(1);
  });

  test("text: a caret under the place", () => {
    const file = join(folder, "wrong.kpi");
    writeFileSync(file, "kpi x = sum(Deals[Amount]\n");
    const { code, out, err } = answerable("check", file);
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/\^/);
  });

  test("good rules are exit 0", () => {
    expect(answerable("check", rules, "--data", data).code).toBe(0);
  });
});

describe("certify", () => {
  test("prints how many lines tie; a goal that can't be handed down is exit 1", () => {
    const { code, out } = answerable("certify", rules, "--data", data, "--period", "2026");
    expect(out).toMatch(/^(\d+) of \1 lines tie, as of 2026-09-30\.$/m);
    expect(code).toBe(0);
    const greedy = join(folder, "greedy.kpi");
    writeFileSync(greedy, readFileSync(rules, "utf8").replace("at least 100k", "at least 900k"));
    const refused = answerable("certify", greedy, "--data", data, "--format", "json");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out).refused[0].message).toContain("Dana Whitaker");
  });
});

describe("certify --all", () => {
  const rows = (text: string) =>
    Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

  test("is a line for every manager and period, as the run has them, in both layers", () => {
    const all = answerable("certify", rules, "--data", data, "--all", "--format", "csv");
    expect(all.code).toBe(0);
    expect(rows(all.out)).toEqual(csv("--only", "tieout").data);
    expect(all.err).toMatch(/^(\d+) of \1 lines tie, as of 2026-09-30\.$/m);
    const line = rows(all.out).find((r) => r.who === "Dana Whitaker" && r.period === "2026")!;
    expect(Number(line.handed_down)).toBe(Number(line.reports));
    expect(Number(line.base_handed_down)).toBe(Number(line.base_reports));
  });

  test("as a table and as json it ends in totals", () => {
    const ask = ["certify", rules, "--data", data, "--all", "--kpi", "revenue"];
    const { certificate, totals, lines } = JSON.parse(answerable(...ask, "--format", "json").out);
    expect(certificate).toHaveLength(lines);
    const year = totals.find((t: { period: string }) => t.period === "2026");
    expect(year.top_goal).toBe(13_200_000);
    expect(year.tie).toBe(year.lines);
    const { out } = answerable(...ask);
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
    expect(answerable("run", own, "--data", small, "--out", book).code).toBe(0);
    const read = async () => (await readWorkbook(book)).sheets.find((s) => s.name === "KPI Goals")!;
    const before = await read();
    const port = await filesWorkbook(book);
    const step = { sheet: "KPI Goals", top: 1, left: 6, old: null, cells: [[7]], why: "by hand" };
    await port.apply({ title: "", steps: [{ kind: "write", ...step }] });
    const found = answerable("drift", "--data", book, "--rules", own);
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/KPI Goals!G2 \(goal of .*\) was changed by hand: .* 7 is there\./);
    expect(answerable("drift", "--data", book, "--rules", own, "--take-back").code).toBe(0);
    expect((await read()).columns).toEqual(before.columns);
  });
});

describe("format, call, why", () => {
  test("format prints the canonical form; --write keeps comments and is stable", () => {
    const file = join(folder, "loose.kpi");
    writeFileSync(file, "# ours\nkpi   x=count( Deals )  # why\ntable Deals from Opportunities\n");
    const printed = answerable("format", file);
    expect(printed.code).toBe(0);
    expect(printed.out).toContain("kpi x = count(Deals)");
    expect(answerable("format", file, "--write").code).toBe(0);
    const once = readFileSync(file, "utf8");
    expect(once).toContain("# ours");
    expect(once).toContain("# why");
    answerable("format", file, "--write");
    expect(readFileSync(file, "utf8")).toBe(once);
  });

  test("call: a range is rows, a fault goes to stderr with exit 1", () => {
    const split = answerable("call", "SPLIT", "[100, [[1],[2],[1]]]");
    expect(split).toMatchObject({ code: 0 });
    expect(JSON.parse(split.out)).toEqual([[25], [50], [25]]);
    const fault = answerable("call", "SPLIT", '["many", [[1]]]');
    expect(fault.code).toBe(1);
    expect(fault.err).toContain("Give it a number");
    expect(answerable("call", "SPLITT", "[]").err).toContain("SPLIT");
    expect(answerable("call", "SPLIT", "{").code).toBe(2);
  });

  test("why: the sentences behind a figure", () => {
    const { code, out } = answerable(
      "why",
      rules,
      "--data",
      data,
      "--kpi",
      "revenue",
      "--who",
      "Ines Rocha",
      "--period",
      "2026-Q3",
    );
    expect(code).toBe(0);
    expect(out).toContain("adds up 3 rows of Deals for Ines Rocha");
    expect(out).toContain("Dana Whitaker keeps back $132,000 and over-assigns $522,700");
    expect(
      answerable(
        "why",
        rules,
        "--data",
        data,
        "--kpi",
        "revenu",
        "--who",
        "Ines Rocha",
        "--period",
        "2026-Q3",
      ).err,
    ).toContain("revenue");
  });
});
