/** Faults that a lowering may hold, each planted by itself: the random models must find it. */
import type { Engine } from "../../../src/hosts/databases/engine.ts";
import type { Dialect } from "../../../src/sql/index.ts";
import { Sql, sql, text } from "../../../src/sql/text.ts";

export interface Fault {
  readonly name: string;
  /** The engine as it would be with the fault. */
  plant(engine: Engine): Engine;
}

/** A dialect's record with one entry wrong. */
const inDialect = (name: string, wrong: (right: Dialect) => Partial<Dialect>): Fault => ({
  name,
  plant: (engine) => ({ ...engine, dialect: { ...engine.dialect, ...wrong(engine.dialect) } }),
});

/** The statement of figures with our own words replaced wherever they stand; data is never touched. */
const inText = (name: string, from: string | RegExp, to: string): Fault => ({
  name,
  plant: (engine) => {
    const wrong = ({ parts }: Sql) =>
      new Sql(parts.map((part) => (typeof part === "string" ? part.replace(all(from), to) : part)));
    return {
      ...engine,
      numbers: (statement) => engine.numbers(wrong(statement)),
      query: (statement) =>
        engine.query(statement.parts[0] === "WITH " ? wrong(statement) : statement),
    };
  },
});

const all = (from: string | RegExp): RegExp =>
  typeof from === "string" ? new RegExp(from.replace(/[()|.*+?^$]/g, "\\$&"), "g") : from;

const like = (x: Sql, before: string, part: Sql) =>
  sql`${x} LIKE ${text(before)} || ${part} || '%'`;

export const FAULTS: readonly Fault[] = [
  inText("a comparison with a blank is unknown, not false", ", FALSE)", ", NULL)"),
  inText("a blank text is unknown", ", '')", ", NULL)"),
  inText("two blanks are not the same", " IS NOT DISTINCT FROM ", " = "),
  inText("a link that finds nothing drops the row", "LEFT JOIN (", "JOIN ("),
  inText("a text with odd signs drops the row", /LEFT JOIN $/, "JOIN "),
  inText("the day of a move is nobody's", "w.d0 <= ", "w.d0 < "),
  inText("the last day is both managers'", " < w.d1", " <= w.d1"),
  inText("the tree of the month's end", "w.d0 <= ", "w.d0 <= 20 + "),
  inText("rows of the last day after a window", " < x.past", " <= x.past"),
  inText("rows of the first day are left out", " >= x.first", " > x.first"),
  inText("alive until the day before", " >= x.last)", " > x.last)"),
  inText("alive from the day after", " <= x.last AND ", " < x.last AND "),
  inText("a blank until is the end", " IS NULL OR ", " IS NOT NULL AND "),
  inText("texts are counted as often as they stand", "COUNT(DISTINCT ", "COUNT("),
  inText("a text is counted at every place below", " AND b.top > f.seen", ""),
  inText("a text of the first place is not counted", "b.top > f.seen", "b.top > f.seen + 1"),
  inText("a text that stands at the top is counted twice", "b.top > f.seen", "b.top >= f.seen"),
  inText("other texts were seen", ", o.m0 ORDER BY ", " ORDER BY "),
  inText("those who moved have no texts", "UNION ALL", "EXCEPT ALL"),
  inText("the smallest is the largest", "MIN(", "MAX("),
  inText("division by zero", "NULLIF(", "COALESCE("),
  inDialect("no blanks trimmed", () => ({
    foldPlain: (x) => sql`lower(regexp_replace(${x}, ' +', ' ', 'g'))`,
  })),
  inDialect("inner blanks kept", () => ({ foldPlain: (x) => sql`lower(trim(${x}))` })),
  inDialect("case kept", () => ({
    foldPlain: (x) => sql`trim(regexp_replace(${x}, ' +', ' ', 'g'))`,
  })),
  inDialect("wildcards in contains", () => ({ contains: (x, part) => like(x, "%", part) })),
  inDialect("wildcards in starts with", () => ({ startsWith: (x, part) => like(x, "", part) })),
  inDialect("starts with anywhere", ({ contains }) => ({ startsWith: contains })),
  inDialect("no number is a number", () => ({ isFinite: () => sql`TRUE` })),
  inDialect("time of day moves the row", () => ({
    dateOf: (x, type) => (type === "date" ? x : sql`CAST(${x} + INTERVAL 12 HOUR AS DATE)`),
  })),
  inDialect("no time of day", () => ({ partOfDay: () => sql`0` })),
  inDialect("sums of single precision", ({ sum }) => ({
    sum: (x, type) => sum(sql`CAST(${x} AS FLOAT)`, type),
  })),
  inDialect("the lower of two in the middle", () => ({
    median: (x) => sql`quantile_disc(CAST(${x} AS DOUBLE), 0.5)`,
  })),
  inDialect("binary rounding", () => ({ digits15: (x) => x })),
  inDialect("powers of nothing", () => ({ power: (a, b) => sql`pow(COALESCE(${a}, 0), ${b})` })),
];
