/** What a PostgreSQL holds: relations in the order of the search path, and those that may not be read. */
import { sql, whole } from "../../sql/text.ts";
import { columnInfo } from "./columns.ts";
import type { ColumnInfo, RelationInfo, Value } from "./engine.ts";

/** Schemas that aren't on the search path stand last. */
const BEYOND = 1000;

/** The information schema leaves materialized views out. */
export const COLUMNS = sql`SELECT c.table_schema, c.table_name, c.column_name, c.data_type, c.collation_name,
  COALESCE(array_position(current_schemas(false), CAST(c.table_schema AS name)), ${whole(BEYOND)}) AS place
FROM (SELECT table_schema, table_name, column_name, data_type, collation_name, ordinal_position
  FROM information_schema.columns
  UNION ALL
  SELECT n.nspname, r.relname, a.attname,
    CASE WHEN b.typelem <> 0 AND b.typlen = -1 THEN 'ARRAY'
      WHEN b.typnamespace = CAST('pg_catalog' AS regnamespace) THEN format_type(b.oid, NULL)
      ELSE 'USER-DEFINED' END,
    (SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation AND l.collname <> 'default'), a.attnum
  FROM pg_class AS r
  JOIN pg_namespace AS n ON n.oid = r.relnamespace
  JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type AS t ON t.oid = a.atttypid
  JOIN pg_type AS b ON b.oid = COALESCE(NULLIF(t.typbasetype, 0), t.oid)
  WHERE r.relkind = 'm' AND has_column_privilege(r.oid, a.attnum, 'SELECT')) AS c
WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema')
ORDER BY place, c.table_schema, c.table_name, c.ordinal_position`;

export function relationsOf([
  schemas,
  tables,
  columns,
  types,
  collations,
  places,
]: readonly (readonly Value[])[]): RelationInfo[] {
  const found = new Map<string, { path: string[]; rank: number; columns: ColumnInfo[] }>();
  for (let i = 0; i < (tables?.length ?? 0); i += 1) {
    const path = [String(schemas![i]), String(tables![i])];
    const key = JSON.stringify(path);
    const rank = Number(places![i]);
    const relation = found.get(key) ?? { path, rank, columns: [] };
    found.set(key, relation);
    const made = columnInfo("postgres", String(columns![i]), String(types![i]));
    // A collation of its own may hold texts equal that aren't: such a column is read without.
    const collated = made.type === "text" && made.cast === null && collations![i] !== null;
    if (!relation.columns.some(({ name }) => name === made.name))
      relation.columns.push({ ...made, cast: collated ? "collation" : made.cast });
  }
  return [...found.values()].map((each) => ({ ...each, named: each.rank < BEYOND }));
}

/** Tables and views of which this user may read no column. */
export const HIDDEN = sql`SELECT n.nspname, r.relname
FROM pg_class AS r JOIN pg_namespace AS n ON n.oid = r.relnamespace
WHERE r.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND NOT has_any_column_privilege(r.oid, 'SELECT')`;

export const hiddenOf = ([schemas, tables]: readonly (readonly Value[])[]) =>
  (schemas ?? []).map((schema, i): readonly string[] => [String(schema), String(tables![i])]);
