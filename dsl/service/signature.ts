/** Signature help: which function's brackets the cursor is in, and which argument. */
import { functionNamed, type RuleFunction } from "../functions.ts";
import { Close, Comma, lex, Open } from "../syntax/tokens.ts";
import { bracesAt } from "./said.ts";

export interface SignatureHelp {
  readonly fn: RuleFunction;
  /** From 0. */
  readonly argument: number;
}

/** The innermost open call at an offset; null outside of any. */
export function signatureAt(text: string, offset: number): SignatureHelp | null {
  const braces = bracesAt(text.slice(0, offset), offset);
  if (braces) return signatureAt(braces.source, braces.source.length);
  const line = text.lastIndexOf("\n\n", offset - 1) + 1;
  const { tokens } = lex(text.slice(line, offset));
  const open: { name: string; argument: number }[] = [];
  tokens.forEach((token, i) => {
    if (token.tokenType === Open) open.push({ name: tokens[i - 1]?.image ?? "", argument: 0 });
    if (token.tokenType === Close) open.pop();
    const last = open[open.length - 1];
    if (token.tokenType === Comma && last) last.argument += 1;
  });
  for (const { name, argument } of open.reverse()) {
    const fn = functionNamed(name);
    if (fn) return { fn, argument };
  }
  return null;
}

/** A way to call, cut before and after the argument at hand; `…` stands for any further one. */
export function atArgument(signature: string, argument: number): readonly [string, string, string] {
  const open = signature.indexOf("(") + 1;
  const args = signature.slice(open, -1).split(", ");
  const at = args[args.length - 1] === "…" ? Math.min(argument, args.length - 1) : argument;
  const active = args[at];
  if (active === undefined) return [signature, "", ""];
  const start = open + args.slice(0, at).reduce((sum, arg) => sum + arg.length + 2, 0);
  return [signature.slice(0, start), active, signature.slice(start + active.length)];
}
