/** Cells that are somewhere on a sheet, added up and counted: a call takes 255 arguments at most, in Excel. */
import { call, type Formula, number, sum } from "./text/formula.ts";

const MOST_ARGUMENTS = 255;

/** How many are numbers. */
export const countOf = (cells: readonly Formula[]): Formula => inParts("COUNT", cells);
/** The sum of those that are numbers. */
export const sumOf = (cells: readonly Formula[]): Formula => inParts("SUM", cells);

/** The largest of so many numbers. */
export const largestOf = (numbers: readonly Formula[]): Formula => {
  const parts = calls("MAX", numbers);
  return parts.length === 1 ? parts[0]! : call("MAX", number(0), ...parts);
};

function inParts(fn: "COUNT" | "SUM", cells: readonly Formula[]): Formula {
  const [first, ...more] = calls(fn, cells);
  return first ? sum(first, ...more) : number(0);
}

/** As many calls as it takes. */
function calls(fn: "COUNT" | "SUM" | "MAX", cells: readonly Formula[]): Formula[] {
  const parts: Formula[] = [];
  for (let at = 0; at < cells.length; at += MOST_ARGUMENTS)
    parts.push(call(fn, ...cells.slice(at, at + MOST_ARGUMENTS)));
  return parts;
}
