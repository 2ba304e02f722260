import { isoOf } from "../../dsl/calendar/day.ts";
import type { Representation, Unit } from "../../dsl/types/type.ts";
import { ENGLISH, type Words } from "../words/index.ts";

/** How figures read in sentences: `$1,134,672`, `62.5%`, `47.9 days`. Blank is a word, never 0. */
export interface Shower {
  readonly number: (value: number, unit: Unit) => string;
  readonly value: (value: number, as: Representation, unit: Unit) => string;
  /** A number beside another that it is held against: all digits that are sure. */
  readonly exact: (value: number) => string;
}

/** From here on the cents of an amount are noise in a sentence. */
const WHOLE_FROM = 1000;

/** From here on a share that is short of 100 % would be shown as 100 %, and what is missed would read as met. */
const SHOWN_AS_WHOLE = 0.9995;
/** Of a double that was added up. */
const SURE_DIGITS = 12;
/** Comparisons forgive this much, in favour of the person. */
const EPSILON = 1e-9;

/** 99.96 % is 99.9 %, not 100 %: that is only shown where it is met. */
const notQuite = (share: number): number =>
  share >= SHOWN_AS_WHOLE && share < 1 - EPSILON ? 0.999 : share;

/** Numbers through `Intl` in the workbook's locale; formats are made once per unit. */
export function shower(locale: string, words: Words["show"] = ENGLISH.show): Shower {
  const formats = new Map<string, Intl.NumberFormat>();
  const format = (key: string, options: Intl.NumberFormatOptions) => {
    let made = formats.get(key);
    if (!made) {
      made = new Intl.NumberFormat(locale, options);
      formats.set(key, made);
    }
    return made;
  };

  const number = (value: number, unit: Unit): string => {
    if (Number.isNaN(value)) return words.blank;
    switch (unit.of) {
      case "percent":
        return format("%", { style: "percent", maximumFractionDigits: 1 }).format(notQuite(value));
      case "money": {
        const digits = Math.abs(value) >= WHOLE_FROM || Number.isInteger(value) ? 0 : 2;
        const options = { style: "currency", currency: unit.code } as const;
        return format(`${unit.code}${digits}`, {
          ...options,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(value);
      }
      case "days":
        return words.days(format("1", { maximumFractionDigits: 1 }).format(value));
      case "text":
        return `${format("1", { maximumFractionDigits: 1 }).format(value)} ${unit.label}`;
      default:
        return format("2", { maximumFractionDigits: 2 }).format(value);
    }
  };

  return {
    number,
    exact: (value) => format("all", { maximumSignificantDigits: SURE_DIGITS }).format(value),
    value: (value, as, unit) => {
      if (as === "truth") return words.truth(value === 1);
      if (as === "day") return Number.isNaN(value) ? words.blank : isoOf(value);
      return number(value, unit);
    },
  };
}
