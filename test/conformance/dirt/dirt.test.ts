/** Each of the hundred kinds of dirt has a decided outcome. */
import { describe, expect, test } from "vitest";
import { KINDS } from "./kinds.ts";

test("every kind from 1 to 100 is there once, in order, with a case", () => {
  expect(KINDS.map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  for (const { n, cases } of KINDS) expect(cases.length, `#${n}`).toBeGreaterThan(0);
});

describe.each(KINDS.map((kind) => [`#${kind.n} ${kind.kind}`, kind] as const))(
  "%s",
  (_, { findings, cases }) => {
    const told = new Set<string>();
    test.each(cases.map((one, i) => [i + 1, one] as const))(
      "case %i",
      async (_at, { of, gives, says }) => {
        const outcome = await of();
        expect(outcome.value).toEqual(gives);
        const all = outcome.findings.map(
          ({ message, fix, place }) => `${place}: ${message} ${fix}`,
        );
        for (const words of says) expect(all.join("\n")).toContain(words);
        for (const { code } of outcome.findings) told.add(code);
      },
    );
    test("is told by the findings that the page names, and no others", () => {
      expect([...told].sort()).toEqual([...findings].sort());
    });
  },
);
