import { ANSWERS } from "./answers.ts";
import { CALCULATORS } from "./calculators.ts";
import type { AnyFunction } from "./spec.ts";

/** Every sheet function, in the order of the help. */
export const FUNCTIONS: readonly AnyFunction[] = [...CALCULATORS, ...ANSWERS];

/** By id, with or without the prefix of a host: `SPLIT`, `KPI_SPLIT`, `KPI.SPLIT`. */
export function functionNamed(name: string): AnyFunction | null {
  const id = name
    .trim()
    .toUpperCase()
    .replace(/^KPI[._]/, "");
  return FUNCTIONS.find((f) => f.id === id) ?? null;
}
