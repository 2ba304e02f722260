/** The matching form of a text (dsl/fold.ts) as far as a sheet's functions can make it. */
import { foldText } from "../../dsl/fold.ts";
import { call, type Formula, operate, text } from "./text/formula.ts";

/** Signs that a formula replaces one by one, in this order; LOWER and TRIM come between. */
const BLANKS: readonly (readonly [code: number, fn: "UNICHAR" | "CHAR"])[] = [
  [160, "UNICHAR"],
  [10, "CHAR"],
  [9, "CHAR"],
];
/** `LOWER(TRIM(…))` of a text or an array of texts, with what TRIM and LOWER leave. */
export function folded(of: Formula): Formula {
  const plain = BLANKS.reduce<Formula>(
    (at, [code, fn]) =>
      call("SUBSTITUTE", at, call(fn, { kind: "number", value: code }), text(" ")),
    operate(of, "&", text("")),
  );
  const letter = (at: Formula, sign: string, to: string): Formula =>
    call("SUBSTITUTE", at, text(sign), text(to));
  // Before LOWER, which makes two signs of it in some programs; and after it, which makes a final one in some.
  return letter(call("LOWER", call("TRIM", letter(plain, "İ", "i"))), "ς", "σ");
}

/** Whether a formula folds the text to what we mean: not where it holds ligatures, full width or invisible signs. */
export function foldsAlike(value: string): boolean {
  const spaced = value
    .replace(/[\u00a0\n\t]/g, " ")
    .replace(/ +/g, " ")
    .replace(/^ | $/g, "");
  let lower = "";
  for (const sign of spaced) lower += sign === "İ" ? "i" : sign.toLowerCase();
  return lower.replaceAll("ς", "σ") === foldText(value);
}
