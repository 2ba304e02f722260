/** The units and types of the language (docs/language.md, "Types"). Plain data, part of the IR. */

import type { Worded } from "../worded.ts";

/** `plain` is a bare number; `count` counts things; `text` is a unit in the user's own words ("points"). */
export type Unit =
  | { readonly of: "plain" }
  | { readonly of: "percent" }
  | { readonly of: "count" }
  | { readonly of: "days" }
  | { readonly of: "money"; readonly code: string }
  | { readonly of: "text"; readonly label: string };

export const PLAIN: Unit = { of: "plain" };
export const PERCENT: Unit = { of: "percent" };
export const COUNT: Unit = { of: "count" };
export const DAYS: Unit = { of: "days" };

/** How a value is stored and compared; a date is a day number (days since 1970-01-01). */
export type Representation = "number" | "text" | "day" | "truth";

export const sameUnit = (a: Unit, b: Unit): boolean =>
  a.of === b.of &&
  (a.of !== "money" || (b.of === "money" && a.code === b.code)) &&
  (a.of !== "text" || (b.of === "text" && a.label === b.label));

export const UNITS = {
  plain: "a plain number",
  percent: "%",
  count: "a count",
  days: "days",
} as const;

/** How units are called in a language; money and a unit in the user's own words are called as they are written. */
export const unitIn =
  (words: Worded<typeof UNITS>) =>
  (unit: Unit): string => {
    if (unit.of === "money") return unit.code;
    return unit.of === "text" ? unit.label : words[unit.of];
  };

/** A unit in the user's words: `USD`, `%`, `days`, `a count`, `a plain number`. */
export const unitName = unitIn(UNITS);
