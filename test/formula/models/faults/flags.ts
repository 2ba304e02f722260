/** Faults of flags: their conditions, their runs, what people’s reports say, periods ahead. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula, number, operate } from "../../../../src/formula/text/formula.ts";
import {
  type Fault,
  holds,
  inCall,
  inOperation,
  isCall,
  isCells,
  isName,
  isNumber,
  isOn,
  isOperation,
  isText,
  otherwise,
} from "../wrong.ts";

const { live, flags, periods, parts, reports } = SHEETS;
const ONE = number(1);

const isState = (f: Formula | undefined, value: number): boolean =>
  isOperation(f, "=") && isCells(f.left) && isNumber(f.right, value);

export const FLAGS: readonly Fault[] = [
  inCall(
    "a run isn’t broken",
    "IF",
    ([test, none, more]) => (isState(test, 0) && isNumber(none, 0) ? more! : null),
    flags,
  ),
  inCall(
    "who is out goes on waiting or counting",
    "IF",
    ([test, , more]) => (isState(test, -1) ? more! : null),
    flags,
  ),
  inOperation(
    "nobody knows counts",
    "+",
    (f) => (isCall(f.right, "N") ? operate(f.left, "+", ONE) : null),
    flags,
  ),
  inCall(
    "an action closes nothing",
    "IF",
    ([test, waits, more]) => (isNumber(waits, -1) && isOperation(test, "*") ? more! : null),
    flags,
  ),
  inCall(
    "a closed flag comes back at once",
    "IF",
    ([test, waits, more]) => (isNumber(waits, -1) && isOperation(test, "<") ? more! : null),
    flags,
  ),
  inOperation(
    "an action before the raise closes",
    "<=",
    (f) => (isCells(f.left) && isCells(f.right) ? ONE : null),
    flags,
  ),
  inOperation(
    "open a period later",
    ">=",
    (f) =>
      isCells(f.left) && f.right.kind === "number" && f.right.value > 0 ? otherwise(f, ">") : null,
    flags,
  ),
  inCall(
    "raised anew in every period",
    "IF",
    ([test, before, own]) =>
      isOperation(test, ">=") && isCells(before) && isOn(own, periods) ? own! : null,
    flags,
  ),
  inCall("and is or", "MIN", (parts) => (holdsStatus(parts) ? call("MAX", ...parts) : null), flags),
  inCall("or is and", "MAX", (parts) => (holdsStatus(parts) ? call("MIN", ...parts) : null), flags),
  inOperation("not is nothing", "-", (f) => (isNumber(f.left, 1) ? f.right : null), flags),
  inCall(
    "what nobody knows yet is false",
    "IF",
    ([test, no, unknown]) =>
      isNumber(no, 0) && isNumber(unknown, 0.5) ? call("IF", test!, no!, no!) : null,
    flags,
  ),
  inCall(
    "no data is false",
    "IF",
    ([test, unknown, is]) =>
      isOperation(test, "=") && isText(test.right, "no data") && isNumber(unknown, 0.5)
        ? is!
        : null,
    flags,
  ),
  inCall(
    "half known is known",
    "IF",
    ([test, , holding]) => (isOperation(test, "=") && isNumber(test.right, 0.5) ? holding! : null),
    flags,
  ),
  inOperation(
    "who owes nothing answers",
    "=",
    (f) => (isCells(f.left) && isText(f.right, "no goal") ? number(0) : null),
    flags,
  ),
  inOperation(
    "KPIs without a goal are asked",
    "<>",
    (f) => (isText(f.right, "no goal") ? ONE : null),
    flags,
  ),
  inOperation(
    "the other status",
    "=",
    (f) =>
      isText(f.right, "met") ? operate(f.left, "=", { kind: "text", value: "missed" }) : null,
    flags,
  ),
  inOperation(
    "the gap the other way round",
    "-",
    (f) => (isOn(f.left, live) && isOn(f.right, live) ? operate(f.right, "-", f.left) : null),
    flags,
  ),
  inOperation(
    "a blank compares",
    ">",
    (f) => (isNumber(f.right, 0) && holds(f.left, "ISTEXT") ? number(0) : null),
    flags,
  ),
  inOperation(
    "only what is sure is counted",
    ">",
    (f) => (isName(f.left, /^n\d+_$/) && isNumber(f.right, 0) ? operate(f.left, "=", ONE) : null),
    flags,
  ),
  inOperation(
    "what is possible is counted as sure",
    "=",
    (f) =>
      isName(f.left, /^n\d+_$/) && isNumber(f.right, 1) ? operate(f.left, ">", number(0)) : null,
    flags,
  ),
];

export const REPORTS: readonly Fault[] = [
  inCall(
    "who can’t be judged is not so",
    "IF",
    ([test, none, holds]) =>
      isOperation(test, ">") && isText(none, "") ? call("IF", test, number(0), holds!) : null,
    reports,
  ),
  inCall(
    "everybody reports to everybody",
    "SUMIFS",
    ([states]) => (isOn(states, reports) ? call("SUM", states!) : null),
    parts,
  ),
  inCall(
    "reports who can’t be judged are of the share",
    "COUNTIFS",
    ([managers, me, states]) => (isOn(states, reports) ? call("COUNTIFS", managers!, me!) : null),
    parts,
  ),
  inCall(
    "of reports of whom none can be judged nobody knows",
    "IF",
    ([test, , unknown]) => (isOperation(test, "*") && isNumber(unknown, 0.5) ? unknown! : null),
    flags,
  ),
];

export const AHEAD: readonly Fault[] = [
  inOperation(
    "reports are never too early to judge",
    "<",
    (f) => (isOn(f.left, periods) && isCall(f.right, "DATE") ? number(0) : null),
    reports,
  ),
  inOperation(
    "never too early",
    "<",
    (f) => (isOn(f.left, periods) && isCells(f.right) ? number(0) : null),
    flags,
  ),
  inOperation(
    "periods ahead are judged",
    ">",
    (f) => (isOn(f.left, periods) && isOn(f.right, periods) ? number(0) : null),
    flags,
  ),
];

/** Parts of a condition, not numbers of a run. */
function holdsStatus(parts: readonly Formula[]): boolean {
  const asks = (f: Formula): boolean =>
    isText(f, "no goal") ||
    isText(f, "met") ||
    isText(f, "missed") ||
    (f.kind === "operate" && (asks(f.left) || asks(f.right))) ||
    (f.kind === "call" && f.args.some(asks));
  return parts.length > 1 && parts.some(asks);
}
