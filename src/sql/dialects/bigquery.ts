/** BigQuery: a statement to paste or to keep in Connected Sheets; it is not run from here. */
import { type ColumnType, type Dialect, isList } from "../dialect.ts";
import { type Constant, listed, name, type Sql, sql, text } from "../text.ts";
import { blankClass, column, digitsOf, invisibleClass } from "./shared.ts";

const sign = (code: string): string => `\\x{${code}}`;

/** Everything but printable ASCII by its code, so that no sign ends the literal or the line. */
const quoted = (value: string): string =>
  `'${[...value].map((one) => (/^[ -&(-[\]-~]$/.test(one) ? one : escaped(one))).join("")}'`;

function escaped(one: string): string {
  if (one === "\\" || one === "'") return `\\${one}`;
  const code = one.codePointAt(0)!;
  // Half of a pair is no sign: what UTF-8 makes of it.
  if (code >= 0xd800 && code <= 0xdfff) return "\\ufffd";
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}

function literal(constant: Constant): string {
  switch (constant.of) {
    case "text":
      return quoted(constant.value);
    case "number":
      return `CAST('${digitsOf(constant.value)}' AS FLOAT64)`;
    case "whole list":
      return `ARRAY<INT64>[${constant.value.join(", ")}]`;
    case "text list":
      return `ARRAY<STRING>[${constant.value.map((one) => (one === null ? "NULL" : quoted(one))).join(", ")}]`;
  }
}

export const BIGQUERY: Dialect = {
  name: "bigquery",
  title: "BigQuery",
  mostBytes: 1024 * 1024,
  types: { double: sql`FLOAT64`, whole: sql`INT64`, text: sql`STRING` },
  identifier: (names) =>
    names.map((one) => `\`${quoted(one).slice(1, -1).replaceAll("`", "\\u0060")}\``).join("."),
  parameter: (at, constant) =>
    isList(constant) || constant.of === "text" ? `@p${at}` : `CAST(@p${at} AS FLOAT64)`,
  literal,
  plainText: (x, cast) => (cast === "type" ? sql`CAST(${x} AS STRING)` : sql`COLLATE(${x}, '')`),
  fold: (x) => {
    const plain = sql`REPLACE(NORMALIZE(${x}, NFKC), ${text("İ")}, 'i')`;
    const seen = sql`REGEXP_REPLACE(${plain}, ${text(invisibleClass(sign))}, '')`;
    const spaced = sql`TRIM(REGEXP_REPLACE(${seen}, ${text(`${blankClass(sign)}+`)}, ' '))`;
    return sql`COALESCE(NORMALIZE(REPLACE(LOWER(${spaced}), ${text("ς")}, ${text("σ")}), NFKC), '')`;
  },
  foldPlain: (x) => sql`LOWER(TRIM(REGEXP_REPLACE(${x}, ' +', ' ')))`,
  isOdd: (x) => sql`NOT REGEXP_CONTAINS(${x}, r'\\A[ -~]*\\z')`,
  contains: (x, part) => sql`STRPOS(${x}, ${part}) > 0`,
  startsWith: (x, part) => sql`STARTS_WITH(${x}, ${part})`,
  isFinite: (x) => sql`NOT (IS_INF(${x}) OR IS_NAN(${x}))`,
  decimal: (x) => x,
  dateOf,
  dayNumber: (date) => sql`UNIX_DATE(${date})`,
  dateAt: (day) => sql`DATE_FROM_UNIX_DATE(${day})`,
  daysIn: (atoms) =>
    sql`SELECT atom, day FROM ${atoms} CROSS JOIN UNNEST(GENERATE_ARRAY(\`first\`, past - 1)) AS day`,
  partOfDay,
  // Floating numbers part no rows there; plus nothing, as there are two zeros.
  partedBy: (value) => sql`CAST(${value} + 0 AS STRING)`,
  sum: (value, type) => ({
    parts: [type === "exact" ? sql`SUM(${value})` : sql`SUM(CAST(${value} AS BIGNUMERIC))`],
    together: ([all]) => sql`CAST(${all!} AS FLOAT64)`,
  }),
  // There is no exact median as an aggregate: the middle of the sorted list, or the mean of the two.
  median: (value) => {
    const all = sql`ARRAY_AGG(${value} IGNORE NULLS ORDER BY ${value})`;
    const count = sql`COUNT(${value})`;
    return sql`(${all}[SAFE_OFFSET(DIV(${count} - 1, 2))] + ${all}[SAFE_OFFSET(DIV(${count}, 2))]) / 2`;
  },
  digits15: (x) => sql`CAST(FORMAT('%.14e', ${x}) AS FLOAT64)`,
  power: (a, b) => {
    const made = sql`SAFE.POW(${a}, ${b})`;
    return sql`CASE WHEN NOT (IS_INF(${made}) OR IS_NAN(${made})) THEN ${made} END`;
  },
  relation: (relation) => {
    const froms = relation.columns.map(
      (each, i) =>
        sql`UNNEST(${column(each)}) AS ${name(each.name)} WITH OFFSET AS ${name(`n${i}`)}`,
    );
    const names = listed(
      relation.columns.map((each) => name(each.name)),
      ", ",
    );
    const joined = froms.map((from, i) =>
      i === 0 ? from : sql` JOIN ${from} ON ${name(`n${i}`)} = ${name("n0")}`,
    );
    return sql`${name(relation.name)} AS (SELECT ${names} FROM ${listed(joined, "")})`;
  },
};

function dateOf(of: Sql, type: ColumnType, zone: string): Sql {
  if (type === "date") return of;
  return type === "instant" ? sql`DATE(${of}, ${text(zone)})` : sql`DATE(${of})`;
}

function partOfDay(of: Sql, type: ColumnType, zone: string): Sql {
  const time = type === "instant" ? sql`TIME(${of}, ${text(zone)})` : sql`TIME(${of})`;
  return sql`TIME_DIFF(${time}, TIME '00:00:00', MICROSECOND) / 86400000000`;
}
