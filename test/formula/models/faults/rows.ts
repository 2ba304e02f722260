/** Faults of rows: whose they are, and which count. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula, number, operate } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  fault,
  holds,
  inCall,
  inOperation,
  isCall,
  isName,
  isNumber,
  isText,
  otherwise,
} from "../wrong.ts";

const isRowName = (f: Formula): boolean => isName(f, /^r\d+_$/);
export const ROWS: readonly Fault[] = [
  inCall("who isn't known is whoever comes before", "EXACT", ([nearest, key]) =>
    isCall(nearest, "IFNA") && isName(key, /^k_$/) ? number(1) : null,
  ),
  inCall("a root of a number below 0 is one", "IF", ([test, none, raised]) =>
    isText(none, "") && holds(test, "INT") && isCall(raised, "IF") && holds(raised, "ISERROR")
      ? raised!
      : null,
  ),
  inCall("the next below is the nearest", "IF", ([test, beside, nearest]) =>
    isCall(beside, "ROUND") && holds(test, "ABS") && isCall(nearest, "ROUND") ? nearest! : null,
  ),
  inCall("rows not sorted", "SORTBY", ([of]) => of!),
  inCall("a mover stands where the latest span says", "IF", ([test, none, asked]) =>
    isNumber(none, 0) &&
    asked?.kind === "operate" &&
    asked.left.kind === "operate" &&
    isNumber(asked.left.right, 1_000_000)
      ? call("IF", test!, none!, operate(asked.left, "+", number(999_999)))
      : null,
  ),
  inOperation("another person's span", "=", (f) =>
    isCall(f.left, "INT") && isCall(f.right, "INT") ? number(1) : null,
  ),
  inOperation("a span without end", ">", (f) =>
    isCall(f.left, "LOOKUP") && isName(f.right, /^d_$/) ? number(1) : null,
  ),
  inOperation("the day after a span is in it", ">", (f) =>
    isCall(f.left, "LOOKUP") && isName(f.right, /^d_$/) ? otherwise(f, ">=") : null,
  ),
  fault("a blank until is over", (f) => (isNumber(f, 2_958_465) ? number(0) : f)),
  inOperation("and is or", "*", (f) =>
    isRowName(f.left) && isRowName(f.right) ? otherwise(f, "+") : null,
  ),
  inOperation("or is and", ">", (f) =>
    isNumber(f.right, 0) &&
    f.left.kind === "operate" &&
    f.left.by === "+" &&
    isRowName(f.left.left) &&
    isRowName(f.left.right)
      ? otherwise({ ...f, left: otherwise(f.left, "*") }, ">")
      : null,
  ),
  inOperation(
    "not is nothing",
    "-",
    (f) => (isNumber(f.left, 1) && isRowName(f.right) ? f.right : null),
    SHEETS.rows,
  ),
  inOperation("the last text of a list only", ">", (f) =>
    isNumber(f.right, 0) && f.left.kind === "operate" && isCall(f.left.right, "EXACT")
      ? otherwise({ ...f, left: f.left.right }, ">")
      : null,
  ),
  inOperation("a comparison beside its limit", "<=", (f) =>
    isRowName(f.left) ? otherwise(f, "<") : null,
  ),
  inOperation("a comparison beside its other limit", ">", (f) =>
    isRowName(f.left) && !isNumber(f.right, 0) ? otherwise(f, ">=") : null,
  ),
  inOperation("two blank cells differ", "*", (f) =>
    isCall(f.left, "ISTEXT") && isCall(f.right, "ISTEXT") ? number(0) : null,
  ),
];
