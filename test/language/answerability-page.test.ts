/** docs/answerability.md: each block that asks the sample something shows what a run of the sample says. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sampleWorkbook } from "../../examples/generate.ts";
import { TABLES, table } from "../../src/app/rows.ts";
import { run } from "../../src/app/run.ts";

const page = readFileSync("docs/answerability.md", "utf8");
const rules = readFileSync("examples/sample.kpi", "utf8");
const results = run({ rules, workbook: sampleWorkbook(), asOf: null, today: null });
const blocks = [...page.matchAll(/```\n((\w+) ?([^\n]*): ([\w ]+))\n([^`]*)```/g)];

describe("docs/answerability.md", () => {
  test("asks the sample something in several places", () => {
    expect(blocks.length).toBeGreaterThanOrEqual(5);
  });
  test.each(blocks.map((b) => [b[1]!, b] as const))(
    "%s",
    (_, [, , name, filters, columns, shown]) => {
      const known = TABLES.find((t) => t === name)!;
      const filter = Object.fromEntries(
        (filters ?? "")
          .split(/\s+(?=\w+=)/)
          .filter(Boolean)
          .map((f) => {
            const [key = "", value = ""] = f.split("=");
            return [key, value.split(",")];
          }),
      );
      const made = table(results, known, filter);
      const at = columns!.split(" ").map((c) => made.columns.indexOf(c));
      const lines = [...made.rows].map((row) =>
        at.map((c) => (row[c] === null ? "blank" : String(row[c]))).join(" | "),
      );
      expect(shown!.trim().split("\n")).toEqual(lines);
    },
  );
});
