/** PostgreSQL, and what speaks its protocol. */
import { type ColumnType, type Dialect, isList } from "../dialect.ts";
import { type Constant, listed, name, type Sql, sql, text } from "../text.ts";
import { blankClass, column, digitsOf, doubled, invisibleClass } from "./shared.ts";

const sign = (code: string): string => `\\u${code}`;

const TYPES = {
  text: "text",
  number: "double precision",
  "whole list": "integer[]",
  "text list": "text[]",
} as const;

/** `E'…'` reads the same whatever the session makes of backslashes. No text of PostgreSQL holds a NUL. */
const quoted = (value: string): string =>
  `E'${value.replaceAll("\\", "\\\\").replaceAll("'", "''").replaceAll("\0", "\uffff")}'`;

function literal(constant: Constant): string {
  const cast = (value: string) => `CAST(${value} AS ${TYPES[constant.of]})`;
  switch (constant.of) {
    case "text":
      return cast(quoted(constant.value));
    case "number":
      return cast(`'${digitsOf(constant.value)}'`);
    case "whole list":
      return cast(`'{${constant.value.join(",")}}'`);
    case "text list":
      return cast(
        `ARRAY[${constant.value.map((one) => (one === null ? "NULL" : quoted(one))).join(", ")}]`,
      );
  }
}

export const POSTGRES: Dialect = {
  name: "postgres",
  title: "PostgreSQL",
  mostBytes: null,
  types: { double: sql`double precision`, whole: sql`bigint`, text: sql`text` },
  identifier: (names) => names.map((one) => doubled(one, '"')).join("."),
  parameter: (at, constant) =>
    isList(constant) ? `$${at}::${TYPES[constant.of]}` : `CAST($${at} AS ${TYPES[constant.of]})`,
  literal,
  plainText: (x, cast) => {
    const plain = sql`CAST(${x} AS text)`;
    return cast === "type" ? plain : sql`(${plain} COLLATE "C")`;
  },
  fold: (x) => {
    const plain = sql`replace(normalize(${x}, NFKC), 'İ', 'i')`;
    const seen = sql`regexp_replace(${plain}, ${text(invisibleClass(sign))}, '', 'g')`;
    const spaced = sql`btrim(regexp_replace(${seen}, ${text(`${blankClass(sign)}+`)}, ' ', 'g'))`;
    return sql`COALESCE(normalize(replace(lower(${spaced} COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '')`;
  },
  // Turkish lower case of I is another sign.
  foldPlain: (x) => sql`lower(btrim(regexp_replace(${x}, ' +', ' ', 'g')) COLLATE "C")`,
  isOdd: (x) => sql`${x} !~ '^[ -~]*$'`,
  contains: (x, part) => sql`strpos(${x}, ${part}) > 0`,
  startsWith: (x, part) => sql`strpos(${x}, ${part}) = 1`,
  isFinite: (x) =>
    sql`${x} > CAST('-Infinity' AS double precision) AND ${x} < CAST('Infinity' AS double precision)`,
  // Of NaN and the infinities the difference to itself is NaN.
  decimal: (x) => sql`CASE WHEN ${x} - ${x} = 0 THEN ${x} END`,
  dateOf,
  dayNumber: (date) => sql`CAST(${date} - DATE '1970-01-01' AS bigint)`,
  dateAt: (day) => sql`DATE '1970-01-01' + CAST(${day} AS integer)`,
  daysIn: (atoms) => sql`SELECT atom, generate_series("first", past - 1) AS day FROM ${atoms}`,
  partOfDay,
  partedBy: (value) => value,
  sum: (value, type) => ({
    parts: [
      type === "exact" ? sql`SUM(${value})` : sql`SUM(CAST(CAST(${value} AS text) AS numeric))`,
    ],
    together: ([all]) => sql`CAST(${all!} AS double precision)`,
  }),
  median: (value) =>
    sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(${value} AS double precision))`,
  digits15: (x) => sql`CAST(CAST(${x} AS numeric) AS double precision)`,
  // PostgreSQL stops at what is no real number, too large or too small: said before it is asked.
  power: (a, b) => {
    const size = sql`${b} * ln(abs(NULLIF(${a}, 0)))`;
    return sql`CASE WHEN ${a} = 0 AND ${b} < 0 OR ${a} < 0 AND ${b} <> floor(${b}) OR ${size} > 709.78 THEN NULL WHEN ${size} < -745 THEN 0 ELSE power(${a}, ${b}) END`;
  },
  relation: (relation) => {
    const names = listed(
      relation.columns.map((each) => name(each.name)),
      ", ",
    );
    const lists = listed(relation.columns.map(column), ", ");
    return sql`${name(relation.name)} AS (SELECT * FROM unnest(${lists}) AS u(${names}))`;
  },
};

/** CockroachDB: a text with a collation is another type there, and lower case is every language's. */
export const COCKROACH: Dialect = {
  ...POSTGRES,
  foldPlain: (x) => sql`lower(btrim(regexp_replace(${x}, ' +', ' ', 'g')))`,
};

function dateOf(of: Sql, type: ColumnType, zone: string): Sql {
  if (type === "date") return of;
  return sql`CAST(${type === "instant" ? sql`timezone(${text(zone)}, ${of})` : of} AS date)`;
}

function partOfDay(of: Sql, type: ColumnType, zone: string): Sql {
  const local = type === "instant" ? sql`timezone(${text(zone)}, ${of})` : of;
  return sql`CAST(EXTRACT(EPOCH FROM ${local} - date_trunc('day', ${local})) AS double precision) / 86400`;
}
