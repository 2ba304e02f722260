/** A CSV file as DuckDB reads it: delimiter, encoding and what its columns hold are ours to say, not a guess. */
import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { delimiterOf, SAID_DELIMITER } from "../../model/cells/delimiter.ts";
import { UserError } from "../../model/user-error.ts";
import { listed, type Sql, sql, text } from "../../sql/text.ts";
import { type Ask, csvColumns } from "./csv-columns.ts";

const HEAD_BYTES = 65_536;

/** The query that reads a file. `locale` says whether 1/2/2026 is in January, where the column doesn't. */
export async function csvQuery(path: string, locale: string, ask: Ask): Promise<Sql> {
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
  const { types, dates } = await csvColumns(call, locale, ask);
  const typed = types.length === 0 ? [] : [sql`types = {${listed(types, ", ")}}`];
  const read = dates.length === 0 ? sql`` : sql` REPLACE (${listed(dates, ", ")})`;
  return sql`SELECT *${read} FROM ${call(sql`read_csv`, typed)}`;
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
