import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as duck from "@duckdb/node-api";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../dsl/index.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import { bind } from "../../src/hosts/databases/bind.ts";
import { duckDbEngine } from "../../src/hosts/databases/duckdb.ts";
import type { Engine } from "../../src/hosts/databases/engine.ts";
import { EMPTY_MAP } from "../../src/hosts/databases/index.ts";
import { openPostgres } from "../../src/hosts/databases/postgres.ts";
import { printedBinding } from "../../src/hosts/databases/printed.ts";
import { buildModel } from "../../src/model/build.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";
import { DIALECTS, figuresQuery, withLiterals, withParameters } from "../../src/sql/index.ts";
import { hasPostgres, ownDatabase } from "./postgres.ts";

/** Names and values that try to be code. Whatever they hold, they are only ever data. */
const HOSTILE = [
  "'; DROP TABLE victim; --",
  '"; DROP TABLE victim; --',
  "`; DROP TABLE victim; --",
  "'' OR ''=''",
  "\\'; DROP TABLE victim; --",
  "\\",
  '""',
  "=cmd|' /C calc'!A0",
  "*/ DROP TABLE victim; /*",
  "-- DROP TABLE victim",
  "a\nDROP TABLE victim;\nb",
  "a\r\nb\u2028c",
  "$1",
  "$$; DROP TABLE victim; $$",
  "@p1",
  "{{x}}",
  "%_?*~",
  "🦆\u0007\u001b[31m",
  `${"x'\"\\".repeat(16_384)}`,
] as const;

