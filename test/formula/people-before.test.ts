/** A column of people's rows asked for before the first period: live in a live tree, else `KPI Checks` watches it. */
import { expect, test } from "vitest";
import { isFormulaCell } from "../../src/formula/sheet.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { printed } from "../../src/formula/text/print.ts";
import { ACCOUNT_COLUMNS, COLUMNS, HEAD, modelOf } from "../differential/models/model.ts";
import { lowered } from "./drawn.ts";

const deal = COLUMNS.map(({ name }) =>
  name === "Owner" ? "P1" : name === "Closed" ? "2026-02-10 00:00:00" : null,
);
const sheetsOf = (from: string | null, ...kpis: readonly string[]) => {
  const drawn = modelOf({
    seed: 0,
    stays: [
      { person: "P0", manager: null, from: null, to: null },
      { person: "P1", manager: "P0", from: null, to: null },
      { person: "P2", manager: "P0", from, to: null },
    ],
    tables: [
      { name: "Deals", columns: COLUMNS, rows: [deal] },
      { name: "Accounts", columns: ACCOUNT_COLUMNS, rows: [] },
    ],
    rules: ["calendar", "  track quarterly", "", ...HEAD, ...kpis].join("\n"),
    texts: [],
    asOf: "2026-09-30",
  });
  const { sheets } = lowered(drawn, DIALECTS.excel365).book;
  const rows = (name: string) => sheets.find((sheet) => sheet.name === name)!.rows.slice(1);
  const checks = rows("KPI Checks").flatMap(([, count]) =>
    isFormulaCell(count) ? [printed(count.formula, { at: { row: 0, column: 0 } })] : [],
  );
  return { parts: rows("KPI Parts").map((row) => row[3] ?? null), checks };
};
const [NOW, BEFORE] = [
  "kpi reach = people[Potential]",
  "kpi reached = people[Potential] last year",
];
/** Whether people's potentials are compared with what they were. */
const isWatched = (checks: readonly string[]): boolean =>
  checks.some((count) => count.includes("Team!$A$2:") && count.includes("Team!$E$2:"));

test("nobody has dates: it follows the row", () => {
  const { parts, checks } = sheetsOf(null, BEFORE);
  expect(parts.filter((cell) => typeof cell === "number")).toEqual([]);
  expect(isWatched(checks)).toBe(false);
});

test("people have dates: it is a number, and the column is watched", () => {
  const { parts, checks } = sheetsOf("2025-01-01", BEFORE);
  expect(parts.filter((cell) => typeof cell === "number").length).toBeGreaterThan(0);
  expect(isWatched(checks)).toBe(true);
  expect(isWatched(sheetsOf("2025-01-01", NOW).checks)).toBe(false);
});
