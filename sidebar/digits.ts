/** Figures where totals must tie: full digits, no unit sign, a true minus. */
import type { UnitView } from "../src/app/contract.ts";
import { BLANK } from "./format.ts";

const formats = new Map<string, Intl.NumberFormat>();
function shown(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  const name = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(name) ?? new Intl.NumberFormat(locale, options);
  formats.set(name, format);
  return format.format(value === 0 ? 0 : value).replace("-", "\u2212");
}

const digitsOf = ({ of }: UnitView): Intl.NumberFormatOptions =>
  of === "percent"
    ? { style: "percent", maximumFractionDigits: 1 }
    : { maximumFractionDigits: of === "money" ? 2 : 4 };

export const inFull = (value: number | null, unit: UnitView, locale: string): string =>
  value === null ? BLANK : shown(value, locale, digitsOf(unit));

/** The change between two figures, with its sign; 0 has none. */
export function changeOf(
  before: number | null,
  after: number | null,
  unit: UnitView,
  locale: string,
): string {
  if (before === null || after === null) return "";
  const change = Number((after - before).toPrecision(12));
  return shown(Math.abs(change) < 1e-9 ? 0 : change, locale, {
    ...digitsOf(unit),
    signDisplay: "exceptZero",
  });
}

export const signedPercent = (value: number | null, locale: string): string =>
  value === null
    ? ""
    : shown(value, locale, {
        style: "percent",
        maximumFractionDigits: 0,
        signDisplay: "exceptZero",
      });

/** A unit as the head of a column names it. */
export const unitName = (unit: UnitView): string =>
  unit.of === "money"
    ? unit.code
    : unit.of === "percent"
      ? "%"
      : unit.of === "text"
        ? unit.label
        : "";
