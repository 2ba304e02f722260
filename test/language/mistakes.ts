import type { Place } from "../../dsl/span.ts";

/** A case of cases/mistakes.json: a text with one mistake and what must be said of it. */
export interface Mistake {
  readonly id: string;
  readonly severity: "error" | "warning" | "advice";
  readonly text: string;
  readonly sheets: Readonly<Record<string, readonly string[]>>;
  readonly rows?: Readonly<Record<string, readonly (readonly unknown[])[]>>;
  readonly at: Place;
  readonly says: string;
  readonly fix?: { readonly at: Place; readonly text: string };
  readonly others_ok: readonly string[];
}

/** The mistakes that are in what is meant, not in how it is written: the checker's. */
const MEANT = new Set(
  "quarter-five month-one-digit column-misspelt column-of-other-table text-with-number kpi-compared-with-text unit-mix-percent plus-five-percent currency-mix percent-sign-missing percent-as-decimal unknown-person goal-for-nobody kpi-cycle goal-cycle kpi-twice weights-all-zero flag-unknown-kpi weeks-446 month-in-weeks-calendar over-assign-everywhere score-not-100 column-outside-aggregate or-text excel-function".split(
    " ",
  ),
);
export const isSyntax = (mistake: Mistake): boolean => !MEANT.has(mistake.id);
