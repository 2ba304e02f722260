/** Which database an address names. */
import { statSync } from "node:fs";
import { UserError } from "../../model/user-error.ts";
import { csvBytes, holdsParquet, openDuckDb } from "./duckdb.ts";
import type { Engine } from "./engine.ts";
import type { SqlMap } from "./map.ts";
import { openPostgres } from "./postgres.ts";

export type DatabaseAddress =
  | { readonly of: "duckdb"; readonly path: string }
  | { readonly of: "postgres"; readonly url: string };

/** Folders of CSV files beyond this size are no sheets: read cell by cell they'd take ten times that in memory. */
export const MOST_SHEET_BYTES = 256 * 1024 * 1024;

/**
 * The database that `--data` names: `duckdb:FILE`, `FILE.duckdb`, `postgres://…`, a folder with Parquet files or with
 * more in its CSV files than `mostBytes`; null: none.
 */
export function databaseIn(data: string, mostBytes = MOST_SHEET_BYTES): DatabaseAddress | null {
  if (data.startsWith("duckdb:")) return { of: "duckdb", path: data.slice("duckdb:".length) };
  if (/^postgres(?:ql)?:\/\//i.test(data)) return { of: "postgres", url: data };
  const scheme = /^([a-z][a-z+]+):\/\//i.exec(data)?.[1];
  if (scheme !== undefined)
    throw new UserError(
      `${scheme}:// is no database that this program speaks to.`,
      "--data",
      "Write duckdb:FILE, a folder, or postgres://user@host/database.",
    );
  const found = statSync(data, { throwIfNoEntry: false });
  const isDatabase = found?.isDirectory()
    ? holdsParquet(data) || csvBytes(data) > mostBytes
    : found !== undefined && /\.duckdb$/i.test(data);
  return isDatabase ? { of: "duckdb", path: data } : null;
}

export const openDatabase = (
  address: DatabaseAddress,
  { timeZone, searchPath }: SqlMap,
  timeout: number | null,
  locale = "",
): Promise<Engine> =>
  address.of === "duckdb"
    ? openDuckDb({ path: address.path, zone: timeZone, timeout, locale })
    : openPostgres({ url: address.url, zone: timeZone, searchPath, timeout });
