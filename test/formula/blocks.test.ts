/** Cells that a formula fills are never taken for values: an Undo leaves them free, and what stands beside them stays. */
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { planOf } from "../../src/app/publish-formulas.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import type { WriteCell, WritePlan } from "../../src/hosts/port/index.ts";
import { type Before, filledBy, inverseOf, isFormula } from "../../src/hosts/port/plan.ts";
import { lowered } from "./drawn.ts";
import { cascades, flags, tree, working } from "./models/live-models.ts";

const fillsMore = (cell: WriteCell): boolean =>
  isFormula(cell) && cell.fills !== undefined && cell.fills.rows * cell.fills.columns > 1;

/** The sheet once it is written: what is filled holds values. */
function written(cells: readonly (readonly WriteCell[])[]): Before {
  const filled = new Map<string, CellValue>();
  for (const [r, row] of cells.entries())
    for (const [c, cell] of row.entries()) {
      if (!isFormula(cell) || !cell.fills) continue;
      // Google's open blocks go as far down as there are rows.
      const below = cell.formula.startsWith("=ARRAYFORMULA") && fillsMore(cell) ? 5 : 0;
      for (let y = 0; y < cell.fills.rows + below; y += 1)
        for (let x = 0; x < cell.fills.columns; x += 1) filled.set(`${r + y} ${c + x}`, "filled");
    }
  const at = (r: number, c: number): WriteCell => cells[r]?.[c] ?? null;
  return {
    sheet: () => ({ rows: cells.length + 40, columns: cells[0]!.length + 1, tabColour: null }),
    value: (_, r, c) => {
      const cell = at(r, c);
      return isFormula(cell) ? null : (cell ?? filled.get(`${r} ${c}`) ?? null);
    },
    formula: (_, r, c) => {
      const cell = at(r, c);
      return isFormula(cell) ? cell.formula.slice(1) : null;
    },
    name: () => null,
    format: () => null,
  };
}

const programs = Object.values(DIALECTS).filter(({ spills }) => spills !== "marked");
describe.each(programs.map((dialect) => ({ id: dialect.id, dialect })))("$id", ({ dialect }) => {
  const models = [tree().drawn, working(-16, "2026-05-14").drawn, flags(), cascades()];
  const steps = models.flatMap((drawn) =>
    planOf(lowered(drawn, dialect).book, drawn.workbook, dialect, false).steps.flatMap((step) =>
      step.kind === "write" ? [step] : [],
    ),
  );

  test("a formula's text tells whether it fills cells beside its own", () => {
    const formulas = steps.flatMap(({ sheet, cells }) =>
      cells.flat().flatMap((cell) => (isFormula(cell) ? [{ sheet, cell }] : [])),
    );
    const wrong = formulas.filter(
      ({ cell }) => (filledBy(cell.formula.slice(1)) !== null) !== fillsMore(cell),
    );
    expect(wrong).toEqual([]);
    const sheets = formulas.filter(({ cell }) => fillsMore(cell)).map(({ sheet }) => sheet);
    expect(new Set(sheets)).toContain("KPI People Rows");
  });

  test("what takes a sheet back are its formulas and its values, and nothing where they spill", () => {
    for (const { sheet, cells } of steps) {
      const [rows, columns] = [cells.length + 40, cells[0]!.length + 1];
      const clear: WritePlan = {
        title: "",
        steps: [{ kind: "clear", sheet, top: 0, left: 0, rows, columns }],
      };
      const [back] = inverseOf(clear, written(cells)).steps;
      const texts = (all: readonly (readonly WriteCell[])[]) =>
        all.map((row) =>
          row.map((cell) => (isFormula(cell) ? cell.formula.replace(/^=/, "") : cell)),
        );
      const was = Array.from({ length: rows }, (_, r) =>
        Array.from({ length: columns }, (_, c) => cells[r]?.[c] ?? null),
      );
      expect(back?.kind === "write" && texts(back.cells), sheet).toEqual(texts(was));
    }
  });
});
