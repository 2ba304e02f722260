/** Dates that were typed as texts, read by the column's own evidence first and the locale second. */
import type { Calendar } from "../../../dsl/calendar/calendar.ts";
import { type Day, dayOf, isoOf, parseIso } from "../../../dsl/calendar/day.ts";
import { isDay } from "../serial.ts";
import { knownLocale } from "./locale.ts";

export type DateOrder = "dmy" | "mdy" | "ymd";

export type DateReading =
  | { readonly as: "day"; readonly day: Day }
  /** A text that names a period of the calendar: its first day. */
  | { readonly as: "period"; readonly day: Day }
  /** Day first and month first are both days: the two it may be, in that order. */
  | { readonly as: "ambiguous"; readonly days: readonly [Day, Day] }
  | { readonly as: "unreadable" };

/** Whether a text's reading hangs on the order of day and month, as an import may have got it wrong. */
export const isNumericDate = (text: string): boolean =>
  /^\d{1,2}[./-]\d{1,2}[./-]\d/.test(text.trim());

/** Day, month and year as numbers, in one order or another; a time behind them says nothing of the day. */
export const NUMERIC = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T].*)?$/;
/** A day as programs print it, with the time of day or without: a cell that is one is a date, and no text. */
export const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/;

/** The order a locale writes numeric dates in; null where there is no locale to decide. */
export function localeOrder(locale: string): DateOrder | null {
  const known = knownLocale(locale);
  if (known === "") return null;
  const parts = new Intl.DateTimeFormat(known, { timeZone: "UTC" }).formatToParts(
    Date.UTC(2001, 1, 3),
  );
  const order = parts.flatMap((part) =>
    part.type === "year" || part.type === "month" || part.type === "day" ? [part.type[0]] : [],
  );
  return order.join("") as DateOrder;
}

/** What a column's texts say of their own order: a part over 12 can only be a day. `mixed`: two conventions. */
export function orderFromTexts(texts: Iterable<string>): DateOrder | "mixed" | null {
  let dayFirst = false;
  let monthFirst = false;
  for (const text of texts) {
    const match = NUMERIC.exec(text.trim());
    if (!match || match[1]!.length === 4) continue;
    if (Number(match[1]) > 12) dayFirst = true;
    if (Number(match[2]) > 12) monthFirst = true;
  }
  if (dayFirst && monthFirst) return "mixed";
  if (!dayFirst && !monthFirst) return null;
  return dayFirst ? "dmy" : "mdy";
}

/** The order that a column's texts are read in: their own, the locale's where they are silent, none where they are mixed. */
export function orderMeant(texts: Iterable<string>, locale: string): DateOrder | "mixed" | null {
  return orderFromTexts(texts) ?? localeOrder(locale);
}

/** Reads one text as a day. `order` is the column's or the locale's, null if neither decides. */
export function parseDateText(
  text: string,
  order: DateOrder | null,
  locale: string,
  calendar: Calendar | null,
): DateReading {
  const plain = western(text.normalize("NFKC").replace(/\s+/g, " ").trim());
  const iso = ISO.exec(plain);
  if (iso) return dayOrNone(parseIso(iso[1]!));
  const numeric = NUMERIC.exec(plain);
  if (numeric) return fromNumbers(numeric[1]!, numeric[2]!, numeric[3]!, order);
  const named = fromMonthName(plain, locale, calendar);
  if (named) return named;
  const period = periodText(plain, calendar);
  return period === null ? { as: "unreadable" } : { as: "period", day: period };
}

/** `2017年3月1日` and `2017年3月` with their signs as hyphens. */
const western = (text: string): string =>
  text
    .replace(/^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日/, "$1-$2-$3")
    .replace(
      /^(\d{4}) ?年 ?(\d{1,2}) ?月$/,
      (_, year, month) => `${year}-${month.padStart(2, "0")}`,
    );

const dayOrNone = (day: Day | null): DateReading =>
  day === null || !isDay(day) ? { as: "unreadable" } : { as: "day", day };

