import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules } from "../../examples/generate.ts";
import { TABLES, type TableName, table } from "../../src/app/rows.ts";
import { type DatabaseRun, runInDatabase } from "../../src/cli/database.ts";
import { EMPTY_MAP } from "../../src/hosts/databases/index.ts";
import { DUCKDB_LOAD, POSTGRES_LOAD, tableIn } from "../differential/models/load.ts";
import { hasPostgres, ownDatabase } from "./postgres.ts";
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
  locale: "",
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

/** The stage stands for a person: nobody's, so that the two tables differ in whose their rows are. */
const TWICE = `calendar
  track quarterly

people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]

table Made from Opportunities
  owner [Stage]
  date [Created]

table Deals from Opportunities
  owner [Owner]
  date [Closed]

table Everything from Opportunities
  date [Closed]

kpi won = count(Deals where [Stage] = "Won")
kpi made = count(Made)
kpi middle = median(Everything[Amount])
kpi different = distinct(Everything[Account])
kpi all = sum(Everything[Amount])
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

/** The sample's, its rows read: what every other way must give. */
let inMemory: Tables = {};

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
    inMemory = await tablesOf(request(file, { readUpTo: 1_000_000 }));
    const kept = await tablesOf(request(file));
    for (const name of COMPARED) expect(kept[name], name).toEqual(inMemory[name]);
    expect(kept.results!.length).toBeGreaterThan(1000);
    expect(kept.flags!.length).toBeGreaterThan(5);
  });

  test("below people too, and of a manager", async () => {
    const both = [{ readUpTo: 1_000_000 }, { readUpTo: 0 }].map((over) =>
      tablesOf(request(file, { rules: BELOW, ...over })),
    );
    const [read, kept] = (await Promise.all(both)) as [Tables, Tables];
    expect(kept.results).toEqual(read.results);
    const accounts = kept.results!.filter((row) => /2026-Q1/.test(String(row)));
    expect(accounts.length).toBeGreaterThan(100);
  });

  test("two tables of one sheet, each with owners of its own, and one without", async () => {
    const both = [1_000_000, 0].map((readUpTo) =>
      tablesOf(request(file, { rules: TWICE, readUpTo })),
    );
    const [read, kept] = (await Promise.all(both)) as [Tables, Tables];
    expect(kept.results).toEqual(read.results);
    const counted = (kpi: string) => kept.results!.map(String).filter((row) => row.includes(kpi));
    expect(counted(",won,").length).toBeGreaterThan(100);
    expect(counted(",all,2026-Q1,")[0]).toMatch(/all,2026-Q1,[1-9]/);
  });

  test.each([0, 1_000_000])("whatever its types, collations and schemas: %i", async (readUpTo) => {
    const path = join(folder, `odd ${readUpTo}.duckdb`);
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    for (const statement of ODD_DUCKDB) await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
    const map = { ...EMPTY_MAP, timeZone: "Europe/Berlin" };
    const asOf = parseIso("2026-02-28");
    const got = await figuresOf(request(path, { rules: ODD_DUCKDB_RULES, map, asOf, readUpTo }));
    expect(got).toEqual({
      "rows 2026-01": 1,
      "rows 2026-02": 2,
      "fee 2026-01": 0.5,
      "fee 2026-02": 0,
      "ids 2026-01": 1,
      "ids 2026-02": 2,
      "won 2026-01": 1,
      "won 2026-02": 1,
      "seen 2026-01": 2,
      "seen 2026-02": 0,
    });
  });

  test("a folder of Parquet files is a database", async () => {
    const kept = await tablesOf(request(folder));
    expect(kept.results).toEqual(inMemory.results);
  });
});

const ODD_DUCKDB = [
  "CREATE SCHEMA archive",
  "CREATE TABLE archive.deals (owner VARCHAR, closed DATE)",
  "CREATE TYPE stage AS ENUM ('Open', 'Won')",
  `CREATE TABLE "Team" ("Name" VARCHAR, "Manager" VARCHAR)`,
  `INSERT INTO "Team" VALUES ('Ann', NULL), ('Zoë', 'Ann'), ('Zoe', 'Zoë')`,
  "CREATE TABLE deals (owner VARCHAR COLLATE NOACCENT, closed TIMESTAMPTZ, fee DOUBLE, id HUGEINT, stage stage, seen TIMESTAMP)",
  `INSERT INTO deals VALUES ('Ann', '2026-01-05 10:00:00+00', 0.5, 9007199254740993, 'Won', '2026-01-05 18:00:00'),
    ('Zoë', '2026-01-31 23:30:00+00', 'NaN', 9007199254740992, 'Open', 'infinity'),
    ('Zoe', 'infinity', 'Infinity', NULL, NULL, '2026-01-31 23:59:59'),
    ('ZOE', '2026-02-01 00:00:00+01', '-Infinity', 9007199254740993, 'Won', NULL)`,
];
const ODD_DUCKDB_RULES = `calendar
  track monthly

