/** Dates that were typed as texts, read by the column's own evidence first and the locale second. */
import type { Calendar } from "../../../dsl/calendar/calendar.ts";
import { type Day, dayOf, isoOf, parseIso } from "../../../dsl/calendar/day.ts";

export type DateOrder = "dmy" | "mdy" | "ymd";

export type DateReading =
  | { readonly as: "day"; readonly day: Day }
  /** A text that names a period of the calendar: its first day. */
  | { readonly as: "period"; readonly day: Day }
  | { readonly as: "ambiguous" }
  | { readonly as: "unreadable" };

const NUMERIC = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T].*)?$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/;

/** The order a locale writes numeric dates in; null where there is no locale to decide. */
export function localeOrder(locale: string): DateOrder | null {
  if (!locale) return null;
  const parts = new Intl.DateTimeFormat(locale, { timeZone: "UTC" }).formatToParts(
    Date.UTC(2001, 1, 3),
  );
  const order = parts.flatMap((part) =>
    part.type === "year" || part.type === "month" || part.type === "day" ? [part.type[0]] : [],
  );
  return order.join("") as DateOrder;
}

/** What a column's texts say of their own order: a part over 12 can only be a day. Two conventions decide nothing. */
export function orderFromTexts(texts: Iterable<string>): DateOrder | null {
  let dayFirst = false;
  let monthFirst = false;
  for (const text of texts) {
    const match = NUMERIC.exec(text.trim());
    if (!match || match[1]!.length === 4) continue;
    if (Number(match[1]) > 12) dayFirst = true;
    if (Number(match[2]) > 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst ? "dmy" : "mdy";
}

/** Reads one text as a day. `order` is the column's or the locale's, null if neither decides. */
export function parseDateText(
  text: string,
  order: DateOrder | null,
  locale: string,
  calendar: Calendar | null,
): DateReading {
  const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  const iso = ISO.exec(plain);
  if (iso) return dayOrNone(parseIso(iso[1]!));
  const numeric = NUMERIC.exec(plain);
  if (numeric) return fromNumbers(numeric[1]!, numeric[2]!, numeric[3]!, order);
  const named = fromMonthName(plain, locale);
  if (named) return named;
  const period = periodText(plain, calendar);
  return period === null ? { as: "unreadable" } : { as: "period", day: period };
}

const dayOrNone = (day: Day | null): DateReading =>
  day === null ? { as: "unreadable" } : { as: "day", day };

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
  return { as: "ambiguous" };
}

/** Two-digit years: 00–69 are 20xx, 70–99 are 19xx. */
const fullYear = (text: string): number => {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

function civil(year: number, month: number, day: number): Day | null {
  if (year < 1900 || year > 2199) return null;
  const two = (n: number) => String(n).padStart(2, "0");
  const made = dayOf(year, month, day);
  return isoOf(made) === `${year}-${two(month)}-${two(day)}` ? made : null;
}

const ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function monthOf(word: string, locale: string): number | null {
  const wanted = word.toLowerCase().replace(/\.$/, "");
  const english = ENGLISH.indexOf(wanted.slice(0, 3));
  if (english >= 0 && wanted.length >= 3 && /^[a-z]+$/.test(wanted)) return english + 1;
  if (!locale) return null;
  for (const style of ["long", "short"] as const) {
    const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" });
    for (let month = 0; month < 12; month += 1) {
      const name = format
        .format(Date.UTC(2001, month, 15))
        .toLowerCase()
        .replace(/\.$/, "");
      if (name === wanted) return month + 1;
    }
  }
  return null;
}

/** `1 Mar 17`, `March 1, 2017`, `16-AUG-07`, and without a day the first of the month. */
function fromMonthName(text: string, locale: string): DateReading | null {
  const words = text.split(/[\s,/-]+/).filter(Boolean);
  const at = words.findIndex((word) => monthOf(word, locale) !== null);
  if (at < 0 || words.length < 2 || words.length > 3) return null;
  const month = monthOf(words[at]!, locale)!;
  const numbers = words.filter((_, index) => index !== at);
  if (!numbers.every((n) => /^\d{1,4}\.?$/.test(n))) return null;
  if (numbers.length === 1) {
    const day = numbers[0]!.length >= 4 ? civil(Number(numbers[0]), month, 1) : null;
    return day === null ? { as: "unreadable" } : { as: "period", day };
  }
  return dayOrNone(civil(fullYear(numbers[1]!), month, Number(numbers[0]!.replace(".", ""))));
}

/** `2025-Q1`, `Q1 2025`, `FY2025 Q1`, `2025-03`, `2025`: with a year, or it is no period. */
function periodText(text: string, calendar: Calendar | null): Day | null {
  if (!calendar) return null;
  const upper = text.toUpperCase().replace(/^FY ?/, "");
  const turned = /^([HQPW]\d{1,2})[ -]+(?:FY ?)?(\d{4})$/.exec(upper);
  const label = turned ? `${turned[2]}-${turned[1]}` : upper.replace(/^(\d{4}) +/, "$1-");
  return calendar.parse(label)?.start ?? null;
}
