/** The locale as `Intl` takes it (`de_DE` is read as `de-DE`); empty where it is none. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace(/_/g, "-"))[0] ?? "";
  } catch {
    return "";
  }
}
