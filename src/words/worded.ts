/** The same words in another language: every key of the English ones, each sentence with its parameters. */
export type Worded<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : Worded<T[K]>;
};
