/** Faults of working days, holidays and weekends. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { number, operate } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  inCall,
  inOperation,
  isCall,
  isCells,
  isName,
  isNumber,
  isOn,
  isOperation,
  isText,
} from "../wrong.ts";

const { periods, parts } = SHEETS;

export const WORKING: readonly Fault[] = [
  inOperation(
    "weekends are worked",
    "*",
    (f) =>
      isNumber(f.left, 5) && isName(f.right, /^weeks_$/) ? operate(number(7), "*", f.right) : null,
    periods,
  ),
  inOperation(
    "holidays are worked",
    "-",
    (f) => (isCall(f.right, "COUNTIFS") ? f.left : null),
    periods,
  ),
  inOperation(
    "a holiday on the as-of day is worked",
    "&",
    (f) =>
      isText(f.left, "<=") && isCells(f.right)
        ? operate({ kind: "text", value: "<" }, "&", f.right)
        : null,
    periods,
  ),
  inOperation(
    "all together work as long as one of them",
    "*",
    (f) => (f.left.kind === "number" && isOn(f.right, periods) ? f.right : null),
    parts,
  ),
  inOperation(
    "who came later worked all the time",
    "+",
    (f) =>
      isOperation(f.left, "*") && isOn(f.left.right, periods)
        ? operate(f.left, "+", f.left.right)
        : null,
    parts,
  ),
  inCall(
    "more than all days have gone",
    "MIN",
    ([most, gone]) =>
      most?.kind === "number" && most.value > 5 && isOperation(gone, "-") ? gone! : null,
    periods,
  ),
];

export const WEEKEND: readonly Fault[] = [
  inCall(
    "the last week is worked through",
    "MIN",
    ([most, rest]) => (isNumber(most, 5) && isOperation(rest, "-") ? rest! : null),
    periods,
  ),
];
