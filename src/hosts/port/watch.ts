/** Who is told how far a read or write is. To end it a watch throws: a read just ends, a write is taken back. */
import { UserError } from "../../model/user-error.ts";
import type { Progress } from "./index.ts";

export type Watch = (progress: Progress) => void;
export const NOBODY: Watch = () => {};

/** Thrown by a watch where the user has given up. */
export class GivenUp extends UserError {
  constructor() {
    super("Stopped. Nothing was written.", "", "");
  }
}

/** Calls that can be given up. */
export interface Stoppable {
  /** A watch for one call: it tells, and throws once the user has given the call up. */
  watch(): Watch;
  /** Gives up what was begun so far; what is asked from now on goes on. */
  stop(): void;
}

export function stoppable(tell: Watch): Stoppable {
  let begun = 0;
  let givenUp = 0;
  return {
    watch: () => {
      begun += 1;
      const call = begun;
      return (progress) => {
        if (call <= givenUp) throw new GivenUp();
        tell(progress);
      };
    },
    stop: () => {
      givenUp = begun;
    },
  };
}
