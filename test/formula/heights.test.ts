/** Every column of a block of `KPI Rows` is as high as its rows: beside a single value HSTACK and SORTBY give errors. */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { isFormulaCell, SHEETS } from "../../src/formula/sheet.ts";
import { DIALECTS, type DialectId } from "../../src/formula/text/dialect.ts";
import { type Formula, partsOf } from "../../src/formula/text/formula.ts";
import { rulesOf, workbookOf } from "../support/ir-forms.ts";

const FORMS = [
  "sum(Deals, 2)",
  "sum(Deals, 1 + 1)",
  "count(Deals)",
  "distinct(Deals, 7)",
  "distinct(Accounts[Account] at any time)",
  "count(Accounts at any time)",
];

/** Whether a formula gives more than one value: a range in it, or a name for one. */
function isHigh(formula: Formula, names: ReadonlyMap<string, boolean>): boolean {
  if (formula.kind === "cells") return formula.to !== null;
  if (formula.kind === "name") return names.get(formula.name) === true;
  return partsOf(formula).some((part) => isHigh(part, names));
}

describe.each(Object.keys(DIALECTS) as DialectId[])("%s", (id) => {
  test.each(FORMS)("%s", (said) => {
    const form = { said, rules: `kpi x = ${said}` };
    const workbook = workbookOf(form);
    const asOf = parseIso("2026-06-30");
    const results = run({ rules: rulesOf(form), workbook, asOf, today: null });
    expect(results.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { book } = formulaPublication(results, workbook, DIALECTS[id], true);
    const rows = book.sheets.find(({ name }) => name === SHEETS.rows)!.rows;
    const blocks = rows
      .flat()
      .flatMap((cell) =>
        isFormulaCell(cell) && cell.formula.kind === "let" ? [cell.formula] : [],
      );
    expect(blocks.length).toBe(1);
    for (const { names, give } of blocks) {
      const high = new Map<string, boolean>();
      for (const [name, is] of names) high.set(name, isHigh(is, high));
      const stack = partsOf(give)[0]!;
      const columns = partsOf(stack).filter(({ kind }) => kind !== "row");
      expect(columns.map((column) => isHigh(column, high))).not.toContain(false);
    }
  });
});
