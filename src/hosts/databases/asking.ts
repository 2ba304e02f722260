/** What is asked of a database before any figure: how many rows, which days, which texts, who owns them. */

import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { OPEN_DAY } from "../../model/serial.ts";
import type { KnownTexts } from "../../sql/index.ts";
import { isDated, realDay, serialOf } from "../../sql/rows.ts";
import { listed, name, type Sql, sql, whole } from "../../sql/text.ts";
import type { ColumnInfo, Engine, RelationInfo, Value } from "./engine.ts";

/** More texts than these are folded by the engine, those beyond plain ASCII by us. */
export const MOST_TEXTS = 10_000;
/** So many odd texts, or owners, can be told to the engine in one statement. */
export const MOST_SENT = 1_000_000;

export const relationName = ({ path }: RelationInfo): Sql => name(...path);

/** A column as the text it is compared by. */
export const asText = (engine: Engine, { name: column, type, cast }: ColumnInfo): Sql =>
  type === "text" && !cast ? name(column) : engine.dialect.plainText(name(column), cast ?? "type");

const numbers = (column: readonly Value[] | undefined): (number | null)[] =>
  (column ?? []).map((value) => (value === null ? null : Number(value)));

export async function countRows(engine: Engine, relation: RelationInfo): Promise<number> {
  const [count] = await engine.query(sql`SELECT COUNT(*) FROM ${relationName(relation)}`);
  return Number(count![0]);
}

export interface DaysKnown {
  readonly first: number | null;
  readonly last: number | null;
  readonly undated: number;
}

/** First and last day of date columns, and how many rows have none. */
export async function daysIn(
  engine: Engine,
  relation: RelationInfo,
  columns: readonly ColumnInfo[],
  zone: string,
): Promise<readonly DaysKnown[]> {
  if (columns.length === 0) return [];
  const { dialect } = engine;
  const parts = columns.flatMap(({ name: column, type }) => {
    const read = { sql: name(column), bound: { identifier: column, type } };
    const day = realDay(dialect, read, zone);
    const dated = sql`NULLIF(${day}, ${whole(OPEN_DAY)})`;
    return [sql`MIN(${dated})`, sql`MAX(${dated})`, sql`COUNT(*) - COUNT(${day})`];
  });
  const found = await engine.query(
    sql`SELECT ${listed(parts, ", ")} FROM ${relationName(relation)}`,
  );
  const one = (at: number): number | null => numbers(found[at])[0] ?? null;
  return columns.map((_, i) => ({
    first: one(3 * i),
    last: one(3 * i + 1),
    undated: one(3 * i + 2) ?? 0,
  }));
}

/** A column's texts, where they are few; of many only those that engines fold each in their own way. */
export async function textsIn(
  engine: Engine,
  relation: RelationInfo,
  column: ColumnInfo,
): Promise<KnownTexts> {
  const text = asText(engine, column);
  const from = relationName(relation);
  const [few] = await engine.query(
    sql`SELECT DISTINCT ${text} AS x FROM ${from} LIMIT ${whole(MOST_TEXTS + 1)}`,
  );
  const all = (few ?? []).map((value) => (value === null ? null : String(value)));
  if (all.length <= MOST_TEXTS) return { all, odd: oddOf(all), apart: areApart(all) };
  const [odd] = await engine.query(
    sql`SELECT DISTINCT ${text} AS x FROM ${from} WHERE ${engine.dialect.isOdd(text)} LIMIT ${whole(MOST_SENT)}`,
  );
  const beyond = (odd ?? []).map(String);
  const apart = beyond.length === 0 && (await arePlainApart(engine, relation, text));
  return { all: null, odd: oddOf(beyond), apart };
}

/** Whether no two texts match each other, and none is blank. */
function areApart(all: readonly (string | null)[]): boolean {
  const folded = all.flatMap((one) => (one === null ? [] : [foldText(one)]));
  return !folded.includes("") && new Set(folded).size === folded.length;
}

/** The same of texts of plain ASCII that are too many to be listed. */
async function arePlainApart(engine: Engine, relation: RelationInfo, text: Sql): Promise<boolean> {
  const folded = engine.dialect.foldPlain(sql`x`);
  const [texts, forms, blanks] = await engine.query(
    sql`SELECT COUNT(*), COUNT(DISTINCT ${folded}), COUNT(CASE WHEN ${folded} = '' THEN 1 END) FROM (SELECT DISTINCT ${text} AS x FROM ${relationName(relation)}) AS d WHERE x IS NOT NULL`,
  );
  return Number(texts![0]) === Number(forms![0]) && Number(blanks![0]) === 0;
}

