/** A CSV file as DuckDB reads it: delimiter, encoding and the order of day and month are ours to say, not a guess. */
import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { localeOrder } from "../../model/cells/date.ts";
import { delimiterOf, SAID_DELIMITER } from "../../model/cells/delimiter.ts";
import { UserError } from "../../model/user-error.ts";
import { listed, name, type Sql, sql, text, whole } from "../../sql/text.ts";
import type { Value } from "./engine.ts";

/** Runs a statement; its result column by column. */
export type Ask = (statement: Sql) => Promise<readonly (readonly Value[])[]>;

const HEAD_BYTES = 65_536;

/** The function call that reads a file. `locale` says whether 1/2/2026 is in January, where the column doesn't. */
export async function csvReader(path: string, locale: string, ask: Ask): Promise<Sql> {
  const { encoding, start } = headOf(path);
  if (start.trim() === "")
    throw new UserError(
      `${basename(path)} is empty.`,
      path,
      "Its first row should name the columns.",
    );
  const said = SAID_DELIMITER.exec(start);
  const delimiter = said?.[1] ?? delimiterOf(start);
  const options = [
    sql`delim = ${text(delimiter)}`,
    sql`header = true`,
    ...(said ? [sql`skip = 1`] : []),
    ...(encoding === null ? [] : [sql`encoding = ${text(encoding)}`]),
  ];
  const call = (reader: Sql, more: readonly Sql[]): Sql =>
    sql`${reader}(${listed([text(path), ...options, ...more], ", ")})`;
  return call(sql`read_csv`, await guessesIn(call, locale, ask));
}

function headOf(path: string): { readonly encoding: string | null; readonly start: string } {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, "r");
  const read = readSync(file, bytes);
  closeSync(file);
  const [a, b] = bytes;
  const isUtf16 = read >= 2 && ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff));
  const coding = isUtf16 ? (a === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  const start = new TextDecoder(coding).decode(bytes.subarray(0, read));
  return { encoding: isUtf16 ? "utf-16" : null, start };
}

/** Options for columns that DuckDB would guess at: dates with the day or the month first, yes and no. */
async function guessesIn(
  call: (reader: Sql, more: readonly Sql[]) => Sql,
  locale: string,
  ask: Ask,
): Promise<readonly Sql[]> {
  const [names, types, formats] = await ask(
    sql`SELECT c.name, c.type, CASE c.type WHEN 'DATE' THEN DateFormat WHEN 'TIMESTAMP' THEN TimestampFormat END FROM (SELECT unnest(Columns) AS c, DateFormat, TimestampFormat FROM ${call(sql`sniff_csv`, [])}) AS s WHERE c.type IN ('BOOLEAN', 'DATE', 'TIMESTAMP')`,
  );
  const texts: Sql[] = [];
  const orders = new Map<string, string>();
  const others = (column: string, tests: readonly Sql[]) => countOf(call, column, tests, ask);
  for (const [i, column] of (names ?? []).map(String).entries()) {
    const asText = sql`${text(column)}: 'VARCHAR'`;
    if (types![i] === "BOOLEAN") {
      const [strange] = await others(column, [sql`lower(x) NOT IN ('true', 'false')`]);
      if (strange! > 0) texts.push(asText);
      continue;
    }
    const format = String(formats![i] ?? "");
    const other = swapped(format);
    if (other === null) continue;
    const unread = (wanted: string) => sql`try_strptime(x, ${text(wanted)}) IS NULL`;
    const [one, two] = await others(column, [unread(format), unread(other)]);
    const either = two! > 0 ? format : byLocale(format, locale);
    const meant = one! === 0 ? either : two! === 0 ? other : null;
    if (meant === null) texts.push(asText);
    else orders.set(types![i] === "DATE" ? "dateformat" : "timestampformat", meant);
  }
  return [
    ...(texts.length > 0 ? [sql`types = {${listed(texts, ", ")}}`] : []),
    ...[...orders].map(([option, format]) => sql`${name(option)} = ${text(format)}`),
  ];
}

/** Day and month in the other order; null where the format has no order to get wrong. */
function swapped(format: string): string | null {
  const parts = /%d|%m/.exec(format.replace("%Y", ""));
  if (!parts || format.startsWith("%Y")) return null;
  return format.replace(/%[dm]/g, (part) => (part === "%d" ? "%m" : "%d"));
}

function byLocale(format: string, locale: string): string | null {
  const order = localeOrder(locale);
  if (order !== "dmy" && order !== "mdy") return null;
  const isDayFirst = format.indexOf("%d") < format.indexOf("%m");
  return isDayFirst === (order === "dmy") ? format : swapped(format);
}

/** Of how many cells of a column each test is true. */
async function countOf(
  call: (reader: Sql, more: readonly Sql[]) => Sql,
  column: string,
  tests: readonly Sql[],
  ask: Ask,
): Promise<readonly number[]> {
  const counts = tests.map((test) => sql`COUNT(*) FILTER (${test})`);
  const cells = call(sql`read_csv`, [sql`all_varchar = true`]);
  const found = await ask(
    sql`SELECT ${listed(counts, ", ")} FROM (SELECT ${name(column)} AS x FROM ${cells} LIMIT ${whole(MOST_LOOKED_AT)}) AS s WHERE x IS NOT NULL`,
  );
  return found.map(([count]) => Number(count));
}

/** Beyond them a date of the other order is an error that names its line. */
const MOST_LOOKED_AT = 1_000_000;
