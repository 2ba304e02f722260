import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answers, readForm } from "./forms.ts";

const FOLDER = "test/conformance/forms";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".txt"));

describe.each(files)("%s", (file) => {
  const form = readForm(readFileSync(`${FOLDER}/${file}`, "utf8"));
  const answer = answers(form);
  test("asks something", () => {
    expect(form.cases.length).toBeGreaterThan(0);
  });
  test.each(form.cases.map((c) => [`${c.line}: ${c.ask}`, c] as const))("%s", (_, asked) => {
    expect(answer(asked)).toBe(asked.expected);
  });
});
