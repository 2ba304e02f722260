/** Faults of the live tree: who reports to whom, who is below whom. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula, number } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  fault,
  holds,
  inCall,
  inOperation,
  isCall,
  isCells,
  isNumber,
  isOn,
  isOperation,
  isText,
  type Operate,
  otherwise,
} from "../wrong.ts";

const { people, parts, peopleRows } = SHEETS;
const ONE = number(1);

const isPaths = (f: Formula): f is Extract<Formula, { kind: "cells" }> =>
  f.kind === "cells" && f.to !== null;

export const TREE: readonly Fault[] = [
  inCall(
    "a manager’s name is a pattern",
    "XMATCH",
    ([key, keys]) => call("MATCH", key!, keys!, number(0)),
    people,
  ),
  inCall(
    "only the manager counts",
    "IF",
    ([test, none, above]) =>
      isOperation(test, "=") && isNumber(none, 0) && isCall(above, "INDEX") ? none! : null,
    people,
  ),
  inCall("the tenth person is the first", "RIGHT", ([of]) => call("RIGHT", of!, ONE), people),
  inOperation(
    "the tree stands on its head",
    "<=",
    (f: Operate) => (isPaths(f.left) ? otherwise(f, ">=") : null),
    people,
  ),
  inOperation(
    "the next in the tree stands below",
    "-",
    (f) => (isCells(f.left) && isNumber(f.right, 1) ? f.left : null),
    people,
  ),
  inCall(
    "nobody stands below",
    "SUMPRODUCT",
    ([f]) => (f !== undefined && holds(f, "LEFT") ? ONE : null),
    people,
  ),
  inCall(
    "managers are counted",
    "IF",
    ([test, place, none]) =>
      isOperation(test, "=") && isCells(test.left) && isCells(place) && isText(none, "")
        ? place!
        : null,
    people,
  ),
  inCall(
    "who has no potential has one of 0",
    "IF",
    ([test, one]) => (isCall(test, "ISNUMBER") && isNumber(one, 1) ? one! : null),
    peopleRows,
  ),
  inCall(
    "everybody is below everybody",
    "SUMIFS",
    ([cells]) => (isOn(cells, peopleRows) ? call("SUM", cells!) : null),
    parts,
  ),
  inCall(
    "vacancies report",
    "COUNTIFS",
    ([managers, me, , none]) => (isNumber(none, 0) ? call("COUNTIFS", managers!, me!) : null),
    parts,
  ),
  inCall("vacancies are counted", "EXACT", () => number(0), people),
  inCall(
    "a longer word is a vacancy",
    "ISERROR",
    ([f]) => (isCall(f, "FIND") ? ONE : null),
    people,
  ),
  inCall("outer blanks of a manager’s name kept", "TRIM", ([of]) => of!, people),
  fault(
    "newcomers aren’t found",
    (f) =>
      f.kind === "cells" && f.sheet === people && f.to?.row?.at === "fixed" && f.to.row.line > 20
        ? { ...f, to: { ...f.to, row: { at: "fixed", line: 13 } } }
        : f,
    SHEETS.rows,
  ),
];
