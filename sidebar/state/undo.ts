/** The way back of the last write, and what it takes back: as it was said. */
import type { ApplyView } from "../../src/app/contract.ts";

type WritePlan = Extract<ApplyView, { applied: true }>["undo"];

export interface Undo {
  readonly what: string;
  readonly plan: WritePlan;
}

/** What was written is said, and can be taken back; null: it can't. */
export const wrote = (
  what: string,
  plan: WritePlan | null,
): { readonly said: string; readonly undo: Undo | null; readonly plan: null } => ({
  said: what,
  undo: plan && { what, plan },
  plan: null,
});
