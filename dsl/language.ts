/**
 * The languages that people are spoken to in. Whoever has words keeps a record by language: the compiler names
 * each record that lacks one.
 */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale (`de-AT` is German), English where there is no translation. */
export function languageOf(locale: string): Language {
  const asked = locale.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === asked) ?? "en";
}
