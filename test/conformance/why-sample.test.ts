import { expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { run } from "../../src/app/run.ts";
import { everyFigure } from "./why-every.ts";

test("every figure of the sample recomputes from its explanation alone", () => {
  const made = run({ rules: sampleRules, workbook: sampleWorkbook(), asOf: null, today: null });
  const { asked, off } = everyFigure(made);
  expect(off).toEqual([]);
  expect(asked).toBeGreaterThan(100_000);
});
