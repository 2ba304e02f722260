/** Figures as the sidebar shows them: `Intl` in the workbook's locale; blank is a word. */
import type { UnitView } from "../src/app/contract.ts";

const formats = new Map<string, Intl.NumberFormat>();
function formatOf(
  locale: string,
  key: string,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const name = `${locale} ${key}`;
  const known = formats.get(name) ?? new Intl.NumberFormat(locale, options);
  formats.set(name, known);
  return known;
}

export const BLANK = "–";

/** A true minus sign: as wide as a plus, and never at the end of a line. */
const signed = (text: string): string => text.replace("-", "\u2212");

/** `compact` in cards (one decimal to 999K), full digits where totals must tie. */
export function figure(
  value: number | null,
  unit: UnitView,
  locale: string,
  compact = true,
): string {
  if (value === null) return BLANK;
  const large = compact && Math.abs(value) >= 10_000;
  const notation = large
    ? ({ notation: "compact", maximumFractionDigits: Math.abs(value) >= 1e6 ? 2 : 1 } as const)
    : {};
  switch (unit.of) {
    case "percent":
      return percent(value, locale);
    case "money":
      return signed(
        formatOf(locale, `${unit.code} ${large} ${Number.isInteger(value)}`, {
          style: "currency",
          currency: unit.code,
          minimumFractionDigits: 0,
          maximumFractionDigits: large ? 1 : Math.abs(value) >= 1000 ? 0 : 2,
          ...notation,
        }).format(value),
      );
    case "days":
      return signed(formatOf(locale, "days", { maximumFractionDigits: 1 }).format(value));
    default:
      return signed(
        formatOf(locale, `n ${large}`, {
          maximumFractionDigits: large ? 1 : 2,
          ...notation,
        }).format(value),
      );
  }
}

export const percent = (value: number | null, locale: string): string =>
  value === null
    ? BLANK
    : signed(formatOf(locale, "%", { style: "percent", maximumFractionDigits: 1 }).format(value));

/** `13 Nov 2026, 14:02`, of an ISO minute; of a day alone the day. */
export const moment = (iso: string, locale: string | undefined): string => {
  const [date = "", time] = iso.split("T");
  if (time === undefined) return day(date, locale);
  const options = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale || "en-US", options).format(new Date(`${iso}:00Z`));
};

/** `13 Nov 2026`, of an ISO day. */
export const day = (iso: string, locale: string | undefined): string => {
  const [year, month, date] = iso.split("-").map(Number);
  return new Intl.DateTimeFormat(locale || "en-US", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(Date.UTC(year!, month! - 1, date));
};

/** Code in backticks, or a day in prose: not one that is part of a sheet's name or of an address. */
const CODE_OR_DAY = /`[^`]*`|(?<![\w'"-])(\d{4}-\d\d-\d\d)(?![\w'"!-])/g;

/** A sentence that says ISO days, with each as `13 Nov 2026`; code, and what is no day at all, stay as they are. */
export const daysIn = (sentence: string, locale: string | undefined): string =>
  sentence.replace(CODE_OR_DAY, (said, iso?: string) =>
    iso !== undefined && isDay(iso) ? day(iso, locale) : said,
  );

const isDay = (iso: string): boolean => {
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
};
