import type { Dialect, DialectName } from "../dialect.ts";
import { BIGQUERY } from "./bigquery.ts";
import { DUCKDB } from "./duckdb.ts";
import { COCKROACH, POSTGRES } from "./postgres.ts";

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  duckdb: DUCKDB,
  postgres: POSTGRES,
  bigquery: BIGQUERY,
};

/** The words of a server that speaks PostgreSQL's protocol, by what it says of its version. */
export const postgresOf = (version: string): Dialect =>
  version.startsWith("CockroachDB") ? COCKROACH : POSTGRES;
