/** A cell of the fake Sheets: how a typed text is read, and dates in the workbook's zone. */

export interface FakeCell {
  value: string | number | boolean;
  formula: string;
  format: string;
}
export const EMPTY: FakeCell = { value: "", formula: "", format: "General" };
export const MOST = 50_000;
export const DAY_MS = 86_400_000;
export const EPOCH = Date.UTC(1899, 11, 30);

/** How a typed text is read, unless its cell holds plain text; a formula is one whatever the format. */
export function typed(text: string, format: string): Partial<FakeCell> {
  // A sparkline is a picture: to a script its cell is empty.
  if (/^=SPARKLINE\(/i.test(text)) return { formula: text, value: "" };
  if (/^[=+]/.test(text)) return { formula: `=${text.slice(1)}`, value: "#ERROR!" };
  if (format === "@") return { value: text };
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (/^[-$]?[\d,]*\.?\d+%?$/.test(text)) return { value: Number(text.replace(/[^\d.-]/g, "")) };
  if (/^(true|false)$/i.test(text)) return { value: /^true$/i.test(text) };
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (iso) {
    const day = Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3] ?? 1));
    return { value: (day - EPOCH) / DAY_MS, format: "yyyy-mm-dd" };
  }
  if (/^[-@]\w/.test(text)) return { formula: text, value: "#NAME?" };
  return { value: text };
}

export const isDateFormat = (format: string): boolean =>
  /[dy]/i.test(format.replace(/"[^"]*"/g, ""));

/** Milliseconds between UTC and a time zone at an instant. */
export function offsetOf(zone: string, time: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(time);
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return local - Math.floor(time / 1000) * 1000;
}
