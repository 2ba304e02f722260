import type { Severity } from "./diagnostic.ts";
import { LABELS, type Label } from "./phrases.ts";

/** One code of the catalogue: its wording, with the parameters in its type, and a text that triggers it. */
export interface Entry<P> {
  readonly severity: Severity;
  readonly message: (p: P) => string;
  readonly hint: ((p: P) => string) | null;
}

export const error = <P>(
  message: (p: P) => string,
  hint: ((p: P) => string) | null = null,
): Entry<P> => ({
  severity: "error",
  message,
  hint,
});
export const warning = <P>(
  message: (p: P) => string,
  hint: ((p: P) => string) | null = null,
): Entry<P> => ({
  severity: "warning",
  message,
  hint,
});
export const advice = <P>(
  message: (p: P) => string,
  hint: ((p: P) => string) | null = null,
): Entry<P> => ({
  severity: "advice",
  message,
  hint,
});

/** `a`, `b` or `c`. */
const oneOf = (words: readonly string[]): string => {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} or ${quoted[quoted.length - 1]}`;
};

/** Words as they are, the last two joined with `or`. */
const anyOf = (words: readonly string[]): string =>
  words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;

/** What the grammar allows next: words and signs of the language stand in backticks, others have a name. */
export const fitting = (expected: readonly string[]): string =>
  anyOf(expected.map((word) => (word in LABELS ? LABELS[word as Label] : word)));

/** `1,000`. */
export const inFigures = (n: number): string => n.toLocaleString("en-US");

/** A list of candidates as a question, or what else to do. */
export const didYouMean = (candidates: readonly string[], otherwise: string): string =>
  candidates.length > 0 ? `Did you mean ${oneOf(candidates)}?` : otherwise;
