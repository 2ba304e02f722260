/** The units and types of the language (docs/language.md, "Types"). Plain data, part of the IR. */

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

/** A unit in the user's words: `USD`, `%`, `days`, `a count`, `a plain number`. */
export function unitName(unit: Unit): string {
  switch (unit.of) {
    case "plain":
      return "a plain number";
    case "percent":
      return "%";
    case "count":
      return "a count";
    case "days":
      return "days";
    case "money":
      return unit.code;
    case "text":
      return unit.label;
  }
}
