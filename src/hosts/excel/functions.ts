/** Registers the sheet functions with Excel: at once, when the script is read. */
import { callFunction } from "../../functions/call.ts";
import type { AnyFunction, Out, OutTable } from "../../functions/spec.ts";
import { FUNCTIONS } from "../../functions/table.ts";
import { UserError } from "../../model/user-error.ts";
import { fromArgument } from "./cells.ts";

/** Excel takes no null in a result: a blank is an empty text there. */
type ExcelResult = (string | number | boolean)[][];

export function associateFunctions(): void {
  for (const f of FUNCTIONS) {
    CustomFunctions.associate(f.id, (...args: unknown[]) => answer(f, args));
  }
}

function answer(f: AnyFunction, args: readonly unknown[]): ExcelResult {
  try {
    return matrix(callFunction(f.id, spread(f, args).map(fromArgument)));
  } catch (fault) {
    const message =
      fault instanceof UserError
        ? `${fault.message} ${fault.todo}`.trim()
        : `Something went wrong here: ${fault instanceof Error ? fault.message : String(fault)}`;
    throw new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, message);
  }
}

/** Behind the fixed arguments Excel hands the repeated ones over as one array, and last an invocation. */
function spread({ params }: AnyFunction, args: readonly unknown[]): unknown[] {
  const fixed = params.filter((param) => !param.repeating).length;
  const given = args.slice(0, params.length);
  if (fixed === params.length) return given;
  const repeated = given[fixed];
  return [...given.slice(0, fixed), ...(Array.isArray(repeated) ? repeated : [])];
}

const matrix = (result: Out | OutTable): ExcelResult => {
  const rows = Array.isArray(result) ? (result as OutTable) : [[result as Out]];
  return rows.map((row) => row.map((cell) => cell ?? ""));
};
