/**
 * The language the sidebar speaks. One pane shows one workbook in one language, so the texts are one
 * live binding: read them while rendering, never into a constant of a module.
 */
import { type Language, languageOf } from "../../dsl/language.ts";
import { de } from "./de.ts";
import { en, type Texts } from "./en.ts";

const TEXTS: Readonly<Record<Language, Texts>> = { en, de };

export type { Texts } from "./en.ts";
export let texts: Texts = en;
let language: Language = "en";

/** The language spoken, which the host answers in too. */
export const spoken = (): Language => language;

/**
 * Speaks the language of a locale (`de-AT` is German), English where there is no translation.
 * `?language=de` in the page's address comes before the workbook's.
 */
export function speak(locale: string): void {
  const asked = new URLSearchParams(location.search).get("language") ?? locale;
  language = languageOf(asked);
  texts = TEXTS[language];
  document.documentElement.lang = language;
}
