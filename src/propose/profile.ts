/** What a column holds, from a sample of its cells. */
import { type Day, NO_DAY } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { type DateOrder, orderMeant, parseDateText } from "../model/cells/date.ts";
import { decimalFromTexts, localeDecimal, readNumberText } from "../model/cells/number.ts";
import { isNone } from "../model/columns/context.ts";
import { dayOfSerial } from "../model/serial.ts";
import { says } from "./words.ts";

export type Holds = "nothing" | "texts" | "numbers" | "days" | "truths";

export interface Profile {
  readonly holds: Holds;
  /** The share of the sample's rows that hold something. */
  readonly filled: number;
  /** The share of what is held that fits `holds`. */
  readonly sure: number;
  /** Different values of the sample, in matching form → how often; ids as texts. */
  readonly values: ReadonlyMap<string, number>;
  /** First spelling of each. */
  readonly shown: ReadonlyMap<string, string>;
  /** Days of the sample in ascending order, where it holds days. */
  readonly days: readonly Day[];
  /** Whether numbers are whole, and the mean of their sizes. */
  readonly whole: boolean;
  readonly size: number;
}

/** As many cells say what a column holds. */
const SAMPLE = 400;
/** A number that is a day of 2000 to 2040 may be one. */
const DAYS = { from: 36526, to: 51501 };
/** So much of a column must fit. */
const MOST = 0.8;

interface ProfileInput {
  readonly header: string | null;
  readonly cells: readonly CellValue[];
  readonly locale: string;
  readonly dateSystem: 1900 | 1904;
}

/** Cells evenly spread over a column, the first and the last among them. */
export function sampleOf(cells: readonly CellValue[], most = SAMPLE): readonly CellValue[] {
  if (cells.length <= most) return cells;
  return Array.from(
    { length: most },
    (_, n) => cells[Math.floor((n * (cells.length - 1)) / (most - 1))] ?? null,
  );
}

export function profileOf({ header, cells, locale, dateSystem }: ProfileInput): Profile {
  const sample = sampleOf(cells);
  const held = sample.filter(
    (cell) => cell !== null && !(typeof cell === "string" && isNone(cell)),
  );
  const filled = sample.length === 0 ? 0 : held.length / sample.length;
  const texts = held.filter((cell): cell is string => typeof cell === "string");
  const numbers = numbersOf(held, texts, locale);
  const days = daysOf(held, texts, { locale, dateSystem });
  const values = new Map<string, number>();
  const shown = new Map<string, string>();
  for (const cell of held) {
    if (typeof cell === "object") continue;
    const text = String(cell);
    const key = foldText(text);
    values.set(key, (values.get(key) ?? 0) + 1);
    if (!shown.has(key)) shown.set(key, text.trim());
  }
  const rest = { filled, values, shown, days, ...sizeOf(numbers) };
  if (held.length === 0) return { ...rest, holds: "nothing", sure: 1 };
  const part = (n: number) => n / held.length;
  const truths = part(held.filter((cell) => typeof cell === "boolean").length);
  if (truths >= MOST) return { ...rest, holds: "truths", sure: truths };
  const asDays = part(days.length);
  if (asDays >= MOST && looksDated(header, held, days))
    return { ...rest, holds: "days", sure: asDays };
  const asNumbers = part(numbers.length);
  if (asNumbers >= MOST) return { ...rest, days: [], holds: "numbers", sure: asNumbers };
  return { ...rest, days: [], holds: "texts", sure: part(texts.length) };
}

const sizeOf = (numbers: readonly number[]) => ({
  whole: numbers.every(Number.isInteger),
  size: numbers.reduce((sum, n) => sum + Math.abs(n), 0) / Math.max(1, numbers.length),
});

function numbersOf(
  held: readonly CellValue[],
  texts: readonly string[],
  locale: string,
): readonly number[] {
  const proven = decimalFromTexts(texts);
  const decimal = proven === "mixed" ? null : (proven ?? localeDecimal(locale));
  return held.flatMap((cell) => {
    if (typeof cell === "number") return [cell];
    if (typeof cell !== "string") return [];
    const reading = readNumberText(cell, decimal);
    return reading.as === "number" ? [reading.value] : [];
  });
}

function daysOf(
  held: readonly CellValue[],
  texts: readonly string[],
  { locale, dateSystem }: Pick<ProfileInput, "locale" | "dateSystem">,
): readonly Day[] {
  const meant = orderMeant(texts, locale);
  const order: DateOrder | null = meant === "mixed" ? null : meant;
  const days = held.flatMap((cell): Day[] => {
    if (typeof cell === "number") {
      const day = cell >= DAYS.from && cell < DAYS.to ? dayOfSerial(cell, dateSystem) : NO_DAY;
      return day === NO_DAY ? [] : [day];
    }
    if (typeof cell !== "string") return [];
    const reading = parseDateText(cell, order, locale, null);
    if (reading.as === "day" || reading.as === "period") return [reading.day];
    return reading.as === "ambiguous" ? [reading.days[0]] : monthIn(cell);
  });
  return days.sort((a, b) => a - b);
}

/** `Jul 2025` and `2025-07` name a month in a calendar of months; here only that they do. */
function monthIn(text: string): Day[] {
  const asDay = /^\s*(\d{4})-(0[1-9]|1[0-2])\s*$/.test(text) ? `${text.trim()}-01` : `1 ${text}`;
  const reading = parseDateText(asDay, "dmy", "en", null);
  return reading.as === "day" ? [reading.day] : [];
}

/** Numbers are days where the header says so, or where they lie within some years and nothing says amount. */
function looksDated(
  header: string | null,
  held: readonly CellValue[],
  days: readonly Day[],
): boolean {
  if (held.some((cell) => typeof cell === "string")) return true;
  const dated = (["date", "created", "closed", "since", "until", "last"] as const).some((meaning) =>
    says(header, meaning),
  );
  const counted = (["amount", "key", "potential", "units", "target", "cost"] as const).some((m) =>
    says(header, m),
  );
  if (counted) return dated && !says(header, "amount");
  if (dated) return true;
  return days[days.length - 1]! - days[0]! < 366 * 15;
}
