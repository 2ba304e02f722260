/** PostgreSQL and what speaks its protocol: one read-only transaction, one snapshot for the whole run. */
import { UserError } from "../../model/user-error.ts";
import { DIALECTS } from "../../sql/index.ts";
import { type Sql, sql, withParameters } from "../../sql/text.ts";
import { client } from "./client.ts";
import { columnInfo } from "./columns.ts";
import type { ColumnInfo, Engine, RelationInfo, Value } from "./engine.ts";

type Client = typeof import("pg");

const DIALECT = DIALECTS.postgres;
const CONNECT_SECONDS = 15;

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
    connectionString: options.url,
    connectionTimeoutMillis: CONNECT_SECONDS * 1000,
    application_name: "answerable",
  };
  return postgresEngine(options, () => new PgClient(settings));
}

/** The engine over a client that isn't connected yet; another one is made to stop a statement. */
export async function postgresEngine(
  options: PostgresOptions,
  newClient: () => InstanceType<Client["Client"]>,
): Promise<Engine> {
  const called = withoutPassword(options.url);
  const connection = newClient();
  let lost: Error | null = null;
  connection.on("error", (fault) => {
    lost = fault;
  });
  let cancelled = false;
  const say = (fault: unknown): UserError =>
    faultOf(fault, { called, timeout: options.timeout, cancelled, lost });
  try {
    await connection.connect();
    await begin(connection, options);
  } catch (fault) {
    await connection.end().catch(() => {});
    throw say(fault);
  }
  const backend = await connection.query({ text: "SELECT pg_backend_pid()", rowMode: "array" });
  const pid = Number((backend.rows as unknown[][])[0]![0]);
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
    dialect: DIALECT,
    called,
    relations: async () => relationsOf(await query(COLUMNS)),
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
      const other = newClient();
      other.on("error", () => {});
      await other.connect();
      await other.query("SELECT pg_cancel_backend($1)", [pid]).finally(() => other.end());
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

async function begin(
  connection: InstanceType<Client["Client"]>,
  { zone, searchPath, timeout }: PostgresOptions,
): Promise<void> {
  await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const set = (setting: string, value: string) =>
    connection.query("SELECT set_config($1, $2, true)", [setting, value]);
  await set("TimeZone", zone);
  await set("statement_timeout", String((timeout ?? 0) * 1000));
  if (searchPath.length > 0)
    await set("search_path", searchPath.map((one) => DIALECT.identifier([one])).join(", "));
}

const COLUMNS = sql`SELECT c.table_schema, c.table_name, c.column_name, c.data_type,
  COALESCE(array_position(current_schemas(false), CAST(c.table_schema AS name)), 1000) AS place
FROM information_schema.columns AS c
WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema')
ORDER BY place, c.table_schema, c.table_name, c.ordinal_position`;

function relationsOf([
  schemas,
  tables,
  columns,
  types,
]: readonly (readonly Value[])[]): RelationInfo[] {
  const found = new Map<string, { path: string[]; columns: ColumnInfo[] }>();
  for (let i = 0; i < (tables?.length ?? 0); i += 1) {
    const path = [String(schemas![i]), String(tables![i])];
    const key = JSON.stringify(path);
    const relation = found.get(key) ?? { path, columns: [] };
    found.set(key, relation);
    relation.columns.push(columnInfo("postgres", String(columns![i]), String(types![i])));
  }
  return [...found.values()];
}

/** The address without what must not be shown. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = "";
    parsed.search = "";
    return parsed.href;
  } catch {
    return "postgres";
  }
}

interface Circumstances {
  readonly called: string;
  readonly timeout: number | null;
  readonly cancelled: boolean;
  readonly lost: Error | null;
}

/** Once stopped, nothing more is asked. */
const STOPPED = Object.assign(new Error("stopped"), { code: "57014" });

/** What went wrong, by the server's own code (SQLSTATE) or the network's. */
function faultOf(fault: unknown, { called, timeout, cancelled, lost }: Circumstances): UserError {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  const said = fault instanceof Error ? fault.message : String(fault);
  const told = (message: string, todo: string) => new UserError(message, called, todo);
  if (code === "57014") {
    return cancelled
      ? told("Stopped on the server.", "Nothing was changed.")
      : told(
          `The database did not answer within ${timeout} s.`,
          "Give it longer with --timeout, or ask for fewer periods.",
        );
  }
  if (code === "42501")
    return told(`There is no right to read it: ${said}.`, "Ask its owner for GRANT SELECT.");
  if (code === "42P01" || code === "3F000")
    return told(`The database has no such table: ${said}.`, "Check --map and its search path.");
  if (code === "28P01" || code === "28000")
    return told(`The database refused the sign-in: ${said}.`, "Check user and password.");
  if (code === "3D000") return told(`${said}.`, "Check the name after the last / of the address.");
  if (code === "22023") return told(`${said}.`, "Name a time zone as Europe/Berlin.");
  if (code === "22003")
    return told(
      `A number left the range the database can hold: ${said}.`,
      "Look for amounts beyond 1e300.",
    );
  if (
    ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH"].includes(code) ||
    /timeout expired/.test(said)
  )
    return told(`The database can't be reached: ${said || code}.`, "Check host, port and network.");
  if (
    lost ||
    code.startsWith("08") ||
    code.startsWith("57P") ||
    /connection terminated/i.test(said)
  )
    return told("The connection was lost.", "Run it again; nothing was changed.");
  return told(`The database refused: ${said}.`, "");
}
