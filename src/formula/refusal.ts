/** What can't become a formula: a reason each, thrown where it is found and caught per figure. */
import type { Reason } from "./notices.ts";

export type { Reason } from "./notices.ts";

export class Refused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.of);
    this.reason = reason;
  }
}

export function refuse(reason: Reason): never {
  throw new Refused(reason);
}

/** The value, or why there is none. */
export function attempt<T>(make: () => T): { readonly made: T } | { readonly refused: Reason } {
  try {
    return { made: make() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}
