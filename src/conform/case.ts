/** A conformance case: what is asked, and what must come out. Any implementation can answer it. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

interface Told {
  /** Unique in its file. */
  readonly id: string;
  readonly about: string;
  /** `file:line`, for messages. */
  readonly place: string;
}

/** A case to be answered: its expected fields, or the refusal with its figures. */
export interface Asked extends Told {
  readonly kind: string;
  readonly input: JsonObject;
  readonly wanted: Answer;
  /** What of the rule book or of a function's arguments gives this published answer, where the plain one differs. */
  readonly option: string | null;
  /** How closely numbers are compared, where the kind's own tolerance is too fine for a rounded figure. */
  readonly within?: number;
}

/** A published example that is no case for a cascade or standing: it says why. */
export interface Apart extends Told {
  readonly why: string;
}

export type Case = Asked | Apart;
export const isApart = (one: Case): one is Apart => "why" in one;

/** What an implementation says of a case's input. */
export type Answer =
  | { readonly value: JsonObject }
  /** It can't be met: `code`, and the figures that mend it. */
  | { readonly error: JsonObject }
  /** The implementation has no such kind, or failed: in words. */
  | { readonly none: string };

/** Answers in the order of the cases. */
export type Implementation = (cases: readonly Asked[]) => Promise<readonly Answer[]>;
