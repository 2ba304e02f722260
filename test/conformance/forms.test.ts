import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runForm } from "../../src/conform/answer-forms.ts";
import { formCases, readForm } from "../../src/conform/form-file.ts";
import { judge } from "../../src/conform/judge.ts";
import { own } from "../../src/conform/own.ts";
import { said } from "../../src/conform/report.ts";

const FOLDER = "test/conformance/forms";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".txt"));

describe.each(files)("%s", async (file) => {
  const path = `${FOLDER}/${file}`;
  const form = readForm(readFileSync(path, "utf8"), path);
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
  const verdicts = await judge(formCases(form, path), own);
  test.each(verdicts.map((v) => [`${v.one.id} ${v.one.about}`, v] as const))("%s", (_, verdict) => {
    expect(verdict.differences.map(said)).toEqual([]);
  });
});
