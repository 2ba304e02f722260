/** What is said where a DuckDB file or its map is wrong, what it takes too long for, and how it is stopped. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { compile } from "../../dsl/index.ts";
import { runInDatabase } from "../../src/cli/database.ts";
import { bind } from "../../src/hosts/databases/bind.ts";
import { openDuckDb } from "../../src/hosts/databases/duckdb.ts";
import { EMPTY_MAP, readMap } from "../../src/hosts/databases/index.ts";
import { UserError } from "../../src/model/user-error.ts";
import { sql } from "../../src/sql/text.ts";
import { fault, RULES, TEAM } from "./faulty.ts";

const SLOW = sql`SELECT COUNT(*) FROM range(100000000000) AS a(i) WHERE hash(i) = 7`;

describe("DuckDB", () => {
  const before = process.listenerCount("SIGINT");
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "answerable-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const made = async (...statements: string[]): Promise<string> => {
    const file = join(folder, `${Math.floor(Math.random() * 1e9)}.duckdb`);
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    for (const statement of statements) await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
    return file;
  };
  const asked = (file: string, rules = RULES, say: (what: string) => void = () => {}) =>
    fault(() =>
      runInDatabase(
        {
          rules,
          address: { of: "duckdb", path: file },
          map: EMPTY_MAP,
          sheets: TEAM,
          asOf: null,
          today: null,
          locale: "",
          timeout: null,
          readUpTo: 0,
          say,
        },
        (results) => {
          const [wrong] = results.diagnostics;
          if (wrong) throw new UserError(wrong.message, wrong.code, wrong.hint ?? "");
          for (const period of results.periods("month")) results.standing(0, 0, period);
        },
      ),
    );
  const DEALS = `CREATE TABLE "Deals" ("Owner" VARCHAR, "Closed" DATE, "Amount" DOUBLE)`;
  const ROW = `INSERT INTO "Deals" VALUES ('Ben', '2026-01-05', 5)`;

  test("a file that isn't there, or is none", async () => {
    expect(
      await fault(() =>
        openDuckDb({ path: join(folder, "no.duckdb"), zone: "UTC", timeout: null }),
      ),
    ).toMatch(/^There is no file or folder .*no\.duckdb\. \| .* \| Check the path/);
    writeFileSync(join(folder, "text.duckdb"), "no database\n".repeat(1000));
    expect(
      await fault(() =>
        openDuckDb({ path: join(folder, "text.duckdb"), zone: "UTC", timeout: null }),
      ),
    ).toMatch(/^DuckDB can't open .*text\.duckdb: /);
  });

  test("what can't be opened is left closed", async () => {
    const closed = [DuckDBConnection, DuckDBInstance].map((one) =>
      vi.spyOn(one.prototype, "closeSync"),
    );
    const none = join(folder, "closed.duckdb");
    writeFileSync(none, "no database\n".repeat(1000));
    const empty = mkdtempSync(join(folder, "empty "));
    for (const [path, zone] of [
      [none, "UTC"],
      [empty, "UTC"],
      [empty, "no/where"],
    ] as const)
      await expect(openDuckDb({ path, zone, timeout: null })).rejects.toThrow();
    const times = closed.map(({ mock }) => mock.calls.length);
    for (const spy of closed) spy.mockRestore();
    expect(times).toEqual([3, 3]);
  });

  test("a table under another name is found by the map only", async () => {
    const file = await made(
      `CREATE TABLE "crm_deals" (who VARCHAR, close_date DATE, amount DOUBLE)`,
      `INSERT INTO crm_deals VALUES ('Ben', '2026-01-05', 5)`,
    );
    const map = readMap('{"tables": {"Deals": {"relation": "crm_deal"}}}', "map.json");
    const engine = await openDuckDb({ path: file, zone: "UTC", timeout: null });
    const { program } = compile(RULES, null);
    const bound = (with_: typeof map) =>
      bind({ engine, program, map: with_, sheets: TEAM.sheets, smallRows: 0, say: () => {} });
    expect(await fault(() => bound(map))).toBe(
      "There is no relation crm_deal. | crm_deal | Did you mean crm_deals?",
    );
    const wrong = readMap(
      '{"tables": {"Deals": {"relation": "crm_deals", "columns": {"Closed": "closed_date"}}}}',
      "map.json",
    );
    expect(await fault(() => bound(wrong))).toBe(
      "source.main.crm_deals has no column closed_date. | --map, Deals | Did you mean close_date?",
    );
    await engine.close();
  });

  test("a number that is a text is refused with the figure's name", async () => {
    const file = await made(
      `CREATE TABLE "Deals" ("Owner" VARCHAR, "Closed" DATE, "Amount" VARCHAR)`,
      `INSERT INTO "Deals" VALUES ('Ben', '2026-01-05', '1.234')`,
    );
    expect(await asked(file)).toMatch(
      /^The database can't work out every figure\. `revenue`: \[Amount\] of Deals is read as a number, and holds texts in the database \(VARCHAR\): make it a number in a view\./,
    );
  });

  test("a missing column, a key that stands twice, percentages of two kinds", async () => {
    const bare = await made(
      `CREATE TABLE "Deals" ("Owner" VARCHAR, "Closed" DATE)`,
      `INSERT INTO "Deals" VALUES ('Ben', '2026-01-05')`,
    );
    expect(await asked(bare)).toContain("no column");
    const twice = await made(DEALS, ROW, ROW);
    expect(
      await asked(twice, RULES.replace("  date [Closed]", "  date [Closed]\n  key [Owner]")),
    ).toMatch(/^`ben` stands more than once in \[Owner\] of Deals: a key stands once\./);
    const alike = await made(
      DEALS,
      ROW,
      `INSERT INTO "Deals" VALUES ('ＢＥＮ', '2026-01-05', 5), (NULL, NULL, 1), (' ', NULL, 1)`,
    );
    const byOwner = RULES.replace("  date [Closed]", "  date [Closed]\n  key [Owner]");
    expect(await asked(alike, byOwner)).toMatch(/^`ben` stands more than once/);
    const byAmount = RULES.replace("  date [Closed]", "  date [Closed]\n  key [Amount]");
    expect(await asked(twice, byAmount)).toMatch(/^`5(?:\.0)?` stands more than once/);
    const mixed = await made(
      DEALS.replace("Amount", "Rate %"),
      ROW,
      `INSERT INTO "Deals" VALUES ('Ben', '2026-01-05', 0.95)`,
    );
    const texts = await made(
      `CREATE TABLE "Deals" ("Owner" VARCHAR, "Closed" DATE, "Rate %" VARCHAR)`,
      `INSERT INTO "Deals" VALUES ('Ben', '2026-01-05', '12 %')`,
    );
    expect(await asked(texts, RULES.replace("[Amount]", "[Rate %]"))).toMatch(
      /\[Rate %\] of Deals is read as a number, and holds texts/,
    );
    expect(await asked(mixed, RULES.replace("[Amount]", "[Rate %]"))).toMatch(
      /^\[Rate %\] of Deals holds fractions and points/,
    );
  });

  test("a statement that takes too long, and one that is stopped", async () => {
    const file = await made(DEALS);
    const slow = await openDuckDb({ path: file, zone: "UTC", timeout: 0.1 });
    expect(await fault(() => slow.query(SLOW))).toMatch(/^DuckDB did not answer within 0\.1 s\./);
    await slow.close();
    const engine = await openDuckDb({ path: file, zone: "UTC", timeout: null });
    const running = fault(() => engine.query(SLOW));
    // Until it runs there is nothing to stop.
    const asking = setInterval(() => engine.cancel(), 20);
    expect(await running.finally(() => clearInterval(asking))).toMatch(/^Stopped\./);
    await engine.close();
  });

  test("Ctrl-C stops the run where it is", async () => {
    const view = `CREATE VIEW "Deals" AS SELECT 'Ben' AS "Owner", DATE '2026-01-05' AS "Closed", 1.0 AS "Amount" FROM range(100000000000) AS a(i) WHERE hash(i) = 7`;
    const file = await made(view);
    let told = 0;
    const stop = () => {
      told += 1;
      if (told === 2) setTimeout(() => process.emit("SIGINT"), 300);
    };
    expect(await asked(file, RULES, stop)).toMatch(/^Stopped\./);
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  test("the file can only be read", async () => {
    const file = await made(DEALS, ROW);
    const engine = await openDuckDb({ path: file, zone: "UTC", timeout: null });
    expect(await fault(() => engine.query(sql`DELETE FROM source.main."Deals"`))).toMatch(
      /read.only/i,
    );
    expect(
      await fault(() => engine.query(sql`COPY (SELECT 1) TO '/tmp/answerable-out.csv'`)),
    ).not.toBe("nothing was wrong");
    await engine.close();
  });
});

/** What the client or a server said once, and what a person reads of it. */
describe("the map", () => {
  test.each([
    ["{", /^m\.json is no JSON: /],
    ['{"table": {}}', /^The map must NOT have additional properties: table\. \| m\.json/],
    [
      '{"tables": {"Deals": {"columns": {"A": 5}}}}',
      /^The map must .* \| m\.json, tables\/Deals\/columns\/A/,
    ],
    ['{"timeZone": "+02:00"}', /^`\+02:00` is no time zone\./],
    ['{"timeZone": "Mars/Olympus"}', /^`Mars\/Olympus` is no time zone\. \| m\.json, timeZone/],
  ])("%s", async (text, said) => {
    expect(await fault(async () => readMap(text, "m.json"))).toMatch(said);
  });
});
