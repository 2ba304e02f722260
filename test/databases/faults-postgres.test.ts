/** What is said where PostgreSQL refuses, is gone or takes too long, and what a session of ours is set to. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../dsl/index.ts";
import { bind } from "../../src/hosts/databases/bind.ts";
import { EMPTY_MAP } from "../../src/hosts/databases/index.ts";
import { openPostgres } from "../../src/hosts/databases/postgres.ts";
import {
  checkedAddress,
  sendCancel,
  withoutPassword,
} from "../../src/hosts/databases/postgres-address.ts";
import { faultOf } from "../../src/hosts/databases/postgres-faults.ts";
import { listed, sql, text } from "../../src/sql/text.ts";
import { fault, RULES, TEAM } from "./faulty.ts";
import { hasPostgres, ownDatabase } from "./postgres.ts";

describe("a fault of PostgreSQL", () => {
  const circumstances = { called: "db", timeout: null, cancelled: false, connected: true };
  const coded = (code: string, message = "so") => Object.assign(new Error(message), { code });
  test.each([
    [
      new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"),
      /asks for a password.*Set PGPASSWORD/,
    ],
    [new Error("The server does not support SSL connections"), /takes no encrypted connections/],
    [coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"), /can't be trusted.*sslroot/],
    [coded("ERR_TLS_CERT_ALTNAME_INVALID"), /is another server's/],
    [coded("28000", "no pg_hba.conf entry, no encryption"), /sign-in.*sslmode=verify-full/],
    [coded("57014", "canceling statement due to statement timeout"), /stopped.*--timeout/],
    [coded("57P03", "the database system is starting up"), /isn't ready: .*Try again/],
    [coded("57P01"), /^The connection was lost/],
    [coded("25P03"), /^The connection was lost/],
    [coded("ECONNRESET"), /^The connection was lost/],
    [coded("53300", "too many connections"), /no room for more: too many/],
    [coded("40001", "conflict with recovery"), /gave the run up.*Run it again/],
    [coded("22P02", "invalid input syntax"), /can't be read: invalid.*view/],
    [coded("42883", "unknown function: normalize()"), /lacks what.*PostgreSQL 13/],
    [coded("XX000", "cache lookup failed"), /refused: cache lookup.*Ask whoever/],
  ])("%s", (thrown, said) => {
    const { message, where, todo } = faultOf(thrown, circumstances);
    expect(`${message} ${todo}`).toMatch(said);
    expect(where).toBe("db");
  });

  test("before it has taken us in, it can't be reached", () => {
    const before = { ...circumstances, connected: false };
    expect(faultOf(coded("ENOENT", "connect ENOENT /no"), before).message).toMatch(
      /^The database can't be reached: /,
    );
  });

  test("an address that is none, one of a file that isn't there, and how each is shown", async () => {
    const to = (url: string) =>
      fault(() => openPostgres({ url, zone: "UTC", searchPath: [], timeout: null }));
    expect(await to("postgres://me:secret@db:port/x")).toBe(
      "It is no address of a database: Invalid URL. | postgres://db:port/x | Write it as postgres://user@host:5432/database.",
    );
    expect(await to("postgres://me@db/x?sslmode=verify-full&sslrootcert=/no.crt")).toMatch(
      /^A file that the address names can't be read: .*no\.crt'\. \| .* \| Check its sslrootcert/,
    );
    expect(checkedAddress("postgres://db/x?a=b&sslmode=require")).toMatch(/sslmode=verify-full$/);
    expect(withoutPassword("postgres://me:secret@/x?host=/run&password=a@b")).toBe("postgres:///x");
  });
});

test("a request to stop that nobody answers is given up", async () => {
  const server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const connected = once(server, "connection");
    const stopping = sendCancel({ host: "127.0.0.1", port, processID: 1, secretKey: 2 }, 0.05);
    await expect(stopping).rejects.toThrow("the server said nothing for 0.05 s");
    const [socket] = (await connected) as [Socket];
    socket.destroy();
  } finally {
    server.close();
  }
});

describe.skipIf(!hasPostgres())("PostgreSQL", () => {
  let url: string;
  const options = (url: string) => ({
    url,
    zone: "Europe/Berlin",
    searchPath: ["sales"],
    timeout: null,
  });
  let admin: Client;
  beforeAll(async () => {
    url = ownDatabase();
    admin = new Client({ connectionString: url });
    await admin.connect();
    await admin.query(`CREATE SCHEMA sales; CREATE TABLE sales."Deals" ("Owner" text, "Closed" timestamptz, "Amount" numeric);
      INSERT INTO sales."Deals" VALUES ('Ben', '2025-12-31 23:30:00+00', 5); CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA sales TO reader;
      CREATE ROLE lonely LOGIN CONNECTION LIMIT 1; ALTER ROLE lonely SET search_path = sales; ALTER ROLE lonely SET extra_float_digits = -5;
      ALTER ROLE lonely SET idle_in_transaction_session_timeout = '1min'; ALTER ROLE lonely SET statement_timeout = '7min'`);
  });
  afterAll(async () => {
    await admin.end();
  });
  const as = (user: string) => url.replace("postgres://postgres@", `postgres://${user}@`);

  test("a server that isn't there, a user and a database that aren't", async () => {
    expect(await fault(() => openPostgres(options("postgres://me:secret@127.0.0.1:1/x")))).toMatch(
      /^The database can't be reached: .* \| postgres:\/\/me@127\.0\.0\.1:1\/x \| Check host/,
    );
    expect(await fault(() => openPostgres(options(as("nobody"))))).toMatch(
      /^The database refused the sign-in: /,
    );
    expect(await fault(() => openPostgres(options(url.replace(/test_\d+/, "no"))))).toMatch(
      /database "no" does not exist/,
    );
    expect(withoutPassword("postgres://me:secret@db/x?password=secret")).toBe("postgres://me@db/x");
  });

  test("no right to read, a table that went, a lost connection, a statement that takes too long", async () => {
    const reader = await openPostgres(options(as("reader")));
    expect(await fault(() => reader.query(sql`SELECT * FROM sales."Deals"`))).toMatch(
      /^There is no right to read it: permission denied/,
    );
    await reader.close();
    const engine = await openPostgres(options(url));
    expect(await fault(() => engine.query(sql`SELECT * FROM sales."Gone"`))).toMatch(
      /^The database has no such table: /,
    );
    await engine.close();
    const slow = await openPostgres({ ...options(url), timeout: 0.1 });
    expect(await fault(() => slow.query(sql`SELECT pg_sleep(20)`))).toMatch(
      /^The database did not answer within 0\.1 s\./,
    );
    await slow.close();
    const lost = await openPostgres(options(url));
    const [pid] = await lost.query(sql`SELECT pg_backend_pid()`);
    const running = fault(() => lost.query(sql`SELECT pg_sleep(20)`));
    const begun = async () => {
      const of =
        "FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query LIKE '%pg_sleep%'";
      return (await admin.query(`SELECT 1 ${of}`, [pid![0]])).rowCount;
    };
    await expect.poll(begun, { timeout: 5_000 }).toBe(1);
    await admin.query("SELECT pg_terminate_backend($1)", [pid![0]]);
    expect(await running).toMatch(/^The connection was lost\./);
    await lost.close();
  });

  test.each([
    ["", "postgres"],
    [", even of a user who has no connection to spare", "lonely"],
  ])("stopping reaches the server%s", async (_, user) => {
    const engine = await openPostgres(options(as(user)));
    const active = async () => {
      const found = await admin.query(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' AND pid <> pg_backend_pid()",
      );
      return found.rowCount;
    };
    const running = fault(() => engine.query(sql`SELECT pg_sleep(60)`));
    await expect.poll(active, { timeout: 5_000 }).toBe(1);
    await engine.cancel();
    expect(await running).toMatch(/^Stopped on the server\./);
    // The server notes its own state a moment after it has answered.
    await expect.poll(active, { timeout: 5_000 }).toBe(0);
    await engine.close();
  });

  test("what this program needs of a session is set, whatever its user's defaults", async () => {
    const engine = await openPostgres({ ...options(as("lonely")), searchPath: [] });
    const settings = [
      "search_path",
      "TimeZone",
      "extra_float_digits",
      "idle_in_transaction_session_timeout",
      "statement_timeout",
      "transaction_isolation",
      "transaction_read_only",
    ];
    const shown = await engine.query(
      sql`SELECT ${listed(
        settings.map((one) => sql`current_setting(${text(one)})`),
        ", ",
      )}`,
    );
    expect(shown.flat()).toEqual([
      "pg_catalog, sales",
      "Europe/Berlin",
      "3",
      "0",
      "7min",
      "repeatable read",
      "on",
    ]);
    await engine.close();
  });

  test("a table that is there for others only, and a name that two schemas have", async () => {
    const { program } = compile(RULES, null);
    const asked = async (user: string, searchPath: readonly string[]) => {
      const engine = await openPostgres({ ...options(as(user)), searchPath });
      const map = { ...EMPTY_MAP, searchPath };
      const said = await fault(() =>
        bind({ engine, program, map, sheets: TEAM.sheets, smallRows: 10, say: () => {} }),
      );
      await engine.close();
      return said;
    };
    expect(await asked("reader", [])).toBe(
      "There is no right to read sales.Deals. | Deals | Ask its owner for GRANT SELECT.",
    );
    await admin.query("CREATE SCHEMA old; CREATE TABLE old.deals (x int)");
    expect(await asked("postgres", ["old"])).toBe("nothing was wrong");
    await admin.query("CREATE SCHEMA older; CREATE TABLE older.deals (x int)");
    expect(await asked("postgres", ["none"])).toBe(
      "The database has no table Deals. | Deals | Did you mean old.deals or older.deals or sales.Deals? Name its relation in --map, or a workbook that holds it with --sheets.",
    );
    await admin.query('ALTER TABLE sales."Deals" RENAME TO gone');
    expect(await asked("postgres", [])).toMatch(
      /^Deals could be old\.deals or older\.deals\. \| Deals \| Say which in --map/,
    );
    await admin.query('ALTER TABLE sales.gone RENAME TO "Deals"; DROP SCHEMA old, older CASCADE');
  });

  test("nothing can be written, days are the zone's, bare names are the search path's", async () => {
    const engine = await openPostgres(options(url));
    expect(await fault(() => engine.query(sql`DELETE FROM sales."Deals"`))).toMatch(
      /read-only transaction/,
    );
    await engine.close();
    const { program } = compile(RULES, null);
    const again = await openPostgres(options(url));
    const map = { ...EMPTY_MAP, timeZone: "Europe/Berlin" };
    const bound = await bind({
      engine: again,
      program,
      map,
      sheets: TEAM.sheets,
      smallRows: 10,
      say: () => {},
    });
    const [deals] = bound.workbook.sheets;
    // Half past eleven in Greenwich is the new year in Berlin: serial 46023 is 2026-01-01.
    expect(Math.floor(deals!.columns[1]![1] as number)).toBe(46_023);
    await again.close();
  });
});
