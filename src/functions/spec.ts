/** How a sheet function is described: one table feeds Google's stubs, Excel's metadata, the local host, help and docs. */
import type { CellValue } from "../../dsl/cell.ts";

/** A cell's result; null is an empty cell. */
export type Out = number | string | boolean | null;
export type OutTable = readonly (readonly Out[])[];
/** A range as rows, blanks as null, dates as serials. */
export type Grid = readonly (readonly CellValue[])[];

export type ParamType = "number" | "text" | "date" | "range" | "any";
export interface Param {
  readonly name: string;
  readonly type: ParamType;
  readonly help: string;
  readonly optional?: true;
  /** The last parameters of a function may repeat, one after the other. */
  readonly repeating?: true;
}

interface ValueOf {
  readonly number: number;
  readonly text: string;
  /** A calendar day. */
  readonly date: number;
  readonly range: Grid;
  readonly any: Grid;
}
type ArgOf<P extends Param> = P extends { repeating: true }
  ? readonly ValueOf[P["type"]][]
  : P extends { optional: true }
    ? ValueOf[P["type"]] | null
    : ValueOf[P["type"]];
export type Args<Ps extends readonly Param[]> = { -readonly [I in keyof Ps]: ArgOf<Ps[I]> };

export interface Example {
  /** Arguments as JSON: a range is an array of rows. */
  readonly args: readonly unknown[];
  readonly result: Out | OutTable;
}

export interface SheetFunction<Ps extends readonly Param[] = readonly Param[]> {
  readonly id: string;
  readonly summary: string;
  readonly params: Ps;
  /** `shape`: of the first argument that is a range; `table`: spills with a header row. */
  readonly returns: "scalar" | "shape" | "table";
  readonly examples: readonly [Example, ...Example[]];
  readonly run: (...args: Args<Ps>) => Out | OutTable;
}

/** Infers `run`'s arguments from `params`: a wrong type or a missing parameter doesn't compile. */
export const sheetFunction = <const Ps extends readonly Param[]>(
  f: SheetFunction<Ps>,
): AnyFunction => f as unknown as AnyFunction;

/** A function whose arguments are read at run time. */
export interface AnyFunction extends Omit<SheetFunction, "run"> {
  readonly run: (...args: readonly unknown[]) => Out | OutTable;
}
