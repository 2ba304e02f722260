/**
 * The language the sidebar speaks. One pane shows one workbook in one language, so the texts are one
 * live binding: read them while rendering, never into a constant of a module.
 */
import { de } from "./de.ts";
import { en, type Texts } from "./en.ts";

const LANGUAGES: Readonly<Record<string, Texts>> = { en, de };

export type { Texts } from "./en.ts";
export let texts: Texts = en;
let language = "en";

/** The language spoken, which the host answers in too. */
export const spoken = (): string => language;

/**
 * Speaks the language of a locale (`de-AT` is German), English where there is no translation.
 * `?language=de` in the page's address comes before the workbook's.
 */
export function speak(locale: string): void {
  const asked = new URLSearchParams(location.search).get("language") ?? locale;
  const wanted = asked.toLowerCase().split(/[-_]/)[0]!;
  language = wanted in LANGUAGES ? wanted : "en";
  texts = LANGUAGES[language]!;
  document.documentElement.lang = language;
}
