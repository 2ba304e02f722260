import type { Dialect, DialectName } from "../dialect.ts";
import { BIGQUERY } from "./bigquery.ts";
import { DUCKDB } from "./duckdb.ts";
import { POSTGRES } from "./postgres.ts";

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  duckdb: DUCKDB,
  postgres: POSTGRES,
  bigquery: BIGQUERY,
};
