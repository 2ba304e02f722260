/** A fault in a lowering: a part of a formula, told by its shape, that says another thing. */
import type { FormulaBook } from "../../../src/formula/book.ts";
import type { Formula, Operator } from "../../../src/formula/text/formula.ts";
import type { FunctionName } from "../../../src/formula/text/functions.ts";
import { planted } from "./plant.ts";

export interface Fault {
  readonly name: string;
  /** The very same book where the fault has no place in it. */
  plant(book: FormulaBook): FormulaBook;
}

export type Operate = Extract<Formula, { kind: "operate" }>;

export const fault = (
  name: string,
  change: (formula: Formula) => Formula,
  sheet: string | null = null,
): Fault => ({ name, plant: (book) => planted(book, sheet, change) });

/** A function's call, otherwise. */
export const inCall = (
  name: string,
  fn: FunctionName,
  wrong: (args: readonly Formula[]) => Formula | null,
  sheet: string | null = null,
): Fault =>
  fault(name, (f) => (f.kind === "call" && f.fn === fn ? (wrong(f.args) ?? f) : f), sheet);

export const inOperation = (
  name: string,
  by: Operator,
  wrong: (f: Operate) => Formula | null,
  sheet: string | null = null,
): Fault => fault(name, (f) => (f.kind === "operate" && f.by === by ? (wrong(f) ?? f) : f), sheet);

export const isCall = (f: Formula | undefined, fn: FunctionName): boolean =>
  f?.kind === "call" && f.fn === fn;
export const isText = (f: Formula | undefined, value: string): boolean =>
  f?.kind === "text" && f.value === value;
export const isNumber = (f: Formula | undefined, value: number): boolean =>
  f?.kind === "number" && f.value === value;
export const isName = (f: Formula | undefined, name: RegExp): boolean =>
  f?.kind === "name" && name.test(f.name);
export const isOperation = (f: Formula | undefined, by: Operator): f is Operate =>
  f?.kind === "operate" && f.by === by;
export const holds = (f: Formula | undefined, fn: FunctionName): boolean =>
  f !== undefined &&
  (isCall(f, fn) ||
    (f.kind === "operate" && (holds(f.left, fn) || holds(f.right, fn))) ||
    (f.kind === "call" && f.args.some((arg) => holds(arg, fn))));
/** The one sign, otherwise. */
export const otherwise = (f: Operate, by: Operator): Formula => ({ ...f, by });

export const isCells = (f: Formula | undefined): boolean => f?.kind === "cells";
export const isOn = (f: Formula | undefined, sheet: string): boolean =>
  f?.kind === "cells" && f.sheet === sheet;
