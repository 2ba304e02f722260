import { type Refused, refusalIn, type WriteRefusalWords } from "../hosts/port/refused.ts";
import type { ApplyView } from "./contract.ts";

/** What the pane is told of a write that a host refused or took back. */
export const notApplied = (
  result: Refused,
  words: WriteRefusalWords | null,
  todo: string,
): ApplyView => ({
  applied: false,
  message: refusalIn(result, words),
  todo,
  ...(result.kept && { kept: true }),
});
