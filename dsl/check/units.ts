/** The algebra of units (docs/language.md, "Types"). */
import { COUNT, DAYS, PERCENT, PLAIN, sameUnit, type Unit } from "../types/type.ts";

/** What `+`, `-`, `else`, `min` and a comparison give: one unit, or one side plain; null where they don't mix. */
export function joinUnits(a: Unit, b: Unit): Unit | null {
  if (sameUnit(a, b)) return a;
  if (a.of === "plain") return b;
  if (b.of === "plain") return a;
  // Things counted are a number of their own: 10 calls and 5 visits are 15 contacts.
  if (a.of === "count" && b.of === "text") return b;
  if (a.of === "text" && b.of === "count") return a;
  return null;
}

const light = (unit: Unit): boolean =>
  unit.of === "plain" || unit.of === "percent" || unit.of === "count";

/** What `*` gives; null where both sides carry a unit of their own. */
export function timesUnits(a: Unit, b: Unit): Unit | null {
  if (!light(a) && !light(b)) return null;
  if (a.of === "text" || b.of === "text") return PLAIN;
  if (!light(a)) return a;
  if (!light(b)) return b;
  if (a.of === "percent" && b.of === "percent") return PERCENT;
  if (a.of === "count" || b.of === "count") return COUNT;
  return a.of === "percent" && b.of === "percent" ? PERCENT : PLAIN;
}

/** What `/` gives: the same units cancel; a light denominator leaves the unit. */
export function overUnits(a: Unit, b: Unit): Unit {
  if (sameUnit(a, b)) return PLAIN;
  if (light(b) || b.of === "days") return a.of === "count" ? PLAIN : a;
  return PLAIN;
}

/** A share in percent, to two places. */
export const inPercent = (share: number): number => Math.round(share * 1e4) / 100;

const CURRENCY = /^[A-Z]{3}$/;

/** A unit as written after `unit`; null where the word is none. */
export function unitOf(word: string, form: "%" | "text" | "word"): Unit | null {
  if (form === "%") return PERCENT;
  if (form === "text") return { of: "text", label: word };
  const lower = word.toLowerCase();
  if (lower === "days") return DAYS;
  if (lower === "count") return COUNT;
  return CURRENCY.test(word.toUpperCase()) ? { of: "money", code: word.toUpperCase() } : null;
}

/** Whether a KPI may declare a unit for an expression that gives another. */
export const mayDeclare = (declared: Unit, gives: Unit): boolean =>
  sameUnit(declared, gives) ||
  gives.of === "plain" ||
  gives.of === "count" ||
  (declared.of === "text" && gives.of !== "money");
