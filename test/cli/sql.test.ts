import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPostgres, ownDatabase } from "../databases/postgres.ts";
import { answerableIn, BIN } from "./answerable.ts";

const RULES = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Close Date]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won")
kpi won = count(Deals where [Stage] = "Won")
kpi average = revenue / won
kpi reached = attainment(revenue)
  unit %

goal revenue each month = 100 for everyone
`;
const MAP = {
  timeZone: "Europe/Berlin",
  tables: {
    Deals: {
      relation: "crm.deals",
      columns: { "Close Date": { name: "closed_at", type: "instant" }, Owner: "owner_name" },
    },
  },
};

let folder: string;
const inFolder = (name: string) => join(folder, name);
const answerable = (...args: string[]) => answerableIn(folder, ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "answerable sql "));
  writeFileSync(inFolder("rules.kpi"), RULES);
  writeFileSync(inFolder("map.json"), JSON.stringify(MAP));
  writeFileSync(inFolder("Team.csv"), "Name,Manager\nAnn,\nBen,Ann\n");
  const instance = await DuckDBInstance.create(inFolder("warehouse.duckdb"));
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("CREATE SCHEMA crm");
  await connection.run(
    "CREATE TABLE crm.deals (owner_name VARCHAR, closed_at TIMESTAMPTZ, amount DECIMAL(18,2), stage VARCHAR)",
  );
  await connection.run(
    "INSERT INTO crm.deals VALUES ('ben ', '2025-12-31 23:30:00+00', 50.10, 'WON'), ('Ann', '2026-01-15 12:00:00+00', 25.20, 'won'), ('Ben', '2026-02-15 12:00:00+00', 7, 'Lost')",
  );
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("answerable sql", () => {
  const printed = (...more: string[]) =>
    answerable(
      "sql",
      inFolder("rules.kpi"),
      "--dialect",
      "duckdb",
      "--map",
      inFolder("map.json"),
      "--as-of",
      "2026-02-28",
      ...more,
    );

  test("prints a statement that runs, and names what isn't in it", async () => {
    const { out, err, code } = await printed(
      "--data",
      inFolder("Team.csv"),
      "--periods",
      "2026-01..2026-02",
    );
    expect(err).toMatch(
      /^`reached` is not in the statement\. A goal, attainment, pace or forecast is worked out by `answerable run`/,
    );
    expect(code).toBe(1);
    const instance = await DuckDBInstance.create(inFolder("warehouse.duckdb"), {
      access_mode: "READ_ONLY",
    });
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll(out)).getRowsJS();
    connection.closeSync();
    instance.closeSync();
    expect(rows).toEqual([
      ["Ann", "2026-01", 75.3, 2, 37.65],
      ["Ann", "2026-02", 0, 0, null],
      ["Ben", "2026-01", 50.1, 1, 50.1],
      ["Ben", "2026-02", 0, 0, null],
    ]);
  });

  test("constants as parameters, in comments of one line", async () => {
    const { out, code } = await printed("--kpi", "revenue", "--parameters");
    expect(code).toBe(0);
    expect(out).toMatch(/^-- 1: /);
    expect(out).toContain('"won"');
    expect(out.slice(out.indexOf("WITH"))).not.toContain("'won'");
  });

  test("without the people the statement stands, and says that it gives nothing yet", async () => {
    const { out, err } = await printed("--kpi", "revenue");
    expect(out).toMatch(/^WITH /);
    expect(err).toMatch(/--data names the workbook whose people it is for/);
  });

  test.each([
    [["--kpi", "profit"], /There is no KPI `profit`/],
    [["--periods", "2026-01..2026-Q3"], /is no period, and no two periods of one length/],
    [["--data", "no.xlsx"], /There is no file or folder no\.xlsx/],
    [
      ["--data", "duckdb:x"],
      /^duckdb: names a database, whose rows only `answerable run` asks for/,
    ],
    [["--map", "no.json"], /There is no map no\.json/],
  ])("%s", async (more, said) => {
    const { err, code } = await printed(...more);
    expect(err).toMatch(said);
    expect(code).toBe(2);
  });
});

describe("answerable run over a database", () => {
  const run = ["run", "--as-of", "2026-02-28"];

  test("people from a sheet, deals from DuckDB, goals and attainment from here", async () => {
    const { out, err, code } = await answerable(
      ...run,
      inFolder("rules.kpi"),
      "--data",
      `duckdb:${inFolder("warehouse.duckdb")}`,
      "--map",
      inFolder("map.json"),
      "--sheets",
      inFolder("Team.csv"),
      "--read-up-to",
      "0",
      "--only",
      "results",
      "--format",
      "csv",
      "--period",
      "2026-01",
    );
    expect(err).toMatch(/As of 2026-02-28/);
    const lines = out
      .trim()
      .split("\n")
      .filter((line) => /revenue/.test(line));
    expect(lines[0]).toMatch(/^0,Ann,Ann,revenue,2026-01,75\.3,100,/);
    expect(lines[1]).toMatch(/^1,Ben,Ann \/ Ben,revenue,2026-01,50\.1,100,100,0\.501,/);
    expect(code).toBe(0);
  });

  test("`data` names what it didn't see, and `why` what it wants", async () => {
    const data = `duckdb:${inFolder("warehouse.duckdb")}`;
    const over = ["--data", data, "--map", inFolder("map.json"), "--sheets", inFolder("Team.csv")];
    const made = await answerable(
      ...run,
      inFolder("rules.kpi"),
      ...over,
      "--read-up-to",
      "0",
      "--only",
      "data",
    );
    expect(made.err).toMatch(/^Not in `data`: Deals\. The rows stay in the database/m);
    const asked = ["--kpi", "revenue", "--who", "Ben", "--period", "2026-01"];
    const why = await answerable("why", inFolder("rules.kpi"), "--data", data, ...asked);
    expect(why.err).toMatch(/^`why` goes through the rows, and those of a database stay there\./);
    expect(why.code).toBe(2);
  });

  test.each([
    ["x", /`x` is no whole number/],
    ["99999999999", /99999999999 is too large\. \(--timeout\)\nWrite at most 2147483\./],
  ])("--timeout %s", async (timeout, said) => {
    const { err, code } = await answerable(
      ...run,
      inFolder("rules.kpi"),
      "--data",
      "duckdb:x",
      "--timeout",
      timeout,
    );
    expect(err).toMatch(said);
    expect(code).toBe(2);
  });

  test.skipIf(!hasPostgres())("PostgreSQL gives what the sheets give", async () => {
    const url = ownDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(
      `CREATE TABLE "Team" ("Name" text, "Manager" text); INSERT INTO "Team" VALUES ('Ann', NULL), ('Ben', 'Ann');
       CREATE TABLE deals (owner text, close_date date, amount numeric, stage text);
       INSERT INTO deals VALUES ('ben ', '2026-01-01', 50.10, 'WON'), ('Ann', '2026-01-15', 25.20, 'won'), ('Ben', '2026-02-15', 7, 'Lost')`,
    );
    await client.end();
    const sheets = inFolder("sheets");
    mkdirSync(sheets);
    writeFileSync(join(sheets, "Team.csv"), "Name,Manager\nAnn,\nBen,Ann\n");
    writeFileSync(
      join(sheets, "Deals.csv"),
      "Owner,Close Date,Amount,Stage\nben ,2026-01-01,50.10,WON\nAnn,2026-01-15,25.20,won\nBen,2026-02-15,7,Lost\n",
    );
    const asked = ["--only", "results,goals,flags", "--format", "csv"];
    const from = (...data: string[]) =>
      answerable(...run, inFolder("rules.kpi"), "--data", ...data, ...asked);
    const there = await from(url, "--read-up-to", "0");
    const here = await from(sheets);
    expect(there.out).toBe(here.out);
    expect(there.out).toMatch(/Ann,revenue,2026-01,75\.3,/);
    expect([there.code, here.code]).toEqual([0, 0]);
  });

  test("a client that isn't installed is named with what to do", () => {
    const { stderr, status } = spawnSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(HIDES_PG)}`,
        BIN,
        ...run,
        inFolder("rules.kpi"),
        "--data",
        "postgres://me@127.0.0.1:1/x",
      ],
      { encoding: "utf8" },
    );
    expect(stderr).toBe(
      "PostgreSQL needs its client, which is not installed here. (pg)\nInstall it: npm install pg\n",
    );
    expect(status).toBe(2);
  });
});

/** A clone without `pg`: the module is not found. */
const HIDES_PG = `import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(\`export async function resolve(name, context, next) {
  if (name !== "pg") return next(name, context);
  throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
}\`));`;
