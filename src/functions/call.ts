import { nearest } from "../../dsl/nearest.ts";
import { UserError } from "../model/user-error.ts";
import { readArgument } from "./read.ts";
import type { AnyFunction, Out, OutTable } from "./spec.ts";
import { FUNCTIONS, functionNamed } from "./table.ts";

/** Calls a function with arguments as a host delivers them. A whole-call fault is thrown: cause and next action. */
export function callFunction(name: string, args: readonly unknown[]): Out | OutTable {
  const found = functionNamed(name);
  if (!found) {
    const [near] = nearest(
      name.replace(/^KPI[._]/i, ""),
      FUNCTIONS.map((f) => f.id),
    );
    throw new UserError(
      `There is no function ${name}.`,
      name,
      near ? `Did you mean ${near}?` : "See docs/functions.md.",
    );
  }
  const result = found.run(...argumentsOf(found, args));
  const single = Array.isArray(result) && result.length === 1 && result[0].length === 1;
  const scalarIn =
    found.returns === "shape" &&
    !args.some((a) => Array.isArray(a) && a.length * lengthOf(a[0]) > 1);
  return single && scalarIn ? (result as OutTable)[0]![0]! : result;
}

const lengthOf = (row: unknown): number => (Array.isArray(row) ? row.length : 1);

function argumentsOf({ params }: AnyFunction, args: readonly unknown[]): unknown[] {
  const last = params[params.length - 1];
  const fixed = last?.repeating ? params.slice(0, -1) : params;
  const read = fixed.map((param, i) => readArgument(param, args[i]));
  if (!last?.repeating) return read;
  return [...read, args.slice(fixed.length).map((arg) => readArgument(last, arg))];
}