/** A rule book whose table, columns, people and texts are all hostile; the names go in as the IR holds them. */
function hostile(at: number) {
  const name = (role: string) => `${role} ${HOSTILE[at]}`;
  const rules = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won" or [Stage] contains "Part" or [Stage] in ("Won", "Other"))
`;
  const words: Readonly<Record<string, string>> = {
    Deals: name("Deals"),
    Owner: name("Owner"),
    Closed: name("Closed"),
    Amount: name("Amount"),
    Stage: name("Stage"),
    revenue: name("revenue"),
    Won: HOSTILE[at]!,
    Part: HOSTILE[at]!.slice(0, 60_000),
    Other: `${HOSTILE[at]}x`,
  };
  const { program } = compile(rules, null);
  const filled = JSON.parse(
    JSON.stringify(program, (_, value) =>
      typeof value === "string" ? (words[value] ?? value) : value,
    ),
  ) as Program;
  return { program: filled, words };
}

const PERSON = (at: number) => `Ann ${HOSTILE[at]!.slice(0, 200)}`;

const team = (at: number): WorkbookData => ({
  sheets: [
    sheetOf("Team", [
      ["Name", "Manager"],
      ["Top", null],
      [PERSON(at), "Top"],
    ]),
  ],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
});

/** The printed statement, constants as literals. */
function printed(at: number, dialect: keyof typeof DIALECTS): string {
  const { program } = hostile(at);
  const model = buildModel(program, team(at), { day: 20_500, today: null });
  const binding = printedBinding(DIALECTS[dialect], program, model, EMPTY_MAP);
  const periods = model.calendar.between(20_454, 20_500, "month");
  const { kpis } = program;
  const query = figuresQuery({
    program,
    org: model.org,
    asOf: 20_500,
    binding,
    model,
    periods,
    kpis,
  });
  return withLiterals(query.statement, DIALECTS[dialect]);
}

interface Database {
  readonly engine: () => Promise<Engine>;
  run(statement: string): Promise<readonly (readonly unknown[])[]>;
  literal(value: string): string;
  identifier(name: string): string;
}

async function survives(at: number, database: Database): Promise<void> {
  const { program, words } = hostile(at);
  const { run, literal, identifier } = database;
  const column = (role: string) => identifier(words[role]!);
  await run("DROP TABLE IF EXISTS victim");
  await run("CREATE TABLE victim (x int)");
  const table = column("Deals");
  await run(`DROP TABLE IF EXISTS ${table}`);
  await run(
    `CREATE TABLE ${table} (${column("Owner")} VARCHAR, ${column("Closed")} DATE, ${column("Amount")} DECIMAL(18, 2), ${column("Stage")} VARCHAR)`,
  );
  const stage = literal(words.Won!);
  await run(
    `INSERT INTO ${table} VALUES (${literal(PERSON(at))}, '2026-01-15', 5, ${stage}), (${literal(PERSON(at))}, '2026-01-15', 7, 'none'), (${stage}, '2026-01-15', 9, ${stage})`,
  );
  const engine = await database.engine();
  const bound = await bind({
    engine,
    program,
    map: EMPTY_MAP,
    sheets: team(at).sheets,
    smallRows: 0,
    say: () => {},
  });
  const workbook = { ...bound.workbook, sheets: [...team(at).sheets, ...bound.workbook.sheets] };
  const model = buildModel(program, workbook, { day: 20_500, today: null });
  const binding = bound.binding(program, model);
  const periods = model.calendar.between(20_454, 20_500, "month");
  const query = figuresQuery({
    program,
    org: model.org,
    asOf: 20_500,
    binding,
    model,
    periods,
    kpis: program.kpis,
  });
  const january = ([, labels, values]: readonly (readonly unknown[])[]) =>
    labels!.flatMap((label, i) => (label === "2026-01" ? [Number(values![i])] : []));
  expect(january(await engine.query(query.statement))).toEqual([5, 5]);
  await engine.close();
  expect(january(await run(printed(at, engine.dialect.name)))).toEqual([5, 5]);
  // It is still there.
  await run("SELECT * FROM victim");
  await run(`DROP TABLE ${table}`);
}

describe("hostile names and values are only ever data", () => {
  let connection: duck.DuckDBConnection;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "answerable-"));
    connection = await (await duck.DuckDBInstance.create(":memory:")).connect();
  });
  afterAll(() => {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  });

  test.each(HOSTILE.map((value, at) => [JSON.stringify(value.slice(0, 40)), at] as const))(
    "DuckDB: %s",
    async (_, at) => {
      await survives(at, {
        engine: async () => duckDbEngine(duck, connection, "duckdb", null, () => {}),
        run: async (statement) =>
          (await connection.runAndReadAll(statement)).getColumnsJS() as unknown[][],
        literal: (value) => `'${value.replaceAll("'", "''")}'`,
        identifier: (name) => `"${name.replaceAll('"', '""')}"`,
      });
    },
  );

  /** A reader of BigQuery's own lexical rules: what is left of a statement without its literals and names. */
  const bare = (statement: string): string =>
    statement
      .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`/g, (found) =>
        found[0] === "'" ? "''" : "``",
      )
      .replace(/\d+/g, "0");
  const harmless = bare(printed(HOSTILE.indexOf("$1"), "bigquery"));

  test.each(HOSTILE.map((value, at) => [JSON.stringify(value.slice(0, 40)), at] as const))(
    "BigQuery: %s",
    (_, at) => {
      const statement = printed(at, "bigquery");
      expect(/^[\n -~]*$/.test(statement)).toBe(true);
      // The same words as of a harmless book, so that nothing of a name or a value is left outside of quotes.
      expect(bare(statement) === harmless).toBe(true);
    },
  );
});

describe.skipIf(!hasPostgres())("in PostgreSQL too", () => {
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
  /** PostgreSQL cuts names at 63 bytes. */
  const LONGEST = 63;
  const fitting = HOSTILE.flatMap((value, at) =>
    Buffer.byteLength(value) < LONGEST - 10 ? [[JSON.stringify(value), at] as const] : [],
  );

  test.each(fitting)("%s", async (_, at) => {
    await survives(at, {
      engine: () => openPostgres({ url, zone: "UTC", searchPath: [], timeout: null }),
      run: async (statement) => {
        const { rows } = await admin.query({ text: statement, rowMode: "array" });
        const list = (rows ?? []) as unknown[][];
        return (list[0] ?? []).map((_, c) => list.map((row) => row[c]));
      },
      literal: (value) => `E'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
      identifier: (name) => `"${name.replaceAll('"', '""')}"`,
    });
  });

  test("64 KB as a text", async () => {
    const long = HOSTILE.at(-1)!;
    const engine = await openPostgres({
      url,
      zone: "UTC",
      searchPath: [],
      timeout: null,
    });
    const { sql, text } = await import("../../src/sql/text.ts");
    const statement = sql`SELECT length(${text(long)}), ${text(long)} = ${text(long)}`;
    expect(await engine.query(statement)).toEqual([[long.length], [true]]);
    await engine.close();
    const { rows } = await admin.query(withLiterals(statement, DIALECTS.postgres));
    expect(Object.values(rows[0] as object)[0]).toBe(long.length);
    expect(withParameters(statement, DIALECTS.postgres).parameters).toEqual([long]);
  });
});
