/** Faults of figures: sums, counts and slices of rows, and what is made of figures. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import {
  call,
  type Formula,
  number,
  type Operator,
  operate,
  text,
} from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  holds,
  inCall,
  inOperation,
  isCall,
  isNumber,
  isOn,
  isOperation,
  isText,
  otherwise,
} from "../wrong.ts";

/** A criterion's sign, or a comparison with a day of `KPI Periods`. */
const criterion = (name: string, from: string, to: string): Fault =>
  inOperation(name, "&", (f) => (isText(f.left, from) ? operate(text(to), "&", f.right) : null));
const onPeriods = (f: Formula): boolean => isOn(f, SHEETS.periods);
const inArrays = (name: string, from: Operator, to: Operator): Fault =>
  inOperation(
    name,
    from,
    (f) => (!onPeriods(f.left) && onPeriods(f.right) ? otherwise(f, to) : null),
    SHEETS.parts,
  );

export const FIGURES: readonly Fault[] = [
  criterion("rows of the first day left out", ">=", ">"),
  criterion("rows of the day after counted", "<", "<="),
  inArrays("the first day left out of an array", ">=", ">"),
  inArrays("the day after in an array", "<", "<="),
  inCall("no cut at the as-of day", "MIN", ([end]) => end!, SHEETS.periods),
  inOperation(
    "alive until the day after",
    "-",
    (f) => (onPeriods(f.left) && isNumber(f.right, 1) ? f.left : null),
    SHEETS.parts,
  ),
  inOperation(
    "the first row of a slice left out",
    "+",
    (f) => (isCall(f.left, "IFNA") ? operate(f, "+", number(1)) : null),
    SHEETS.org,
  ),
  inOperation(
    "the last row before a slice taken in",
    "+",
    (f) => (isCall(f.left, "IFNA") ? f.left : null),
    SHEETS.org,
  ),
  inOperation(
    "the place before is taken in",
    "-",
    (f) => (isNumber(f.right, 0.5) ? operate(f.left, "-", number(1.5)) : null),
    SHEETS.org,
  ),
  inCall("an empty slice is read", "IF", ([test, none, figure]) =>
    test?.kind === "operate" && test.by === ">" && isNumber(none, 0) && holds(figure, "SUMIFS")
      ? figure!
      : null,
  ),
  inCall("gone people are 0", "COUNTIFS", () => number(1)),
  inCall(
    "a period ahead is 0",
    "IF",
    ([test, none, figure]) =>
      test?.kind === "operate" && test.by === "<=" && onPeriods(test.left) && none ? figure! : null,
    SHEETS.parts,
  ),
  inCall("the middle is the mean of the ends", "MEDIAN", ([of]) =>
    operate(operate(call("MIN", of!), "+", call("MAX", of!)), "/", number(2)),
  ),
  inCall(
    "the smallest is the largest",
    "MIN",
    ([of, more]) => (more ? null : call("MAX", of!)),
    SHEETS.parts,
  ),
  inCall("texts counted as often as they stand", "UNIQUE", ([of]) => of!),
  inOperation(
    "a blank is a text of its own",
    "<>",
    (f) => (isText(f.right, "") ? operate(number(1), "=", number(1)) : null),
    SHEETS.parts,
  ),
  inCall(
    "nothing counted is an error",
    "IF",
    ([test, none, figure]) =>
      test?.kind === "operate" &&
      test.by === "=" &&
      isNumber(test.right, 0) &&
      none &&
      (holds(figure, "MEDIAN") || holds(figure, "UNIQUE") || holds(figure, "MAX"))
        ? figure!
        : null,
    SHEETS.parts,
  ),
  inCall("division by zero", "IF", ([test, none, quotient]) =>
    quotient?.kind === "operate" &&
    quotient.by === "/" &&
    test?.kind === "operate" &&
    isNumber(test.right, 0) &&
    isText(none, "")
      ? quotient
      : null,
  ),
  inCall(
    "a blank is no part of a sum",
    "IF",
    ([test, none, give]) =>
      isText(none, "") && holds(test, "ISTEXT") && give?.kind === "operate" ? give : null,
    SHEETS.parts,
  ),
  inCall(
    "else is never asked",
    "IF",
    ([test, other, first]) => (isCall(test, "ISTEXT") && !isText(other, "") ? first! : null),
    SHEETS.parts,
  ),
  inCall("a blank is larger than any number", "IF", ([test, none, compared]) =>
    holds(test, "ISTEXT") && isNumber(none, 0) ? compared! : null,
  ),
  inCall(
    "a potential of nobody below is 0",
    "IF",
    ([test, , all]) =>
      isOperation(test, "=") && isCall(test.left, "COUNT") && isCall(all, "SUM") ? all! : null,
    SHEETS.parts,
  ),
  inCall(
    "the largest potential below",
    "SUM",
    (args) => (args[0]?.kind === "cells" ? call("MAX", ...args) : null),
    SHEETS.parts,
  ),
  inOperation(
    "who doesn’t hold a condition of people",
    "=",
    (f) =>
      f.left.kind === "cells" && f.left.sheet === SHEETS.peopleRows
        ? operate(f.left, "=", number(0))
        : null,
    SHEETS.parts,
  ),
  inCall("rounded down", "ROUND", ([of, digits]) =>
    call("ROUND", operate(of!, "-", number(0.4)), digits!),
  ),
];
