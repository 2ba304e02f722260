/**
 * What the language of the rules says of a text, by language. English is the measure and lies beside what it
 * speaks of; another language is a `de/` there, which the compiler holds to every key of it.
 */
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { DIAGNOSTIC_WORDS } from "./diagnostics/languages.ts";
import { type DiagnosticWords, wordDiagnostic } from "./diagnostics/words.ts";
import type { RuleFunction } from "./functions.ts";
import { type Language, languageOf } from "./language.ts";
import { GERMAN as TOOLS_IN_GERMAN } from "./service/de.ts";
import { functionsIn, type ServiceWords, ENGLISH as TOOLS } from "./service/words.ts";

export interface RuleWords {
  /** Null: as the catalogue has them. */
  readonly diagnostics: DiagnosticWords | null;
  readonly tools: ServiceWords;
}

const WORDS: Readonly<Record<Language, RuleWords>> = {
  en: { diagnostics: DIAGNOSTIC_WORDS.en, tools: TOOLS },
  de: { diagnostics: DIAGNOSTIC_WORDS.de, tools: TOOLS_IN_GERMAN },
};

/** The words of a language (`de`, `de-AT`), English where there are none. */
export const ruleWordsOf = (language: string): RuleWords => WORDS[languageOf(language)];

/** Diagnostics as a language says them. */
export const diagnosticsIn = (
  language: string,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] => {
  const { diagnostics: words } = ruleWordsOf(language);
  return diagnostics.map((diagnostic) => wordDiagnostic(diagnostic, words));
};

/** The functions of expressions, explained in a language. */
export const functionsOf = (language: string): readonly RuleFunction[] =>
  functionsIn(ruleWordsOf(language).tools);
