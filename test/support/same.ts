import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** Both say the same. Large values are compared by Node, an order faster; what differs is shown by the runner. */
export function expectSame(found: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted);
}
