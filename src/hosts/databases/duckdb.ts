/** DuckDB inside this process: a database file opened to read only, or a folder of Parquet and CSV files. */
import { readdirSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { DIALECTS } from "../../sql/index.ts";
import {
  name,
  type Sql,
  sql,
  text,
  textList,
  withLiterals,
  withParameters,
} from "../../sql/text.ts";
import { client } from "./client.ts";
import { columnInfo } from "./columns.ts";
import type { Ask } from "./csv-columns.ts";
import { csvQuery } from "./csv-files.ts";
import { saidBy, todoOf } from "./duckdb-faults.ts";
import type { Engine, RelationInfo, Value } from "./engine.ts";
import { Stopped } from "./stopped.ts";

type Client = typeof import("@duckdb/node-api");
type Connection = Awaited<
  ReturnType<Awaited<ReturnType<Client["DuckDBInstance"]["create"]>>["connect"]>
>;
type Result = Awaited<ReturnType<Connection["run"]>>;

const DIALECT = DIALECTS.duckdb;
const ATTACHED = "source";
const AGAIN_MS = 100;
const FILES = [".parquet", ".csv", ".tsv"];

export interface DuckDbOptions {
  /** A `.duckdb` file, or a folder of `.parquet`, `.csv` and `.tsv` files (each is a table). */
  readonly path: string;
  readonly zone: string;
  /** How dates in CSV files are written where their columns don't say; empty: nobody said. */
  readonly locale?: string;
  /** Seconds that a statement may take; null: as long as it does. */
  readonly timeout: number | null;
}

export async function openDuckDb(options: DuckDbOptions): Promise<Engine> {
  const duck = await client<Client>("@duckdb/node-api", "DuckDB");
  const folder = isFolder(options.path);
  const instance = await duck.DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await prepare(connection, folder, options);
  } catch (fault) {
    close();
    throw fault;
  }
  return duckDbEngine(duck, connection, `duckdb:${options.path}`, options.timeout, close);
}

/** What is to be read is there, and nothing else can be. */
async function prepare(
  connection: Connection,
  folder: boolean,
  options: DuckDbOptions,
): Promise<void> {
  const set = (statement: Sql) => connection.run(withLiterals(statement, DIALECT));
  await set(sql`SET TimeZone = ${text(options.zone)}`);
  if (folder) {
    await viewsOf(options, async (statement) => {
      const made = await set(statement);
      return (await made.getColumnsJS()) as Value[][];
    });
    await set(sql`SET allowed_paths = ${textList(filesIn(options.path))}`);
  } else {
    try {
      await set(sql`ATTACH ${text(resolve(options.path))} AS ${name(ATTACHED)} (READ_ONLY)`);
    } catch (fault) {
      throw new UserError(
        `DuckDB can't open ${options.path}: ${saidBy(fault)}`,
        options.path,
        "Check that it is a DuckDB file, and that no other program has it open for writing.",
      );
    }
  }
  await set(sql`SET enable_external_access = false`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new UserError(
      `There is no file or folder ${path}.`,
      path,
      "Check the path: a .duckdb file, or a folder of .parquet and .csv files.",
    );
  }
}

/** Whether a folder holds files that only a database reads. */
export const holdsParquet = (path: string): boolean =>
  readdirSync(path).some((file) => extname(file).toLowerCase() === ".parquet");

/** How large a folder's CSV files are together. */
export const csvBytes = (path: string): number =>
  readdirSync(path)
    .filter((file) => /\.csv$/i.test(file))
    .reduce((sum, file) => sum + statSync(join(path, file)).size, 0);

/** The whole paths of a folder's tables. */
const filesIn = (path: string): readonly string[] =>
  readdirSync(path)
    .filter((file) => FILES.includes(extname(file).toLowerCase()))
    .sort()
    .map((file) => resolve(join(path, file)));

async function viewsOf({ path, locale = "" }: DuckDbOptions, ask: Ask): Promise<void> {
  const files = filesIn(path);
  if (files.length === 0) {
    throw new UserError(
      `The folder ${path} holds no .parquet or .csv file.`,
      path,
      "Name a folder whose files are the tables.",
    );
  }
  const known = new Map<string, string>();
  for (const whole of files) {
    const file = basename(whole);
    const table = basename(file, extname(file));
    const other = known.get(table.toLowerCase());
    known.set(table.toLowerCase(), file);
    if (other !== undefined)
      throw new UserError(
        `${other} and ${file} would be one table.`,
        path,
        "Take one of them out of the folder, or give it another name.",
      );
    try {
      const rows =
        extname(file).toLowerCase() === ".parquet"
          ? sql`SELECT * FROM read_parquet(${text(whole)})`
          : await csvQuery(whole, locale, ask);
      await ask(sql`CREATE VIEW ${name(table)} AS ${rows}`);
    } catch (fault) {
      if (fault instanceof UserError) throw fault;
      throw new UserError(`DuckDB can't read ${file}: ${saidBy(fault)}`, whole, todoOf(fault));
    }
  }
}

