/** The functions of numbers, as spreadsheets have them. */
import type { NumberFunction } from "../../dsl/ir/ir.ts";
import { roundAway, shifted } from "./numbers.ts";

export function numberFunction(fn: NumberFunction, args: readonly number[]): number {
  const [a = Number.NaN, b = 0] = args;
  switch (fn) {
    case "abs":
      return Math.abs(a);
    case "round":
      return roundAway(a, b);
    case "floor":
      return Math.floor(shifted(a, b)) / 10 ** b;
    case "ceiling":
      return Math.ceil(shifted(a, b)) / 10 ** b;
    case "sqrt":
      return a < 0 ? Number.NaN : Math.sqrt(a);
    case "min":
      return args.some(Number.isNaN) ? Number.NaN : Math.min(...args);
    case "max":
      return args.some(Number.isNaN) ? Number.NaN : Math.max(...args);
  }
}
