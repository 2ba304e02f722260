/** Numbers and amounts as people write them elsewhere. */
import type { IToken } from "chevrotain";
import { diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { fixed, is, type Matcher, span } from "./misfit.ts";
import * as T from "./tokens.ts";
import { kw } from "./tokens.ts";

const AMOUNTS = [T.NumberToken, T.Grouped];
const isCurrency = (token: IToken | undefined): boolean =>
  is(token, T.Word) && /^(?:[A-Z]{3}|dollars?|euros?|pounds?)$/.test(token!.image);

/** `5M USD`, `$5M`: the amount alone is meant. */
function amountWithCurrency(text: string, amount: IToken, currency: IToken): Diagnostic {
  const [from, to] =
    amount.startOffset < currency.startOffset ? [amount, currency] : [currency, amount];
  const write = text.slice(amount.startOffset, T.endOf(amount));
  return diagnose("KPI143", span(currency), { write }, fixed(from, to, write));
}

/** `12,5` and `1.000,50`: a decimal comma, with points between thousands or without. */
function decimalComma(
  before: IToken | undefined,
  comma: IToken | undefined,
  after: IToken | undefined,
): Diagnostic | null {
  const isWhole = /^(?:\d+|\d{1,3}(?:\.\d{3})+)$/.test(before?.image ?? "");
  if (!before || !comma || !after || !isWhole || !is(after, T.NumberToken, T.Percent)) return null;
  const isTight = T.endOf(before) === comma.startOffset && T.endOf(comma) === after.startOffset;
  if (!isTight) return null;
  const whole = before.image.replace(/\./g, "");
  const write = `${whole}.${after.image}`;
  const fix = whole === before.image ? fixed(comma, comma, ".") : fixed(before, after, write);
  return diagnose("KPI117", span(comma), { write }, fix);
}

function badNumber(token: IToken): Diagnostic {
  const { image } = token;
  if (/^\d{1,3}(?:\.\d{3})+$/.test(image)) {
    const write = image.replace(/\./g, "");
    return diagnose(
      "KPI120",
      span(token),
      { image, millions: false, write },
      fixed(token, token, write),
    );
  }
  const suffix =
    /^(\d+(?:\.\d+)?)(mn|mio|mil|mill|million|millions|tsd|thousand|bn|billion|mm)$/i.exec(image);
  if (!suffix) return diagnose("KPI120", span(token), { image, millions: false, write: "" });
  const unit = /^(?:tsd|thousand)$/i.test(suffix[2]!) ? "k" : /^b/i.test(suffix[2]!) ? "B" : "M";
  const write = `${suffix[1]}${unit}`;
  return diagnose(
    "KPI120",
    span(token),
    { image, millions: unit === "M", write },
    fixed(token, token, write),
  );
}

export const NUMBER_MISTAKES: readonly Matcher[] = [
  ({ token, before, next, text }) => {
    const money = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" }[token.image];
    if (!is(token, T.ForeignSign) || !money) return null;
    const amount = [next, before].find((t) => is(t, ...AMOUNTS));
    if (amount) return amountWithCurrency(text, amount, token);
    return diagnose("KPI134", span(token), { write: money }, fixed(token, token, money));
  },
  ({ token, before, text }) => {
    if (isCurrency(token) && is(before, ...AMOUNTS))
      return amountWithCurrency(text, before!, token);
    return isCurrency(before) && is(token, ...AMOUNTS)
      ? amountWithCurrency(text, token, before!)
      : null;
  },
  ({ token, piece, at, next }) =>
    is(token, T.BadNumber)
      ? ((is(next, T.Comma) ? decimalComma(token, next, piece[at + 2]) : null) ?? badNumber(token))
      : null,
  ({ token, before, next }) => {
    if (!is(token, T.PercentSign) || !before || is(next, T.Open)) return null;
    const write = `${is(before, T.Close) ? "(…)" : before.image} / 100`;
    return diagnose("KPI150", span(token), { write }, fixed(token, token, " / 100"));
  },
  ({ token, before, next }) => (is(token, T.Comma) ? decimalComma(before, token, next) : null),
  ({ token, before, head, piece, at }) => {
    if (!is(token, T.NumberToken)) return null;
    const clause = is(before, T.OverAssign)
      ? "over-assign"
      : is(before, kw("back"))
        ? "keep back"
        : is(before, kw("ramp"), kw("cap"), kw("floor"), kw("within"), kw("below")) ||
            (is(before, kw("at")) && is(piece[at - 2], kw("met")))
          ? before!.image.toLowerCase()
          : null;
    if (!clause || head === "check") return null;
    // What is less than 1 is a share, and 1.5 too where 100 % is usual.
    const value = Number(token.image);
    const isShare = value < (is(before, kw("at"), kw("cap"), kw("below")) ? 3 : 1);
    const write = `${isShare ? +(value * 100).toPrecision(12) : token.image}%`;
    return diagnose("KPI133", span(token), { clause, write }, fixed(token, token, write));
  },
];