/** The engine over a connection that somebody else opened (a test, the bench). */
export function duckDbEngine(
  duck: Client,
  connection: Connection,
  called: string,
  timeout: number | null,
  close: () => void,
): Engine {
  let timedOut = false;
  /** Once stopped, nothing more is asked. */
  let stopped: NodeJS.Timeout | null = null;
  const run = async <T>(statement: Sql, read: (result: Result) => Promise<T>): Promise<T> => {
    const { text: code, parameters } = withParameters(statement, DIALECT);
    timedOut = false;
    const clock =
      timeout === null
        ? null
        : setTimeout(() => {
            timedOut = true;
            connection.interrupt();
          }, timeout * 1000);
    try {
      const prepared = await connection.prepare(code);
      parameters.forEach((value, i) => {
        bind(duck, prepared, i + 1, value);
      });
      if (stopped) throw new Error("stopped");
      return await read(await prepared.run());
    } catch (fault) {
      throw faultOf(fault, called, timedOut ? timeout : null, stopped !== null);
    } finally {
      if (clock) clearTimeout(clock);
    }
  };
  return {
    dialect: DIALECT,
    called,
    relations: async () => relationsOf(await run(COLUMNS, valuesOf)),
    hidden: async () => [],
    query: (statement) => run(statement, valuesOf),
    numbers: (statement) => run(statement, numbersOf),
    progress: () => {
      const { percentage } = connection.progress;
      return percentage < 0 ? null : percentage / 100;
    },
    cancel: async () => {
      // An interrupt between two statements is lost, so that it is said again until the run has ended.
      stopped ??= setInterval(() => connection.interrupt(), AGAIN_MS);
      connection.interrupt();
    },
    close: async () => {
      if (stopped) clearInterval(stopped);
      close();
    },
  };
}

const valuesOf = async (result: Result): Promise<Value[][]> =>
  (await result.getColumnsJS()) as Value[][];

/** From the engine's own vectors: a value by itself is made for no cell. */
async function numbersOf(result: Result): Promise<readonly Float64Array[]> {
  const chunks = await result.fetchAllChunks();
  // Each count is a call into the engine.
  const counts = chunks.map(({ rowCount }) => rowCount);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return Array.from({ length: result.columnCount }, (_, c) => {
    const out = new Float64Array(rows);
    let at = 0;
    for (const [i, chunk] of chunks.entries()) {
      const vector = chunk.getColumnVector(c);
      for (let r = 0; r < counts[i]!; r += 1) {
        const value = vector.getItem(r);
        out[at] = value === null ? Number.NaN : Number(value);
        at += 1;
      }
    }
    return out;
  });
}

function bind(
  duck: Client,
  prepared: Awaited<ReturnType<Connection["prepare"]>>,
  at: number,
  value: string | number | readonly (string | number | null)[],
): void {
  if (typeof value === "string") prepared.bindVarchar(at, value);
  else if (typeof value === "number") prepared.bindDouble(at, value);
  else if (value.some((one) => typeof one === "string"))
    prepared.bindList(at, value as readonly string[], duck.LIST(duck.VARCHAR));
  // As one text: a value by itself for each number takes longer than the engine's own reading.
  else prepared.bindVarchar(at, `[${value.map((one) => one ?? "NULL").join(",")}]`);
}

/** The catalogue doesn't say which columns have a collation of their own: where some table has, all are read without. */
const COLUMNS = sql`SELECT database_name, schema_name, table_name, column_name, data_type,
  (SELECT COUNT(*) FROM duckdb_tables() WHERE contains(upper(sql), 'COLLATE')) AS collated
FROM duckdb_columns() WHERE NOT internal ORDER BY schema_name <> 'main', database_name, schema_name, table_name, column_index`;

function relationsOf([
  databases,
  schemas,
  tables,
  columns,
  types,
  collated,
]: readonly (readonly Value[])[]): RelationInfo[] {
  const found = new Map<string, RelationInfo & { columns: ReturnType<typeof columnInfo>[] }>();
  for (let i = 0; i < (tables?.length ?? 0); i += 1) {
    const path = [String(databases![i]), String(schemas![i]), String(tables![i])];
    const key = JSON.stringify(path);
    const relation = found.get(key) ?? { path, columns: [], named: path[1] === "main" };
    found.set(key, relation);
    const made = columnInfo("duckdb", String(columns![i]), String(types![i]));
    const plain = made.type !== "text" || made.cast !== null || Number(collated![i]) === 0;
    relation.columns.push(plain ? made : { ...made, cast: "collation" });
  }
  return [...found.values()];
}

function faultOf(
  fault: unknown,
  called: string,
  timeout: number | null,
  cancelled: boolean,
): UserError {
  if (cancelled) return new Stopped("Stopped.", called, "Nothing was changed.");
  if (timeout !== null) {
    return new UserError(
      `DuckDB did not answer within ${timeout} s.`,
      called,
      "Give it longer with --timeout, or ask for fewer periods.",
    );
  }
  return new UserError(`DuckDB refused: ${saidBy(fault)}`, called, todoOf(fault));
}
