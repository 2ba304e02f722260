/** Case files as tests, by the runner that `answerable conform` uses. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Asked, type Implementation, isApart } from "../../src/conform/case.ts";
import { judge } from "../../src/conform/judge.ts";
import { readCases } from "../../src/conform/read.ts";
import { said } from "../../src/conform/report.ts";

export const casesIn = (path: string): readonly Asked[] =>
  readCases(readFileSync(path, "utf8"), path).filter((one): one is Asked => !isApart(one));

/** A test for each case; a failing one shows every difference as the command line would. */
export function agree(cases: readonly Asked[], implementation: Implementation): void {
  for (const one of cases) {
    test(`${one.kind} ${one.id}`, async () => {
      const [verdict] = await judge([one], implementation);
      expect(verdict!.differences.map(said)).toEqual([]);
      expect(verdict!.outcome).toBe("passed");
    });
  }
}
