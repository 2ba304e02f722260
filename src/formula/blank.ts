import { call, type Formula, number, product, sum } from "./text/formula.ts";

/** How many of the parts are blank, which is a text in our cells; a number said in the rules never is. */
export function anyBlank(parts: readonly Formula[]): Formula {
  const asked = parts.filter(({ kind }) => kind !== "number");
  const [first, ...more] = (asked.length === 0 ? parts : asked).map((part) => call("ISTEXT", part));
  return sum(first!, ...more);
}

/** A truth as 1 or 0, in every program. */
export const asOne = (test: Formula): Formula => product(test, number(1));
