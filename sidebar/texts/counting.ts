/** Counts in sentences: the language's own digits and plural forms. */
export interface Forms extends Partial<Record<Intl.LDMLPluralRule, string>> {
  /** `{n}` stands for the count. */
  readonly other: string;
}

/** `many(3, { one: "{n} row", other: "{n} rows" })` is `3 rows`. */
export function countingIn(language: string): {
  many: (count: number, forms: Forms) => string;
  digits: (count: number) => string;
} {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return {
    digits: (count) => numbers.format(count),
    many: (count, forms) =>
      (forms[rules.select(count)] ?? forms.other).replaceAll("{n}", numbers.format(count)),
  };
}

/** `Ana, Ben and Chidi`. */
export const listIn = (language: string) => {
  const lists = new Intl.ListFormat(language, { style: "long", type: "conjunction" });
  return (names: readonly string[]): string => lists.format(names);
};
