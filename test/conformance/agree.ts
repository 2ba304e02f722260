/** Case files as tests, by the runner that `answerable conform` uses. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Asked, type Implementation, isApart } from "../../src/conform/case.ts";
import { judge } from "../../src/conform/judge.ts";
import { readCases } from "../../src/conform/read.ts";
import { said } from "../../src/conform/report.ts";

export const casesIn = (path: string): readonly Asked[] =>
  readCases(readFileSync(path, "utf8"), path).filter((one): one is Asked => !isApart(one));

/** Cases that wait for months that tie both ways (A6, A7): each must fail, so that whoever mends it strikes it here. */
const WAITING =
  /^(tied$|table|step-two-ways$|step-increment-year$|step-random-1$|tree-random|two-way-[^r]|two-way-reps-by-quarter.two-way)/;

/** `test`, or for a case that waits the test that it still fails. */
export function testOf(id: string, name: string, run: () => Promise<void>): void {
  if (WAITING.test(id)) test.fails(name, run);
  else test(name, run);
}

/** A test for each case; a failing one shows every difference as the command line would. */
export function agree(cases: readonly Asked[], implementation: Implementation): void {
  for (const one of cases) {
    testOf(one.id, `${one.kind} ${one.id}`, async () => {
      const [verdict] = await judge([one], implementation);
      expect(verdict!.differences.map(said)).toEqual([]);
      expect(verdict!.outcome).toBe("passed");
    });
  }
}
