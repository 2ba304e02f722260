/** Faults of standings: attainment, pace, status, and figures over the standings of other KPIs. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula, number, operate, text } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  fault,
  inCall,
  inOperation,
  isCall,
  isNumber,
  isOn,
  isOperation,
  isText,
  otherwise,
} from "../wrong.ts";

const { live, parts } = SHEETS;
/** The slack of a comparison of shares. */
const SLACKS = 1e-9;

const isLive = (f: Formula | undefined): boolean => isOn(f, live);

/** Of figures over the standings of other KPIs. */
export const ASKED: readonly Fault[] = [
  inCall(
    "a blank standing is 0",
    "IF",
    ([test, cell]) => (isCall(test, "ISNUMBER") && isLive(cell) ? call("N", cell!) : null),
    parts,
  ),
  inOperation(
    "the gap the other way round in a figure",
    "-",
    (f) => (isLive(f.left) && isLive(f.right) ? operate(f.right, "-", f.left) : null),
    parts,
  ),
  inOperation(
    "another status in a figure",
    "=",
    (f) => (isLive(f.left) && isText(f.right, "met") ? operate(f.left, "=", text("missed")) : null),
    parts,
  ),
  inOperation(
    "figures ask KPIs without a goal",
    "<>",
    (f) => (isLive(f.left) && isText(f.right, "no goal") ? number(1) : null),
    parts,
  ),
  inOperation(
    "not met is met",
    "-",
    (f) => (isNumber(f.left, 1) && isOperation(f.right, "*") ? f.right : null),
    parts,
  ),
  inCall("one of them for all of them", "MIN", (all) => call("MAX", ...all), parts),
  inCall("all of them for one of them", "MAX", (all) => call("MIN", ...all), parts),
  inOperation(
    "more than so many",
    ">=",
    (f) => (isNumber(f.right, 2) ? otherwise(f, ">") : null),
    parts,
  ),
  inOperation(
    "fewer than so many",
    "<=",
    (f) => (isNumber(f.right, 1) ? otherwise(f, "<") : null),
    parts,
  ),
  fault(
    "a standing of the own period for another’s",
    (f) =>
      f.kind === "cells" && f.sheet === live && f.from.column.at === "off" && f.from.column.by !== 0
        ? { ...f, from: { ...f.from, column: { at: "off", by: 0 } } }
        : f,
    parts,
  ),
];

export const STANDING: readonly Fault[] = [
  inCall("a goal below zero turns the sign", "ABS", ([goal]) => goal!, live),
  inOperation(
    "no slack",
    ">=",
    (f) =>
      f.right.kind === "number" && f.right.value !== 0
        ? operate(f.left, ">=", number(f.right.value + 2 * SLACKS))
        : null,
    live,
  ),
  inCall(
    "behind is at risk",
    "IF",
    ([test, word, more]) =>
      isText(word, "behind") && isCall(more, "IF")
        ? call("IF", test!, text("at risk"), more!)
        : null,
    live,
  ),
  inCall("nobody is ahead", "IF", ([, word, more]) => (isText(word, "ahead") ? more! : null), live),
  inCall(
    "no goal is met",
    "IF",
    ([, word, more]) => (isText(word, "no goal") ? more! : null),
    live,
  ),
  inCall("no data is 0", "IF", ([, word, more]) => (isText(word, "no data") ? more! : null), live),
  inOperation(
    "a period is closed a day later",
    "<=",
    (f) =>
      isOn(f.left, SHEETS.periods) && f.right.kind === "operate" && isNumber(f.right.right, 1)
        ? operate(f.left, "<=", f.right.left)
        : null,
    live,
  ),
  inOperation(
    "a period ahead has begun",
    ">",
    (f) =>
      isOn(f.left, SHEETS.periods) && isOn(f.right, SHEETS.periods)
        ? operate(number(0), ">", number(1))
        : null,
    live,
  ),
  inCall("a ratio without limit", "MIN", ([, ratio]) => ratio ?? null, live),
  inCall("below the band for ever", "MAX", ([, falling]) => falling ?? null, live),
  inOperation(
    "all of the goal is due",
    "*",
    (f) => (f.left.kind === "cells" && f.right.kind === "cells" ? f.left : null),
    live,
  ),
  inOperation(
    "a forecast of what is there",
    "/",
    (f) => (f.left.kind === "cells" && f.right.kind === "cells" ? f.left : null),
    live,
  ),
  inCall("a goal that isn't there is 0", "ISNUMBER", () => ({ kind: "truth", value: true }), live),
];
