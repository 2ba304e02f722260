/** Faults of what lives beside figures of rows: goals, cascades divided one way, flags and their runs, the live tree. */
import { SHEETS } from "../../../src/formula/sheet.ts";
import { call, type Formula, number, operate } from "../../../src/formula/text/formula.ts";
import {
  type Fault,
  fault,
  holds,
  inCall,
  inOperation,
  isCall,
  isName,
  isNumber,
  isOperation,
  isText,
  type Operate,
  otherwise,
} from "./wrong.ts";

const { live, splits, flags, people, periods, parts, peopleRows, reports } = SHEETS;
const isCells = (f: Formula | undefined): boolean => f?.kind === "cells";
const isOn = (f: Formula | undefined, sheet: string): boolean =>
  f?.kind === "cells" && f.sheet === sheet;
const ONE = number(1);

// ── Goals ──────────────────────────────────────────────────────────────────────────────────────

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

// ── Working days ───────────────────────────────────────────────────────────────────────────────

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

// ── Cascades ───────────────────────────────────────────────────────────────────────────────────

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

// ── Flags ──────────────────────────────────────────────────────────────────────────────────────

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

// ── The tree ───────────────────────────────────────────────────────────────────────────────────

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
