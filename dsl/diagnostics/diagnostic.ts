import type { Span } from "../span.ts";

export type Severity = "error" | "warning" | "advice";

/** A change of the text that mends one mistake. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** Something to say about the rules: what is wrong, where, and where possible what to write. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** What its wording is filled with, as its code wants it: so it can be said in another language. */
  readonly params: object;
  /** In English, as its hint is. */
  readonly message: string;
  /** What to write instead; null where the message says it all. */
  readonly hint: string | null;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fix: Fix | null;
}
