/** The numbers of docs/cascade.md are those that the code gives. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { run } from "../../src/app/run.ts";

const page = readFileSync("docs/cascade.md", "utf8");

/** A line of the page: amounts of the year 2026 and its quarters, in whole dollars. */
const AMOUNTS = ["goal", "reserve", "buffer", "handedDown", "held"] as const;

test("the tie-out of the sample, line by line", () => {
  const made = run({ rules: sampleRules, workbook: sampleWorkbook(), asOf: null, today: null });
  const revenue = made.program.kpis.find((k) => k.name === "revenue")!;
  const top = made.org.nodeOf("Dana Whitaker");
  const lines = made.tieout.filter(
    (row) =>
      row.node === top &&
      row.kpi === revenue.id &&
      (row.period.grain === "quarter" || row.period.grain === "year") &&
      row.period.label.startsWith("2026"),
  );
  expect(lines.length).toBe(5);
  const shown = lines.map(({ period, assigned, base }) => {
    const amounts = AMOUNTS.map((field) => assigned[field]);
    return `| ${[period.label, ...amounts, base.handedDown].join(" | ")} |`;
  });
  expect(page).toContain(shown.join("\n"));
  for (const { assigned: a } of lines) {
    expect(a.difference).toBe(0);
    expect(a.goal - a.reserve + a.buffer).toBeCloseTo(a.handedDown, 6);
  }
});
