/** DuckDB. */
import type { ColumnType, Dialect } from "../dialect.ts";
import { type Constant, listed, name, type Sql, sql, text } from "../text.ts";
import { blankClass, column, digitsOf, doubled, invisibleClass, wholeParts } from "./shared.ts";

const sign = (code: string): string => `\\x{${code}}`;
const DOUBLE = sql`DOUBLE`;
const TYPES = {
  text: "VARCHAR",
  number: "DOUBLE",
  "whole list": "INTEGER[]",
  "text list": "VARCHAR[]",
} as const;

function literal(constant: Constant): string {
  switch (constant.of) {
    case "text":
      return quoted(constant.value);
    case "number":
      return `CAST('${digitsOf(constant.value)}' AS DOUBLE)`;
    case "whole list":
      return `CAST([${constant.value.join(", ")}] AS INTEGER[])`;
    case "text list":
      return `CAST([${constant.value.map((one) => (one === null ? "NULL" : quoted(one))).join(", ")}] AS VARCHAR[])`;
  }
}

/** A statement ends at a NUL, so that one sign is made by a function. */
const quoted = (value: string): string => {
  const parts = value.split("\0").map((part) => doubled(part, "'"));
  return parts.length === 1 ? parts[0]! : `(${parts.join(" || chr(0) || ")})`;
};

export const DUCKDB: Dialect = {
  name: "duckdb",
  title: "DuckDB",
  mostBytes: null,
  types: { double: DOUBLE, whole: sql`BIGINT`, text: sql`VARCHAR` },
  identifier: (names) => names.map((one) => doubled(one, '"')).join("."),
  parameter: (at, constant) => `CAST($${at} AS ${TYPES[constant.of]})`,
  literal,
  plainText: (x, cast) =>
    cast === "type" ? sql`CAST(${x} AS VARCHAR)` : sql`${x} COLLATE "binary"`,
  // DuckDB knows NFC only: what NFKC makes of ﬁ, ½ and full-width signs it can't say (docs/sql.md).
  fold: (x) => {
    const seen = sql`regexp_replace(nfc_normalize(replace(${x}, 'İ', 'i')), ${text(invisibleClass(sign))}, '', 'g')`;
    const spaced = sql`trim(regexp_replace(${seen}, ${text(`${blankClass(sign)}+`)}, ' ', 'g'))`;
    return sql`COALESCE(replace(lower(${spaced}), 'ς', 'σ'), '')`;
  },
  foldPlain: (x) => sql`lower(trim(regexp_replace(${x}, ' +', ' ', 'g')))`,
  isOdd: (x) => sql`NOT regexp_full_match(${x}, '[ -~]*')`,
  contains: (x, part) => sql`contains(${x}, ${part})`,
  startsWith: (x, part) => sql`starts_with(${x}, ${part})`,
  isFinite: (x) => sql`isfinite(${x})`,
  decimal: (x) => x,
  dateOf,
  dayNumber: (date) => sql`date_diff('day', DATE '1970-01-01', ${date})`,
  dateAt: (day) => sql`DATE '1970-01-01' + CAST(${day} AS INTEGER)`,
  daysIn: (atoms) => sql`SELECT atom, unnest(range("first", past)) AS day FROM ${atoms}`,
  partOfDay,
  partedBy: (value) => value,
  sum: (value, type) => {
    if (type === "exact")
      return { parts: [sql`SUM(${value})`], together: ([all]) => sql`CAST(${all!} AS DOUBLE)` };
    const { high, low, other } = wholeParts(value, sql`HUGEINT`);
    return {
      parts: [high, low, other],
      together: ([a, b, c]) =>
        sql`CAST(${a!} AS DOUBLE) / 1048576 + CAST(${b!} AS DOUBLE) / 1267650600228229401496703205376 + COALESCE(${c!}, 0)`,
    };
  },
  median: (value) => sql`median(CAST(${value} AS DOUBLE))`,
  digits15: (x) => sql`CAST(format('{:.14e}', ${x}) AS DOUBLE)`,
  power: (a, b) => {
    const made = sql`pow(${a}, ${b})`;
    return sql`CASE WHEN isfinite(${made}) THEN ${made} END`;
  },
  relation: (relation) => {
    const columns = relation.columns.map(
      (each) => sql`unnest(${column(each)}) AS ${name(each.name)}`,
    );
    return sql`${name(relation.name)} AS (SELECT ${listed(columns, ", ")})`;
  },
};

function dateOf(of: Sql, type: ColumnType, zone: string): Sql {
  if (type === "date") return of;
  return sql`CAST(${type === "instant" ? sql`timezone(${text(zone)}, ${of})` : of} AS DATE)`;
}

function partOfDay(of: Sql, type: ColumnType, zone: string): Sql {
  const local = type === "instant" ? sql`timezone(${text(zone)}, ${of})` : of;
  return sql`date_part('epoch', ${local} - date_trunc('day', ${local})) / 86400`;
}
