/** Numbers that were typed as texts: `1.234,56`, `(1,200)`, `95 %`, `$1,200`, `１２３`. */

export interface NumberSigns {
  readonly decimal: string;
  readonly group: string;
}

const signs = new Map<string, NumberSigns>();

/** How a locale writes decimals and groups; an empty locale is read as en-US. */
export function numberSigns(locale: string): NumberSigns {
  const known = signs.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale || "en-US", { useGrouping: true }).formatToParts(
    1234567.5,
  );
  const of = (type: string, or: string) => parts.find((part) => part.type === type)?.value ?? or;
  const made = { decimal: of("decimal", "."), group: of("group", ",") };
  signs.set(locale, made);
  return made;
}

const CURRENCY = /^(?:[A-Za-z]{3}(?![A-Za-z])|\p{Sc})\s*|\s*(?:[A-Za-z]{3}|\p{Sc})$/u;
const BLANK_GROUPS = /(\d)[\s'’](?=\d{3}(?:\D|$))/g;

/** The number a text means in a locale, or null where it means none. Percent signs make fractions. */
export function parseNumberText(text: string, locale: string): number | null {
  let rest = text.normalize("NFKC").replace(/[−–]/g, "-").trim();
  let negative = false;
  const brackets = /^\((.*)\)$/.exec(rest);
  if (brackets) {
    negative = true;
    rest = brackets[1]!.trim();
  }
  if (rest.endsWith("-")) rest = `-${rest.slice(0, -1).trim()}`;
  rest = stripCurrency(rest);
  const percent = rest.endsWith("%");
  if (percent) rest = rest.slice(0, -1).trim();
  const digits = withPoint(toAscii(rest).replace(BLANK_GROUPS, "$1"), numberSigns(locale));
  if (digits === null || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)) return null;
  const value = Number(digits) * (negative ? -1 : 1);
  return percent ? value / 100 : value;
}

function stripCurrency(text: string): string {
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).trim().replace(CURRENCY, "").trim();
}

/** Digits of other scripts stand in blocks of ten, from zero up. */
const toAscii = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    if (digit <= "9") return digit;
    let zero = digit.codePointAt(0)!;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((digit.codePointAt(0)! - zero) % 10);
  });

/** Puts a point for the decimal sign and drops the groups; null where the signs contradict themselves. */
function withPoint(text: string, { decimal, group }: NumberSigns): string | null {
  const commas = text.split(",").length - 1;
  const points = text.split(".").length - 1;
  if (commas > 0 && points > 0) {
    const last = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
    const other = last === "," ? "." : ",";
    const [whole, ...rest] = text.split(last);
    return rest.length === 1 && grouped(whole!, other)
      ? `${whole!.split(other).join("")}.${rest[0]}`
      : null;
  }
  const sign = commas > 0 ? "," : points > 0 ? "." : "";
  if (sign === "") return text;
  const several = commas + points > 1;
  if (several) return grouped(text, sign) ? text.split(sign).join("") : null;
  if (sign === decimal || (sign !== group && decimal !== sign)) return text.replace(sign, ".");
  return grouped(text, sign) ? text.replace(sign, "") : text.replace(sign, ".");
}

const grouped = (text: string, sign: string): boolean =>
  text.split(sign).every((part, index) => (index === 0 ? /^[+-]?\d{1,3}$/ : /^\d{3}$/).test(part));
