import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { liveRuns } from "../../src/app/live.ts";
import { run } from "../../src/app/run.ts";
import { runView } from "../../src/app/view.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { expectSame } from "../support/same.ts";

/** An open workbook's answers against a run from nothing: goals, standing, flags, findings and all. */

const RULES = sampleRules;
/** Rows enough for every kind of edit; a run from nothing follows each few of them. */
const MOST_ROWS = 120;
const ownCopy = (workbook: WorkbookData): WorkbookData => ({
  ...workbook,
  sheets: workbook.sheets.map((s) => ({
    ...s,
    rows: Math.min(s.rows, MOST_ROWS),
    columns: s.columns.map((c) => c.slice(0, MOST_ROWS)),
  })),
});
const runOn = (workbook: WorkbookData) => run({ rules: RULES, workbook, asOf: null, today: null });
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as unknown;
const seen = (made: ReturnType<typeof runOn>) => plain(runView(made, RULES, 0));

/** A cell of any sheet, and what another row of its column holds, a number near it, or a blank. */
const edit = fc.record({
  sheet: fc.nat(),
  column: fc.nat(),
  row: fc.nat(),
  from: fc.nat(),
  how: fc.constantFrom("other", "other", "other", "scaled", "blank", "text"),
});

function changedTo(
  column: readonly CellValue[],
  { row, from, how }: { row: number; from: number; how: string },
) {
  const old = column[row] ?? null;
  if (how === "blank") return null;
  if (how === "text") return "something new";
  if (how === "scaled" && typeof old === "number") return Math.round(old * 1.37 * 100) / 100;
  return column[1 + (from % (column.length - 1))] ?? null;
}

describe("a workbook that stays open", () => {
  test("answers as a run from nothing does, whatever cell is edited", () => {
    let followed = 0;
    let anew = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 16, maxLength: 16 }), (edits) => {
        const workbook = ownCopy(sampleWorkbook());
        const live = liveRuns();
        live.keep(runOn(workbook), null, workbook);
        for (const [i, drawn] of edits.entries()) {
          const sheet = workbook.sheets[drawn.sheet % workbook.sheets.length]!;
          const column = drawn.column % sheet.columns.length;
          const cells = sheet.columns[column] as CellValue[];
          const row = 1 + (drawn.row % (cells.length - 1));
          const value = changedTo(cells, { ...drawn, row });
          if (live.edited({ sheet: sheet.name, row, column, value })) followed += 1;
          else {
            anew += 1;
            cells[row] = value;
            live.keep(runOn(workbook), null, workbook);
          }
          if (i % 8 !== 7) continue;
          const answer = live.take(null, "en");
          if (answer) expectSame(seen(answer.run), seen(runOn(ownCopy(workbook))));
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
    expect(followed).toBeGreaterThan(3);
    expect(anew).toBeGreaterThan(3);
  }, 120_000);

  test("rows, rules, another day or an error cell are a run from nothing", () => {
    const workbook = ownCopy(sampleWorkbook());
    const live = liveRuns();
    expect(live.take(null, "en")).toBeNull();
    live.keep(runOn(workbook), null, workbook);
    expect(live.take(null, "en")).not.toBeNull();
    expect(live.take("2026-01-31", "en")).toBeNull();
    expect(live.edited({ sheet: "KPI Rules", row: 1, column: 0, value: "x" })).toBe(false);
    expect(live.follows()).toBe(false);
    live.keep(runOn(workbook), null, workbook);
    live.changed();
    expect(live.take(null, "en")).toBeNull();
  });
});
