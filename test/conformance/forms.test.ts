import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answers, readForm, runForm } from "./forms.ts";

const FOLDER = "test/conformance/forms";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".txt"));

describe.each(files)("%s", (file) => {
  const form = readForm(readFileSync(`${FOLDER}/${file}`, "utf8"));
  const answer = answers(form);
  test("figures worked out a matrix at a time are those worked out one by one", () => {
    const { engine, program } = runForm(form);
    for (const kpi of program.kpis) {
      for (const grain of program.calendar.track) {
        const { value, error } = engine.evaluator.matrix(kpi.figure, grain);
        engine.periods(grain).forEach((period, p) => {
          for (let node = 0; node < engine.evaluator.nodes; node += 1) {
            const at = p * engine.evaluator.nodes + node;
            const one = engine.evaluator.at(kpi.figure, node, period);
            expect(value[at], `${kpi.name} ${period.label} ${node}`).toBe(one.value);
            expect((error?.[at] ?? 0) > 0).toBe(one.error !== null);
          }
        });
      }
    }
  });
  test("asks something", () => {
    expect(form.cases.length).toBeGreaterThan(0);
  });
  test.each(form.cases.map((c) => [`${c.line}: ${c.ask}`, c] as const))("%s", (_, asked) => {
    expect(answer(asked)).toBe(asked.expected);
  });
});
