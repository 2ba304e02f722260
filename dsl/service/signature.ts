/** Signature help: which function's brackets the cursor is in, and which argument. */
import { functionNamed, type RuleFunction } from "../functions.ts";
import { Close, Comma, lex, Open } from "../syntax/tokens.ts";

export interface SignatureHelp {
  readonly fn: RuleFunction;
  /** From 0. */
  readonly argument: number;
}

/** The innermost open call at an offset; null outside of any. */
export function signatureAt(text: string, offset: number): SignatureHelp | null {
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
