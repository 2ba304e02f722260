/** Excel's metadata of the sheet functions, `functions.json`. */
import type { AnyFunction } from "../spec.ts";

export interface ExcelParameter {
  readonly name: string;
  readonly description: string;
  readonly type: "any";
  readonly dimensionality: "matrix";
  readonly optional?: true;
  readonly repeating?: true;
}
export interface ExcelFunction {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly ExcelParameter[];
  readonly result: { readonly type: "any"; readonly dimensionality: "matrix" };
}
export interface ExcelMetadata {
  readonly allowErrorForDataTypeAny: true;
  readonly functions: readonly ExcelFunction[];
}

/**
 * Every argument is a matrix of anything, so that a cell, a range and an error all arrive as they are and
 * the one normaliser of `src/functions/read.ts` reads them.
 */
export function excelMetadata(functions: readonly AnyFunction[]): ExcelMetadata {
  return {
    allowErrorForDataTypeAny: true,
    functions: functions.map(({ id, summary, params }) => ({
      id,
      name: id,
      description: summary,
      parameters: params.map((param) => ({
        name: param.name,
        description: param.help,
        type: "any",
        dimensionality: "matrix",
        ...(param.optional && { optional: true }),
        ...(param.repeating && { repeating: true }),
      })),
      result: { type: "any", dimensionality: "matrix" },
    })),
  };
}
