/** Diagnostics in another language: worded anew from their codes and parameters, where they are shown. */
import type { Code, Params } from "./catalogue.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** The wording of some codes in one language; English, the measure, is the catalogue itself. */
export type WordsOf<Codes extends Code> = {
  readonly [C in Codes]: {
    readonly message: (p: Params<C>) => string;
    readonly hint: (p: Params<C>) => string;
  };
};
export type DiagnosticWords = WordsOf<Code>;

/** A diagnostic in the words of a language; as it is where the words are null. */
export function wordDiagnostic(diagnostic: Diagnostic, words: DiagnosticWords | null): Diagnostic {
  if (words === null) return diagnostic;
  const { message, hint } = words[diagnostic.code as Code] as {
    readonly message: (p: object) => string;
    readonly hint: (p: object) => string;
  };
  const { params } = diagnostic;
  return {
    ...diagnostic,
    message: message(params),
    hint: diagnostic.hint === null ? null : hint(params),
  };
}
