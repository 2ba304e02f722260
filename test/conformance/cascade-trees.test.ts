import { describe, expect, test } from "vitest";
import { arithmetic } from "../../src/conform/arithmetic.ts";
import type { JsonObject } from "../../src/conform/case.ts";
import { agree, casesIn } from "./agree.ts";

const cases = casesIn("test/conformance/cases/cascade-cases.json").filter(
  ({ kind }) => kind === "tree" || kind === "step",
);

describe("managers and trees, case by case", () => {
  agree(cases, arithmetic);
});

interface Goals {
  readonly goals: readonly (readonly number[])[];
  readonly year: readonly number[];
}

describe("both margins tie", () => {
  const steps = cases.filter(({ kind, wanted }) => kind === "step" && "value" in wanted);
  for (const one of steps) {
    test(one.id, async () => {
      const [found] = await arithmetic([one]);
      const { goals, year } = (found as { value: JsonObject }).value as unknown as Goals;
      const periods = one.input.periods as readonly number[];
      const sum = (list: readonly number[]) => list.reduce((all, x) => all + x, 0);
      expect(periods.map((_, j) => sum(goals.map((row) => row[j]!)))).toEqual(periods);
      expect(goals.map(sum)).toEqual(year);
    });
  }
});