people from Team
  name [Name]
  reports to [Manager]

table Deals from deals
  owner [owner]
  date [closed]

kpi rows = count(Deals)
kpi fee = sum(Deals[fee])
kpi ids = distinct(Deals[id])
kpi won = count(Deals where [stage] = "won")
kpi seen = count(Deals on [seen])
`;

/** Ann's figures of two months, by KPI and month. */
async function figuresOf(asked: DatabaseRun): Promise<Record<string, unknown>> {
  const figures: Record<string, unknown> = {};
  await runInDatabase(asked, (run) => {
    const rows = table(run, "results", { who: ["Ann"], period: ["2026-01", "2026-02"] }).rows;
    for (const row of rows) figures[`${row[3]} ${row[4]}`] = row[5];
  });
  return figures;
}

describe.skipIf(!hasPostgres())("a run whose rows stay in PostgreSQL", () => {
  let url: string;
  let admin: Client;
  beforeAll(async () => {
    url = ownDatabase();
    admin = new Client({ connectionString: url });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
  });

  test("gives what the same rows give once they are read", async () => {
    for (const each of sampleTables()) await admin.query(tableIn(each, POSTGRES_LOAD).join(";\n"));
    const over: Partial<DatabaseRun> = { address: { of: "postgres", url } };
    const kept = await tablesOf(request("", over));
    for (const name of COMPARED) expect(kept[name], name).toEqual(inMemory[name]);
    expect(kept.results!.length).toBeGreaterThan(1000);
    expect(kept.flags!.length).toBeGreaterThan(5);
  });

  test.each([0, 1_000_000])(
    "whatever settings, types and collations it has: %i",
    async (readUpTo) => {
      await admin.query(ODD);
      const odd = url.replace("postgres://postgres@", "postgres://odd@");
      const results = await figuresOf(
        request("", {
          address: { of: "postgres", url: odd },
          rules: ODD_RULES,
          map: { ...EMPTY_MAP, timeZone: "Europe/Berlin" },
          asOf: parseIso("2026-02-28"),
          readUpTo,
        }),
      );
      expect(results).toEqual(ODD_WANTED);
    },
  );
});

/** A database whose every default is another, and a user whose functions and operators stand before the server's. */
const ODD = `DROP SCHEMA IF EXISTS evil, shop CASCADE; DROP ROLE IF EXISTS odd;
DROP COLLATION IF EXISTS alike; CREATE COLLATION alike (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
DROP COLLATION IF EXISTS german; CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE SCHEMA evil; CREATE SCHEMA shop;
CREATE TYPE shop.stage AS ENUM ('Open', 'Won');
CREATE TABLE shop."Team" ("Name" text, "Manager" text);
INSERT INTO shop."Team" VALUES ('Ann', NULL), ('Zoë', 'Ann'), ('Zoe', 'Zoë');
CREATE TABLE shop.rows (owner text COLLATE alike, closed timestamptz, amount numeric, fee double precision, big bigint,
  stage shop.stage, code char(8), note varchar(50) COLLATE german, hot boolean, seen timestamp, created date) PARTITION BY RANGE (created);
CREATE TABLE shop.rows_then PARTITION OF shop.rows DEFAULT;
INSERT INTO shop.rows VALUES
  ('Ann', '2026-01-05 10:00+00', 50.10, 0.1, 9007199254740993, 'Won', 'A1', 'Größe', true, '2026-01-05 18:00', '2026-01-02'),
  ('ANN ', '2026-01-06 10:00+00', 'NaN', 'NaN', 9007199254740992, 'Won', 'a1 ', 'grösse', false, 'infinity', '0044-03-15 BC'),
  ('Zoe', '2026-01-31 23:30+00', 'Infinity', '-Infinity', 5, 'Open', '', '', NULL, '-infinity', NULL),
  ('Zoë', 'infinity', 7, 0.30000000000000004, NULL, NULL, NULL, NULL, true, NULL, 'infinity'),
  ('Zoë', '2026-02-01 00:00+01', 12.345678901234567890, 0.30000000000000004, 1, 'Won', 'B 2', ' x ', true, '0044-03-15 BC', '2026-02-01');
CREATE MATERIALIZED VIEW shop.deals AS SELECT * FROM shop.rows;
CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'taken' $$;
CREATE FUNCTION evil.eq(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
CREATE OPERATOR evil.= (leftarg = text, rightarg = text, function = evil.eq);
CREATE ROLE odd LOGIN; GRANT USAGE ON SCHEMA evil, shop TO odd; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO odd;
ALTER ROLE odd SET search_path = evil, shop, pg_catalog; ALTER ROLE odd SET datestyle = 'German, DMY';
ALTER ROLE odd SET timezone = 'Asia/Tokyo'; ALTER ROLE odd SET extra_float_digits = -5;
ALTER ROLE odd SET standard_conforming_strings = off; ALTER ROLE odd SET client_encoding = latin1;
ALTER ROLE odd SET intervalstyle = sql_standard; ALTER ROLE odd SET array_nulls = off;`;

const ODD_RULES = `calendar
  track monthly

people from Team
  name [Name]
  reports to [Manager]

table Deals from deals
  owner [owner]
  date [closed]

kpi rows = count(Deals)
kpi amount = sum(Deals[amount])
kpi fee = sum(Deals[fee])
kpi most = max(Deals[fee])
kpi bigs = distinct(Deals[big])
kpi won = count(Deals where [stage] = "won")
kpi code = count(Deals where [code] = "a1")
kpi notes = distinct(Deals[note])
kpi note = count(Deals where [note] = "größe")
kpi other = count(Deals where [note] <> [owner])
kpi hot = count(Deals where [hot] = true)
kpi seen = count(Deals on [seen])
kpi made = count(Deals on [created])
kpi age = sum(Deals[seen] - Deals[created])
`;

const ODD_WANTED = {
  "rows 2026-01": 2,
  "rows 2026-02": 2,
  "amount 2026-01": 50.1,
  "amount 2026-02": 12.345678901234567,
  "fee 2026-01": 0.1,
  "fee 2026-02": 0.30000000000000004,
  "most 2026-01": 0.1,
  "most 2026-02": 0.30000000000000004,
  "bigs 2026-01": 2,
  "bigs 2026-02": 2,
  "won 2026-01": 2,
  "won 2026-02": 1,
  "code 2026-01": 2,
  "code 2026-02": 0,
  "notes 2026-01": 2,
  "notes 2026-02": 1,
  "note 2026-01": 1,
  "note 2026-02": 0,
  "other 2026-01": 2,
  "other 2026-02": 2,
  "hot 2026-01": 1,
  "hot 2026-02": 1,
  "seen 2026-01": 1,
  "seen 2026-02": 0,
  "made 2026-01": 1,
  "made 2026-02": 1,
  "age 2026-01": 3,
  "age 2026-02": 0,
};
