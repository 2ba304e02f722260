/**
 * Faults planted in the formulas, each by itself, worked out by LibreOffice: none may stay unnoticed. A model is
 * asked only about faults that have a place in its formulas, and a fault that was found is not asked again.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { FormulaBook } from "../../src/formula/book.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import { type DrawnModel, drawModel } from "../differential/models/draw.ts";
import { lowered, saved } from "./drawn.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences } from "./live.ts";
import { FAULTS, type Fault } from "./models/faults.ts";
import { fixedModels } from "./models/fixed.ts";

/** Where the fixed models don't notice a fault, so many random ones must, or they are too tame. */
const MODELS = 4;
const dialect = DIALECTS.libreoffice;
const folder = mkdtempSync(join(tmpdir(), "formula-faults-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The faults of `left` that a model notices; without any fault nothing differs. */
async function found(drawn: DrawnModel, left: readonly Fault[]): Promise<Set<Fault>> {
  const { engine, book } = lowered(drawn, dialect);
  const put = (name: string, planted: FormulaBook) =>
    saved(join(folder, `${drawn.seed} ${name}.xlsx`), drawn.workbook, planted, dialect);
  const paths = [await put("right", book)];
  const tried: Fault[] = [];
  for (const fault of left) {
    const planted = fault.plant(book);
    if (planted === book) continue;
    tried.push(fault);
    paths.push(await put(String(FAULTS.indexOf(fault)), planted));
  }
  const [right, ...wrong] = recalculated(paths);
  const rightly = differences(engine, await readWorkbook(right!));
  expect(rightly.slice(0, 4), drawn.rules).toEqual([]);
  const noticed = new Set<Fault>();
  for (const [i, fault] of tried.entries()) {
    if (differences(engine, await readWorkbook(wrong[i]!)).length > 0) noticed.add(fault);
  }
  return noticed;
}

describe.skipIf(libreOfficeVersion() < 24.8)("a fault planted in the formulas is found", () => {
  test(
    "each of them",
    async () => {
      const models = [
        ...fixedModels(),
        ...Array.from({ length: MODELS }, (_, i) => drawModel(i + 1)),
      ];
      let left: readonly Fault[] = FAULTS;
      for (const model of models) {
        if (left.length === 0) break;
        const noticed = await found(model, left);
        left = left.filter((fault) => !noticed.has(fault));
      }
      expect(left.map(({ name }) => name)).toEqual([]);
    },
    3 * 600_000,
  );
});
