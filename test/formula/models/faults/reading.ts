/** Faults of reading cells: keys, texts, numbers, days. */
import { SHEETS } from "../../../../src/formula/sheet.ts";
import { call, type Formula, number } from "../../../../src/formula/text/formula.ts";
import { type Fault, holds, inCall, inOperation, isCall, isNumber, isText } from "../wrong.ts";

const sign = (code: number) => (args: readonly Formula[]) => {
  const [of, from] = args;
  return from?.kind === "call" && isNumber(from.args[0], code) ? of! : null;
};
const letter = (of: string) => (args: readonly Formula[]) =>
  isText(args[1], of) ? args[0]! : null;
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
