/** Faults of goals and of what is owed so far. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  inCall,
  inOperation,
  isCall,
  isCells,
  isNumber,
  isOn,
  isOperation,
} from "../wrong.ts";

const { live, periods } = SHEETS;

/** The guard of a goal's cell: nothing of nothing, else what it comes to. */
const isNone = (f: Formula | undefined): boolean =>
  isOperation(f, "=") && isCall(f.left, "COUNT") && isNumber(f.right, 0);

export const GOALS: readonly Fault[] = [
  inCall(
    "what the largest of them owes",
    "IF",
    ([test, none, all]) =>
      isNone(test) && all?.kind === "call"
        ? call("IF", test!, none!, call("MAX", ...all.args))
        : null,
    live,
  ),
  inCall(
    "the second statement is never asked",
    "IF",
    ([test, value, other]) =>
      isCall(test, "ISNUMBER") && isCells(value) && isNumber(other, 5) ? value! : null,
    live,
  ),
  inOperation(
    "the whole year in every quarter",
    "*",
    (f) => (isCells(f.left) && f.right.kind === "number" && f.right.value < 1 ? f.left : null),
    live,
  ),
  inCall("more than all of a period has gone", "MIN", ([most, gone]) =>
    isNumber(most, 1) && gone ? gone : null,
  ),
  inCall("less than nothing has gone", "MAX", ([least, gone]) =>
    isNumber(least, 0) && isCall(gone, "MIN") ? gone! : null,
  ),
  inOperation("the as-of day itself hasn’t gone", "+", (f) =>
    isOn(f.left, periods) && isNumber(f.right, 1) ? f.left : null,
  ),
  inCall(
    "all of a year’s quarters are due",
    "SUMPRODUCT",
    ([owed, due]) => (owed && due ? call("SUM", owed) : null),
    live,
  ),
];

export const GONE: readonly Fault[] = [
  inCall(
    "what nobody owes is 0",
    "IF",
    ([test, , all]) => (isNone(test) && all ? all : null),
    live,
  ),
];
