/** What dialects share: quoting, and the signs that the matching form of a text drops or joins. */
import type { RelationColumn } from "../dialect.ts";
import { type Sql, sql, textList, wholeList } from "../text.ts";

export const doubled = (value: string, quote: string): string =>
  quote + value.replaceAll(quote, quote + quote) + quote;

/** As `CAST('…' AS …)` reads it back: the shortest digits that are this very number. */
export const digitsOf = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/** A column of a relation as one constant. */
export const column = ({ of, values }: RelationColumn): Sql =>
  of === "whole" ? wholeList(Array.from(values)) : textList(values);

/** The ranges of dsl/fold.ts as a character class; `spell` writes one sign. */
const BLANKS: readonly (readonly [number, number])[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
];

const classOf =
  (ranges: readonly (readonly [number, number])[]) =>
  (spell: (code: string) => string): string => {
    const sign = (code: number) => spell(code.toString(16).padStart(4, "0"));
    const parts = ranges.map(([a, b]) => (a === b ? sign(a) : `${sign(a)}-${sign(b)}`));
    return `[${parts.join("")}]`;
  };
export const blankClass = classOf(BLANKS);
export const invisibleClass = classOf(INVISIBLE);

/**
 * Between 2^-48 and 2^70 every bit of a double has a place in the parts, and 128 bits leave room for 2^37 rows.
 */
const TINY = sql`3.552713678800501e-15`;
const HUGE = sql`1.1805916207174113e21`;

/**
 * Parts of a double that add up whatever the order: two whole ones, what stands before 2^-20 and the rest down to
 * 2^-100. Numbers larger or smaller than any amount are added as they are.
 */
export function wholeParts(value: Sql, big: Sql): { high: Sql; low: Sql; other: Sql } {
  // Of a blank it is neither true nor false: a sum of blanks alone must stay blank.
  const unusual = sql`abs(${value}) NOT BETWEEN ${TINY} AND ${HUGE}`;
  const high = sql`round(${value} * 1048576)`;
  const whole = (part: Sql): Sql =>
    sql`SUM(CAST(CASE WHEN ${unusual} THEN 0 ELSE ${part} END AS ${big}))`;
  return {
    high: whole(high),
    low: whole(sql`round((${value} - ${high} / 1048576) * 1267650600228229401496703205376)`),
    other: sql`SUM(CASE WHEN ${unusual} THEN ${value} END)`,
  };
}
