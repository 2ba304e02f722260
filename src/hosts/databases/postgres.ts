/** PostgreSQL and what speaks its protocol: one read-only transaction, one snapshot for the whole run. */
import { DIALECTS, type Dialect, postgresOf } from "../../sql/index.ts";
import { type Sql, withParameters } from "../../sql/text.ts";
import { client } from "./client.ts";
import type { Engine, Value } from "./engine.ts";
import {
  CONNECT_SECONDS,
  checkedAddress,
  sendCancel,
  withoutPassword,
} from "./postgres-address.ts";
import { COLUMNS, HIDDEN, hiddenOf, relationsOf } from "./postgres-catalogue.ts";
import { addressFault, faultOf, STOPPED } from "./postgres-faults.ts";

type Client = typeof import("pg");
type Connection = InstanceType<Client["Client"]>;

const DIALECT = DIALECTS.postgres;

export interface PostgresOptions {
  /** `postgres://user@host:5432/database`; the password from it, PGPASSWORD or ~/.pgpass. */
  readonly url: string;
  readonly zone: string;
  /** Schemas in which relations are looked for by their bare name; empty: as the server has it. */
  readonly searchPath: readonly string[];
  readonly timeout: number | null;
}

export async function openPostgres(options: PostgresOptions): Promise<Engine> {
  const module = await client<Client & { default?: Client }>("pg", "PostgreSQL");
  const { Client: PgClient } = module.default ?? module;
  const settings = {
    connectionString: checkedAddress(options.url),
    connectionTimeoutMillis: CONNECT_SECONDS * 1000,
    application_name: "answerable",
  };
  return postgresEngine(options, () => {
    try {
      return new PgClient(settings);
    } catch (fault) {
      throw addressFault(fault, withoutPassword(options.url));
    }
  });
}

/** The engine over a client that isn't connected yet; another one is made to stop a statement. */
export async function postgresEngine(
  options: PostgresOptions,
  newClient: () => Connection,
): Promise<Engine> {
  const called = withoutPassword(options.url);
  const { timeout } = options;
  const connection = newClient();
  connection.on("error", () => {});
  let [cancelled, connected] = [false, false];
  let dialect: Dialect;
  const say = (fault: unknown) => faultOf(fault, { called, timeout, cancelled, connected });
  try {
    await connection.connect();
    connected = true;
    dialect = await begin(connection, options);
  } catch (fault) {
    await connection.end().catch(() => {});
    throw say(fault);
  }
  const run = async (statement: Sql): Promise<Result> => {
    const { text, parameters } = withParameters(statement, DIALECT);
    try {
      if (cancelled) throw STOPPED;
      const asked = { text, values: [...parameters], rowMode: "array" as const };
      const { rows, fields } = await connection.query(asked);
      return { rows: rows as Value[][], types: fields.map(({ dataTypeID }) => dataTypeID) };
    } catch (fault) {
      throw say(fault);
    }
  };
  const query = async (statement: Sql): Promise<readonly (readonly Value[])[]> => {
    const { rows, types } = await run(statement);
    return types.map((type, c) => {
      const read = READERS.get(type);
      return rows.map((row) => (read && row[c] !== null ? read(String(row[c])) : row[c]!));
    });
  };
  return {
    dialect,
    called,
    relations: async () => relationsOf(await query(COLUMNS)),
    hidden: async () => hiddenOf(await query(HIDDEN)),
    query,
    numbers: async (statement) => {
      const { rows, types } = await run(statement);
      return types.map((_, c) =>
        Float64Array.from(rows, (row) => (row[c] === null ? Number.NaN : Number(row[c]))),
      );
    },
    progress: () => null,
    cancel: async () => {
      cancelled = true;
      await cancelBy(connection, newClient);
    },
    close: async () => {
      await connection.query("ROLLBACK").catch(() => {});
      await connection.end().catch(() => {});
    },
  };
}

interface Result {
  readonly rows: readonly (readonly Value[])[];
  /** Of each column, as the protocol numbers them. */
  readonly types: readonly number[];
}

/** Whole numbers of 64 bits come as texts. */
const BIGINT_OID = 20;
const READERS: ReadonlyMap<number, (text: string) => Value> = new Map([[BIGINT_OID, Number]]);

/** By a second session, which proxies hand on; where it has no such function or isn't let in, by the protocol. */
async function cancelBy(running: Connection, newClient: () => Connection): Promise<void> {
  // The client's declarations leave out what the server tells it of itself.
  const backend = running as unknown as Parameters<typeof sendCancel>[0];
  const other = newClient();
  other.on("error", () => {});
  try {
    await other.connect();
    await other.query("SELECT pg_catalog.pg_cancel_backend($1)", [backend.processID]);
  } catch {
    await sendCancel(backend);
  } finally {
    await other.end().catch(() => {});
  }
}

/** Starts the transaction; the server's dialect. */
async function begin(
  connection: Connection,
  { zone, searchPath, timeout }: PostgresOptions,
): Promise<Dialect> {
  await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  // First, so that no function or operator of a schema of theirs stands before the server's own.
  const schemas =
    searchPath.length > 0
      ? searchPath.map((one) => DIALECT.identifier([one])).join(", ")
      : (await connection.query<{ search_path: string }>("SHOW search_path")).rows[0]!.search_path;
  const path = ["pg_catalog", ...(schemas === "" ? [] : [schemas])].join(", ");
  await connection.query("SELECT pg_catalog.set_config('search_path', $1, true)", [path]);
  const settings: Readonly<Record<string, string>> = {
    TimeZone: zone,
    array_nulls: "on",
    // It waits while figures are worked out here.
    idle_in_transaction_session_timeout: "0",
    "citus.propagate_set_commands": "local",
    ...(timeout === null ? {} : { statement_timeout: String(timeout * 1000) }),
  };
  await connection.query(KNOWN_SETTINGS, [Object.keys(settings), Object.values(settings)]);
  // A command by itself, since that is what Citus hands on to its workers.
  await connection.query("SET LOCAL extra_float_digits = 3");
  const { rows } = await connection.query<{ version: string }>("SELECT version()");
  return postgresOf(rows[0]!.version);
}

/** Sets what this server has: not everything that speaks the protocol has all. */
const KNOWN_SETTINGS = `SELECT set_config(s.name, v.wanted, true)
FROM pg_settings AS s JOIN unnest($1::text[], $2::text[]) AS v(name, wanted) ON lower(s.name) = lower(v.name)`;
