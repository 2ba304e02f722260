/**
 * Formulas as data. References are kept as in R1C1, fixed or relative to the cell that holds the formula, so
 * that all cells of a block have the same formula: one check, one text to compare, one to print.
 */
import type { FunctionName } from "./functions.ts";

/** A row or column from zero: fixed, or so many away from the formula's own. */
export type Line =
  | { readonly at: "fixed"; readonly line: number }
  | { readonly at: "off"; readonly by: number };

export interface Corner {
  readonly row: Line;
  readonly column: Line;
}

export type Operator = "+" | "-" | "*" | "/" | "^" | "&" | "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Formula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "truth"; readonly value: boolean }
  /** `{1,2,3}`: numbers side by side. */
  | { readonly kind: "row"; readonly values: readonly number[] }
  /** A cell, or with `to` a range; `sheet` null: the formula's own. `to` null in `row`: down to the sheet's end. */
  | {
      readonly kind: "cells";
      readonly sheet: string | null;
      readonly from: Corner;
      readonly to: { readonly row: Line | null; readonly column: Line } | null;
    }
  /** Between two references that are worked out: `INDEX(…):INDEX(…)`. */
  | { readonly kind: "between"; readonly from: Formula; readonly to: Formula }
  | {
      readonly kind: "operate";
      readonly by: Operator;
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: "call"; readonly fn: FunctionName; readonly args: readonly Formula[] }
  | {
      readonly kind: "let";
      readonly names: readonly (readonly [name: string, is: Formula])[];
      readonly give: Formula;
    }
  | { readonly kind: "name"; readonly name: string };

// ── Builders ───────────────────────────────────────────────────────────────────────────────────

export const number = (value: number): Formula => ({ kind: "number", value });
export const text = (value: string): Formula => ({ kind: "text", value });
/** What a blank is inside our blocks. */
export const BLANK: Formula = text("");

export const call = (fn: FunctionName, ...args: readonly Formula[]): Formula => ({
  kind: "call",
  fn,
  args,
});

export const operate = (left: Formula, by: Operator, right: Formula): Formula => ({
  kind: "operate",
  by,
  left,
  right,
});

/** `a + b + c`; of conditions on arrays a product is "and", a sum "or". */
export const sum = (first: Formula, ...more: readonly Formula[]): Formula =>
  more.reduce((left, right) => operate(left, "+", right), first);
export const product = (first: Formula, ...more: readonly Formula[]): Formula =>
  more.reduce((left, right) => operate(left, "*", right), first);

export const iff = (test: Formula, yes: Formula, no: Formula): Formula => call("IF", test, yes, no);

/** Names end in `_`: `t1` would be a cell. */
export function named(name: string): Formula {
  if (!/^[a-z][a-z0-9]*_$/.test(name)) throw new Error(`${name} is no name for a LET`);
  return { kind: "name", name };
}
export const letting = (
  names: readonly (readonly [name: string, is: Formula])[],
  give: Formula,
): Formula => (names.length === 0 ? give : { kind: "let", names, give });

export const fixed = (line: number): Line => ({ at: "fixed", line });
export const off = (by: number): Line => ({ at: "off", by });

/** One cell. */
export const cell = (sheet: string | null, row: Line, column: Line): Formula => ({
  kind: "cells",
  sheet,
  from: { row, column },
  to: null,
});
/** A rectangle, both ends included; `bottom` null: down to the end of the sheet. */
export const area = (
  sheet: string | null,
  [top, bottom]: readonly [Line, Line | null],
  [left, right]: readonly [Line, Line],
): Formula => ({
  kind: "cells",
  sheet,
  from: { row: top, column: left },
  to: { row: bottom, column: right },
});
export const between = (from: Formula, to: Formula): Formula => ({ kind: "between", from, to });

/** The formulas directly inside one. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case "operate":
      return [formula.left, formula.right];
    case "between":
      return [formula.from, formula.to];
    case "call":
      return formula.args;
    case "let":
      return [...formula.names.map(([, is]) => is), formula.give];
    default:
      return [];
  }
}
