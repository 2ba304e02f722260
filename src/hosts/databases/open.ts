/** Which database an address names. */
import { statSync } from "node:fs";
import { holdsParquet, openDuckDb } from "./duckdb.ts";
import type { Engine } from "./engine.ts";
import type { SqlMap } from "./map.ts";
import { openPostgres } from "./postgres.ts";

export type DatabaseAddress =
  | { readonly of: "duckdb"; readonly path: string }
  | { readonly of: "postgres"; readonly url: string };

/** The database that `--data` names: `duckdb:FILE`, `postgres://…`, a folder with Parquet files; null: none. */
export function databaseIn(data: string): DatabaseAddress | null {
  if (data.startsWith("duckdb:")) return { of: "duckdb", path: data.slice("duckdb:".length) };
  if (/^postgres(?:ql)?:\/\//.test(data)) return { of: "postgres", url: data };
  const isFolder = statSync(data, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder && holdsParquet(data) ? { of: "duckdb", path: data } : null;
}

export const openDatabase = (
  address: DatabaseAddress,
  { timeZone, searchPath }: SqlMap,
  timeout: number | null,
): Promise<Engine> =>
  address.of === "duckdb"
    ? openDuckDb({ path: address.path, zone: timeZone, timeout })
    : openPostgres({ url: address.url, zone: timeZone, searchPath, timeout });