function fromNumbers(a: string, b: string, c: string, order: DateOrder | null): DateReading {
  if (a.length === 4) return dayOrNone(civil(Number(a), Number(b), Number(c)));
  const year = fullYear(c);
  const asDayFirst = civil(year, Number(b), Number(a));
  const asMonthFirst = civil(year, Number(a), Number(b));
  if (asDayFirst === null || asMonthFirst === null || asDayFirst === asMonthFirst) {
    return dayOrNone(asDayFirst ?? asMonthFirst);
  }
  if (order === "dmy") return { as: "day", day: asDayFirst };
  if (order === "mdy") return { as: "day", day: asMonthFirst };
  return { as: "ambiguous", days: [asDayFirst, asMonthFirst] };
}

/** Two-digit years: 00–69 are 20xx, 70–99 are 19xx. */
const fullYear = (text: string): number => {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

function civil(year: number, month: number, day: number): Day | null {
  const two = (n: number) => String(n).padStart(2, "0");
  const made = dayOf(year, month, day);
  return isoOf(made) === `${year}-${two(month)}-${two(day)}` ? made : null;
}

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const localMonths = new Map<string, ReadonlyMap<string, number>>();

/** Month names of a locale, long and short, in lower case without the point. */
function monthsOf(locale: string): ReadonlyMap<string, number> {
  const known = localMonths.get(locale);
  if (known) return known;
  const names = new Map<string, number>();
  const language = knownLocale(locale);
  for (const style of language ? (["long", "short"] as const) : []) {
    const format = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
    for (let month = 1; month <= 12; month += 1) {
      names.set(monthWord(format.format(Date.UTC(2001, month - 1, 15))), month);
    }
  }
  localMonths.set(locale, names);
  return names;
}

const monthWord = (word: string): string => word.toLowerCase().replace(/\.$/, "");

/** English names, whole or from three letters on, are read everywhere. */
function monthOf(word: string, locale: string): number | null {
  const wanted = monthWord(word);
  const english = wanted.length < 3 ? -1 : MONTHS.findIndex((name) => name.startsWith(wanted));
  return english >= 0 ? english + 1 : (monthsOf(locale).get(wanted) ?? null);
}

/** `1 Mar 17`, `March 1, 2017`, `16-AUG-07`, `2017 Mar 1`; without a day the month's first. */
function fromMonthName(
  text: string,
  locale: string,
  calendar: Calendar | null,
): DateReading | null {
  const words = text.split(/[\s,/-]+/).filter(Boolean);
  const at = words.findIndex((word) => monthOf(word, locale) !== null);
  if (at < 0 || words.length < 2 || words.length > 3) return null;
  const month = monthOf(words[at]!, locale)!;
  const numbers = words.filter((_, index) => index !== at).map((word) => word.replace(/\.$/, ""));
  if (!numbers.every((n) => /^(?:\d{1,2}|\d{4})$/.test(n))) return null;
  const [first, second] = numbers;
  if (second === undefined) {
    // A calendar of weeks has no such month, and `Mar 17` may be a day or a year.
    const label = `${first}-${String(month).padStart(2, "0")}`;
    const period = first!.length === 4 ? calendar?.parse(label) : null;
    return period ? { as: "period", day: period.start } : { as: "unreadable" };
  }
  return first!.length === 4
    ? dayOrNone(civil(Number(first), month, Number(second)))
    : dayOrNone(civil(fullYear(second), month, Number(first)));
}

/** `2025-Q1`, `Q1 2025`, `FY2025 Q1`, `2025-03`, `2025`: with a year, or it is no period. */
function periodText(text: string, calendar: Calendar | null): Day | null {
  if (!calendar) return null;
  const upper = text.toUpperCase().replace(/^FY ?/, "");
  const turned = /^([HQPW]\d{1,2})[ -]+(?:FY ?)?(\d{4})$/.exec(upper);
  const label = turned ? `${turned[2]}-${turned[1]}` : upper.replace(/^(\d{4}) +/, "$1-");
  return calendar.parse(label)?.start ?? null;
}
