/** Periods as people write them elsewhere. */
import type { IToken } from "chevrotain";
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { is, type Place, span } from "./misfit.ts";
import { kw } from "./tokens.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH_NAME = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const century = (year: string): string => (year.length === 2 ? `20${year}` : year);
const partOf = (part: string): string =>
  part[0]!.toUpperCase() + (/^[pw]/i.test(part) ? part.slice(1).padStart(2, "0") : part.slice(1));
/** How people write a period elsewhere, and what it is here. */
const PERIODS: readonly (readonly [RegExp, (match: readonly string[]) => string])[] = [
  [/^(?:FY ?)?(\d{4}|\d{2})[ /-]*([QHPW]\d{1,2})\b/i, ([, y, p]) => `${century(y!)}-${partOf(p!)}`],
  [/^([QHPW]\d{1,2})[ /-]*(?:FY ?)?(\d{4}|\d{2})\b/i, ([, p, y]) => `${century(y!)}-${partOf(p!)}`],
  [/^FY[ -]?(\d{4}|\d{2})\b/i, ([, y]) => century(y!)],
  [/^(\d{4})[/.M](\d{1,2})\b/i, ([, y, m]) => `${y}-${m!.padStart(2, "0")}`],
  [/^(\d{1,2})\/(\d{4})\b/, ([, m, y]) => `${y}-${m!.padStart(2, "0")}`],
  [new RegExp(`^${MONTH_NAME}[ -]*(\\d{4})\\b`, "i"), ([, m, y]) => monthOf(y!, m!)],
  [new RegExp(`^(\\d{4})[ -]*${MONTH_NAME}\\b`, "i"), ([, y, m]) => monthOf(y!, m!)],
];
const monthOf = (year: string, month: string): string =>
  `${year}-${String(MONTHS.indexOf(month.toLowerCase()) + 1).padStart(2, "0")}`;

/** `2025Q1`, `Q1 2025`, `FY25`, `2025/03`, `March 2025`, where a period stands. */
export function periodMistake({ text, token, before, piece, at, head }: Place): Diagnostic | null {
  const begins = (t: IToken | undefined, i: number) =>
    t !== undefined &&
    (is(piece[i - 1], kw("in")) || ((head === "goal" || head === "reset") && i === 2));
  const from = begins(token, at) ? token : begins(before, at - 1) ? before! : null;
  if (!from) return null;
  const rest = text.slice(from.startOffset, from.startOffset + 40);
  for (const [pattern, write] of PERIODS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const found = { start: from.startOffset, end: from.startOffset + match[0].length };
    const written = write(match);
    return diagnose(
      "KPI122",
      span(token),
      { write: written },
      { fix: { span: found, text: written } },
    );
  }
  const part = /^[QHPW]\d{1,2}\b/i.exec(rest);
  return part && diagnose("KPI122", span(from), { write: `2025-${partOf(part[0])}` });
}
