/** Faults that the lowering to formulas may hold, each planted by itself: the models must find it. */
import { SHEETS } from "../../../src/formula/sheet.ts";
import {
  call,
  type Formula,
  number,
  type Operator,
  operate,
  text,
} from "../../../src/formula/text/formula.ts";
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
  otherwise,
} from "./wrong.ts";

const isRowName = (f: Formula): boolean => isName(f, /^r\d+_$/);
const sign = (code: number) => (args: readonly Formula[]) => {
  const [of, from] = args;
  return from?.kind === "call" && isNumber(from.args[0], code) ? of! : null;
};
const letter = (of: string) => (args: readonly Formula[]) =>
  isText(args[1], of) ? args[0]! : null;
/** A criterion's sign, or a comparison with a day of `KPI Periods`. */
const criterion = (name: string, from: string, to: string): Fault =>
  inOperation(name, "&", (f) => (isText(f.left, from) ? operate(text(to), "&", f.right) : null));
const onPeriods = (f: Formula): boolean => f.kind === "cells" && f.sheet === SHEETS.periods;
const inArrays = (name: string, from: Operator, to: Operator): Fault =>
  inOperation(
    name,
    from,
    (f) => (!onPeriods(f.left) && onPeriods(f.right) ? otherwise(f, to) : null),
    SHEETS.parts,
  );

/** What the formulas get over: keys that are in no order are searched one by one. */
export const HARMLESS: readonly Fault[] = [
  inCall(
    "keys in another order",
    "SORTBY",
    ([of]) => call("SORTBY", of!, of!, number(-1)),
    SHEETS.people,
  ),
];

export const READING: readonly Fault[] = [
  inCall("upper and lower case are two", "LOWER", ([of]) => of!),
  inCall("outer and doubled blanks kept", "TRIM", ([of]) => of!),
  inCall("a no-break blank kept", "SUBSTITUTE", sign(160)),
  inCall("a line's end kept", "SUBSTITUTE", sign(10)),
  inCall("a tab kept", "SUBSTITUTE", sign(9)),
  inCall("İ kept", "SUBSTITUTE", letter("İ")),
  inCall("a final sigma kept", "SUBSTITUTE", letter("ς")),
  inCall("wildcards in owners", "XMATCH", ([of, among]) => call("MATCH", of!, among!, number(0))),
  inCall("wildcards in links", "XLOOKUP", (args) =>
    args.length === 4 ? call("XLOOKUP", ...args, number(2)) : null,
  ),
  inCall("a blank key finds the row without one", "IF", ([test, none, found]) =>
    isCall(found, "XLOOKUP") && test?.kind === "operate" && isText(test.right, "") && none
      ? found!
      : null,
  ),
  inCall("an odd text isn't looked up", "IFNA", ([found, none]) => {
    const known = found?.kind === "call" ? found.args[1] : undefined;
    return known?.kind === "cells" && known.sheet === SHEETS.readings ? none! : null;
  }),
  inCall("time of day kept", "INT", ([of]) =>
    of?.kind === "cells" || of?.kind === "name" ? of : null,
  ),
  inCall("a blank is 0", "IF", ([test, value, none]) =>
    isText(none, "") && holds(test, "ISNUMBER") && holds(test, "ISERROR") ? value! : null,
  ),
  inOperation("an error is blank", "+", (f) =>
    isCall(f.left, "ISERROR") && isCall(f.right, "ISNUMBER") ? f.right : null,
  ),
  inCall("contains is the other way round", "FIND", ([a, b]) => call("FIND", b!, a!)),
  inCall("starts with anywhere", "EXACT", ([left, part]) =>
    left?.kind === "call" && left.fn === "LEFT"
      ? call("ISNUMBER", call("FIND", part!, left.args[0]!))
      : null,
  ),
  inOperation(
    "everything starts with a blank",
    "<>",
    (f) => (isText(f.right, "") ? number(1) : null),
    SHEETS.rows,
  ),
];

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

const live = SHEETS.live;
/** The slack of a comparison of shares. */
const SLACKS = 1e-9;

const { parts } = SHEETS;
const isLive = (f: Formula | undefined): boolean => f?.kind === "cells" && f.sheet === live;

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
      onPeriods(f.left) && f.right.kind === "operate" && isNumber(f.right.right, 1)
        ? operate(f.left, "<=", f.right.left)
        : null,
    live,
  ),
  inOperation(
    "a period ahead has begun",
    ">",
    (f) => (onPeriods(f.left) && onPeriods(f.right) ? operate(number(0), ">", number(1)) : null),
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
