/** The same words in another language: every key of the English ones, each sentence with its parameters. */
export type Worded<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : Worded<T[K]>;
};

/**
 * A phrase as data, of a table of phrases: its key alone, or its key and what it is filled with. A message keeps
 * phrases so, and each language has a table with the same keys.
 */
export type Phrase<T> = {
  readonly [K in keyof T]: T[K] extends (p: infer P) => string ? { readonly key: K } & P : K;
}[keyof T];

/** What a phrase says, in the language of the table. */
export function phraseIn<T>(table: Worded<T>): (phrase: Phrase<T>) => string {
  const words = table as Readonly<Record<string, string | ((p: unknown) => string)>>;
  return (phrase) => {
    const key = typeof phrase === "object" ? (phrase as { key: string }).key : (phrase as string);
    // What no table has stands for itself: the placeholder of a generated page.
    const word = words[key] ?? key;
    return typeof word === "function" ? word(phrase) : word;
  };
}
