/** Faults of cascades that are divided in the sheet. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula, number, operate } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  inCall,
  inOperation,
  isCall,
  isCells,
  isName,
  isNumber,
  isOperation,
  otherwise,
} from "../wrong.ts";

const { splits } = SHEETS;
const ONE = number(1);

const isHoldTest = (f: Formula | undefined): boolean =>
  f?.kind === "call" && f.fn === "ISNUMBER" && isCells(f.args[0]);

export const SPLITS: readonly Fault[] = [
  inOperation(
    "equal remainders come at once",
    "+",
    (f) =>
      isCall(f.left, "SUMPRODUCT") && isCall(f.right, "SUMPRODUCT")
        ? operate(f.left, "+", ONE)
        : null,
    splits,
  ),
  inOperation(
    "the smallest remainder first",
    ">",
    (f) => (isCells(f.left) && isCells(f.right) ? otherwise(f, "<") : null),
    splits,
  ),
  inOperation(
    "one increment is lost",
    "<=",
    (f) => (isOperation(f.right, "-") && isCall(f.right.right, "SUM") ? otherwise(f, "<") : null),
    splits,
  ),
  inOperation(
    "what is held is handed down as well",
    "-",
    (f) => (isCall(f.right, "SUMPRODUCT") ? f.left : null),
    splits,
  ),
  inCall(
    "who is held gets a share",
    "IF",
    ([test, held, share]) =>
      isHoldTest(test) && isCells(held) && isCall(share, "IF") ? share! : null,
    splits,
  ),
  inCall(
    "who is held weighs as others do",
    "IF",
    ([test, none, weight]) => (isHoldTest(test) && isNumber(none, 0) ? weight! : null),
    splits,
  ),
  inOperation(
    "those who are held decide by what the others are weighed",
    "*",
    (f) => (isOperation(f.left, "-") && isCall(f.left.right, "ISNUMBER") ? f.right : null),
    splits,
  ),
  inOperation(
    "nothing is kept back",
    "*",
    (f) => (isNumber(f.right, 1 - 0.07) ? f.left : null),
    splits,
  ),
  inOperation(
    "no buffer",
    "*",
    (f) => (isCall(f.right, "ABS") && f.left.kind === "number" ? number(0) : null),
    splits,
  ),
  inOperation(
    "a buffer makes lower goals higher",
    "*",
    (f) =>
      isCall(f.right, "ABS") && f.left.kind === "number" && f.left.value < 0
        ? operate(number(-f.left.value), "*", f.right)
        : null,
    splits,
  ),
  inCall(
    "a weight in fractions is rounded",
    "IF",
    ([test, , whole]) =>
      isOperation(test, "=") && isOperation(whole, "*") && isCells(whole.right) ? whole.left : null,
    splits,
  ),
  inOperation(
    "parts above 2^26 increments",
    "*",
    (f) => (isName(f.left, /^qone_$/) && f.right.kind === "number" ? number(0) : null),
    splits,
  ),
  inOperation(
    "parts above 2^13 increments",
    "*",
    (f) => (isName(f.left, /^qtwo_$/) && f.right.kind === "number" ? number(0) : null),
    splits,
  ),
  inOperation(
    "the remainder of the first part is lost",
    "*",
    (f) => (isName(f.left, /^sone_$/) ? number(0) : null),
    splits,
  ),
  inOperation(
    "the remainder of the second part is lost",
    "*",
    (f) => (isName(f.left, /^stwo_$/) ? number(0) : null),
    splits,
  ),
  inCall(
    "weights below 0 weigh",
    "MAX",
    ([least, weight]) => (isNumber(least, 0) && isCells(weight) ? weight! : null),
    splits,
  ),
  inCall(
    "a manager weighs as the largest report",
    "SUM",
    ([cells]) => (cells?.kind === "cells" && cells.sheet === null ? call("MAX", cells) : null),
    splits,
  ),
  inOperation("increments are units", "/", (f) => (isNumber(f.right, 100) ? f.left : null), splits),
];
