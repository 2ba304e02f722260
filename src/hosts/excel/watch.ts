/** Who is told how far a read or write is. To end it a watch throws: a read just ends, a write is taken back. */
import { UserError } from "../../model/user-error.ts";
import type { Progress } from "../port/index.ts";

export type Watch = (progress: Progress) => void;
export const NOBODY: Watch = () => {};

/** Thrown by a watch where the user has given up. */
export class GivenUp extends UserError {
  constructor() {
    super("Stopped. Nothing was written.", "", "");
  }
}
