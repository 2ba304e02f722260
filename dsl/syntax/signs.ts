/** Signs that autocorrect makes, and numbers that could be two. */
import type { IToken } from "chevrotain";
import { parseIso } from "../calendar/day.ts";
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import * as T from "./tokens.ts";

const PLAIN: readonly (readonly [typeof T.Minus, string])[] = [
  [T.LessEqual, "<="],
  [T.GreaterEqual, ">="],
  [T.NotEqual, "<>"],
  [T.Less, "<"],
  [T.Greater, ">"],
  [T.Equal, "="],
  [T.Plus, "+"],
  [T.Minus, "-"],
  [T.Times, "*"],
  [T.Divide, "/"],
  [T.Power, "^"],
  [T.Open, "("],
  [T.Close, ")"],
  [T.Comma, ","],
  [T.PercentSign, "%"],
];

/** The first look-alike of a statement: read as the sign it looks like, warned about once, with a fix. */
export function lookAlikes(piece: readonly IToken[]): Diagnostic[] {
  for (const token of piece) {
    const write = plainForm(token);
    if (write === null || write === token.image) continue;
    const kind =
      token.tokenType === T.TextLiteral || token.tokenType === T.Word ? "quotes" : "signs";
    const span = T.spanOf(token);
    return [diagnose("KPI114", span, { kind, write }, { fix: { span, text: write } })];
  }
  return [];
}

function plainForm(token: IToken): string | null {
  const { image, tokenType } = token;
  if (tokenType === T.TextLiteral) {
    return image.startsWith('"') ? image : `"${T.textValue(image).replace(/"/g, '""')}"`;
  }
  if (tokenType === T.Word) {
    return /^[‘’]/.test(image) ? `'${T.nameText(image).replace(/'/g, "''")}'` : image;
  }
  if (tokenType === T.ColumnName) return image.replace(/^［/, "[").replace(/］$/, "]");
  if (tokenType === T.Percent) return image.replace("％", "%");
  return PLAIN.find(([type]) => type === tokenType)?.[1] ?? null;
}

/** A grouping comma is a number only directly after an `=` outside brackets; elsewhere it could be two. */
export function misplacedNumbers(piece: readonly IToken[]): Diagnostic | null {
  let depth = 0;
  for (const [at, token] of piece.entries()) {
    if (token.tokenType === T.Open) depth += 1;
    if (token.tokenType === T.Close) depth -= 1;
    if (token.tokenType !== T.Grouped) continue;
    if (depth === 0 && piece[at - 1]?.tokenType === T.Equal) continue;
    const span = T.spanOf(token);
    const joined = token.image.replace(/,/g, "");
    if (depth > 0) {
      const spaced = token.image.replace(/,/g, ", ");
      return diagnose("KPI119", span, { image: token.image, joined, spaced });
    }
    return diagnose("KPI118", span, { write: joined }, { fix: { span, text: joined } });
  }
  return null;
}

const DAY = /^(?:(\d{1,2})([./-])(\d{1,2})\2(\d{4})|(\d{4})([./])(\d{1,2})\6(\d{1,2}))(?![\d.])/;

/** `1/2/2025` would be a quotient, `01.02.2025` no number at all: a day is written year first. */
export function foreignDays(piece: readonly IToken[], text: string): Diagnostic | null {
  for (const token of piece) {
    if (token.tokenType !== T.NumberToken && token.tokenType !== T.BadNumber) continue;
    const match = DAY.exec(text.slice(token.startOffset, token.startOffset + 10));
    const days = match ? daysMeant(match) : [];
    if (!match || days.length === 0) continue;
    const span = { start: token.startOffset, end: token.startOffset + match[0].length };
    const fix = days.length === 1 ? { fix: { span, text: days[0]! } } : undefined;
    const write = { key: "one of", texts: days } as const;
    return diagnose("KPI116", span, { says: "day", write }, fix);
  }
  return null;
}

/** With points the day comes first, year first the month follows; else both may be meant. */
function daysMeant([, one, sign, two, year, first, , month, day]: RegExpExecArray): string[] {
  const readings =
    first !== undefined
      ? [[first, month!, day!]]
      : sign === "."
        ? [[year!, two!, one!]]
        : [
            [year!, one!, two!],
            [year!, two!, one!],
          ];
  const written = readings.map((parts) => parts.map((p) => p.padStart(2, "0")).join("-"));
  return [...new Set(written)].filter((label) => parseIso(label) !== null);
}

/** `1.200` is one and two tenths; who writes points between thousands means another number. */
export function pointedThousands(piece: readonly IToken[]): Diagnostic[] {
  if (piece[0]!.tokenType === T.kw("test")) return [];
  return piece.flatMap((token) => {
    const { image } = token;
    if (token.tokenType !== T.NumberToken || !/^[1-9]\d{0,2}\.\d{3}$/.test(image)) return [];
    const params = { image, value: String(Number(image)), grouped: image.replace(".", "") };
    return [diagnose("KPI149", T.spanOf(token), params)];
  });
}