const PLAIN = /^[ -~]*$/;
const oddOf = (texts: readonly (string | null)[]): ReadonlyMap<string, string> =>
  new Map(
    texts.flatMap((one) =>
      one === null || PLAIN.test(one) ? [] : [[one, foldText(one)] as const],
    ),
  );

/** Each owner (person, then what stands below) once, with how many rows. */
export async function ownersIn(
  engine: Engine,
  relation: RelationInfo,
  columns: readonly ColumnInfo[],
): Promise<{
  readonly keys: readonly (readonly (string | null)[])[];
  readonly counts: readonly number[];
}> {
  const texts = columns.map((column, i) => sql`${asText(engine, column)} AS ${name(`o${i}`)}`);
  const places = listed(
    columns.map((_, i) => whole(i + 1)),
    ", ",
  );
  const found = await engine.query(
    sql`SELECT ${listed(texts, ", ")}, COUNT(*) AS n FROM ${relationName(relation)} GROUP BY ${places} LIMIT ${whole(MOST_SENT + 1)}`,
  );
  const keys = columns.map((_, i) =>
    (found[i] ?? []).map((value) => (value === null ? null : String(value))),
  );
  return { keys, counts: numbers(found[columns.length]).map((n) => n ?? 0) };
}

/** A key that stands more than once, as an example; null where each stands once. `texts`: what is known of a column of texts. */
export async function doubledKey(
  engine: Engine,
  relation: RelationInfo,
  column: ColumnInfo,
  texts: KnownTexts | null,
): Promise<string | null> {
  const { dialect } = engine;
  const from = relationName(relation);
  const doubled = (keys: Sql) =>
    sql`SELECT CAST(k AS ${dialect.types.text}) FROM (${keys}) AS d GROUP BY k HAVING COUNT(*) > 1 LIMIT 1`;
  const [found] = await engine.query(
    texts === null
      ? doubled(
          sql`SELECT ${name(column.name)} AS k FROM ${from} WHERE ${name(column.name)} IS NOT NULL`,
        )
      : doubledText(engine, from, asText(engine, column), texts, doubled),
  );
  return found?.[0] === undefined ? null : String(found[0]);
}

/** By the matching form, which is ours of every text that engines fold each in their own way. */
function doubledText(
  { dialect }: Engine,
  from: Sql,
  column: Sql,
  { odd }: KnownTexts,
  doubled: (keys: Sql) => Sql,
): Sql {
  const rows = sql`SELECT ${column} AS x FROM ${from}`;
  const plain = dialect.foldPlain(sql`x`);
  if (odd.size === 0)
    return doubled(
      sql`SELECT k FROM (SELECT ${plain} AS k FROM (${rows}) AS t) AS f WHERE k <> ''`,
    );
  const known = dialect.relation({
    name: "odd",
    columns: [
      { name: "raw", of: "text", values: [...odd.keys()] },
      { name: "folded", of: "text", values: [...odd.values()] },
    ],
  });
  const folded = sql`SELECT COALESCE(o.folded, ${plain}) AS k FROM (${rows}) AS t LEFT JOIN odd AS o ON o.raw = t.x`;
  return sql`WITH ${known} ${doubled(sql`SELECT k FROM (${folded}) AS f WHERE k <> ''`)}`;
}

/** An id that no double holds stays the text of its digits, as it is in a file. */
const wholeCell = (digits: string): CellValue =>
  Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;

/** Whole columns as cells: what a sheet would hold. */
export async function cellsOf(
  engine: Engine,
  relation: RelationInfo,
  zone: string,
): Promise<readonly (readonly CellValue[])[]> {
  const { double } = engine.dialect.types;
  const isDay = ({ type }: ColumnInfo) => isDated(type);
  const parts = relation.columns.map((column, i) => {
    const { type } = column;
    const value = isDay(column)
      ? serialOf(
          engine.dialect,
          { sql: name(column.name), bound: { identifier: column.name, type } },
          zone,
        )
      : type === "decimal" || type === "float"
        ? sql`CAST(${name(column.name)} AS ${double})`
        : type === "truth"
          ? name(column.name)
          : asText(engine, column);
    return sql`${value} AS ${name(`c${i}`)}`;
  });
  const found = await engine.query(
    sql`SELECT ${listed(parts, ", ")} FROM ${relationName(relation)}`,
  );
  return relation.columns.map(({ type }, i) =>
    (found[i] ?? []).map((value): CellValue => {
      if (value === null) return null;
      if (type === "whole") return wholeCell(String(value));
      if (typeof value === "bigint") return Number(value);
      if (typeof value === "number") return Number.isFinite(value) ? value : null;
      return value === "" ? null : value;
    }),
  );
}
