/**
 * What the columns of a CSV file hold, as sheets would read them. DuckDB takes one way to write a date for the whole
 * file, and yes and no for truths, so each column that it could guess at is looked at by itself.
 */
import { parseIso } from "../../../dsl/calendar/day.ts";
import { DATE_TIME, NUMERIC, orderMeant, parseDateText } from "../../model/cells/date.ts";
import { listed, name, type Sql, sql, text, whole } from "../../sql/text.ts";
import type { Value } from "./engine.ts";

/** Runs a statement; its result column by column. */
export type Ask = (statement: Sql) => Promise<readonly (readonly Value[])[]>;
/** Calls a reader of CSV files with the file, what is known of it, and more options. */
type Call = (reader: Sql, more: readonly Sql[]) => Sql;

export interface CsvColumns {
  /** `'Created': 'VARCHAR'`: DuckDB's type of each column that it must not guess at. */
  readonly types: readonly Sql[];
  /** `… AS "Created"`: columns of texts that are read as dates. */
  readonly dates: readonly Sql[];
}

/** So many rows show whether a column may hold dates at all. */
const FIRST_ROWS = 1000;
/** Beyond them a date of the other order is an error that names it. */
const MOST_LOOKED_AT = 1_000_000;

export async function csvColumns(call: Call, locale: string, ask: Ask): Promise<CsvColumns> {
  const [names = [], guesses = []] = await ask(
    sql`SELECT c.name, c.type FROM (SELECT unnest(Columns) AS c FROM ${call(sql`sniff_csv`, [])}) AS s WHERE c.type IN ('BOOLEAN', 'DATE', 'TIMESTAMP', 'VARCHAR')`,
  );
  const columns = names.map((column) => name(String(column)));
  const cells = call(sql`read_csv`, [sql`all_varchar = true`]);
  const firstRows = sql`SELECT ${listed(columns, ", ")} FROM ${cells} LIMIT ${whole(FIRST_ROWS)}`;
  const firsts = columns.length === 0 ? [] : await ask(firstRows);
  const types: Sql[] = [];
  const dates: Sql[] = [];
  for (const [i, column] of columns.entries()) {
    const distinct = sql`SELECT DISTINCT x FROM (SELECT ${column} AS x FROM ${cells} LIMIT ${whole(MOST_LOOKED_AT)}) AS s`;
    const all = async () => textsOf((await ask(distinct))[0]);
    const meant = await meantBy(String(guesses[i]), textsOf(firsts[i]), all, locale);
    types.push(sql`${text(String(names[i]))}: ${text(meant.type)}`);
    if (meant.order) dates.push(sql`${dayIn(column, meant.order, meant.short)} AS ${column}`);
  }
  return { types, dates };
}

const textsOf = (column: readonly Value[] | undefined): readonly string[] =>
  (column ?? []).flatMap((value) => (value === null ? [] : [String(value)]));

interface Meant {
  readonly type: string;
  /** Of a text that is read as a date, the order of its parts; null: the type says all. */
  readonly order: Order | null;
  /** Whether some of its years have no century. */
  readonly short: boolean;
}
type Order = "dmy" | "mdy" | "ymd";

const plain = (type: string): Meant => ({ type, order: null, short: false });
const TEXT = plain("VARCHAR");

/** What a column holds, where DuckDB took it for `guess`. One with cells that are no such thing stays one of texts. */
async function meantBy(
  guess: string,
  first: readonly string[],
  all: () => Promise<readonly string[]>,
  locale: string,
): Promise<Meant> {
  if (guess === "BOOLEAN") return (await all()).every(isTruth) ? plain(guess) : TEXT;
  if (guess !== "VARCHAR" && first.length > 0 && first.every(isPrinted)) return plain(guess);
  if (!first.every((cell) => isPrinted(cell) || NUMERIC.test(cell))) return TEXT;
  const cells = await all();
  if (cells.length === 0) return plain(guess);
  if (cells.every(isPrinted)) return plain(cells.some(isTimed) ? "TIMESTAMP" : "DATE");
  return byNumbers(guess, cells, locale);
}

const isTruth = (cell: string): boolean => /^(?:true|false)$/i.test(cell);
const isTimed = (cell: string): boolean => DATE_TIME.exec(cell)?.[2] !== undefined;

/** A day as programs print it, and a time of day that there is. */
function isPrinted(cell: string): boolean {
  const found = DATE_TIME.exec(cell);
  if (!found) return false;
  const [, day, hours = "0", minutes = "0", seconds = "0"] = found;
  return (
    parseIso(day!) !== null && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
  );
}

/** What is a date whatever its column is called: `10.15.07` may be a version, `2026-01-0007` an invoice. */
const SURELY =
  /^(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?)?$/i;

/** Dates whose parts are numbers, some of them perhaps as programs print them. */
function byNumbers(guess: string, cells: readonly string[], locale: string): Meant {
  if (guess === "VARCHAR" && !cells.every((cell) => SURELY.test(cell))) return TEXT;
  const order = cells.every(isYearFirst) ? "ymd" : orderMeant(cells, locale);
  if (order === null || order === "mixed") return TEXT;
  const isDay = (cell: string) =>
    NUMERIC.test(cell) &&
    isYearFirst(cell) === (order === "ymd") &&
    parseDateText(cell, order, locale, null).as === "day";
  if (!cells.every((cell) => isPrinted(cell) || isDay(cell))) return TEXT;
  const short = cells.some((cell) => !isYearFirst(cell) && NUMERIC.exec(cell)![3]!.length < 4);
  return { type: "VARCHAR", order, short };
}

const isYearFirst = (cell: string): boolean => /^\d{4}/.test(cell);

/** Where the parts of a numeric date stand, as an ISO day has them. */
const AS_ISO: Readonly<Record<Order, string>> = {
  dmy: "\\3-\\2-\\1",
  mdy: "\\3-\\1-\\2",
  ymd: "\\1-\\2-\\3",
};
/** Centuries of years that are written without. */
const CENTURIES: readonly (readonly [year: string, written: string])[] = [
  ["(\\d)", "200"],
  ["([0-6]\\d)", "20"],
  ["([7-9]\\d)", "19"],
];

/** A text as the day that it writes; one that writes none is an error. */
function dayIn(column: Sql, order: Order, short: boolean): Sql {
  const whole = CENTURIES.reduce(
    (made, [year, century]) =>
      sql`regexp_replace(${made}, ${text(`^(\\d{1,2}[./-]\\d+[./-])${year}(?:[ T].*)?$`)}, ${text(`\\1${century}\\2`)})`,
    column,
  );
  const read = short ? whole : column;
  // What is printed already stays as it is.
  const parts = order === "ymd" ? NUMERIC.source : NUMERIC.source.replace("{1,4}", "{1,2}");
  return sql`CAST(regexp_replace(${read}, ${text(parts)}, ${text(AS_ISO[order])}) AS DATE)`;
}
