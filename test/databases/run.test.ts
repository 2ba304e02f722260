import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleRules } from "../../examples/generate.ts";
import { TABLES, type TableName, table } from "../../src/app/rows.ts";
import { type DatabaseRun, runInDatabase } from "../../src/cli/database.ts";
import { EMPTY_MAP } from "../../src/hosts/databases/index.ts";
import { DUCKDB_LOAD, POSTGRES_LOAD, tableIn } from "../differential/models/load.ts";
import { hasPostgres, startPostgres } from "./postgres.ts";
import { sampleTables } from "./sample.ts";

/** Findings speak of cells, and `data` of rows: those are not here. */
const COMPARED = TABLES.filter((name) => name !== "findings" && name !== "data");

const request = (path: string, over: Partial<DatabaseRun> = {}): DatabaseRun => ({
  rules: sampleRules,
  address: { of: "duckdb", path },
  map: EMPTY_MAP,
  sheets: null,
  asOf: null,
  today: null,
  timeout: null,
  readUpTo: 0,
  say: () => {},
  ...over,
});

const BELOW = `calendar
  track quarterly

people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]

table Deals from Opportunities
  owner [Owner] then [Account]
  date [Closed]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won")
kpi beside = revenue - average_of_manager
kpi average_of_manager = average(Deals[Amount]) of manager
kpi won = count(Deals where [Stage] = "Won")
  at [Account]

goal won each quarter = 1 for each [Account]
`;

type Tables = Record<string, readonly unknown[]>;

/** Every compared table, its rows as they would be printed. */
async function tablesOf(asked: DatabaseRun): Promise<Tables> {
  let made: Tables = {};
  await runInDatabase(asked, (results) => {
    const rowsOf = (name: TableName) => [...table(results, name, {}).rows];
    made = Object.fromEntries(COMPARED.map((name) => [name, rowsOf(name)]));
  });
  return made;
}

describe("a run whose rows stay in DuckDB", () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "answerable-"));
    file = join(folder, "sample.duckdb");
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    for (const each of sampleTables())
      for (const statement of tableIn(each, DUCKDB_LOAD)) await connection.run(statement);
    for (const { name } of sampleTables()) {
      const target = join(folder, `${name}.parquet`);
      await connection.run(`COPY "${name}" TO '${target}' (FORMAT parquet)`);
    }
    connection.closeSync();
    instance.closeSync();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("gives what the same rows give once they are read", async () => {
    const inMemory = await tablesOf(request(file, { readUpTo: 1_000_000 }));
    const kept = await tablesOf(request(file));
    for (const name of COMPARED) expect(kept[name], name).toEqual(inMemory[name]);
    expect(kept.results!.length).toBeGreaterThan(1000);
    expect(kept.flags!.length).toBeGreaterThan(5);
  });

  test("below people too, and of a manager", async () => {
    const both = [{ readUpTo: 1_000_000 }, { readUpTo: 0 }].map((over) =>
      tablesOf(request(file, { rules: BELOW, ...over })),
    );
    const [inMemory, kept] = (await Promise.all(both)) as [Tables, Tables];
    expect(kept.results).toEqual(inMemory.results);
    const accounts = kept.results!.filter((row) => /2026-Q1/.test(String(row)));
    expect(accounts.length).toBeGreaterThan(100);
  });

  test("a folder of Parquet files is a database", async () => {
    const kept = await tablesOf(request(folder));
    expect(kept.results).toEqual((await tablesOf(request(file))).results);
  });
});

describe.skipIf(!hasPostgres())("a run whose rows stay in PostgreSQL", () => {
  test("gives what the same rows give once they are read", async () => {
    const { url, stop } = startPostgres();
    const client = new Client({ connectionString: url });
    await client.connect();
    for (const each of sampleTables()) await client.query(tableIn(each, POSTGRES_LOAD).join(";\n"));
    await client.end();
    const over: Partial<DatabaseRun> = { address: { of: "postgres", url } };
    const inMemory = await tablesOf(request("", { ...over, readUpTo: 1_000_000 }));
    const kept = await tablesOf(request("", over));
    stop();
    for (const name of COMPARED) expect(kept[name], name).toEqual(inMemory[name]);
    expect(kept.results!.length).toBeGreaterThan(1000);
    expect(kept.flags!.length).toBeGreaterThan(5);
  });
});
