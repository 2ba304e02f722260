import type { Language } from "../language.ts";
import { diagnosticsInGerman } from "./de/index.ts";
import type { DiagnosticWords } from "./words.ts";

/** What is wrong with rules, by language. Null: as the catalogue has it. */
export const DIAGNOSTIC_WORDS: Readonly<Record<Language, DiagnosticWords | null>> = {
  en: null,
  de: diagnosticsInGerman,
};
