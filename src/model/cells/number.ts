/** Numbers that were typed as texts: `1.234,56`, `(1,200)`, `95 %`, `$1,200`, `１２３`. */
import { knownLocale } from "./locale.ts";

export type DecimalSign = "." | ",";

export type NumberReading =
  /** `currency` as its sign, null where the text names none. */
  | { readonly as: "number"; readonly value: number; readonly currency: string | null }
  /** `1.234` where nothing says whether the point parts thousands. */
  | { readonly as: "ambiguous" }
  | { readonly as: "unreadable" };

const UNREADABLE: NumberReading = { as: "unreadable" };
const AMBIGUOUS: NumberReading = { as: "ambiguous" };

/** How a locale writes decimals; null where there is no locale to decide. */
export function localeDecimal(locale: string): DecimalSign | null {
  const known = knownLocale(locale);
  if (known === "") return null;
  const parts = new Intl.NumberFormat(known).formatToParts(0.5);
  return parts.find((part) => part.type === "decimal")?.value === "," ? "," : ".";
}

/** What a column's texts prove of their own decimal sign: `mixed` where they prove both, null where nothing. */
export function decimalFromTexts(texts: Iterable<string>): DecimalSign | "mixed" | null {
  let found: DecimalSign | null = null;
  for (const text of texts) {
    const digits = bareNumber(text)?.digits;
    const proven = digits === undefined ? null : signs(digits).decimal;
    if (proven === null) continue;
    if (found !== null && found !== proven) return "mixed";
    found = proven;
  }
  return found;
}

/** The number a text means. `decimal` decides where the text itself doesn't. Percent signs make fractions. */
export function readNumberText(text: string, decimal: DecimalSign | null): NumberReading {
  const bare = bareNumber(text);
  if (!bare) return UNREADABLE;
  const proven = signs(bare.digits);
  if (!proven.wellFormed) return UNREADABLE;
  const point = proven.decimal ?? decimal;
  if (point === null && proven.ambiguous) return AMBIGUOUS;
  const group = point === "," ? "." : ",";
  const plain = bare.digits.split(group).join("").replace(",", ".");
  const value = Number(plain) * (bare.negative ? -1 : 1) + 0;
  return { as: "number", value: bare.percent ? value / 100 : value, currency: bare.currency };
}

interface BareNumber {
  /** ASCII digits with points, commas and an exponent, without a sign. */
  readonly digits: string;
  readonly negative: boolean;
  readonly percent: boolean;
  readonly currency: string | null;
}

const CODES =
  "AED AUD BGN BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NOK NZD PHP PLN RON SAR SEK SGD THB TRY TWD USD ZAR";
const CODE = new RegExp(`^(?:${CODES.replace(/ /g, "|")})$`, "i");
const SIGN_OF: Readonly<Record<string, string>> = {
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  US$: "$",
};
/** The currency that a number format shows (`[$€-407] #,##0`, `"$"#,##0`), as its sign; null for none. */
export function currencyOfFormat(format: string): string | null {
  const said =
    /\[\$([^\]-]+)(?:-[^\]]*)?\]/.exec(format)?.[1] ?? /(?:US)?\p{Sc}/u.exec(format)?.[0];
  const word = (said ?? /[A-Z]{3}/.exec(format.replace(/\[[^\]]*\]/g, ""))?.[0] ?? "").trim();
  if (word === "" || (!/\p{Sc}/u.test(word) && !CODE.test(word))) return null;
  return SIGN_OF[word.toUpperCase()] ?? word.toUpperCase();
}

const MONEY =
  /^((?:US|R)?\p{Sc}|[A-Za-z]{3}(?![A-Za-z]))?\s*(.*?)\s*(\p{Sc}|(?<![A-Za-z])[A-Za-z]{3})?$/u;
const BLANK_GROUPS = /(\d)[\s'’٬](?=\d{3}(?:\D|$))/g;
const DIGITS = /^(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d+)?$/;

/** Takes off brackets, signs, currency and percent; null where what is left is no number. */
function bareNumber(text: string): BareNumber | null {
  let rest = text.normalize("NFKC").replace(/[−–]/g, "-").trim();
  const brackets = /^\((.*)\)$/.exec(rest);
  let negative = brackets !== null;
  rest = (brackets?.[1] ?? rest).trim();
  const signed = () => {
    const sign = /^[+-]/.exec(rest)?.[0];
    if (sign === "-") negative = true;
    if (sign) rest = rest.slice(1).trim();
  };
  if (/\d\s*-$/.test(rest)) rest = `-${rest.slice(0, -1)}`;
  signed();
  const money = MONEY.exec(rest);
  const word = money?.[1] ?? money?.[3] ?? null;
  if (word && /^[A-Za-z]{3}$/.test(word) && !CODE.test(word)) return null;
  rest = money?.[2] ?? rest;
  signed();
  const percent = rest.endsWith("%");
  if (percent) rest = rest.slice(0, -1).trim();
  const digits = toAscii(rest).replace(BLANK_GROUPS, "$1").replace("٫", ".");
  if (!DIGITS.test(digits)) return null;
  const currency = word && (SIGN_OF[word.toUpperCase()] ?? word.toUpperCase());
  return { digits, negative, percent, currency };
}

/** Digits of other scripts stand in blocks of ten, from zero up. */
const toAscii = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    if (digit <= "9") return digit;
    let zero = digit.codePointAt(0)!;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((digit.codePointAt(0)! - zero) % 10);
  });

interface Signs {
  readonly wellFormed: boolean;
  /** The decimal sign that the text itself proves. */
  readonly decimal: DecimalSign | null;
  /** One sign with three digits behind it: thousands or decimals. */
  readonly ambiguous: boolean;
}

function signs(digits: string): Signs {
  const mantissa = digits.replace(/[eE].*$/, "");
  const commas = mantissa.split(",").length - 1;
  const points = mantissa.split(".").length - 1;
  if (commas + points === 0) return { wellFormed: true, decimal: null, ambiguous: false };
  const last = mantissa.lastIndexOf(",") > mantissa.lastIndexOf(".") ? "," : ".";
  const other = last === "," ? "." : ",";
  if (commas > 0 && points > 0) {
    const [whole, ...rest] = mantissa.split(last);
    const wellFormed = rest.length === 1 && grouped(whole!, other);
    return { wellFormed, decimal: wellFormed ? last : null, ambiguous: false };
  }
  if (commas + points > 1) {
    const wellFormed = grouped(mantissa, last);
    return { wellFormed, decimal: wellFormed ? other : null, ambiguous: false };
  }
  // `0.123` and `12.5` can't be thousands.
  if (!grouped(mantissa, last) || mantissa.startsWith("0")) {
    return { wellFormed: true, decimal: last, ambiguous: false };
  }
  return { wellFormed: true, decimal: null, ambiguous: true };
}

const grouped = (text: string, sign: string): boolean =>
  text.split(sign).every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
